"""Rebuild the gazetteer's files (`src/entrelieux/core/geo/data`) from public data.

    python scripts/make_communes.py --positions COMMUNES.csv --official DIR --former DIR
        --boundaries TERRITORY.topojson --geonames CITIES500.json

--positions   commune positions, columns code, lat, lon (the rest is ignored)
--official    `data/` of the npm package @etalab/decoupage-administratif, current vintage
--former      the same folder of the oldest vintage published (2021): what was merged since
--boundaries  names of the communes of 2018 in the first territory (`objects.communes`)
--geonames    GeoNames cities500 as JSON, for the overseas communes without a position

Communes that none of them places are in `commune_positions.csv`, to about 10 km.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
from collections import defaultdict
from pathlib import Path
from typing import Any

from entrelieux.core.geo.names import commune_key

OUT = Path(__file__).parents[1] / "src/entrelieux/core/geo/data"
COUNTRIES = {"975": "PM", "977": "BL", "978": "MF", "986": "WF", "987": "PF", "988": "NC"}
LARGE_CITY = 400_000  # Paris, Marseille, Lyon: the only names that GeoNames alone can be sure of
Rows = list[tuple[Any, ...]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("positions", "official", "former", "boundaries", "geonames"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    options = parser.parse_args()
    now = json.loads((options.official / "communes.json").read_text())
    then = json.loads((options.former / "communes.json").read_text())
    epci = json.loads((options.official / "epci.json").read_text())
    topology = json.loads(options.boundaries.read_text())
    geonames = json.loads(options.geonames.read_text())
    positions = read_positions(options.positions)
    successors = successors_of(now)
    split = split_communes(now, then)
    write_gzip(
        OUT / "communes.tsv.gz",
        ("code", "name", "epci", "postcodes", "lat", "lon", "population", "approximate"),
        commune_rows(now, epci, positions, successors, split, geonames),
    )
    write_gzip(
        OUT / "former.tsv.gz",
        ("code", "name", "current"),
        former_rows(now, then, topology, successors),
    )
    write_plain(
        OUT / "splits.csv", ("code", "into"), sorted((k, "|".join(v)) for k, v in split.items())
    )
    write_plain(OUT / "epci.csv", ("code", "name"), sorted((e["code"], e["nom"]) for e in epci))


def read_positions(path: Path) -> dict[str, tuple[float, float]]:
    with path.open(newline="") as file:
        return {
            r["code"]: (float(r["lat"]), float(r["lon"])) for r in csv.DictReader(file) if r["lat"]
        }


def current(communes: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {c["code"]: c for c in communes if c["type"] == "commune-actuelle"}


def successors_of(now: list[dict[str, Any]]) -> dict[str, str]:
    """The commune of today for every code that is not one: merged, delegated, arrondissement."""
    known = current(now)
    merged = {old: c["code"] for c in known.values() for old in c.get("anciensCodes", [])}
    parts = {
        c["code"]: c.get("chefLieu") or c.get("commune")
        for c in now
        if c["type"] != "commune-actuelle" and c["code"] not in known
    }
    return {**parts, **merged}


def split_communes(now: list[dict[str, Any]], then: list[dict[str, Any]]) -> dict[str, list[str]]:
    """Communes that gave others back: their code, then the codes of those re-created."""
    known, before = current(now), current(then)
    absorbed = {old: c["code"] for c in before.values() for old in c.get("anciensCodes", [])}
    split: dict[str, list[str]] = defaultdict(list)
    for code in sorted(set(known) - set(before)):
        if code in absorbed and absorbed[code] in known:
            split[absorbed[code]].append(code)
    return dict(split)


def commune_rows(
    now: list[dict[str, Any]],
    epci: list[dict[str, Any]],
    positions: dict[str, tuple[float, float]],
    successors: dict[str, str],
    split: dict[str, list[str]],
    geonames: dict[str, dict[str, Any]],
) -> Rows:
    communities = {member["code"]: e["code"] for e in epci for member in e["membres"]}
    parents = {child: parent for parent, children in split.items() for child in children}
    cities: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for city in geonames.values():
        cities[city["countrycode"], commune_key(city["name"])].append(city)
    by_hand = read_positions(Path(__file__).with_name("commune_positions.csv"))
    rows: Rows = []
    for commune in current(now).values():
        code, key = commune["code"], commune_key(commune["nom"])
        found = positions.get(code)
        approximate = ""
        if found is None:
            country = COUNTRIES.get(code[:3], "FR")
            named = cities.get((country, key), [])
            if named and (country != "FR" or commune["population"] > LARGE_CITY):
                best = max(named, key=lambda city: city["population"])
                found = (best["latitude"], best["longitude"])
        if found is None:
            old = [c for c in (parents.get(code), *commune.get("anciensCodes", [])) if c]
            found = next((positions[c] for c in old if c in positions), None)
            approximate = "1" if found else ""
        if found is None:
            found, approximate = by_hand[code], "1"
        lat, lon = (f"{found[0]:.4f}", f"{found[1]:.4f}")
        postcodes = "|".join(commune.get("codesPostaux", []))
        rows.append(
            (code, commune["nom"], communities.get(code, ""), postcodes, lat, lon,
             commune.get("population", ""), approximate)
        )  # fmt: skip
    return sorted(rows)


def former_rows(
    now: list[dict[str, Any]],
    then: list[dict[str, Any]],
    topology: dict[str, Any],
    successors: dict[str, str],
) -> Rows:
    """(code, name, current code): merged codes, and other names of a code still in use."""
    known = current(now)
    names = [(c["code"], c["nom"]) for c in [*now, *then]]
    names += [
        (g["properties"]["code"], g["properties"]["nom"])
        for g in topology["objects"]["communes"]["geometries"]
    ]
    rows = set()
    for code, name in names:
        target = code if code in known else successors[code]
        if commune_key(name) != commune_key(known[target]["nom"]) or code != target:
            rows.add((code, name, target))
    named = {code for code, _, _ in rows}
    rows |= {(code, "", target) for code, target in successors.items() if code not in named}
    return sorted(rows)


def write_gzip(path: Path, header: tuple[str, ...], rows: Rows) -> None:
    """One line per column, its name first, values separated by tabs: read three times faster."""
    told = ([str(value) for value in row] for row in [header, *rows])
    columns = zip(*told, strict=True)
    text = "\n".join("\t".join(column) for column in columns)
    path.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


def write_plain(path: Path, header: tuple[str, ...], rows: Rows) -> None:
    with path.open("w", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *rows])


if __name__ == "__main__":
    main()
