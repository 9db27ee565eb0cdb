"""The moments that rules tell apart: for each answer that they can give, the first one to come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, time, timedelta

from entrelieux.core.rules.deciding.numbers import event_at
from entrelieux.core.rules.facts.case import Case
from entrelieux.core.rules.facts.held import Held
from entrelieux.core.rules.searching.changes import SOME_DAY, Change, Means, Place
from entrelieux.core.rules.searching.names import places_of
from entrelieux.core.rules.tree.atoms import Agreement, Badge, Document, Has, Notice
from entrelieux.core.rules.tree.conditions import Among, AsMany, Atom, parts
from entrelieux.core.rules.tree.conditions import atoms as atoms_of
from entrelieux.core.rules.tree.durations import Duration
from entrelieux.core.rules.tree.measures import Ahead, Breaches, Since
from entrelieux.core.rules.tree.moments import When

AT, ASKED_AT = Place("facts", "at"), Place("facts", "asked_at")
_WEEK, _QUARTER, _YEAR = 8, 100, 367
_YEARS = 6 * 366  # a date is each day of the week within six years, 29 February left out
_MINUTE = timedelta(minutes=1)


def at_options(atoms: Sequence[Atom], case: Case) -> Iterator[Change]:
    """Another moment for the act, the soonest first, never an earlier one than was asked for."""
    now = case.at or case.facts.get("asked_at") or SOME_DAY
    means: Means = "moment" if case.at else "tell"
    for moment in sorted(set(_candidates(atoms, case, now))):
        yield Change(AT, moment, means)


def asked_at_options(atoms: Iterable[Atom], case: Case) -> Iterator[Change]:
    """When it was asked, if that is not known: just in time, one minute too late, and one minute
    early, for each delay."""
    at = case.at or SOME_DAY
    for atom in atoms:
        if isinstance(atom, Ahead) and isinstance(atom.test.value, Duration):
            last = atom.test.value.before(at)
            yield from (Change(ASKED_AT, moment, "tell") for moment in (last, last + _MINUTE))
            yield Change(ASKED_AT, last - _MINUTE, "tell")


def event_options(place: Place, atoms: Iterable[Since], case: Case) -> Iterator[Change]:
    """An event that did not happen may happen now; one that is not known, at each distance."""
    happened, known = event_at(place.name, case.person, case.facts)
    now = _asked(case)
    if happened is not None:
        return
    if known:
        yield Change(place, now, "do")
        return
    at = case.at or SOME_DAY
    for atom in atoms:
        if isinstance(atom.test.value, Duration):
            mark = atom.test.value.before(at)
            moments = (mark - _MINUTE, mark, mark + _MINUTE)
            yield from (Change(place, moment, "tell") for moment in moments)


def _asked(case: Case) -> datetime:
    moment: datetime = case.facts.get("asked_at") or case.at or SOME_DAY
    return moment


def _candidates(atoms: Sequence[Atom], case: Case, now: datetime) -> Iterator[datetime]:
    """Every moment where an answer may change: on the hours of the rules, for as many days as
    weekdays, ranks and seasons need to meet, and around the moments where a delay ends."""
    times = sorted(_times(atoms, now))
    marks = set(_marks(atoms, case, now))
    days = {now.date() + timedelta(days=day) for day in range(_horizon(atoms))}
    days |= {mark.date() + timedelta(days=day) for mark in marks for day in range(8)}
    yield from marks
    moments = (datetime.combine(day, hour) for day in days for hour in times)
    yield from (moment for moment in moments if moment >= now)


def _horizon(atoms: Iterable[Atom]) -> int:
    """In how many days every crossing of the weekdays, ranks and seasons of the rules comes up."""
    whens = [atom for atom in atoms if isinstance(atom, When)]
    seasons = any(when.first or when.last for when in whens)
    ranks = any(when.nth for when in whens)
    if seasons:
        return _YEARS if ranks or any(when.days for when in whens) else _YEAR
    return _QUARTER if ranks else _WEEK


def _times(atoms: Iterable[Atom], now: datetime) -> set[time]:
    told = (bound for a in atoms if isinstance(a, When) for bound in (a.start, a.end) if bound)
    return {now.time(), time(), *(time.fromisoformat(bound) for bound in told)}


def _marks(atoms: Iterable[Atom], case: Case, now: datetime) -> Iterator[datetime]:
    """The moments to come where a delay ends, a season turns, or a badge begins or expires."""
    found = (mark for atom in atoms for mark in _of_atom(atom, case, now))
    yield from (moment for mark in found for moment in (mark, mark + _MINUTE) if moment >= now)


def _of_atom(atom: Atom, case: Case, now: datetime) -> Iterator[datetime]:
    match atom:
        case When(first=first, last=last):
            for day in (first, last):
                yield from _days_of_year(day, now)
        case Ahead(test=test) if isinstance(test.value, Duration):
            yield test.value.after(_asked(case))
        case Notice(name, ahead=length) if length is not None:
            given = (case.facts.get("notices") or {}).get(name)
            yield length.after(_asked(case))
            if isinstance(given, Held) and given.since:
                yield length.after(given.since)
        case Among() | AsMany():
            yield from (length.after(case.at or SOME_DAY) for length in inner_lengths(atom))
        case Breaches(of=of, within=length) if length is not None:
            past = (at for other, at in case.person.get("breaches") or () if other == of)
            yield from (length.after(at) for at in (*past, case.at or SOME_DAY))
        case Since(event=event, test=test) if isinstance(test.value, Duration):
            happened, _ = event_at(event, case.person, case.facts)
            yield test.value.after(happened or _asked(case))
        case Has() | Badge() | Document() | Agreement():
            base = case.at or SOME_DAY
            yield from (length.after(base) for length in recency(atom))
            for held in (place.read(case) for place in places_of(atom, case)):
                if isinstance(held, Held):
                    yield from (moment for moment in (held.since, held.until) if moment)


def recency(atom: Atom) -> Iterator[Duration]:
    """How long ago at the most an atom wants things to have been granted, used, signed or done."""
    names = ("granted_within", "used_within", "signed_within", "within")
    lengths = (getattr(atom, name, None) for name in names)
    yield from (length for length in lengths if isinstance(length, Duration))


def inner_lengths(group: Among | AsMany) -> Iterator[Duration]:
    """The durations that a group asks of its people."""
    for atom in (atom for part in parts(group) for atom in atoms_of(part)):
        yield from recency(atom)
        if isinstance(atom, Since) and isinstance(atom.test.value, Duration):
            yield atom.test.value


def is_dated(held: object) -> bool:
    """Whether something begins or ends to be held."""
    return isinstance(held, Held) and (held.since is not None or held.until is not None)


def _days_of_year(day: str | None, now: datetime) -> Iterator[datetime]:
    """The midnights that begin and end a date, this year and the next."""
    if day is None:
        return
    month, number = (int(part) for part in day.split("-"))
    for year in (now.year, now.year + 1):
        first = datetime.combine(now.date().replace(year=year, month=month, day=1), time())
        start = first + timedelta(days=number - 1)
        yield from (start, start + timedelta(days=1))
