"""A word that a community uses, and what it makes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from entrelieux.core.words.lexicon.units import Unit

Texts = Mapping[str, str]  # language -> text
ManyTexts = Mapping[str, tuple[str, ...]]  # language -> texts


class TermKind(StrEnum):
    VERB = "verb"
    FACT = "fact"
    THING = "thing"
    BADGE = "badge"
    ROLE = "role"


class ValueType(StrEnum):
    TEXT = "text"
    LONG_TEXT = "long-text"
    WHOLE = "whole"
    DECIMAL = "decimal"
    QUANTITY = "quantity"
    YES_NO = "yes-no"
    CHOICE = "choice"
    CHOICES = "choices"
    DATE = "date"
    WEB = "web"


class Subject(StrEnum):
    """What a fact may be told of."""

    PLACE = "place"
    RESOURCE = "resource"
    USAGE = "usage"
    EVENT = "event"
    PROJECT = "project"
    PERSON = "person"


class Privacy(StrEnum):
    """Who reads the values of a fact, from all to few."""

    PUBLIC = "public"
    NETWORK = "network"
    MEMBERS = "members"
    HOSTS = "hosts"


class Relation(StrEnum):
    """Said of the term: `BROADER` means that the target is broader than it (SKOS, section 10)."""

    EXACT = "exact"
    CLOSE = "close"
    BROADER = "broader"
    NARROWER = "narrower"
    RELATED = "related"

    @property
    def inverse(self) -> Relation:
        """The same link said of the target."""
        swapped = {Relation.BROADER: Relation.NARROWER, Relation.NARROWER: Relation.BROADER}
        return swapped.get(self, self)


@dataclass(frozen=True, slots=True, order=True)
class Alignment:
    relation: Relation
    target: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer of a list; `id` is what records keep, and is never renamed."""

    id: str
    labels: Texts = field(hash=False)


@dataclass(frozen=True, slots=True)
class Term:
    """`labels`, `alt_labels`, `hidden_labels` and `definitions` are by language (« fr », « en »…).

    Hidden labels are found and never shown. `value_type`, `unit`, `choices`, `applies_to` and
    `attested_by` (the name of a role) are those of facts. `broader` and `related` are addresses of
    words of the same lexicon; `alignments` lead out of it. A retired word keeps its address; its
    values are then read under the words of `replaced_by`, or stay. `extra` is what a file said of
    the word that nothing here holds (N-Triples, core/words/skos/leftovers.py).
    """

    uri: str
    kind: TermKind
    labels: Texts = field(hash=False)
    alt_labels: ManyTexts = field(default_factory=dict, hash=False)
    hidden_labels: ManyTexts = field(default_factory=dict, hash=False)
    definitions: Texts = field(default_factory=dict, hash=False)
    value_type: ValueType | None = None
    unit: Unit | None = None
    choices: tuple[Choice, ...] = ()
    applies_to: tuple[Subject, ...] = ()
    privacy: Privacy = Privacy.PUBLIC
    attested_by: str = ""
    broader: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    alignments: tuple[Alignment, ...] = ()
    retired_on: date | None = None
    replaced_by: tuple[str, ...] = ()
    extra: str = ""

    @property
    def is_retired(self) -> bool:
        return self.retired_on is not None

    def label(self, language: str) -> str:
        """The preferred label in a language, else in French, else in the first one told."""
        return preferred(self.labels, language) or self.uri

    def definition(self, language: str) -> str:
        return preferred(self.definitions, language)

    def choice(self, choice_id: str) -> Choice | None:
        return next((choice for choice in self.choices if choice.id == choice_id), None)

    def aligned(self, *relations: Relation) -> tuple[str, ...]:
        """The targets of the alignments of these relations, or of all."""
        wanted = relations or tuple(Relation)
        return tuple(link.target for link in self.alignments if link.relation in wanted)


def preferred(texts: Texts, language: str) -> str:
    """The text in a language (« fr-BE » may be told in « fr »), else French, else the first."""
    wanted = (language, language.split("-")[0], "fr")
    found = (texts[name] for name in wanted if texts.get(name))
    return next(found, next(iter(texts.values()), ""))
