"""An explanation in words, those of the community."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files

from entrelieux.core.rules.deciding.answer import Price
from entrelieux.core.rules.document.procedures import procedure_key
from entrelieux.core.rules.explaining.explanation import Explanation, Reason
from entrelieux.core.rules.searching.changes import Change
from entrelieux.core.rules.searching.paths import Path
from entrelieux.core.rules.sentence.sentence import Wording
from entrelieux.core.rules.tree.charter import Rule, Text
from entrelieux.core.rules.tree.effects import Reminds

_TEXTS = files("entrelieux.core.rules") / "data" / "explaining.toml"
Texts = Mapping[str, str]


@cache
def texts(code: str) -> Texts:
    told = tomllib.loads(_TEXTS.read_text("utf-8"))
    return {key: pair["en" if code == "en" else "fr"] for key, pair in told.items()}


class Teller:
    """Tells explanations in the language and the words of a wording.

    `begun` is when the charter was first written: its rules are that old unless they say otherwise.
    """

    def __init__(self, wording: Wording, begun: date | None = None) -> None:
        self.wording = wording
        self.begun = begun
        self.texts = texts(wording.language.code)

    def tell(self, explanation: Explanation) -> tuple[str, ...]:
        """One line for each thing to know, the answer first."""
        return tuple(self._lines(explanation))

    def _lines(self, explanation: Explanation) -> Iterator[str]:
        answer = explanation.answer
        yield self.texts["needs-agreement" if answer.verdict == "ask" else answer.verdict]
        if explanation.silence:
            yield self.texts["silence" if answer.verdict == "yes" else "nothing-permits"]
        yield from (self.reason(reason) for reason in explanation.reasons)
        yield from (self._ways("paths", explanation.paths))
        yield from (self._ways("waits", explanation.waits))
        yield from self.ends(explanation)
        for ask in explanation.asks:
            yield self._say("ask", who=self.wording.label(ask.by))
        yield from (self.price(price) for price in answer.prices)
        yield from (self._say("warning", rule=self._sentence(rule)) for rule in answer.warnings)
        yield from (self.reminder(rule) for rule in answer.reminders)
        if answer.verdict != "yes":
            yield self._say("propose", how=self.texts[procedure_key(explanation.change.by)])

    def _say(self, key: str, **details: str) -> str:
        return self.texts[key].format_map(details)

    def _sentence(self, rule: Rule) -> str:
        return self.wording.say(rule.clause)

    def reason(self, reason: Reason) -> str:
        """The sentence of the rule, since when, and by which decision."""
        return (
            f"{self._say(reason.how, rule=self._sentence(reason.rule))}{self.origin(reason.rule)}"
        )

    def origin(self, rule: Rule) -> str:
        parts = [
            self._since(rule),
            self._say("decided", decision=rule.decision) if rule.decision else "",
            self._say("trial", day=self.day(rule.trial_until)) if rule.trial_until else "",
            self._say("guard", source=rule.guard.source) if rule.guard else "",
        ]
        known = [part for part in parts if part]
        joint = " ; " if self.wording.language.code == "fr" else "; "
        return f" ({self.wording.language.typeset(joint.join(known))})" if known else ""

    def _since(self, rule: Rule) -> str:
        if rule.since:
            return self._say("since", day=self.day(rule.since))
        if self.begun and not rule.guard:
            return self._say("begun", day=self.day(self.begun))
        return ""

    def day(self, day: date) -> str:
        if self.wording.language.code == "en":
            return f"{day.day} {self._month(day)} {day.year}"
        return f"{'1er' if day.day == 1 else day.day} {self._month(day)} {day.year}"

    def _month(self, day: date) -> str:
        return str(self.wording.language["months"]["names"][day.month - 1])

    def _ways(self, key: str, paths: tuple[Path, ...]) -> Iterator[str]:
        if paths:
            yield self.texts[key]
        yield from (f"– {self.path(path)}" for path in paths)

    def path(self, path: Path) -> str:
        """« la personne a le badge laser, et l’accord d’un animateur est donné »."""
        return self.texts["also"].join(self.change(change) for change in path)

    def change(self, change: Change) -> str:
        said = [self.wording.say_condition(one) for one in change.says]
        if change.place.key == "at":
            at = change.value.strftime("%H:%M")
            moment = f"{self.day(change.value.date())}, {at}"
            said = [self._say("moment", moment=moment, why=self.texts["also"].join(said))]
        if not said:
            said = [self._fact(change)]
        return self.texts["also"].join(said)

    def _fact(self, change: Change) -> str:
        """That a fact is known, or is so, where no condition of a rule says it."""
        key, name = change.place.key, change.place.name.split("/")[0]
        if f"fact-{key}" in self.texts:
            return self._say(f"fact-{key}", fact=self.wording.label(name) if name else "")
        return self._say("fact", fact=self.wording.label(name) if name else key)

    def ends(self, explanation: Explanation) -> Iterator[str]:
        """That nothing can be done, or that the search was not carried to its end."""
        if explanation.nothing_even_in_time:
            yield self.texts["nothing-ever"]
        elif explanation.nothing_to_do:
            yield self.texts["nothing-now"]
        elif explanation.answer.verdict != "yes" and not explanation.paths:
            yield self.texts["not-searched"]

    def price(self, price: Price) -> str:
        heading = self.wording.label(price.heading)
        if price.amount is None:
            return self._say("price-unknown", heading=heading)
        return self._say(
            "price",
            heading=heading,
            amount=self.amount(price.amount),
            unit=self.wording.label(price.unit),
        )

    def amount(self, amount: Decimal) -> str:
        text = str(amount)
        return text if self.wording.language.code == "en" else text.replace(".", ",")

    def reminder(self, rule: Rule) -> str:
        """A spoken rule, with who keeps it; the software does not enforce it and says so."""
        keeper = self.wording.label(rule.keeper) if rule.keeper else ""
        effect = rule.clause.effect
        said = self.text(effect.text) if isinstance(effect, Reminds) else self._sentence(rule)
        return self._say("kept" if keeper else "reminder", rule=said, keeper=keeper)

    def text(self, told: Text) -> str:
        """The text in the language of the wording, or else in the first that there is."""
        return dict(told).get(self.wording.language.code, told[0][1])
