"""From a tree to its sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any as Anything

from entrelieux.core.rules.document.conditions import key_of
from entrelieux.core.rules.document.effects import effect_key
from entrelieux.core.rules.sentence.language import Elements, Segment, Slot
from entrelieux.core.rules.sentence.patterns import (
    NEVER_BARE,
    defaults_of,
    effect_pattern,
    moment_ways,
    patterns_of,
    price_pattern,
    values_of,
)
from entrelieux.core.rules.sentence.voice import SAY, Voice
from entrelieux.core.rules.tree.atoms import Agreement
from entrelieux.core.rules.tree.charter import Clause
from entrelieux.core.rules.tree.conditions import (
    All,
    Any,
    Assume,
    AtLeast,
    ByKind,
    Combination,
    Condition,
    Not,
    Unless,
)
from entrelieux.core.rules.tree.durations import Duration
from entrelieux.core.rules.tree.effects import Asks, Limits
from entrelieux.core.rules.tree.moments import When
from entrelieux.core.rules.tree.prices import Line, Per
from entrelieux.core.rules.tree.tests import Card

Values = Mapping[str, Anything]
NOTHING: Values = {}
_OF_MOMENT = tuple(one.name for one in fields(When))  # said together


def _is_one(values: Values) -> bool:
    """Whether the number said before a word is one."""
    test = values.get("test")
    return 1 in (values.get("at_most"), values.get("size"), test.value if test else None)


def _limits_key(limits: Limits) -> str:
    key = "limits" if limits.hard else "warns"
    return f"{key}_by_card" if isinstance(limits.at_most, Card) else key


class Speaker:
    """Says trees with a voice. Conditions inside of a group of people speak of « that person »."""

    def __init__(self, voice: Voice) -> None:
        self.voice = voice
        self.language = voice.language
        self.special: dict[str, Callable[[Values, Slot, bool], str]] = {
            "agreed": self._agreed,
            "moment": self._moment,
            "acts": self._acts,
            "conditions": self._conditions,
            "group": lambda values, slot, nested: f"({self.condition(values[slot.name], True)})",
            "condition": lambda values, slot, nested: self.condition(values[slot.name], nested),
            "lines": lambda values, slot, nested: self._join(values["lines"], self.line),
            "classes": self._classes,
            "per": lambda values, slot, nested: self._per(values["per"]),
        }

    # Clauses

    def clause(self, clause: Clause) -> str:
        """« Utiliser la découpeuse est interdit si …, sauf si …. »"""
        effect = clause.effect
        key = effect_key(effect)
        if isinstance(effect, Limits):
            key = _limits_key(effect)
        own = effect.agreement if isinstance(effect, Asks) else effect
        values = {**values_of(clause), **values_of(own), "conditions": clause}
        said = self._say(effect_pattern(self.language.code, key), values, defaults_of(type(own)))
        return self.language.typeset(f"{said[:1].upper()}{said[1:]}.")

    def _say(self, pieces: Elements, values: Values, usual: Values, nested: bool = False) -> str:
        return "".join(self._piece(piece, values, usual, nested) for piece in pieces)

    def _piece(self, piece: Anything, values: Values, usual: Values, nested: bool) -> str:
        if isinstance(piece, str):
            return piece
        if isinstance(piece, Segment):
            unusual = values[piece.name] != usual.get(piece.name)
            return self._say(piece.elements, values, usual, nested) if unusual else ""
        if piece.type in self.special:
            return self.special[piece.type](values, piece, nested)
        if piece.form == "many" and _is_one(values):
            piece = replace(piece, form="one")
        return SAY[piece.type](self.voice, values[piece.name], piece)

    def _acts(self, values: Values, slot: Slot, nested: bool) -> str:
        things = values["things"]
        form = "with" if things else ""
        joint = str(self.language["or"])
        acts = joint.join(self.voice.word(act, form, "act") for act in values["acts"])
        if not things:
            return acts
        of = self.language.takes_of(acts)
        said = joint.join(self.voice.word(thing, "of" if of else "", "thing") for thing in things)
        return f"{acts[: -len(of)] if of else acts} {said}"

    def _conditions(self, values: Values, slot: Slot, nested: bool) -> str:
        clause: Clause = values["conditions"]
        told: Mapping[str, str] = self.language["effects"]
        when = f"{told['if']}{self._operand(clause.when, (Unless,))}" if clause.when else ""
        return f"{when}{self._exception(clause.unless)}"

    def _exception(self, unless: Condition | None) -> str:
        told = self.language["effects"]
        if unless is None:
            return ""
        if isinstance(unless, Agreement) and unless == Agreement(unless.by):
            before, _, after = str(told["unless_agreed"]).partition("{by/of}")
            return f"{before}{self.voice.word(unless.by, 'of', 'by')}{after}"
        return f"{told['unless']}{self._operand(unless, (Unless,))}"

    def _agreed(self, values: Values, slot: Slot, nested: bool) -> str:
        if values["count"] == 1:
            return self.voice.word(values["by"], "of", "by")
        said: str = self.language["agreed"]["several"]
        said = said.replace("{count}", str(values["count"]))
        return said.replace("{by/many}", self.voice.word(values["by"], "many", "by"))

    def _moment(self, values: Values, slot: Slot, nested: bool) -> str:
        """« un samedi, entre 9 h et 18 h »."""
        said = [self._fullest(ways, values) for ways in moment_ways(self.language.code)]
        return str(self.language["moment"]["next"]).join(one for one in said if one)

    def _fullest(self, ways: Sequence[Elements], values: Values) -> str:
        for pieces in ways:
            if all(values[one.name] for one in pieces if isinstance(one, Slot)):
                return self._say(pieces, values, NOTHING)
        return ""

    # Conditions

    def condition(self, condition: Condition, nested: bool = False) -> str:
        match condition:
            case All(of):
                return self._chain(of, "and", nested)
            case Any(of):
                return self._chain(of, "or", nested)
            case Unless(of=one, exception=other):
                return self._chain((one, other), "except", nested)
            case Assume(of=one, value=value):
                said = self._operand(one, (*NEVER_BARE,), nested)
                return f"{said}{self.language['assumed_true' if value else 'assumed_false']}"
            case AtLeast(count, of):
                listed = self._join(of, lambda one: self.condition(one, nested))
                before = self.language["at_least"].replace("{count}", str(count))
                return f"{before}{listed})"
            case ByKind():
                return f"{self.language['by_kind']}{self._table(condition, nested)})"
            case Not(of=one) if isinstance(one, Combination):
                return f"{self.language['not']}{self._operand(one, (*NEVER_BARE, Assume), nested)}"
            case Not(of=one):
                return self.atom(one, nested, negative=True)
        return self.atom(condition, nested)

    def atom(self, atom: Condition, nested: bool = False, *, negative: bool = False) -> str:
        values, usual = values_of(atom), defaults_of(type(atom))
        given = {name for name, value in values.items() if value != usual.get(name)}
        pattern = next(
            one
            for one in patterns_of(self.language.code, key_of(atom), nested, negative)
            if one.suits(values) and given <= one.names | one.optional | {"kind", "by", *_OF_MOMENT}
        )
        return self._say(pattern.elements, values, usual, nested)

    def _chain(self, of: Sequence[Condition], joint: str, nested: bool) -> str:
        return str(self.language[joint]).join(self._operand(one, NEVER_BARE, nested) for one in of)

    def _operand(
        self, condition: Condition, grouped: tuple[type, ...], nested: bool = False
    ) -> str:
        """A condition, between parentheses when it could be read with its neighbours."""
        said = self.condition(condition, nested)
        return f"({said})" if isinstance(condition, grouped) else said

    def _table(self, condition: ByKind, nested: bool) -> str:
        rows = [
            f"{self._of_kind(kind)}{self.condition(one, nested)}" for kind, one in condition.table
        ]
        if condition.otherwise is not None:
            otherwise = self.condition(condition.otherwise, nested)
            rows.append(f"{self.language['other_kinds']}{otherwise}")
        return str(self.language["next"]).join(rows)

    def _of_kind(self, kind: str) -> str:
        return str(self.language["of_kind"]).replace("{kind}", self.voice.word(kind, "", "thing"))

    # Prices and orders

    def line(self, line: Line) -> str:
        key = "line" if line.percent is None else "percent"
        return self._say(price_pattern(self.language.code, key), values_of(line), defaults_of(Line))

    def _per(self, per: Per) -> str:
        key = "per_time" if isinstance(per.size, Duration) else "per_quantity"
        return self._say(price_pattern(self.language.code, key), values_of(per), defaults_of(Per))

    def _classes(self, values: Values, slot: Slot, nested: bool) -> str:
        then: str = self.language["effects"]["then"]
        return then.join(self.condition(one) for one in values["classes"])

    def _join(self, of: Sequence[Anything], say: Callable[[Anything], str]) -> str:
        return str(self.language["next"]).join(say(one) for one in of)
