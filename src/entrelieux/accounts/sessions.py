"""When somebody signed in on this device: what is grave asks for a recent proof."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

SESSION_KEY = "signed_in_at"
RECENT_SECONDS = 3600
View = Callable[..., HttpResponseBase]


def mark_signed_in(request: HttpRequest) -> None:
    request.session[SESSION_KEY] = time.time()


def has_recently_signed_in(request: HttpRequest) -> bool:
    return time.time() - float(request.session.get(SESSION_KEY, 0)) < RECENT_SECONDS


def recently_signed_in(view: View) -> View:
    """Asks for a new code when the last sign-in is more than an hour old."""

    @wraps(view)
    @login_required
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if has_recently_signed_in(request):
            return view(request, *args, **kwargs)
        back = request.path if request.method == "GET" else reverse("account")
        return redirect(f"{reverse('account_login')}?{urlencode({'next': back, 'again': 1})}")

    return guarded
