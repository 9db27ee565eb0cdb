"""What the pages of meetings show, in the words of their reader."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from entrelieux.bridges.models import SourceKind
from entrelieux.lexicons.language import current_language
from entrelieux.meetings.actions import Draft
from entrelieux.meetings.parties import Party
from entrelieux.meetings.queries import Meetings, PairOfNetwork
from entrelieux.meetings.sentences import how_far, reason_for

FIRST_REASONS = 4
# In addresses, as people say it.
SLUGS = {"personne": SourceKind.PERSON, "projet": SourceKind.PROJECT, "lieu": SourceKind.PLACE}


@dataclass(frozen=True, slots=True)
class MeetingsPage:
    slug: str
    own: Party
    lines: Sequence[MeetingLine]
    aside: int


@dataclass(frozen=True, slots=True)
class MeetingLine:
    party: Party
    reasons: Sequence[str]
    distance: str


@dataclass(frozen=True, slots=True)
class PairLine:
    left: Party
    right: Party
    reasons: Sequence[str]
    distance: str


def slug_of(kind: SourceKind) -> str:
    return next(slug for slug, one in SLUGS.items() if one == kind)


def meetings_page(found: Meetings, most: int | None = None) -> MeetingsPage:
    own, kind = found.own, found.kind
    lines = [
        MeetingLine(
            party=found.others[pair.other(own.id)],
            reasons=[reason_for(one, kind, own.id) for one in pair.reasons[:FIRST_REASONS]],
            distance=how_far(pair.km, own.department),
        )
        for pair in found.found[:most]
    ]
    return MeetingsPage(slug_of(kind), own, lines, found.aside)


def pair_lines(found: Sequence[PairOfNetwork], kind: SourceKind) -> list[PairLine]:
    return [
        PairLine(
            one.left,
            one.right,
            [reason_for(reason, kind, "") for reason in one.pair.reasons[:FIRST_REASONS]],
            how_far(one.pair.km, one.left.department),
        )
        for one in found
    ]


def told_reasons(draft: Draft) -> list[str]:
    """What the other side would read, in the language of who asks."""
    language = "en" if current_language() == "en" else "fr"
    return [one[f"sentence_{language}"] for one in draft.reasons]
