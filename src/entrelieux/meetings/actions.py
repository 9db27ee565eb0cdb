"""Asking to meet, putting aside, and what ends with a consent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from entrelieux.accounts.models import Person
from entrelieux.bridges.models import Bridge, SideState, SourceKind, State
from entrelieux.communities.circles import circle_of
from entrelieux.core.bridging.pairing import Profile as SideProfile
from entrelieux.introductions.letters import write_question
from entrelieux.introductions.sides import Side
from entrelieux.meetings.errors import NotProposed
from entrelieux.meetings.models import PutAside
from entrelieux.meetings.parties import Party, as_told
from entrelieux.meetings.queries import meetings_of, pair_of, willing_profile
from entrelieux.meetings.sentences import reasons_kept
from entrelieux.platform import audit
from entrelieux.platform.errors import TooOften
from entrelieux.platform.rate import spend

ASKED_PER_DAY = 10
DAY_SECONDS = 86_400


@dataclass(frozen=True, slots=True)
class Draft:
    """What would be told to `other`: the reasons it may read, and nothing else of `own`."""

    kind: SourceKind
    own: Party
    other: Party
    reasons: list[dict[str, Any]]

    @property
    def own_title(self) -> str:
        return "" if self.kind == SourceKind.PERSON else self.own.name[:160]

    @property
    def other_title(self) -> str:
        return "" if self.kind == SourceKind.PERSON else self.other.name[:160]


def draft_meeting(*, by: Person, kind: SourceKind, own_id: str, other_id: str) -> Draft:
    """Raises `NotProposed` unless the two are proposed to each other now."""
    found = meetings_of(by, kind, own_id)
    if found is None or found.pair_with(other_id) is None:
        raise NotProposed(_("Cette rencontre n’est plus proposée : voyez les autres."))
    own, other = found.own, found.others[other_id]
    pair = pair_of(_as_told(by, kind, own, other), other.side)
    return Draft(kind, own, other, reasons_kept(pair, kind) if pair else [])


def _as_told(by: Person, kind: SourceKind, own: Party, other: Party) -> SideProfile | None:
    """What stands on the asker’s side, as the other may know it."""
    profile = willing_profile(by)
    if kind != SourceKind.PERSON or profile is None:
        return own.side
    return as_told(profile, circle_of(Person.objects.get(pk=other.answers)).kin)


@transaction.atomic
def ask_to_meet(
    *, by: Person, kind: SourceKind, own_id: str, other_id: str, word: str, now: datetime
) -> Bridge:
    """Asks the other side; nobody is named until it says yes too.

    Raises `NotProposed`, or `TooOften` beyond ten a day.
    """
    draft = draft_meeting(by=by, kind=kind, own_id=own_id, other_id=other_id)
    spent = spend(f"meet:{by.pk}", rate=ASKED_PER_DAY / DAY_SECONDS, burst=ASKED_PER_DAY)
    if not spent.allowed:
        raise TooOften(
            _("Vous avez demandé beaucoup de rencontres : attendez demain."),
            retry_after=spent.retry_after,
        )
    said = {"code": "word", "points": 0.0, "sentence_fr": word[:500], "sentence_en": word[:500]}
    bridge = Bridge.objects.create(
        from_kind=kind,
        from_id=draft.own.id,
        from_title=draft.own_title,
        source_kind=kind,
        source_id=draft.other.id,
        title=draft.other_title,
        asker=by,
        asker_place_id=draft.own.place,
        giver_id=draft.other.answers,
        giver_place_id=draft.other.place,
        reasons=[*draft.reasons, *([said] if word else [])],
        score=sum(one["points"] for one in draft.reasons),
        asker_state=SideState.ACCEPTED,
        asker_answered_at=now,
        state=State.SEEN,
    )
    audit.record("ask_to_meet", bridge, by=by)
    write_question(bridge, Side.GIVER)
    return bridge


@transaction.atomic
def put_aside(*, by: Person, kind: SourceKind, own_id: str, other_id: str) -> None:
    """« Pas pour nous », remembered; saying it twice is saying it once. Raises `NotProposed`."""
    found = meetings_of(by, kind, own_id)
    if found is None:
        raise NotProposed(_("Ces rencontres ne sont pas les vôtres."))
    if other_id in found.others:
        row, _is_new = PutAside.objects.get_or_create(
            kind=kind, own_id=own_id, other_id=other_id, defaults={"by": by}
        )
        audit.record("put_aside", row, by=by)


@transaction.atomic
def take_back(*, by: Person, kind: SourceKind, own_id: str) -> None:
    """All that was put aside is proposed again. Raises `NotProposed`."""
    if meetings_of(by, kind, own_id) is None:
        raise NotProposed(_("Ces rencontres ne sont pas les vôtres."))
    PutAside.objects.filter(kind=kind, own_id=own_id).delete()
    audit.record("take_back", f"{kind}:{own_id}", by=by)


@transaction.atomic
def close_unanswered(*, person: Person) -> None:
    """What rested on her wish to be introduced, and that both have not accepted, ends unexplained.

    Nobody is written to: the other side reads that it is closed, and that nobody refused.
    """
    hers = Bridge.objects.filter(from_kind=SourceKind.PERSON, accepted_at=None)
    opened = hers.filter(state__in=[State.SUGGESTED, State.SEEN])
    for bridge in [*opened.filter(asker=person), *opened.filter(giver=person)]:
        bridge.state, bridge.ended_at = State.EXPIRED, timezone.now()
        bridge.save()
        audit.record("close_unanswered", bridge)
