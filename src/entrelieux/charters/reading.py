"""A charter to be read: its rules in the community’s own words, and what each one is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from entrelieux.core.rules import Charter as Tree
from entrelieux.core.rules import Rule, Wording
from entrelieux.core.rules.document.procedures import procedure_key
from entrelieux.core.rules.tree.charter import Example, Text
from entrelieux.core.rules.tree.effects import Reminds
from entrelieux.core.rules.tree.procedures import Procedure
from entrelieux.lexicons.language import current_language


@dataclass(frozen=True, slots=True)
class RuleCard:
    """One rule as the page shows it; `status` is that of the rule, or « trial »."""

    rule: Rule
    sentence: str
    keeper: str
    why: str

    @property
    def id(self) -> str:
        return self.rule.id

    @property
    def status(self) -> str:
        return str(self.rule.status)

    @property
    def examples(self) -> tuple[Example, ...]:
        return self.rule.examples


@dataclass(frozen=True, slots=True)
class Chapter:
    """The rules on an act."""

    act: str
    title: str
    cards: tuple[RuleCard, ...]


class Reading:
    """A charter in the language of the reader. One for each request: a wording remembers."""

    def __init__(self, tree: Tree, language: str | None = None) -> None:
        self.tree = tree
        self.language = language or current_language()
        self.wording = Wording(tree, self.language)

    def chapters(self, day: date) -> list[Chapter]:
        """The rules in force on a day, by the first act that each is about."""
        found: dict[str, list[RuleCard]] = {}
        for rule in self.tree.in_force(day):
            found.setdefault(rule.clause.acts[0], []).append(self.card(rule))
        return [Chapter(act, self.title(act), tuple(cards)) for act, cards in found.items()]

    def card(self, rule: Rule) -> RuleCard:
        keeper = self.wording.label(rule.keeper) if rule.keeper else ""
        return RuleCard(rule, self.sentence(rule), keeper, self.text(rule.why))

    def sentence(self, rule: Rule) -> str:
        """What a rule says; a reminder is the text that it reminds of."""
        if isinstance(rule.clause.effect, Reminds):
            return self.text(rule.clause.effect.text)
        return self.wording.say(rule.clause)

    def text(self, told: Text) -> str:
        texts = dict(told)
        return texts.get(self.language, next(iter(texts.values()), ""))

    def title(self, name: str) -> str:
        return sentence_case(self.wording.label(name))

    def label(self, name: str) -> str:
        return self.wording.label(name)


def sentence_case(text: str) -> str:
    return text[:1].upper() + text[1:]


PROCEDURES = {
    "consent": _("par consentement : personne n’y voit de tort, puis un essai et une revue"),
    "majority": _("par un vote"),
    "majority_judgment": _("par jugement majoritaire : chacun note chaque version"),
    "schulze": _("par classement des versions (méthode Schulze)"),
    "advice": _("par qui la propose, une fois les avis demandés"),
    "jury": _("par un jury tiré au sort"),
}


def procedure_in_words(procedure: Procedure) -> str:
    return str(PROCEDURES[procedure_key(procedure)])
