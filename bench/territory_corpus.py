"""The demonstration's places as the benches of the search read them: imported, linked."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from entrelieux.core.geo import load_france
from entrelieux.core.interchange.records import PlaceField as F
from entrelieux.core.interchange.registry import read
from entrelieux.core.linkage import LinkRow, PairModel, link

DEMO = files("entrelieux.demo")
LISTS = (F.KINDS, F.TYPES, F.SERVICES, F.AUDIENCES, F.LABELS, F.FEES)


@dataclass(frozen=True, slots=True)
class CorpusPlace:
    """A place with the values of all its sources; `rows` are its « source|key » ids."""

    rows: tuple[str, ...]
    names: tuple[str, ...]
    lists: dict[F, tuple[str, ...]]
    city: str
    insee: str
    lat: float | None
    lon: float | None
    texts: tuple[str, ...]

    @property
    def name(self) -> str:
        return self.names[0]


def demo_places() -> list[CorpusPlace]:
    """Every place of the demonstration, once."""
    records = dict(_records())
    linked = link(
        [_row(row_id, values) for row_id, values in records.items()], model=PairModel.load_default()
    )
    return [_merged(c.members, [records[m] for m in c.members]) for c in linked.clusters]


def _records() -> Iterator[tuple[str, dict[F, Any]]]:
    sources = tomllib.loads((DEMO / "sources.toml").read_text("utf-8"))["source"]
    for source in sources:
        content = (DEMO / "data" / source["file"]).read_bytes()
        reading = read(
            content, gazetteer=load_france(), name=source["file"], format=source["format"]
        )
        for record in reading.records:
            if record.kept:
                yield f"{source['slug']}|{record.key}", dict(record.values)


def _row(row_id: str, values: dict[F, Any]) -> LinkRow:
    position = values.get(F.POSITION) or {}
    return LinkRow(
        row_id=row_id,
        source=row_id.partition("|")[0],
        source_id=row_id.partition("|")[2],
        name=values.get(F.NAME, ""),
        address=values.get(F.STREET_ADDRESS, ""),
        postcode=values.get(F.POSTCODE, ""),
        city=values.get(F.CITY, ""),
        insee=values.get(F.INSEE, ""),
        lat=position.get("lat"),
        lon=position.get("lon"),
        fidelity=position.get("fidelity", "unknown"),
        types=tuple(values.get(F.TYPES, ())),
        url=values.get(F.WEBSITE, ""),
    )


def _merged(members: tuple[str, ...], values: list[dict[F, Any]]) -> CorpusPlace:
    def all_of(field: F) -> tuple[str, ...]:
        said = [value[field] for value in values if value.get(field)]
        return tuple(dict.fromkeys(said))

    lists = {
        field: tuple(dict.fromkeys(item for value in values for item in value.get(field, ())))
        for field in LISTS
    }
    position = next((value[F.POSITION] for value in values if value.get(F.POSITION)), {})
    cities, codes = all_of(F.CITY), all_of(F.INSEE)
    return CorpusPlace(
        rows=members,
        names=all_of(F.NAME),
        lists=lists,
        city=cities[0] if cities else "",
        insee=codes[0] if codes else "",
        lat=position.get("lat"),
        lon=position.get("lon"),
        texts=(*all_of(F.DESCRIPTION), *all_of(F.STREET_ADDRESS), *all_of(F.POSTCODE)),
    )
