"""The one door to the rules of communities: whether somebody may take something, and why not.

Two acts are asked of a charter: to book, and to use at that moment. What is not known yet of the
use (who will be there) is no reason to refuse today; what is not known of the booking is left to
the place, which has to agree: an unknown fact never grants.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any, Final, Literal, get_args
from zoneinfo import ZoneInfo

from entrelieux.activities.zones import zone_of
from entrelieux.bookings.queries import Standing, past_at
from entrelieux.charters.deciding import Decision, decide, known_of, on_the_wall
from entrelieux.charters.models import TrainedGroup
from entrelieux.charters.queries import BROUGHT, learned_by, people_of
from entrelieux.communities.models import Community
from entrelieux.core.booking import Quota, Span, spent
from entrelieux.core.booking.quotas import Window
from entrelieux.resources.models import Condition, Resource

BOOK: Final = "book"
USE: Final = "use"
# The label that charters give to what is broken.
OUT_OF_ORDER: Final = "out-of-order"
COUNTED: tuple[tuple[str, Literal["hours", "times"]], ...] = (
    ("hours", "hours"),
    ("bookings", "times"),
)


@dataclass(frozen=True, slots=True)
class Ruling:
    """« yes », « no », « ask » the place, « silent » where nobody wrote a charter.

    `reasons` are its sentences in the community's words, with the ways to a yes, each after a dash;
    `decisions` all that was asked of the charters.
    """

    verdict: str
    reasons: tuple[str, ...] = ()
    decisions: tuple[Decision, ...] = field(default=(), compare=False, repr=False)


SILENT = Ruling("silent")
# The one that stands in the way is the one that is told.
WORST_FIRST = ("no", "ask", "yes", "silent")


def ruling_on(
    standing: Standing,
    uses: Sequence[Span],
    purpose: str = "",
    group: TrainedGroup | None = None,
    *,
    but: int = 0,
) -> Ruling:
    """By the charters of the communities of its place; of several times, the worst.

    What is written of her is read once; quotas and habilitations are those of each day. `but` is
    the key of a reservation that quotas do not count: the one that is asked about again.
    """
    rulings = [
        ruling
        for community in standing.chartered
        for ruling in _rulings(community, standing, uses, purpose, group, but)
    ]
    worst = min(rulings, key=lambda one: WORST_FIRST.index(one.verdict), default=SILENT)
    return replace(worst, decisions=tuple(it for one in rulings for it in one.decisions))


def _rulings(
    community: Community,
    standing: Standing,
    uses: Sequence[Span],
    purpose: str,
    group: TrainedGroup | None,
    but: int,
) -> Iterator[Ruling]:
    person, resource = standing.person, standing.resource
    past = past_at(person, resource, standing.place, but=but)
    known = known_of(community, person)
    if known is None:
        return
    people = {BROUGHT: people_of(group, learned_by(group, community))}
    zone = zone_of(resource.card)  # the rules of a place tell the hours of its own clocks
    for use in uses:
        facts = {**_facts(resource, use, purpose, past), "people": people}
        when = (use.start, known, zone)
        yield _ruling(decide(community, BOOK, person, facts, *when), of_unknown="ask")
        yield _ruling(decide(community, USE, person, facts, *when), of_unknown="yes")
        past.append(use)


def _facts(resource: Resource, use: Span, purpose: str, past: Sequence[Span]) -> dict[str, Any]:
    """What is known of the act: the thing, until when, what for, what she took already there."""
    concept, zone = resource.concept.partition(":")[2], zone_of(resource.card)
    facts: dict[str, Any] = {
        "thing": {
            "id": resource.public_id,
            "kinds": [name for name in (resource.kind, concept) if name],
            "labels": [OUT_OF_ORDER] if resource.condition == Condition.DOWN else [],
        },
        # An end in the hour that clocks show twice would look like one before the start.
        "until": max(on_the_wall(use.start, zone), on_the_wall(use.end, zone)),
        "used": _used(zone, use, past),
    }
    return {**facts, "purposes": [purpose]} if purpose else facts


def _used(zone: str, use: Span, past: Sequence[Span]) -> dict[str, float]:
    """« hours/person/week », « bookings/person/month »… before this one."""
    from_day = use.start.astimezone(ZoneInfo(zone)).date()
    return {
        f"{what}/person/{window}": float(
            spent(Quota(Fraction(0), unit, window, zone), past, from_day)
        )
        for what, unit in COUNTED
        for window in get_args(Window)
    }


def _ruling(decision: Decision, *, of_unknown: str) -> Ruling:
    if decision.verdict == "no":
        return Ruling("no", decision.told()[1:], (decision,))
    verdict = of_unknown if decision.verdict == "unknown" else decision.verdict
    return Ruling(verdict, decisions=(decision,))
