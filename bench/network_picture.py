"""The picture of a made network as an SVG file, to look at.

    python bench/network_picture.py network.svg --size 500

The colours are those of the pages; the template of the pages draws the same primitives.
"""

from __future__ import annotations

import argparse
from html import escape
from pathlib import Path

from made_network import AUVERGNE, Made, territory

from entrelieux.core.bridging.strength import next_bridges
from entrelieux.core.bridging.strength.picture import NetworkPicture, Spot, draw_network
from entrelieux.core.geo.boundaries import load_boundaries

KINDS = ("Atelier", "Fab lab", "Café", "Espace", "Médiathèque", "Fabrique", "Maison", "Grange")
STYLE = """
.sea{fill:#f3ecdf} .land{fill:#fffdf8;stroke:#ddd3c0} .tie{fill:none;stroke:#3b5b46}
.tie-1{stroke-width:.7;stroke-opacity:.28} .tie-2{stroke-width:1.1;stroke-opacity:.42}
.tie-3{stroke-width:1.8;stroke-opacity:.62} circle{stroke:#fffdf8;stroke-width:1.2}
.place{fill:#3f6b4f} .go-between{fill:#c98a1b;stroke:#24272b} .alone{fill:#fffdf8;stroke:#6b6f73}
.proposal{fill:none;stroke:#b3261e;stroke-width:2.4;stroke-dasharray:7 4;stroke-linecap:round}
text{font-family:sans-serif;fill:#24272b;paint-order:stroke;stroke:#fffdf8;stroke-width:.25em}
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path, nargs="?")
    parser.add_argument("--size", type=int, default=500)
    asked = parser.parse_args()
    if asked.file:
        asked.file.write_text(svg(picture_of(territory(asked.size))), encoding="utf-8")


def spots_of(made: Made) -> dict[str, Spot]:
    return {
        key: Spot(f"{KINDS[at * 7 % len(KINDS)]} de {name}", float(lat), float(lon))
        for at, (key, name, lat, lon) in enumerate(
            zip(made.network.keys, made.names, made.lats, made.lons, strict=True)
        )
    }


def picture_of(made: Made) -> NetworkPicture:
    candidates = made.candidates(4 * len(made.network), within_km=45, seed=2)
    chosen = next_bridges(made.network, candidates, count=8)
    proposals = [(bridge.pair.left, bridge.pair.right) for bridge in chosen]
    land = load_boundaries().of(AUVERGNE)
    return draw_network(made.network, spots_of(made), outlines=land, proposals=proposals)


def svg(picture: NetworkPicture) -> str:
    drawn = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{picture.view_box}">',
        f'<style>{STYLE}</style><rect class="sea" width="100%" height="100%"/>',
        *(f'<path class="land" d="{path}"/>' for path in picture.land),
        *(f'<path class="tie tie-{tie.level}" d="{tie.path}"/>' for tie in picture.threads),
        *(
            f'<circle class="{mark.role}" cx="{mark.x}" cy="{mark.y}" r="{mark.radius}"/>'
            for mark in picture.marks
        ),
        *(f'<path class="proposal" d="{tie.path}"/>' for tie in picture.proposals),
        *(
            f'<text x="{label.x:.1f}" y="{label.y:.1f}" font-size="{label.size}" '
            f'text-anchor="{label.anchor}">{escape(label.text)}</text>'
            for label in picture.names
        ),
        "</svg>",
    ]
    return "\n".join(drawn)


if __name__ == "__main__":
    main()
