"""Which charter stood on a day, compiled once for each version."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from entrelieux.charters.errors import NoSuchRule
from entrelieux.charters.models import CharterVersion, JournalEntry
from entrelieux.communities.models import Community
from entrelieux.core.rules import Charter as Tree
from entrelieux.core.rules import read_charter
from entrelieux.core.rules.changing.journal import Entry
from entrelieux.core.rules.explaining.explanation import Explainer

KEPT_COMPILED = 512


def version_on(community: Community, day: date) -> CharterVersion | None:
    """The charter that decides on a day; None before the first, or without a charter."""
    return versions_of(community).filter(since__lte=day).first()


def last_version(community: Community) -> CharterVersion | None:
    """The charter as it was last decided, in force or soon to be."""
    return versions_of(community).first()


def wanted_version(community: Community) -> CharterVersion:
    """The charter of today, or the one to come. Raises `NoSuchRule`."""
    version = version_on(community, timezone.localdate()) or last_version(community)
    if version is None:
        raise NoSuchRule(_("Cette communauté n’a pas encore écrit sa charte."))
    return version


def versions_of(community: Community) -> QuerySet[CharterVersion]:
    rows = CharterVersion.objects.filter(charter__community=community)
    return rows.select_related("charter__community").order_by("-number")


def tree_of(version: CharterVersion) -> Tree:
    return explainer_of(version).charter


@dataclass(frozen=True, slots=True)
class _Document:
    """A document that is known by its digest."""

    digest: str
    told: dict[str, Any] = field(compare=False)


def explainer_of(version: CharterVersion) -> Explainer:
    """What decides and explains under a version, kept between requests: versions never change."""
    return _explainer(_Document(version.digest, version.document))


@lru_cache(maxsize=KEPT_COMPILED)
def _explainer(document: _Document) -> Explainer:
    return Explainer(read_charter(document.told))


def journal_of(community: Community) -> list[Entry]:
    """The whole journal, to be verified or read."""
    rows = JournalEntry.objects.filter(charter__community=community).order_by("number")
    return [
        Entry(row.number, row.at, tuple(sorted(row.content.items())), row.before, row.seal)
        for row in rows
    ]
