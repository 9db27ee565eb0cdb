"""Who may change the words of a community: those who run it; anyone may read its public words."""

from __future__ import annotations

from typing import Any

from entrelieux.communities.models import Community
from entrelieux.communities.permissions import can_run


def can_edit_lexicon(person: Any, community: Community) -> bool:
    return can_run(community)(person)
