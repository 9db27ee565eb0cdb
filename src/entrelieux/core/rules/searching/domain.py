"""Every fact that some rules look at, with what each could be instead."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from entrelieux.core.rules.deciding.conditions import Mode, compile_condition
from entrelieux.core.rules.deciding.truth import Check, every
from entrelieux.core.rules.facts.case import Case, used_key
from entrelieux.core.rules.searching import amounts, moments, names, people
from entrelieux.core.rules.searching.amounts import SOME_NUMBER
from entrelieux.core.rules.searching.changes import SOME_DAY, Change, Domain, Place
from entrelieux.core.rules.searching.solving import satisfy
from entrelieux.core.rules.tree.atoms import (
    Agreement,
    Badge,
    Checked,
    Document,
    Has,
    Notice,
    Term,
    Vote,
)
from entrelieux.core.rules.tree.charter import Clause
from entrelieux.core.rules.tree.conditions import Among, AsMany, Atom, Condition, Not, walk
from entrelieux.core.rules.tree.durations import Duration
from entrelieux.core.rules.tree.effects import DAYS_LONG, HOURS, ONE, Limits, Permits
from entrelieux.core.rules.tree.measures import (
    Age,
    Ahead,
    Balance,
    Breaches,
    CardNumber,
    Count,
    Lasts,
    Nth,
    Quantity,
    Since,
)
from entrelieux.core.rules.tree.moments import When
from entrelieux.core.rules.tree.tests import Op, Test, normal

KINDS = Place("facts", "kinds")
MOST_VALUES = 64  # of one fact


@dataclass(frozen=True, slots=True)
class Looked:
    """The atoms and limits that look at a place."""

    atoms: tuple[Atom, ...]
    limits: tuple[Limits, ...]


def own_atoms(conditions: Iterable[Condition]) -> Iterator[Atom]:
    """The atoms about the person who acts and the act: not those inside of a group of people."""
    for condition in conditions:
        hidden = {
            id(inner)
            for one in walk(condition)
            if isinstance(one, (Among, AsMany))
            for inner in walk(one)
            if inner is not one
        }
        for one in walk(condition):
            if id(one) not in hidden and isinstance(one, Atom):
                yield one


def places_of(atom: Atom, case: Case) -> Iterator[Place]:
    """Where the facts are that an atom looks at; the card for a threshold that it sets."""
    match atom:
        case Has() | Badge() | Document() | Agreement() | Checked() | Vote():
            places = tuple(names.places_of(atom, case))
            yield from places
            held = (place.read(case) for place in places)
            timed = any(moments.recency(atom)) or any(map(moments.is_dated, held))
            yield from [moments.AT] if timed else []
        case Notice():
            yield Place("facts", "notices", atom.name)
            yield from [moments.AT] if atom.ahead else []
        case Term():
            yield Place("facts", "terms", atom.uri)
        case Age() | Balance() | Quantity() | CardNumber() | Count() | Nth() | Lasts():
            yield amounts.place_of(atom)
            yield from amounts.cards_of([atom], [])
            yield from [moments.AT] if amounts.needs_moment(atom) else []
        case When():
            yield moments.AT
        case Ahead():
            yield from (moments.AT, moments.ASKED_AT)
        case Since():
            yield from (moments.AT, _event(atom, case))
        case Breaches():
            yield Place("person", "breaches")
            yield from [moments.AT] if atom.within else []
        case Among(group=group) | AsMany(group=group):
            yield Place("facts", "people", group)
            yield from [moments.AT] if any(moments.inner_lengths(atom)) else []


def _event(atom: Since, case: Case) -> Place:
    """An event is the person’s, unless it is known to be of the thing or of the act."""
    others = case.facts.get("events") or {}
    return Place("facts" if atom.event in others else "person", "events", atom.event)


def limit_places(limits: Limits) -> Iterator[Place]:
    key = used_key(limits.what, limits.by, limits.window)
    yield Place("facts", "used", key)
    yield from amounts.cards_of([], [limits])
    if limits.adds in (HOURS, DAYS_LONG):
        yield Place("facts", "lasts")
    elif limits.adds != ONE:
        yield Place("facts", "quantities", limits.adds)


def looked_at(clauses: Iterable[Clause], case: Case) -> dict[Place, Looked]:
    """Each place that the clauses look at, with the atoms and limits that do."""
    atoms: dict[Place, list[Atom]] = defaultdict(list)
    limits: dict[Place, list[Limits]] = defaultdict(list)
    for clause in clauses:
        for atom in own_atoms(clause.conditions()):
            for place in places_of(atom, case):
                atoms[place].append(atom)
        if isinstance(clause.effect, Limits):
            for place in limit_places(clause.effect):
                limits[place].append(clause.effect)
    places = dict.fromkeys((*atoms, *limits))
    return {
        place: Looked(tuple(dict.fromkeys(atoms[place])), tuple(dict.fromkeys(limits[place])))
        for place in places
    }


def _is_recent(every: Iterable[Looked]) -> bool:
    """Whether something must have been granted, used or signed not long before the act."""
    return any(
        any(moments.recency(atom))
        for looked in every
        for atom in looked.atoms
        if isinstance(atom, (Badge, Document))
    )


class Options:
    """Makes the domains of cases; `mode` is that of the charter."""

    def __init__(self, mode: Mode) -> None:
        self.mode = mode

    def domain(self, clauses: Sequence[Clause], case: Case) -> Domain:
        """The changes of each place that the clauses look at, each with what it makes true."""
        found = Domain()
        places = looked_at(clauses, case)
        for place, looked in places.items():
            changes = tuple(self.options(place, looked, case))
            found[place] = changes[:MOST_VALUES]
            crowded = place.key == "people" and people.is_crowded(looked.atoms)
            found.whole = found.whole and len(changes) <= MOST_VALUES and not crowded
        # « A moment ago » is said of the moment of the case: at another one it may be long ago.
        found.whole = found.whole and not (found.get(moments.AT) and _is_recent(places.values()))
        if case.kinds is None:
            kinds = dict.fromkeys(kind for clause in clauses for kind in clause.things)
            values = [(), *((kind,) for kind in kinds)]
            found[KINDS] = tuple(Change(KINDS, value, "tell") for value in values)
        return found

    def options(self, place: Place, looked: Looked, case: Case) -> Iterator[Change]:
        """The values that are told apart by what looks at the place, each once."""
        view = View(place, looked, self)
        seen = {view.answers(case)} if place.read(case) is not None else set()
        for change in self._options(place, looked, case):
            answers = view.answers(change.apply(case))
            if answers not in seen and len(seen) <= MOST_VALUES + 1:
                seen.add(answers)
                yield replace(change, says=view.says(case, change))

    def _options(self, place: Place, looked: Looked, case: Case) -> Iterator[Change]:
        atoms = looked.atoms
        match place.key:
            case "at":
                yield from moments.at_options(atoms, case)
            case "asked_at":
                yield from moments.asked_at_options(atoms, case)
            case "events":
                since = [atom for atom in atoms if isinstance(atom, Since)]
                yield from moments.event_options(place, since, case)
            case "people":
                groups = [atom for atom in atoms if isinstance(atom, (Among, AsMany))]
                yield from people.options(place, groups, case, self.compiled, self.witness(case))
            case "breaches":
                breaches = [atom for atom in atoms if isinstance(atom, Breaches)]
                yield from people.breach_options(place, breaches, case)
            case "age" | "balances" | "quantities" | "numbers" | "used" | "lasts":
                yield from amounts.options(place, atoms, looked.limits, case)
            case "terms" if any(isinstance(a, Term) and a.test for a in atoms):
                yield from amounts.options(place, atoms, (), case)
            case _:
                yield from names.options(place, atoms, case)

    def compiled(self, condition: Condition) -> Check:
        return compile_condition(condition, self.mode)

    def witness(self, case: Case) -> people.Witness:
        """Finds a person of whom conditions are true or false; one person for all crossings."""

        def find(conditions: Sequence[Condition], truths: people.Truths) -> people.Person | None:
            stranger = replace(case, person={}).with_fact("facts", "at", case.at or SOME_DAY)
            clauses = [Clause((case.act,), Permits(), when=one) for one in conditions]
            domain = self.domain(clauses, stranger)
            own = Domain((at, changes) for at, changes in domain.items() if at.scope == "person")
            wanted = zip(conditions, truths, strict=True)
            check = every([self.compiled(one if truth else Not(one)) for one, truth in wanted])
            found = satisfy(own, stranger, lambda one: check(one.person, one.facts))
            return found.case.person if found.case else None

        return find


class View:
    """What the atoms and the limits answer of a place."""

    def __init__(self, place: Place, looked: Looked, options: Options) -> None:
        self.place, self.looked = place, looked
        self.checks = [(atom, options.compiled(atom)) for atom in looked.atoms]
        # Other facts may change what these values mean: each of them is kept.
        self.by_value = bool(looked.limits) or place.key in ("numbers", "events")

    def answers(self, case: Case) -> tuple[object, ...]:
        """What the atoms say of a case; as if some day and number stood for those not known."""
        some = _with_references(case, self.looked)
        truths = tuple(check(some.person, some.facts) for _, check in self.checks)
        return (*truths, repr(self.place.read(case))) if self.by_value else truths

    def says(self, case: Case, change: Change) -> tuple[Condition, ...]:
        """The conditions that become true by a change."""
        after = change.apply(case)
        said: list[Condition] = []
        for atom, check in self.checks:
            before, then = check(case.person, case.facts), check(after.person, after.facts)
            if then is not before and then is not None:
                said.append(atom if then else opposite(atom))
        said.extend(told for one in self.looked.limits if (told := within(one, change, case)))
        return tuple(said)


def _with_references(case: Case, looked: Looked) -> Case:
    """The case with a moment, events and numbers of cards where it has none, to compare with."""
    events = {atom.event: SOME_DAY for atom in looked.atoms if isinstance(atom, Since)}
    cards = {place.name: SOME_NUMBER for place in amounts.cards_of(looked.atoms, looked.limits)}
    facts = {
        "at": SOME_DAY,
        "asked_at": SOME_DAY,
        **case.facts,
        "events": {**events, **(case.facts.get("events") or {})},
        "numbers": {**cards, **(case.facts.get("numbers") or {})},
    }
    return replace(case, facts=facts)


_OPPOSITES: dict[Op, Op] = {
    "at_least": "under",
    "under": "at_least",
    "at_most": "over",
    "over": "at_most",
}


def opposite(atom: Atom) -> Condition:
    """What is true when an atom is not, said the other way round when that can be: « at least 16 »
    for « not under 16 ». An event that never happened is neither."""
    if isinstance(atom, (Age, Balance, Quantity, CardNumber, Lasts, Ahead, Count)):
        op = _OPPOSITES.get(atom.test.op)
        return replace(atom, test=Test(op, atom.test.value)) if op else Not(atom)
    return Not(atom)


def within(limits: Limits, change: Change, case: Case) -> Condition | None:
    """What a limit asks of the place of a change, as a condition to say: all that it leaves room
    for, when the value of the change is within."""
    if not isinstance(change.value, (int, float)):
        return None
    room = amounts.room(limits, change.place, case)
    value = max(change.value, room) if room is not None else change.value
    most = Test("at_most", normal(round(value, 4)))
    match change.place.key:
        case "used":
            return Count(limits.what, most, limits.by, limits.window)
        case "quantities":
            return Quantity(limits.adds, most)
        case "lasts" if value >= 1:
            return Lasts(Test("at_most", _length(int(value))))
    return None


def _length(minutes: int) -> Duration:
    """« 6 heures » rather than « 360 minutes »."""
    if minutes % 60 == 0:
        return Duration(min(9999, minutes // 60), "hour")
    return Duration(min(9999, minutes), "minute")
