"""What the map’s script needs to know, sent as JSON with the page."""

from __future__ import annotations

from typing import Any, TypedDict

from django.conf import settings
from django.templatetags.static import static
from django.utils.translation import gettext as _

from entrelieux.places.vocabulary import label_of
from entrelieux.web.signs import DRAWN_AS, OTHER, sign_of

BASE_MAPS: dict[str, dict[str, Any]] = {
    "ign": {
        "raster": "https://data.geopf.fr/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0"
        "&LAYER=GEOGRAPHICALGRIDSYSTEMS.PLANIGNV2&STYLE=normal&FORMAT=image/png"
        "&TILEMATRIXSET=PM&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}",
        "credit": "© IGN, Géoplateforme",
    },
    "openfreemap": {
        "style": "https://tiles.openfreemap.org/styles/positron",
        "credit": "OpenFreeMap © OpenMapTiles, © les contributeurs d’OpenStreetMap",
    },
}


class MapSettings(TypedDict):
    """Read by static/js/map.js."""

    script: str
    worker: str
    territory: str
    signs: str
    tiles: str
    place: str
    kinds: dict[str, list[str]]  # id of the concept: drawing, tone, label
    baseMap: dict[str, Any] | None
    words: dict[str, str]


def map_settings(query: str = "") -> MapSettings:
    """`query` is the query string of the page’s filters: tiles obey them too."""
    return MapSettings(
        script=static("vendor/maplibre-gl/maplibre-gl-csp.js"),
        worker=static("vendor/maplibre-gl/maplibre-gl-csp-worker.js"),
        territory=static("geo/territory.json"),
        signs=static("icons/signs.svg"),
        tiles="/tiles/{z}/{x}/{y}.mvt" + (f"?{query}" if query else ""),
        place="/lieux/{id}/-/",
        kinds={
            kind: [sign.name, sign.tone, label_of(kind)]
            for kind, sign in ((kind, sign_of(kind)) for kind in DRAWN_AS)
        }
        | {"other": [OTHER.name, OTHER.tone, ""]},
        baseMap=next((BASE_MAPS[name] for name in settings.BASE_MAPS if name in BASE_MAPS), None),
        words={
            "map": _("Carte interactive. Les mêmes lieux sont dans la liste."),
            "wheel": _("Pour zoomer, tenez Ctrl et tournez la molette."),
            "fingers": _("Pour déplacer la carte, posez deux doigts."),
            "open": _("Voir la fiche"),
            "close": _("Fermer"),
            "failed": _(
                "La carte interactive n’a pas pu s’ouvrir. La liste et le dessin restent là."
            ),
        },
    )
