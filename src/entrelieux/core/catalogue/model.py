"""A model of machine, what is measured of it, and where that was read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from entrelieux.core.words.lexicon.units import Unit


class Source(NamedTuple):
    """`url` is empty when several pages said the same."""

    id: str
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """`unit` is None for a count or for words; `values` are labels of words, by language."""

    id: str
    fr: str
    en: str
    unit: Unit | None = None
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict, hash=False)

    def label(self, language: str) -> str:
        return self.en if language.startswith("en") else self.fr

    def value_label(self, value: str, language: str) -> str:
        """The words of a value that is not a number."""
        known = self.values.get(value, {})
        return known.get(language, known.get("fr", value))


class Specification(NamedTuple):
    """A number in the unit of its quantity, or words."""

    quantity: Quantity
    value: float | int | str


@dataclass(frozen=True, slots=True)
class Model:
    """`concept` is « scheme:id » of the vocabulary; `also` are other names it is known by."""

    make: str
    name: str
    concept: str
    source: Source
    also: tuple[str, ...] = ()
    specifications: tuple[Specification, ...] = ()

    @property
    def title(self) -> str:
        """« Prusa MK4 »."""
        return f"{self.make} {self.name}"

    @property
    def id(self) -> str:
        """« prusa-mk4 »: the same as long as the model is called so."""
        plain = unicodedata.normalize("NFKD", self.title.replace("+", " plus"))
        letters = plain.encode("ascii", "ignore").decode().lower()
        return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")
