"""What a page was asked for, or the answer that there is no such thing."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from entrelieux.accounts.models import Person
from entrelieux.charters.errors import NoSuchRule
from entrelieux.charters.models import CharterVersion
from entrelieux.charters.queries import last_version, version_on
from entrelieux.communities.models import Community

SHOW_OR_SEND = ["GET", "HEAD", "POST"]


def wanted_community(slug: str) -> Community:
    return get_object_or_404(Community, slug=slug)


def wanted_version(community: Community) -> CharterVersion:
    """The charter of today. Raises `NoSuchRule`."""
    version = version_on(community, timezone.localdate()) or last_version(community)
    if version is None:
        raise NoSuchRule(_("Cette communauté n’a pas encore écrit sa charte."))
    return version


def signed_in(request: HttpRequest) -> Person:
    person: Any = request.user
    return person
