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
    "machines",
    "tools",
    "processes",
    "materials",
    "rooms",
    "skills",
    "disciplines",
    "usages",
    "needs",
    "things",
    "roles",
    "badges",
    "facts",
    "gestures",
)
# Links to concepts of other schemes, written « scheme:id ».
CROSSINGS = ("done_with", "asks_for", "works", "refuses")
_LISTS = ("alt", "hidden", "brands", "broader", "related", "kinds", *CROSSINGS)


@dataclass(frozen=True, slots=True)
class Concept:
    """`alt` are other labels in either language, `hidden` misspellings that are never shown.

    `brands` are makers and models that people use as the name. `notations` are the codes and labels
    of others, by system (`lamednum`, `osm`, `wikidata`…). `kinds` are the kinds of places where one
    usually finds it: the search proposes them, a card never says it for them.

    Across schemes, as « scheme:id »: any one of `done_with` does it; `asks_for` is what one usually
    has to know; `works` and `refuses` are the materials that it takes, or must never be given.
    """

    id: str
    scheme: str
    fr: str
    en: str
    alt: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    brands: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    done_with: tuple[str, ...] = ()
    asks_for: tuple[str, ...] = ()
    works: tuple[str, ...] = ()
    refuses: tuple[str, ...] = ()
    notations: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)

    @property
    def labels(self) -> tuple[str, ...]:
        """Every text that means this concept, preferred labels first, codes last."""
        codes = (code for values in self.notations.values() for code in values)
        return (self.fr, self.en, *self.alt, *self.hidden, *self.brands, *codes)

    def label(self, language: str) -> str:
        return self.en if language.startswith("en") else self.fr


def read_scheme(scheme: str) -> tuple[Concept, ...]:
    """The concepts of a scheme: `machines.toml`, then `machines-textile.toml`… of the package."""
    told = (tomllib.loads(page.read_text("utf-8")) for page in _pages(scheme))
    return tuple(_concept(scheme, entry) for page in told for entry in page.get("concept", ()))


def _pages(scheme: str) -> list[Traversable]:
    names = (page.name.removesuffix(".toml") for page in DATA.iterdir())
    own = (name for name in names if name == scheme or name.startswith(f"{scheme}-"))
    return [DATA / f"{name}.toml" for name in sorted(own)]


def _concept(scheme: str, told: Mapping[str, Any]) -> Concept:
    lists = {name: tuple(told.get(name, ())) for name in _LISTS}
    notations = {system: tuple(codes) for system, codes in told.get("notations", {}).items()}
    return Concept(
        id=told["id"],
        scheme=scheme,
        fr=told["fr"],
        en=told["en"],
        notations=notations,
        **lists,
    )
