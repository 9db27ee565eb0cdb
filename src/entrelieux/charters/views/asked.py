"""What a page was asked for, or the answer that there is no such thing."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from entrelieux.accounts.models import Person
from entrelieux.communities.models import Community

SHOW_OR_SEND = ["GET", "HEAD", "POST"]


def wanted_community(slug: str) -> Community:
    return get_object_or_404(Community, slug=slug)


def signed_in(request: HttpRequest) -> Person:
    person: Any = request.user
    return person
