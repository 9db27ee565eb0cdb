"""A booking that is asked for, and what stands in the way of each of its times."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.utils.translation import gettext as _

from entrelieux.activities.zones import zone_of
from entrelieux.bookings.errors import NotBookable, UnusableRepeat
from entrelieux.bookings.models import Bookable
from entrelieux.bookings.queries import Known, bookables_of, known_of
from entrelieux.charters.models import TrainedGroup
from entrelieux.communities.models import Community
from entrelieux.core.booking import (
    BadRule,
    Obstacle,
    Rule,
    Series,
    Slot,
    Span,
    obstacles,
    occurrences,
    parse_rule,
)
from entrelieux.resources.models import Resource

MOST_TIMES = 120
MOST_RESOURCES = 12
FIRST_YEAR, LAST_YEAR = 2000, 2150
# A booking is written down whole: beyond, one books again.
FARTHEST = timedelta(days=740)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Some units of some resources together, from a slot by the clock of the first one's place.

    `skipped` are days of the rule that are left out; with `waits`, what is taken is waited for.
    `group` are people without an account whom she brings.
    """

    lines: Sequence[tuple[Resource, int]]
    slot: Slot
    rule: str = ""
    purpose: str = ""
    note: str = ""
    community: Community | None = None
    skipped: frozenset[date] = frozenset()
    waits: bool = False
    group: TrainedGroup | None = None

    @property
    def zone(self) -> str:
        return zone_of(self.lines[0][0].card)

    @property
    def series(self) -> Series:
        return Series(self.slot, self.zone, rule_of(self.rule))


@dataclass(frozen=True, slots=True)
class Verdict:
    """One time, and all that is in its way, by resource."""

    day: date
    use: Span
    obstacles: tuple[tuple[Resource, Obstacle], ...]

    @property
    def fits(self) -> bool:
        return not self.obstacles

    @property
    def can_be_waited_for(self) -> bool:
        return all(obstacle.reason == "taken" for _resource, obstacle in self.obstacles)


@dataclass(frozen=True, slots=True)
class BookableLine:
    resource: Resource
    units: int
    bookable: Bookable


def rule_of(text: str) -> Rule | None:
    """Raises `UnusableRepeat` for what is no rule, or has no end."""
    if not text:
        return None
    try:
        rule = parse_rule(text)
    except BadRule:
        raise UnusableRepeat(_("Cette répétition ne se lit pas : choisissez-en une.")) from None
    if not rule.count and not rule.until:
        raise UnusableRepeat(_("Dites jusqu’à quand cela se répète."))
    return rule


def bookable_lines(lines: Sequence[tuple[Resource, int]]) -> list[BookableLine]:
    """Raises `NotBookable`."""
    refuse_too_many(lines)
    return lines_by(bookables_of([resource for resource, _units in lines]), lines)


def refuse_too_many(lines: Sequence[tuple[Resource, int]]) -> None:
    if not 1 <= len(lines) <= MOST_RESOURCES or len({r.pk for r, _u in lines}) < len(lines):
        raise NotBookable(
            _("Réservez ensemble de une à %(most)s ressources, chacune une fois.")
            % {"most": MOST_RESOURCES}
        )


def lines_by(
    bookables: Mapping[int, Bookable], lines: Sequence[tuple[Resource, int]]
) -> list[BookableLine]:
    """Raises `NotBookable` for what is not among `bookables`."""
    found = []
    for resource, units in lines:
        bookable = None if resource.removed_at else bookables.get(resource.pk)
        if bookable is None:
            raise NotBookable(
                _("« %(name)s » ne se réserve pas ici : demandez au lieu.")
                % {"name": resource.name}
            )
        found.append(BookableLine(resource, units, bookable))
    return found


def uses_of(series: Series) -> list[tuple[date, Span]]:
    """Every time of a series that ends. Raises `UnusableRepeat` for too many, or too far."""
    if not all(
        FIRST_YEAR <= edge.year <= LAST_YEAR for edge in (series.first.start, series.first.end)
    ):
        raise UnusableRepeat(_("Cette date est trop loin : choisissez-en une plus proche."))
    start = series.first.start.replace(tzinfo=UTC) - timedelta(days=2)
    found = occurrences(series, after=start, before=start + FARTHEST)
    if len(found) > MOST_TIMES:
        raise UnusableRepeat(_("C’est beaucoup : %(most)s fois au plus.") % {"most": MOST_TIMES})
    return [(one.day, Span(one.start, one.end)) for one in found if not one.is_cancelled]


def verdicts_on(
    lines: Sequence[BookableLine],
    uses: Sequence[tuple[date, Span]],
    *,
    now: datetime,
    but: Iterable[int] = (),
    parents: Mapping[int, int | None] | None = None,
) -> list[Verdict]:
    """For each use in its order, what is in the way. `but` are times that will be given up."""
    if not uses:
        return []
    pairs = [(line.resource, line.bookable) for line in lines]
    return verdicts_by(known_of(pairs, window_of(uses), but=but, parents=parents), lines, uses, now)


def verdicts_by(
    known: Sequence[Known],
    lines: Sequence[BookableLine],
    uses: Sequence[tuple[date, Span]],
    now: datetime,
) -> list[Verdict]:
    return [
        Verdict(
            day,
            use,
            tuple(
                (one.resource, obstacle)
                for one, line in zip(known, lines, strict=True)
                for obstacle in obstacles(one.terms, one.calendar, use, now=now, units=line.units)
            ),
        )
        for day, use in uses
    ]


def window_of(uses: Sequence[tuple[date, Span]]) -> Span:
    return Span(min(use.start for _d, use in uses), max(use.end for _d, use in uses))


def preview(wanted: Wanted, *, now: datetime) -> list[Verdict]:
    """What would happen, before anything is written. Raises `NotBookable`, `UnusableRepeat`."""
    return verdicts_on(bookable_lines(wanted.lines), uses_of(wanted.series), now=now)
