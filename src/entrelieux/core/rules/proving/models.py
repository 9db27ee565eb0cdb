"""From a solution of a formula back to a case."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any

from entrelieux.core.rules.facts.case import Case
from entrelieux.core.rules.facts.held import Held
from entrelieux.core.rules.proving.atoms import FALSE, NUMBER, TEXT, TRUE, Atoms
from entrelieux.core.rules.proving.groups import COUNTED
from entrelieux.core.rules.proving.symbols import FACTS, PERSON, Fact, Symbols
from entrelieux.core.rules.searching.changes import SOME_DAY
from entrelieux.core.rules.tree.durations import read_duration

Parts = Mapping[str, Any]
_MINUTE = timedelta(minutes=1)


class Reader:
    """Reads the facts of a solution: those that the formula speaks of, and no others."""

    def __init__(self, symbols: Symbols, atoms: Atoms, model: Any) -> None:
        self.symbols, self.model = symbols, model
        self.texts = {rank: text for text, rank in atoms.texts.items()}
        self.owned: dict[str, dict[tuple[str, str], dict[str, Any]]] = defaultdict(dict)
        for fact, made in symbols.facts.items():
            self._keep(fact, self._value(made))
        for fact, moment in symbols.moments.items():
            self._keep(fact, moment.read(model))
        self.now: datetime = self._parts(FACTS, "at").get("moment", SOME_DAY)

    def _keep(self, fact: Fact, value: Any) -> None:
        self.owned[fact.owner].setdefault((fact.key, fact.name), {})[fact.part] = value

    def _parts(self, owner: str, key: str) -> Parts:
        return self.owned[owner].get((key, ""), {})

    def _value(self, made: Any) -> Any:
        """A truth, a whole number, or the float that is nearest."""
        z3, told = self.symbols.z3, self.model.eval(made, model_completion=True)
        if z3.is_bool(told):
            return z3.is_true(told)
        if z3.is_int_value(told):
            return told.as_long()
        exact = Fraction(told.numerator_as_long(), told.denominator_as_long())
        return exact.numerator if exact.denominator == 1 else float(exact)

    def case(self, blank: Case) -> Case:
        """The facts of the solution, added to those of the scene."""
        facts = {**blank.facts, **self._facts(FACTS)}
        person = {**blank.person, **self._facts(PERSON)}
        if "events" in person:
            facts["events"] = {}  # those of the person are all that there are
        groups: dict[str, tuple[dict[str, Any], ...]] = {}
        for owner in [one for one in self.owned if one not in (FACTS, PERSON)]:
            for (group, _), parts in list(self.owned[owner].items()):
                if COUNTED in parts:
                    alike = (self._facts(owner),) * parts[COUNTED]
                    groups[group] = groups.get(group, ()) + alike
        if groups:
            facts["people"] = groups
            if any("events" in one for people in groups.values() for one in people):
                facts["events"] = {}
        return Case(blank.act, person, facts)

    def _facts(self, owner: str) -> dict[str, Any]:
        """Of one owner, family by family; of « end », its length says it."""
        found: dict[str, Any] = {}
        for (key, name), parts in self.owned[owner].items():
            if COUNTED in parts or key == "end":
                continue
            if not name:
                found[key] = parts.get("moment", parts.get("number"))
                continue
            family = found.setdefault(key, {})
            value = self._told(key, name, parts)
            if key == "breaches":
                found[key] = (*(family or ()), *value)
            elif value is not None:
                family[name] = value
        return found

    def _told(self, key: str, name: str, parts: Parts) -> Any:
        """What a fact of a family is; None leaves the name out."""
        match key:
            case "balances" | "quantities" | "numbers" | "used":
                return parts.get("number") if parts.get("given", True) else None
            case "terms":
                return self._term(parts)
            case "events":
                return parts["since"] if parts["held"] else None
            case "breaches":
                return tuple((name, at) for at in self._breaches(parts))
            case "agreements":
                return Held(count=parts["count"]) if parts["count"] else False
            case "checked":
                return _checked(parts)
            case "votes":
                told = {part: value for part, value in parts.items() if part != "held"}
                return told if parts["held"] else False
        return _held(parts) if parts.get("held", True) else False

    def _term(self, parts: Parts) -> Any:
        texts = {**self.texts, FALSE: False, TRUE: True, NUMBER: parts.get("number", 0), TEXT: "…"}
        return texts.get(parts["kind"], "…")

    def _breaches(self, parts: Parts) -> list[datetime]:
        """As many within each duration as the solution says, the shortest first."""
        told = [
            (length.before(self.now), parts[part])
            for part in parts
            if (length := read_duration(part.removeprefix("within "))) is not None
        ]
        found: list[datetime] = []
        start = self.now
        for begins, count in sorted(told, reverse=True):
            found += [start - _MINUTE] * (count - len(found))
            start = begins
        return found + [start - _MINUTE] * (parts.get("count", 0) - len(found))


def _held(parts: Parts) -> Held | bool:
    """True when nothing more is asked of it."""
    told = {part: value for part, value in parts.items() if part != "held"}
    return Held(**told) if told else True


def _checked(parts: Parts) -> Held | bool:
    by = tuple(
        part.removeprefix("by ")
        for part, count in parts.items()
        if part.startswith("by ")
        for _ in range(count)
    )
    count = max(parts.get("count", 0), len(by))
    return Held(count=count, by=by) if count else False
