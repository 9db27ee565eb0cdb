"""The parameters of an address, read once for pages, tiles, API and exports alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from entrelieux.core.atlas import Box, Near, Query, week_slot
from entrelieux.core.geo import Commune, load_france
from entrelieux.platform.errors import EntrelieuxError
from entrelieux.search.kinds import KINDS
from entrelieux.search.understanding import Understood, understand_text

# parameter -> facet of the atlas
WHAT = "quoi"  # places, unless the address asks for another kind (search/kinds.py)
FACETS = {
    "sorte": "kind",
    "departement": "department",
    "interco": "epci",
    "acces": "access",
    "public": "audience",
    "service": "service",
    "pmr": "wheelchair",
    "fraicheur": "freshness",
    "etat": "status",
    "label": "label",
}
SORTS = {
    "pertinence": "relevance",
    "distance": "distance",
    "fraicheur": "freshness",
    "nom": "name",
}
PAGE_SIZE = 20
PAGE_SIZE_LIMIT = 100
RADIUS_LIMIT_KM = 500.0
QUERY_LIMIT = 200
Parameters = Mapping[str, Sequence[str]]


class BadParameter(EntrelieuxError):
    """A parameter of the address cannot be understood; the message says what to write."""


@dataclass(frozen=True, slots=True)
class Search:
    """What an address asks for: the words typed, what was understood, and the atlas query."""

    text: str
    understood: Understood
    query: Query
    origin: Commune | None
    km: float | None
    is_open_now: bool
    page: int
    parameters: Parameters

    def address(self, **changes: str | Sequence[str] | None) -> str:
        """This search with other values; None removes a parameter. The page goes back to 1."""
        kept = {name: list(values) for name, values in self.parameters.items() if name != "page"}
        for name, value in changes.items():
            kept.pop(name, None)
            if value:
                kept[name] = [value] if isinstance(value, str) else list(value)
        return "?" + urlencode(sorted(kept.items()), doseq=True) if kept else "?"

    @property
    def what(self) -> str:
        """The kind of documents that is listed: places, unless the address says another."""
        return next(iter(self.query.facets["what"]))

    def in_tab(self, what: str) -> str:
        """The same words and territory among another kind of documents; its own filters go."""
        kept = ("q", "commune", "km", "departement", "interco")
        values = {name: list(self.parameters[name]) for name in kept if name in self.parameters}
        if what != "place":
            values[WHAT] = [what]
        return "?" + urlencode(sorted(values.items()), doseq=True)

    def toggled(self, parameter: str, value: str) -> str:
        """This search with one value of a facet added, or removed when it was there."""
        values = list(self.parameters.get(parameter, ()))
        values = [v for v in values if v != value] if value in values else [*values, value]
        return self.address(**{parameter: values})


def read_search(parameters: Parameters, *, now: datetime) -> Search:
    """Raises `BadParameter` for what cannot be meant; unknown parameters are ignored."""
    known = {name: _texts(parameters, name) for name in KNOWN if _texts(parameters, name)}
    text = _one(known, "q")[:QUERY_LIMIT].strip()
    chosen = find_origin(_one(known, "commune"))
    km = _kilometres(known)
    is_open_now = _one(known, "ouvert") == "1"
    page, size = (
        _whole(known, "page", 1, 100_000),
        _whole(known, "taille", PAGE_SIZE, PAGE_SIZE_LIMIT),
    )
    filters = Query(
        facets={
            "what": frozenset({_what(known)}),
            **{facet: frozenset(known[name]) for name, facet in FACETS.items() if name in known},
        },
        box=_box(known),
        near=Near(chosen.lat, chosen.lon, km) if chosen else None,
        open_slot=week_slot(now) if is_open_now else None,
        offset=(page - 1) * size,
        limit=size,
    )
    understood = understand_text(text, filters, km)
    origin = chosen or understood.place
    sort = _sort(known, origin, is_by_distance=understood.by_distance and not chosen)
    query = replace(understood.asked(filters), sort=sort)
    return Search(text, understood, query, origin, km, is_open_now, page, known)


KNOWN = ("q", WHAT, "commune", "km", "ouvert", "tri", "page", "taille", "bbox", *FACETS)


def unlimited(query: Query, total: int) -> Query:
    return replace(query, offset=0, limit=max(1, total))


def find_origin(text: str) -> Commune | None:
    """The commune of an INSEE code or of a name; None for an empty text."""
    if not text:
        return None
    france = load_france()
    if len(text) == 5 and text[:2].isalnum() and text[2:].isdigit():
        by_code = france.by_code(text)
        if by_code:
            return by_code
    best = next(iter(france.find(text)), None)
    if best is None:
        raise BadParameter(
            _("Aucune commune ne s’appelle « %(name)s » : vérifiez son nom.") % {"name": text}
        )
    return best.commune


def _texts(parameters: Parameters, name: str) -> list[str]:
    return [value.strip() for value in parameters.get(name, ()) if value.strip()]


def _one(known: Parameters, name: str) -> str:
    values = known.get(name)
    return values[-1] if values else ""


def _what(known: Parameters) -> str:
    what = _one(known, WHAT) or "place"
    if what not in KINDS:
        raise BadParameter(
            _("« %(name)s » est l’un de : %(names)s.") % {"name": WHAT, "names": ", ".join(KINDS)}
        )
    return what


def _whole(known: Parameters, name: str, default: int, largest: int) -> int:
    text = _one(known, name)
    if not text:
        return default
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:9]) <= largest:
        raise BadParameter(
            _("« %(name)s » va de 1 à %(largest)d.") % {"name": name, "largest": largest}
        )
    return int(text)


def _kilometres(known: Parameters) -> float | None:
    text = _one(known, "km")
    if not text:
        return None
    try:
        km = float(text.replace(",", "."))
    except ValueError:
        km = -1.0
    if not 0 < km <= RADIUS_LIMIT_KM:
        raise BadParameter(_("« km » est une distance de 1 à 500 kilomètres."))
    return km


def _box(known: Parameters) -> Box | None:
    text = _one(known, "bbox")
    if not text:
        return None
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError:
        raise BadParameter(
            _("« bbox » s’écrit ouest,sud,est,nord en degrés, par exemple 2.0,44.6,4.5,46.8.")
        ) from None
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        raise BadParameter(_("« bbox » : l’ouest avant l’est, le sud avant le nord, en degrés."))
    return Box(south, west, north, east)


def _sort(known: Parameters, origin: Commune | None, *, is_by_distance: bool) -> str:
    name = _one(known, "tri") or ("distance" if is_by_distance else "pertinence")
    if name not in SORTS:
        raise BadParameter(_("« tri » est l’un de : %(names)s.") % {"names": ", ".join(SORTS)})
    if name == "distance" and origin is None:
        return "relevance"
    return SORTS[name]
