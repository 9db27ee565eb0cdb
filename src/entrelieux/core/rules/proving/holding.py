"""What a case holds to, when only some changes are allowed: the rest of its facts, as a formula.

Where it cannot be said exactly it holds to less: a proof that nothing gives yes stays one.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from entrelieux.core.rules.deciding.numbers import event_at
from entrelieux.core.rules.facts.case import Case
from entrelieux.core.rules.facts.held import Held
from entrelieux.core.rules.proving.atoms import ASKED_AT, AT
from entrelieux.core.rules.proving.symbols import FACTS, PERSON, Fact, Formula, Symbols
from entrelieux.core.rules.searching.amounts import means_of
from entrelieux.core.rules.searching.changes import GAINED, LOST, Means, Place
from entrelieux.core.rules.tree.durations import read_duration

_NUMBERS = ("age", "balances", "quantities", "numbers", "used", "lasts")
_COUNTED = ("agreements", "checked", "votes", "terms")  # always one’s to bring about


class Holding:
    """The facts of a case that `allowed` changes leave as they are."""

    def __init__(self, symbols: Symbols, case: Case, allowed: frozenset[Means]) -> None:
        self.symbols, self.case, self.allowed = symbols, case, allowed

    def formulas(self) -> Iterator[Formula]:
        yield from self._moments()
        facts = [*self.symbols.facts, *self.symbols.moments]
        for fact in dict.fromkeys(one._replace(part="") for one in facts):
            if fact.owner == PERSON or fact.owner == FACTS:
                yield from self._fact(fact)

    def _moments(self) -> Iterator[Formula]:
        """The act is not moved before the moment that was asked; the asking is not moved."""
        at, asked_at = self.case.at, self.case.facts.get("asked_at")
        if at is not None and AT in self.symbols.moments:
            later = "moment" in self.allowed
            here = self.symbols.moment(AT)
            yield here.not_before(at) if later else here.is_at(at)
        if asked_at is not None and ASKED_AT in self.symbols.moments:
            yield self.symbols.moment(ASKED_AT).is_at(asked_at)

    def _fact(self, fact: Fact) -> Iterator[Formula]:
        place = Place("person" if fact.owner == PERSON else "facts", fact.key, fact.name)
        if fact.key in ("events", "breaches"):
            yield from self._event(fact) if fact.key == "events" else self._breaches(fact)
            return
        now = place.read(self.case)
        if now is None or fact.key in _COUNTED or (not fact.name and fact.key not in _NUMBERS):
            return
        elif fact.key in _NUMBERS:
            yield from self._number(fact, place, now)
        else:
            yield from self._held(fact, now)

    def _number(self, fact: Fact, place: Place, now: float) -> Iterator[Formula]:
        told, known = self.symbols.facts[fact._replace(part="number")], self.symbols.number(now)
        if means_of(place, now, now + 1) not in self.allowed:
            yield told <= known
        if means_of(place, now, now - 1) not in self.allowed:
            yield told >= known
        given = self.symbols.facts.get(fact._replace(part="given"))
        if given is not None:
            yield given

    def _held(self, fact: Fact, now: Held | bool) -> Iterator[Formula]:
        """What is held stays unless it may be lost; what is not, unless it may be gained."""
        flag = self.symbols.facts.get(fact._replace(part="held"))
        if flag is None:
            return
        can_gain = GAINED[fact.key] in self.allowed
        if LOST.get(fact.key, "fixed") not in self.allowed:
            yield self.symbols.some([self.symbols.opposite(self._valid(now)), flag])
        if not can_gain:
            yield self.symbols.some([self._valid(now), self.symbols.opposite(flag)])

    def _valid(self, held: Held | bool) -> Formula:
        if not isinstance(held, Held):
            return self.symbols.truth(held)
        at = self.symbols.moment(AT)
        told = [at.not_before(held.since)] if held.since else []
        told += [at.before(held.until)] if held.until else []
        return self.symbols.every(told)

    def _event(self, fact: Fact) -> Iterator[Formula]:
        """What happened stays where it is; what did not may only happen from now on."""
        happened, known = event_at(fact.name, self.case.person, self.case.facts)
        flag = self.symbols.facts[fact._replace(part="held")]
        moment = self.symbols.moment(fact._replace(part="since"))
        if happened is not None:
            yield from (flag, moment.is_at(happened))
        now = self.case.facts.get("asked_at") or self.case.at
        if happened is None and known and now is not None:
            yield moment.not_before(now)

    def _breaches(self, fact: Fact) -> Iterator[Formula]:
        """Those that are known: time takes them out of sight, nothing else does."""
        past: tuple[tuple[str, datetime], ...] | None = self.case.person.get("breaches")
        if past is None:
            return
        dates = [at for of, at in past if of == fact.name]
        for told, number in self.symbols.facts.items():
            if told[:3] == fact[:3]:
                yield number <= len(dates)
                if read_duration(told.part.removeprefix("within ")) is None:
                    yield number == len(dates)
