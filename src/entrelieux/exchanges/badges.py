"""The badges of communities, in their own words: their charters say them (`BADGES_IN_WORDS`)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from django.conf import settings
from django.utils.module_loading import import_string

from entrelieux.communities.models import Community
from entrelieux.core.text import fold

_ARTICLE = re.compile(r"^(?:le |la |les |l |the )")


def badges_in_words(community: Community) -> Mapping[str, str]:
    """By name, what the community calls each badge of its rules; empty without a charter."""
    told: Mapping[str, str] = import_string(settings.BADGES_IN_WORDS)(community)
    return told


def badge_named(community: Community, said: str) -> str:
    """The name of the badge that somebody calls so, with its article or not; else what was said:
    a community without a charter has only its word for it."""
    wanted = _plain(said)
    for name, label in badges_in_words(community).items():
        if wanted in (_plain(label), _plain(name)):
            return name
    return said.strip()


def _plain(said: str) -> str:
    return _ARTICLE.sub("", fold(said))
