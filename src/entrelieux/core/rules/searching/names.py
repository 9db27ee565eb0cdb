"""The names that rules look for: what they could be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from fractions import Fraction
from itertools import product
from math import lcm
from typing import Any

from entrelieux.core.rules.deciding.names import agreement_key
from entrelieux.core.rules.facts.case import FAMILY_OF, Case, Scope
from entrelieux.core.rules.facts.held import Held
from entrelieux.core.rules.searching.changes import (
    GAINED,
    LOST,
    SOME_DAY,
    Change,
    Means,
    Place,
)
from entrelieux.core.rules.tree.atoms import (
    OF_PERSON,
    THIS,
    Agreement,
    Badge,
    Checked,
    Document,
    Has,
    Notice,
    Term,
    Vote,
)
from entrelieux.core.rules.tree.conditions import Atom
from entrelieux.core.rules.tree.durations import Duration
from entrelieux.core.rules.tree.tests import Number

Named = Has | Badge | Document | Agreement | Notice | Checked | Vote | Term
MINUTE = timedelta(minutes=1)


def places_of(atom: Named, case: Case) -> Iterator[Place]:
    """Where the fact of an atom is; the badge for a thing may be that of any of its names."""
    if isinstance(atom, Badge):
        named = (case.facts.get("this") or ()) if atom.name == THIS else (atom.name,)
        yield from (Place("person", "badges", name) for name in named)
    else:
        yield _place_of(atom)


def _place_of(atom: Named) -> Place:
    match atom:
        case Has(kind, name):
            scope: Scope = "person" if kind in OF_PERSON else "facts"
            return Place(scope, FAMILY_OF[kind], name)
        case Document(name):
            return Place("person", "documents", name)
        case Agreement():
            return Place("facts", "agreements", agreement_key(atom))
        case Notice(name):
            return Place("facts", "notices", name)
        case Checked(name):
            return Place("facts", "checked", name)
        case Vote(body):
            return Place("facts", "votes", body)
        case Term(uri):
            return Place("facts", "terms", uri)
    raise AssertionError(f"{atom} is not a name")


def options(place: Place, atoms: Sequence[Atom], case: Case) -> Iterator[Change]:
    """To have it in each way that the atoms tell apart, the fullest first, and not to have it."""
    known = place.read(case) is not None
    gained: Means = GAINED[place.key] if known else "tell"
    lost: Means = LOST.get(place.key, "fixed") if known else "tell"
    yield from (Change(place, value, gained) for value in _values(place, atoms, case))
    yield Change(place, False, lost)


def _values(place: Place, atoms: Sequence[Atom], case: Case) -> Iterator[Any]:
    match place.key:
        case "badges":
            yield from _badges([atom for atom in atoms if isinstance(atom, Badge)], case)
        case "documents":
            yield from _documents([atom for atom in atoms if isinstance(atom, Document)], case)
        case "agreements":
            counts = {atom.count for atom in atoms if isinstance(atom, Agreement)}
            yield from (Held(count=count) for count in sorted(counts, reverse=True))
        case "notices":
            yield from _notices([atom for atom in atoms if isinstance(atom, Notice)], case)
        case "checked":
            yield from _checks([atom for atom in atoms if isinstance(atom, Checked)])
        case "votes":
            yield from _votes([atom for atom in atoms if isinstance(atom, Vote)])
        case "terms":
            terms = (atom for atom in atoms if isinstance(atom, Term) and atom.test is None)
            yield from (True if atom.value is None else atom.value for atom in terms)
        case _:
            yield True


def _badges(atoms: Sequence[Badge], case: Case) -> Iterator[Held]:
    levels = sorted({atom.level or 0 for atom in atoms} | {0}, reverse=True)
    granted = _ages([atom.granted_within for atom in atoms], case)
    used = _ages([atom.used_within for atom in atoms], case)
    for level, since, last in product(levels, granted, used):
        yield Held(level=level, since=since, used=last)


def _documents(atoms: Sequence[Document], case: Case) -> Iterator[Held]:
    signed = _ages([atom.signed_within for atom in atoms], case)
    for current, since in product((True, False), signed):
        yield Held(current=current, since=since)


def _ages(lengths: Iterable[Duration | None], case: Case) -> list[datetime | None]:
    """A moment ago, then just too long ago for each duration; no date when no duration asks."""
    wanted = [length for length in lengths if length is not None]
    base = moment_of(case)
    return (
        [base - MINUTE, *(length.before(base) - MINUTE for length in wanted)] if wanted else [None]
    )


def _notices(atoms: Sequence[Notice], case: Case) -> Iterator[Held]:
    """Given when it was asked, or else just in time for each delay."""
    asked = case.facts.get("asked_at")
    lengths = [atom.ahead for atom in atoms if atom.ahead]
    base = moment_of(case)
    yield from [Held(since=asked)] if asked else [Held(since=one.before(base)) for one in lengths]
    yield Held(since=base)


def _checks(atoms: Sequence[Checked]) -> Iterator[Held]:
    """Attested as all of the atoms ask, then as each alone does."""
    for chosen in (atoms, *([atom] for atom in atoms)):
        by = tuple(atom.by for atom in chosen if atom.by for _ in range(atom.count))
        yield Held(count=max((atom.count for atom in chosen), default=1), by=by)


def _votes(atoms: Sequence[Vote]) -> Iterator[dict[str, Any]]:
    """Votes at each threshold and below it, of members enough for each to be whole votes."""
    percents = [one for atom in atoms for one in (atom.share, atom.quorum) if one is not None]
    members = 100 * lcm(*(one.as_integer_ratio()[1] for one in percents))
    shares = _marks([atom.share for atom in atoms], members)
    quorums = _marks([atom.quorum for atom in atoms], members)
    objections = sorted({0, 1000, *(one.objections or 0 for one in atoms)})
    for share, voters, against in product(shares, quorums, objections):
        told = {"for": share, "against": members - share, "voters": voters, "members": members}
        yield {**told, "objections": against}


def _marks(percents: Iterable[Number | None], members: int) -> list[int]:
    """None of the members, all of them, and how many each percentage is."""
    wanted = (int(Fraction(one) * members / 100) for one in percents if one is not None)
    return sorted({0, members, *wanted}, reverse=True)


def moment_of(case: Case) -> datetime:
    """The moment of the act, or some day when it is not known."""
    return case.at or SOME_DAY
