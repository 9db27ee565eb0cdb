"""What the pages of charters share of a request."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from entrelieux.accounts.models import Person

SHOW_OR_SEND = ["GET", "HEAD", "POST"]


def signed_in(request: HttpRequest) -> Person:
    person: Any = request.user
    return person
