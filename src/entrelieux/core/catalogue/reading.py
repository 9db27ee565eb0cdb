"""Reads the shipped catalogue: data/*.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from entrelieux.core.catalogue.model import Model, Quantity, Source, Specification
from entrelieux.core.words.lexicon.units import Unit

DATA: Traversable = files("entrelieux.core.catalogue") / "data"
# In the order in which models that match as well are proposed.
PAGES = (
    "printers",
    "resin",
    "lasers",
    "cutters",
    "cnc",
    "textile",
    "electronics",
    "cameras",
    "others",
)
DEFAULT_SCHEME = "machines"


class Catalogue:
    """Every model, in the order in which those of a maker are proposed."""

    def __init__(self, models: Iterable[Model], quantities: Iterable[Quantity]) -> None:
        self.models = tuple(models)
        self.quantities = {quantity.id: quantity for quantity in quantities}

    @cached_property
    def by_id(self) -> Mapping[str, Model]:
        return {model.id: model for model in self.models}

    def of_concept(self, concept: str) -> Iterator[Model]:
        """Those that are of this sort: « machines:fdm-printer »."""
        return (model for model in self.models if model.concept == concept)


@cache
def load_catalogue() -> Catalogue:
    quantities = {quantity.id: quantity for quantity in _quantities()}
    sources = {source.id: source for source in _sources()}
    entries = (entry for page in PAGES for entry in _read(page)["models"])
    models = (_model(entry, quantities, sources) for entry in entries)
    return Catalogue(models, quantities.values())


def _read(name: str) -> Mapping[str, Any]:
    return tomllib.loads((DATA / f"{name}.toml").read_text("utf-8"))


def _quantities() -> Iterator[Quantity]:
    for entry in _read("quantities")["quantity"]:
        unit = Unit(entry["unit"]) if "unit" in entry else None
        yield Quantity(entry["id"], entry["fr"], entry["en"], unit, entry.get("values", {}))


def _sources() -> Iterator[Source]:
    for id_, entry in _read("sources")["sources"].items():
        yield Source(id_, entry["title"], entry["url"])


def _model(
    entry: Mapping[str, Any], quantities: Mapping[str, Quantity], sources: Mapping[str, Source]
) -> Model:
    concept = entry["concept"]
    return Model(
        make=entry["make"],
        name=entry["name"],
        concept=concept if ":" in concept else f"{DEFAULT_SCHEME}:{concept}",
        source=sources[entry["source"]],
        also=tuple(entry.get("also", ())),
        specifications=tuple(
            Specification(quantities[key], value) for key, value in entry.get("specs", {}).items()
        ),
    )
