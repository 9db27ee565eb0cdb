"""What became of a bridge: asked by mail, answered in one gesture, told with thanks."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from entrelieux.accounts.models import Person
from entrelieux.bridges.errors import AlreadyOver
from entrelieux.bridges.models import Bridge, State
from entrelieux.introductions import letters
from entrelieux.introductions.errors import NotASide, TooEarly
from entrelieux.introductions.models import Question
from entrelieux.introductions.sides import Side, people_of, side_of
from entrelieux.platform import audit

# When both have had time to meet, and when to ask again who did not answer; twice, no more.
AFTER = timedelta(days=14)
AGAIN = timedelta(days=21)
MOST_TIMES = 2


def ask_whether_it_happened(*, now: datetime) -> int:
    """Asks those of accepted bridges whose day is past; returns how many mails."""
    waiting = Bridge.objects.filter(state=State.ACCEPTED, accepted_at__lte=now - AFTER)
    rows = waiting.select_related("need", "asker", "giver", "asker_place", "giver_place")
    return sum(_ask_both(bridge, now) for bridge in rows.order_by("pk") if _is_past(bridge, now))


def _is_past(bridge: Bridge, now: datetime) -> bool:
    """Nobody is asked before the day for which the need was."""
    last = bridge.need.ends_on if bridge.need else None
    return last is None or last < timezone.localdate(now)


@transaction.atomic
def _ask_both(bridge: Bridge, now: datetime) -> int:
    written = 0
    for side in Side:
        for person in people_of(bridge, side):
            question, is_new = Question.objects.select_for_update().get_or_create(
                bridge=bridge, person=person, defaults={"asked_at": now}
            )
            is_due = is_new or question.asked_at <= now - AGAIN
            if is_due and question.times < MOST_TIMES:
                question.times, question.asked_at = question.times + 1, now
                question.save()
                letters.write_did_it_happen(bridge, person)
                audit.record("ask_whether_it_happened", bridge)
                written += 1
    return written


@transaction.atomic
def tell_happened(*, by: Person, bridge: Bridge, now: datetime, on: date | None = None) -> Bridge:
    """« C’est fait », also of one that was put away: saying it twice is saying it once.

    Raises `TooEarly`, `NotASide`.
    """
    locked, side = _side_for(by, bridge)
    if locked.state in (State.ACCEPTED, State.EXPIRED):
        locked.state, locked.happened_at, locked.ended_at = State.HAPPENED, now, None
        locked.happened_on = on or timezone.localdate(now)
        locked.save()
        audit.record("tell_happened", locked, by=by, side=side.value)
    return locked


@transaction.atomic
def give_up(*, by: Person, bridge: Bridge, now: datetime) -> Bridge:
    """« Ça ne se fera pas »: nobody is asked any more. Raises `AlreadyOver` once it happened."""
    locked, side = _side_for(by, bridge)
    if locked.state != State.ACCEPTED:
        raise AlreadyOver(_("Cette passerelle est déjà dite faite, ou close."))
    locked.state, locked.ended_at = State.EXPIRED, now
    locked.save()
    audit.record("give_up", locked, by=by, side=side.value)
    return locked


@transaction.atomic
def tell_outcome(
    *, by: Person, bridge: Bridge, now: datetime, outcome: str, thanks: str, consents: bool
) -> Bridge:
    """What it gave, a word of thanks, and whether it may be shown.

    New words of the story take back the other side's consent: she agreed to what she had read.
    Raises `TooEarly` before it happened.
    """
    locked, side = _side_for(by, bridge)
    if locked.state not in (State.HAPPENED, State.TOLD):
        raise TooEarly(_("Dites d’abord que c’est fait."))
    said = (locked.outcome, getattr(locked, f"{side}_thanks"))
    if said != (outcome, thanks):
        setattr(locked, f"{side.other}_consents", False)
    locked.outcome = outcome[:2_000]
    setattr(locked, f"{side}_thanks", thanks[:1_000])
    setattr(locked, f"{side}_consents", consents)
    if outcome:
        locked.state, locked.told_at = State.TOLD, locked.told_at or now
    locked.save()
    audit.record("tell_outcome", locked, by=by, side=side.value)
    return locked


@transaction.atomic
def consent_to_story(*, by: Person, bridge: Bridge, consents: bool) -> Bridge:
    """One side lets its story be shown, or takes that back, whenever she likes."""
    locked, side = _side_for(by, bridge)
    setattr(locked, f"{side}_consents", consents)
    locked.save()
    audit.record("consent_to_story", locked, by=by, consents=consents)
    return locked


def _side_for(by: Person, bridge: Bridge) -> tuple[Bridge, Side]:
    locked = Bridge.objects.select_for_update(of=("self",)).get(pk=bridge.pk)
    side = side_of(by, locked)
    if side is None:
        raise NotASide(_("Seules les deux personnes reliées peuvent répondre."))
    if not locked.is_mutual:
        raise TooEarly(_("Les deux côtés doivent d’abord dire oui."))
    return locked, side
