"""Who may read lists into the map and decide of look-alikes."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from entrelieux.places.permissions import can_coordinate

View = Callable[..., HttpResponseBase]


def coordinators_only(view: View) -> View:
    """Asks to sign in, then refuses whoever coordinates nothing."""

    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not can_coordinate(request.user):
            raise PermissionDenied(
                _("Seule la coordination d’un réseau importe des listes et réunit des fiches.")
            )
        return view(request, *args, **kwargs)

    return guarded
