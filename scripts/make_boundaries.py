"""Rebuild the boundaries that ship with the software from two TopoJSON files.

    python scripts/make_boundaries.py --territory AUVERGNE.topojson --france DEPARTEMENTS.topojson
        --names DEPARTEMENTS.json

--territory  IGN Admin Express 2018, objects `communes` (code, nom, dep) and `departements` (dep)
--france     every département of mainland France, coarse (code)
--names      `departements.json` of the npm package @etalab/decoupage-administratif

Writes `core/geo/data/departments.json`, read to draw maps on the server, and
`static/geo/territory.json`, the base map that the browser shows without any other server.
Arcs are simplified once (Visvalingam), so that neighbours keep one common line. Lines between
communes merged since 2018 are left out; those re-created since have no line of their own yet.
"""

from __future__ import annotations

import argparse
import heapq
import json
from collections import defaultdict
from pathlib import Path
from typing import Any

from entrelieux.core.geo.france import load_france

PACKAGE = Path(__file__).parents[1] / "src/entrelieux"
CREDIT = "IGN Admin Express 2018, Licence Ouverte"
DRAWN_AREA, MESH_AREA, COARSE_AREA = 5e-5, 2.5e-6, 8e-4  # square degrees, the latitude as it is
TOWNS = 90
Arc = list[tuple[float, float]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("territory", "france", "names"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    options = parser.parse_args()
    territory = json.loads(options.territory.read_text())
    france = json.loads(options.france.read_text())
    names = {d["code"]: d["nom"] for d in json.loads(options.names.read_text())}
    write_departments(territory, france, names)
    write_base_map(territory, names)


def arcs_of(topology: dict[str, Any], least_area: float) -> list[Arc]:
    scale, move = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for coded in topology["arcs"]:
        x = y = 0
        arc: Arc = []
        for dx, dy in coded:
            x, y = x + dx, y + dy
            arc.append((x * scale[0] + move[0], y * scale[1] + move[1]))
        arcs.append(simplified(arc, least_area))
    return arcs


def simplified(arc: Arc, least_area: float) -> Arc:
    """Visvalingam and Whyatt (1993): drop the point that makes the smallest triangle, again."""
    before = list(range(-1, len(arc) - 1))
    after = list(range(1, len(arc) + 1))
    kept = [True] * len(arc)

    def area(i: int) -> float:
        (ax, ay), (bx, by), (cx, cy) = arc[before[i]], arc[i], arc[after[i]]
        return abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2

    heap = [(area(i), i) for i in range(1, len(arc) - 1)]
    heapq.heapify(heap)
    left = len(arc)
    while heap and left > (4 if arc[0] == arc[-1] else 2):
        size, i = heapq.heappop(heap)
        if not kept[i] or size < area(i):
            continue
        if size >= least_area:
            break
        kept[i] = False
        left -= 1
        before[after[i]], after[before[i]] = before[i], after[i]
        for j in (before[i], after[i]):
            if 0 < j < len(arc) - 1:
                heapq.heappush(heap, (area(j), j))
    return [point for point, keep in zip(arc, kept, strict=True) if keep]


def line(arcs: list[Arc], index: int) -> Arc:
    return arcs[index] if index >= 0 else arcs[~index][::-1]


def ring(arcs: list[Arc], indexes: list[int]) -> Arc:
    points: Arc = []
    for index in indexes:
        points += line(arcs, index)[1 if points else 0 :]
    return points


def polygons(arcs: list[Arc], geometry: dict[str, Any]) -> list[list[Arc]]:
    parts = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    return [[ring(arcs, indexes) for indexes in part] for part in parts]


def rounded(points: Arc, digits: int) -> list[list[float]]:
    result: list[list[float]] = []
    for x, y in points:
        point = [round(x, digits), round(y, digits)]
        if not result or result[-1] != point:
            result.append(point)
    return result


def write_departments(
    territory: dict[str, Any], france: dict[str, Any], names: dict[str, str]
) -> None:
    coarse = arcs_of(france, COARSE_AREA)
    drawn: dict[str, list[list[list[float]]]] = {}
    for geometry in next(iter(france["objects"].values()))["geometries"]:
        parts = polygons(coarse, geometry)
        drawn[geometry["properties"]["code"]] = [rounded(part[0], 2) for part in parts]
    fine = arcs_of(territory, DRAWN_AREA)
    for geometry in territory["objects"]["departements"]["geometries"]:
        drawn[geometry["properties"]["dep"]] = [rounded(p[0], 3) for p in polygons(fine, geometry)]
    body = {
        "credit": CREDIT,
        "names": names,
        "outlines": {code: drawn[code] for code in sorted(drawn)},
    }
    write(PACKAGE / "core/geo/data/departments.json", body)


def write_base_map(territory: dict[str, Any], names: dict[str, str]) -> None:
    arcs = arcs_of(territory, MESH_AREA)
    departments = [
        feature(
            "department",
            {"type": "MultiPolygon", "coordinates": [
                [rounded(r, 4) for r in part] for part in polygons(arcs, geometry)]},
            code=geometry["properties"]["dep"],
            name=names[geometry["properties"]["dep"]],
        )
        for geometry in territory["objects"]["departements"]["geometries"]
    ]  # fmt: skip
    codes = [g["properties"]["dep"] for g in territory["objects"]["departements"]["geometries"]]
    mesh = feature(
        "commune",
        {"type": "MultiLineString", "coordinates": [
            rounded(arcs[i], 4) for i in inner_arcs(territory)]},
    )  # fmt: skip
    towns = [
        feature(
            "town",
            {"type": "Point", "coordinates": [round(c.lon, 4), round(c.lat, 4)]},
            name=c.name,
            population=c.population,
        )
        for c in load_france().of_departments(codes)[:TOWNS]
    ]
    body = {
        "type": "FeatureCollection",
        "attribution": CREDIT,
        "features": [*departments, mesh, *towns],
    }
    write(PACKAGE / "static/geo/territory.json", body)


def inner_arcs(territory: dict[str, Any]) -> list[int]:
    """The arcs between two communes of today: neither the outline nor a line that a merge undid."""
    france = load_france()
    sides: dict[int, set[str]] = defaultdict(set)
    for geometry in territory["objects"]["communes"]["geometries"]:
        code = geometry["properties"]["code"]
        parts = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        for index in (index for part in parts for ring in part for index in ring):
            sides[index if index >= 0 else ~index].add(france.current_code(code) or code)
    return sorted(index for index, codes in sides.items() if len(codes) == 2)


def feature(layer: str, geometry: dict[str, Any], **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": {"layer": layer, **properties}, "geometry": geometry}


def write(path: Path, body: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(body, ensure_ascii=False, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
