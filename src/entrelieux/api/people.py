"""Who is behind a request."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext as _

from entrelieux.accounts.models import Person
from entrelieux.platform.errors import Forbidden


def signed_in(request: HttpRequest) -> Person:
    """Raises `Forbidden` for a visitor."""
    if not isinstance(request.user, Person):
        raise Forbidden(_("Connectez-vous d’abord."))
    return request.user
