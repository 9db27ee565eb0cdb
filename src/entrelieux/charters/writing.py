"""Writing a rule: one tree seen as a sentence, as cards and as a table of cases.

What travels from one view to another is the sentence: it is read back exactly.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as _

from entrelieux.charters.cards import Cards
from entrelieux.charters.errors import UnsoundRule
from entrelieux.charters.models import CharterVersion
from entrelieux.charters.queries import tree_of
from entrelieux.charters.reading import Reading
from entrelieux.core.rules import Charter as Tree
from entrelieux.core.rules import Clause, Rule
from entrelieux.core.rules.cases.proposing import Pair, pairs
from entrelieux.core.rules.cases.telling import told
from entrelieux.core.rules.document.rules import write_clause
from entrelieux.core.rules.explaining.explanation import Explainer
from entrelieux.core.rules.facts.writing import write_case
from entrelieux.core.rules.sentence.sentence import Ambiguous, NotUnderstood, SentenceError
from entrelieux.core.rules.sentence.text import folded
from entrelieux.core.rules.tree.charter import Example, Word
from entrelieux.lexicons.language import current_language

MOST_SUGGESTIONS = 40
MOST_CASES = 12


@dataclass(frozen=True, slots=True)
class ProposedCase:
    """A line of the table: what is known, and what the rule would answer."""

    field: str
    told: str
    example: Example
    is_kept: bool


class Draft:
    """A rule being written under a charter, as a form holds it.

    `mots` are new words, a label a line; `words` those that
    a proposal has already.
    """

    def __init__(
        self,
        version: CharterVersion,
        answers: Mapping[str, str],
        rule: Rule | None = None,
        words: Mapping[str, Mapping[str, str]] | None = None,
    ) -> None:
        self.version, self.answers, self.rule = version, answers, rule
        self.words = _new_words(answers.get("mots", ""))
        base = tree_of(version)
        known = {name: Word(tuple(forms.items())) for name, forms in (words or {}).items()}
        new = {**known, **_as_words(self.words)}
        self.tree: Tree = replace(base, words={**new, **base.words})
        self.reading = Reading(self.tree)

    @cached_property
    def sentence(self) -> str:
        """What is typed, with the suggestion that was chosen; or what the cards say."""
        if self.answers.get("geste") == "cartes":
            clause = self.cards.built(self.answers)
            return self.reading.wording.say(clause) if clause else ""
        typed = self.answers.get("phrase")
        if typed is None:
            return self.reading.wording.say(self.rule.clause) if self.rule else ""
        return joined(typed, self.answers.get("suite", ""))

    @cached_property
    def cards(self) -> Cards:
        return Cards(self.reading, self.tree)

    @cached_property
    def _read(self) -> Clause | SentenceError:
        try:
            return self.reading.wording.read(self.sentence)
        except SentenceError as refusal:
            return refusal

    @property
    def clause(self) -> Clause | None:
        """The rule, once the sentence is whole."""
        return None if isinstance(self._read, SentenceError) else self._read

    @property
    def readings(self) -> tuple[str, ...]:
        """The two readings, or more, of a sentence that is refused for it."""
        return self._read.readings if isinstance(self._read, Ambiguous) else ()

    @property
    def understood(self) -> str:
        """How far the sentence made sense, when it does not to its end."""
        return self._read.read if isinstance(self._read, NotUnderstood) else ""

    @cached_property
    def suggestions(self) -> list[str]:
        """What may come next; names without a word are left out."""
        beginning = self.sentence if self.clause is None or self._goes_on else f"{self.sentence} "
        found = Reading(self.tree).wording.complete(_open(beginning), limit=60)
        shown = [one.text for one in found if not one.is_kind and "[" not in one.text]
        return shown[:MOST_SUGGESTIONS]

    @property
    def needed(self) -> list[str]:
        """What could stand where the sentence stops making sense: « un nombre », « une durée »."""
        expected = self._read.expected if isinstance(self._read, NotUnderstood) else ()
        return [text for text in expected if "[" not in text][:MOST_SUGGESTIONS]

    @property
    def _goes_on(self) -> bool:
        return bool(self.answers.get("suite"))

    # --- the rule --------------------------------------------------------------------------------
    @property
    def rule_id(self) -> str:
        if self.rule:
            return self.rule.id
        known = {rule.id for rule in self.tree.rules}
        stem = slugify(self.sentence)[:40].strip("-") or "regle"
        names = (stem, *(f"{stem}-{rank}" for rank in range(2, 999)))
        return next(name for name in names if name not in known)

    @property
    def status(self) -> str:
        return self.answers.get("statut") or (self.rule.status if self.rule else "attested")

    @property
    def keeper(self) -> str:
        known = (self.rule.keeper or "") if self.rule else ""
        return self.answers.get("gardien", known)

    @property
    def why(self) -> str:
        return self.answers.get("raison", self.reading.text(self.rule.why) if self.rule else "")

    def document(self) -> dict[str, Any]:
        """The rule as a document. Raises `UnsoundRule` when the sentence is not one."""
        if self.clause is None:
            raise UnsoundRule(
                [_("Cette phrase n’est pas encore une règle : suivez les suggestions.")],
                self.readings,
            )
        found: dict[str, Any] = {"id": self.rule_id, **write_clause(self.clause)}
        found["status"] = self.status
        found |= {"keeper": self.keeper} if self.keeper else {}
        found |= {"why": {current_language(): self.why}} if self.why else {}
        cases = [_case_document(one.example) for one in self.cases if one.is_kept]
        return found | ({"cases": cases} if cases else {})

    # --- cases -----------------------------------------------------------------------------------
    @cached_property
    def cases(self) -> list[ProposedCase]:
        """The cases that the rule tells apart, two by two, and those validated before."""
        if self.clause is None:
            return []
        rule = Rule(self.rule_id, self.clause, "attested")
        explainer = Explainer(self._with(rule))
        mode = explainer.finder(None).charter.mode
        found = [*self._validated(), *self._separated(pairs(rule, mode), explainer)]
        return list({one.told: one for one in reversed(found)}.values())[::-1][:MOST_CASES]

    def _validated(self) -> list[ProposedCase]:
        """The cases of the rule as it is; each stays unless its box is emptied."""
        sent = bool(self.answers.get("cas"))
        examples = self.rule.examples if self.rule else ()
        return [
            ProposedCase(field, one.who, one, not sent or bool(self.answers.get(field)))
            for rank, one in enumerate(examples)
            for field in [f"ancien-{rank}"]
        ]

    def _separated(self, found: Iterable[Pair], explainer: Explainer) -> list[ProposedCase]:
        """Two cases for each fact that makes a difference."""
        assert self.clause is not None  # noqa: S101 - told by who calls
        mode = explainer.finder(None).charter.mode
        shown = []
        cases = [case for pair in found for case in (pair.applies, pair.spares)]
        for rank, case in enumerate(cases):
            field = f"cas-{rank}"
            said = told(case, [self.clause], self.reading.wording, mode)
            who = self.answers.get(f"{field}-qui", "").strip() or said[:80]
            example = Example(who, write_case(case), explainer.decide(case).verdict)
            shown.append(ProposedCase(field, said, example, bool(self.answers.get(field))))
        return shown

    def _with(self, rule: Rule) -> Tree:
        others = tuple(one for one in self.tree.rules if one.id != rule.id)
        return replace(self.tree, rules=(*others, rule))


def _case_document(example: Example) -> dict[str, Any]:
    return {"who": example.who, "facts": dict(example.facts), "expect": example.expect}


def _open(beginning: str) -> str:
    """A sentence that goes on: without its full stop."""
    return beginning.rstrip().rstrip(".") + " " if beginning.endswith((" ", ".")) else beginning


def joined(typed: str, following: str) -> str:
    """A suggestion put after what is typed; it replaces the part of it that is there already.

    >>> joined("Utiliser la déc", "la découpeuse laser")
    'Utiliser la découpeuse laser '
    >>> joined("Utiliser le tour est interdit", ", sauf si")
    'Utiliser le tour est interdit, sauf si '
    """
    if not following:
        return typed
    base = typed.rstrip().rstrip(".")
    for length in range(min(len(base), len(following)), 0, -1):
        begins = len(base) == length or base[-length - 1] == " "
        if begins and folded(base[-length:]) == folded(following[:length]):
            return f"{base[:-length]}{following} "
    joint = "" if following[0] in ",." or not base else " "
    said = following[:1].upper() + following[1:] if not base else following
    return f"{base}{joint}{said} "


def _new_words(lines: str) -> dict[str, str]:
    """New words of the community, by name: « la fraiseuse » is « la-fraiseuse »."""
    labels = [line.strip()[:80] for line in lines.splitlines() if line.strip()]
    return {slugify(label)[:60]: label for label in labels[:5] if slugify(label)}


def _as_words(labels: Mapping[str, str]) -> dict[str, Word]:
    language = current_language()
    return {name: Word(((language, label),)) for name, label in labels.items()}
