"""Keyset paging: the cursor is the identifier of the last item, so pages never shift."""

from __future__ import annotations

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest

PAGE_SIZE = 100
PAGE_LIMIT = 500


def next_address(request: HttpRequest, after: str) -> str:
    """The address of this same listing, from after `after`."""
    query = request.GET.copy()
    query["after"] = after
    return f"{settings.BASE_URL}{request.path}?{urlencode(query, doseq=True)}"
