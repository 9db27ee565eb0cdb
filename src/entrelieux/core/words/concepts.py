"""A concept of the vocabulary, in the terms of SKOS (https://www.w3.org/TR/skos-reference/)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

DATA: Traversable = files("entrelieux.core.words") / "data"
# The order matters for an id in two schemes (their labels are then the same).
SCHEMES = (
    "kinds",
    "services",
    "audiences",
    "fees",
    "labels",
    "access",
    "accessibility",
    "legal_forms",
    "topics",
    "skills",
)


@dataclass(frozen=True, slots=True)
class Concept:
    """`alt` are other labels in either language, `hidden` misspellings that are never shown.

    `notations` are the codes and labels of others, by system (`lamednum`, `osm`, `wikidata`…).
    `kinds` (services and topics) are the kinds of places where one usually finds it: the search
    proposes them, a card never says it for them.
    """

    id: str
    scheme: str
    fr: str
    en: str
    alt: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    notations: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)

    @property
    def labels(self) -> tuple[str, ...]:
        """Every text that means this concept, preferred labels first, codes last."""
        codes = (code for values in self.notations.values() for code in values)
        return (self.fr, self.en, *self.alt, *self.hidden, *codes)

    def label(self, language: str) -> str:
        return self.en if language.startswith("en") else self.fr


def read_scheme(scheme: str) -> tuple[Concept, ...]:
    """The concepts of a scheme, from the file of its name that ships with the package."""
    told = tomllib.loads((DATA / f"{scheme}.toml").read_text("utf-8"))
    return tuple(_concept(scheme, entry) for entry in told["concept"])


def _concept(scheme: str, told: Mapping[str, Any]) -> Concept:
    lists = {
        name: tuple(told.get(name, ())) for name in ("alt", "hidden", "broader", "related", "kinds")
    }
    notations = {system: tuple(codes) for system, codes in told.get("notations", {}).items()}
    return Concept(
        id=told["id"],
        scheme=scheme,
        fr=told["fr"],
        en=told["en"],
        notations=notations,
        **lists,
    )
