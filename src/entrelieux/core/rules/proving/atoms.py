"""What conditions are made of, as formulas over the facts that they look at."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any as Anything

from entrelieux.core.rules.deciding.names import agreement_key
from entrelieux.core.rules.facts.case import FAMILY_OF, used_key
from entrelieux.core.rules.proving.moments import Moment, compare
from entrelieux.core.rules.proving.symbols import FACTS, Fact, Formula, Symbols
from entrelieux.core.rules.tree import atoms, measures
from entrelieux.core.rules.tree.conditions import Condition
from entrelieux.core.rules.tree.durations import Duration
from entrelieux.core.rules.tree.tests import Card, Test

AT = Fact(FACTS, "at", "", "moment")
ASKED_AT = Fact(FACTS, "asked_at", "", "moment")
END = Fact(FACTS, "end", "", "moment")
LASTS = Fact(FACTS, "lasts", "", "number")
# What a term may be: false, true, a number, a text that no rule names, then those that rules do.
FALSE, TRUE, NUMBER, TEXT = range(4)


class Atoms:
    """The facts of one act on a thing, and of everybody whom the rules look at."""

    def __init__(self, symbols: Symbols, kinds: tuple[str, ...]) -> None:
        self.symbols, self.kinds = symbols, kinds
        self.texts: dict[str, int] = {}
        self.windows: dict[Fact, list[Duration]] = {}
        self._makers: dict[type, Callable[[Anything, str], Formula]] = {
            atoms.Has: self._has,
            atoms.Badge: self._badge,
            atoms.Document: self._document,
            atoms.Agreement: lambda atom, who: self.agreement(atom),
            atoms.Notice: self._notice,
            atoms.Checked: self._checked,
            atoms.Vote: self._vote,
            atoms.Term: self._term,
            measures.Age: self._age,
            measures.Balance: self._balance,
            measures.Quantity: self._quantity,
            measures.CardNumber: self._card,
            measures.Count: self._count,
            measures.Nth: self._nth,
            measures.Lasts: self._lasts,
            measures.Ahead: self._ahead,
            measures.Since: self._since,
            measures.Breaches: self._breaches,
        }

    def truth(self, atom: Condition, who: str) -> Formula:
        return self._makers[type(atom)](atom, who)

    def at(self) -> Moment:
        return self.symbols.moment(AT)

    # Names.

    def _has(self, atom: atoms.Has, who: str) -> Formula:
        owner = who if atom.kind in atoms.OF_PERSON else FACTS
        return self.symbols.flag(Fact(owner, FAMILY_OF[atom.kind], atom.name))

    def _badge(self, atom: atoms.Badge, who: str) -> Formula:
        names = self.kinds if atom.name == atoms.THIS else (atom.name,)
        return self.symbols.some([self._one_badge(atom, who, name) for name in names])

    def _one_badge(self, atom: atoms.Badge, who: str, name: str) -> Formula:
        held = Fact(who, "badges", name)
        told = [self.symbols.flag(held)]
        if atom.level is not None:
            told.append(self.symbols.whole(held._replace(part="level")) >= atom.level)
        if atom.granted_within:
            told.append(self._recent(held, "since", atom.granted_within))
        if atom.used_within:
            told.append(self._recent(held, "used", atom.used_within))
        return self.symbols.every(told)

    def _recent(self, held: Fact, part: str, within: Duration) -> Formula:
        """Since less than a duration; what is held began before."""
        since = self.symbols.moment(held._replace(part=part))
        if part == "since":
            began = since.minutes <= self.at().minutes
            self.symbols.sure.append(
                self.symbols.some([self.symbols.opposite(self.symbols.flag(held)), began])
            )
        return self.at().compared("under", since, within)

    def _document(self, atom: atoms.Document, who: str) -> Formula:
        held = Fact(who, "documents", atom.name)
        told = [self.symbols.flag(held)]
        if atom.current:
            told.append(self.symbols.flag(held._replace(part="current")))
        if atom.signed_within:
            told.append(self._recent(held, "since", atom.signed_within))
        return self.symbols.every(told)

    def agreement(self, atom: atoms.Agreement) -> Formula:
        given = self.symbols.whole(Fact(FACTS, "agreements", agreement_key(atom), "count"))
        return given >= atom.count

    def _notice(self, atom: atoms.Notice, who: str) -> Formula:
        given = Fact(FACTS, "notices", atom.name)
        told = [self.symbols.flag(given)]
        if atom.ahead:
            since = self.symbols.moment(given._replace(part="since"))
            told.append(self.at().compared("at_least", since, atom.ahead))
        return self.symbols.every(told)

    def _checked(self, atom: atoms.Checked, who: str) -> Formula:
        """Attestations in a role count among all of them."""
        told = Fact(FACTS, "checked", atom.name)
        every = self.symbols.whole(told._replace(part="count"))
        if atom.by is None:
            return every >= atom.count
        own = self.symbols.whole(told._replace(part=f"by {atom.by}"))
        same = [
            one
            for fact, one in self.symbols.facts.items()
            if fact[:3] == told[:3] and fact.part.startswith("by ")
        ]
        self.symbols.sure.append(self.symbols.total(same) <= every)
        return own >= atom.count

    def _vote(self, atom: atoms.Vote, who: str) -> Formula:
        held = Fact(FACTS, "votes", atom.body)

        def number(part: str) -> Formula:
            return self.symbols.whole(held._replace(part=part))

        told = [self.symbols.flag(held)]
        if atom.share is not None:
            cast = number("for") + number("against")
            least = self.symbols.number(atom.share) * self.symbols.z3.ToReal(cast)
            told += [cast > 0, self.symbols.z3.ToReal(100 * number("for")) >= least]
        elif atom.objections is None:
            told.append(number("for") > number("against"))
        if atom.quorum is not None:
            least = self.symbols.number(atom.quorum) * self.symbols.z3.ToReal(number("members"))
            told.append(self.symbols.z3.ToReal(100 * number("voters")) >= least)
            self.symbols.sure.append(number("voters") <= number("members"))
        if atom.objections is not None:
            told.append(number("objections") <= atom.objections)
        return self.symbols.every(told)

    def _term(self, atom: atoms.Term, who: str) -> Formula:
        told = Fact(FACTS, "terms", atom.uri, "kind")
        kind = self.symbols.whole(told)
        if atom.test is None:
            if atom.value is None:
                return kind == TRUE
            rank = self.texts.setdefault(atom.value, TEXT + 1 + len(self.texts))
            return kind == rank
        choice, told_number = self.symbols.choice, self.symbols.real(told._replace(part="number"))
        positive = choice(kind == TRUE, self.symbols.number(1), told_number)
        number = choice(kind == FALSE, self.symbols.number(0), positive)
        return compare(atom.test.op, number, self.threshold(atom.test.value))

    # Numbers.

    def threshold(self, value: object) -> Formula:
        """The threshold itself, or what the card of the thing says."""
        if not isinstance(value, Card):
            return self.symbols.number(value)  # type: ignore[arg-type]
        card = Fact(FACTS, "numbers", value.name, "number")
        told = self.symbols.real(card)
        if value.otherwise is None:
            return told
        given = self.symbols.flag(card._replace(part="given"))
        return self.symbols.choice(given, told, self.symbols.number(value.otherwise))

    def lasting(self) -> Formula:
        return self.symbols.real(LASTS, least=0)

    def used(self, what: str, by: str, window: object) -> Formula:
        return self.symbols.real(Fact(FACTS, "used", used_key(what, by, window), "number"), least=0)

    def _compared(self, test: Test, number: Formula) -> Formula:
        return compare(test.op, number, self.threshold(test.value))

    def _age(self, atom: measures.Age, who: str) -> Formula:
        return self._compared(atom.test, self.symbols.real(Fact(who, "age", "", "number"), least=0))

    def _balance(self, atom: measures.Balance, who: str) -> Formula:
        return self._compared(
            atom.test, self.symbols.real(Fact(who, "balances", atom.unit, "number"))
        )

    def _quantity(self, atom: measures.Quantity, who: str) -> Formula:
        return self._compared(
            atom.test, self.symbols.real(Fact(FACTS, "quantities", atom.of, "number"))
        )

    def _card(self, atom: measures.CardNumber, who: str) -> Formula:
        return self._compared(
            atom.test, self.symbols.real(Fact(FACTS, "numbers", atom.of, "number"))
        )

    def _count(self, atom: measures.Count, who: str) -> Formula:
        return self._compared(atom.test, self.used(atom.what, atom.by, atom.window))

    def _nth(self, atom: measures.Nth, who: str) -> Formula:
        rank = self.symbols.z3.ToInt(self.used(atom.what, atom.by, atom.window)) + 1
        return rank % atom.rank == 0 if atom.every else rank == atom.rank

    # Durations.

    def _lasts(self, atom: measures.Lasts, who: str) -> Formula:
        length = _length(atom.test)
        if length.minutes is not None:
            return compare(atom.test.op, self.lasting(), self.symbols.number(length.minutes))
        end = self.symbols.moment(END)
        self.symbols.sure.append(end.minutes == self.at().minutes + self.lasting())
        return end.compared(atom.test.op, self.at(), length)

    def _ahead(self, atom: measures.Ahead, who: str) -> Formula:
        asked_at = self.symbols.moment(ASKED_AT)
        return self.at().compared(atom.test.op, asked_at, _length(atom.test))

    def _since(self, atom: measures.Since, who: str) -> Formula:
        """An event of the thing or of the act is as if it were that of each person."""
        event = Fact(who, "events", atom.event)
        happened = self.symbols.moment(event._replace(part="since"))
        long = self.at().compared(atom.test.op, happened, _length(atom.test))
        return self.symbols.every([self.symbols.flag(event), long])

    def _breaches(self, atom: measures.Breaches, who: str) -> Formula:
        """How many there were, and how many lately: a longer time holds those of a shorter one."""
        past = Fact(who, "breaches", atom.of, "count")
        every = self.symbols.whole(past)
        if atom.within is None:
            return self._compared(atom.test, self.symbols.z3.ToReal(every))
        windows = self.windows.setdefault(past, [])
        lately = self._lately(past, atom.within)
        if atom.within not in windows:
            self.symbols.sure.append(lately <= every)
            for other in windows:
                self._nested(past, atom.within, other)
                self._nested(past, other, atom.within)
            windows.append(atom.within)
            self.at()  # « lately » is before the act
        return self._compared(atom.test, self.symbols.z3.ToReal(lately))

    def _lately(self, past: Fact, within: Duration) -> Formula:
        return self.symbols.whole(past._replace(part=f"within {within}"))

    def _nested(self, past: Fact, short: Duration, long: Duration) -> None:
        if longest(short) <= shortest(long):
            self.symbols.sure.append(self._lately(past, short) <= self._lately(past, long))


_MONTH = {"month": (28, 31), "year": (365, 366)}  # days, the fewest and the most


def shortest(length: Duration) -> int:
    """In minutes; months of the calendar vary."""
    return length.minutes or length.count * _MONTH[length.unit][0] * 1440


def longest(length: Duration) -> int:
    return length.minutes or length.count * _MONTH[length.unit][1] * 1440


def _length(test: Test) -> Duration:
    assert isinstance(test.value, Duration)  # noqa: S101 - the reader holds it
    return test.value
