"""The columns of Entrelieux’s own table, in French and in English, and what each one holds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from entrelieux.core.interchange.places import PlaceRow
from entrelieux.core.interchange.records import PlaceField
from entrelieux.core.interchange.tabular.cells import (
    join_items,
    join_pairs,
    split_items,
    split_pairs,
)

Cell = str | float


class Column(NamedTuple):
    """`key` is the field's name; `position.lat` names a part of a field."""

    key: str
    fr: str
    en: str

    def header(self, language: str) -> str:
        return self.en if language == "en" else self.fr


F = PlaceField
PLACE_ID, PLACE_URL, UPDATED = "id", "url", "updated_at"
SOURCES, LICENCES = "sources", "licences"
COLUMNS = (
    Column(PLACE_ID, "identifiant", "id"),
    Column(F.NAME, "nom", "name"),
    Column(F.ALTERNATE_NAMES, "autres_noms", "other_names"),
    Column(F.KINDS, "genres", "kinds"),
    Column(F.TYPES, "types_des_sources", "source_types"),
    Column(F.STATUS, "etat", "status"),
    Column(F.STREET_ADDRESS, "adresse", "street_address"),
    Column(F.ADDRESS_COMPLEMENT, "complement_adresse", "address_complement"),
    Column(F.POSTCODE, "code_postal", "postcode"),
    Column(F.CITY, "commune", "city"),
    Column(F.INSEE, "code_insee", "insee_code"),
    Column(F.COUNTRY, "pays", "country"),
    Column("position.lat", "latitude", "latitude"),
    Column("position.lon", "longitude", "longitude"),
    Column("position.fidelity", "precision_position", "position_fidelity"),
    Column("hours.osm", "horaires_osm", "opening_hours"),
    Column("hours.text", "horaires_texte", "hours_text"),
    Column("hours.label", "horaires_nature", "hours_label"),
    Column(F.WEBSITE, "site_web", "website"),
    Column(F.PHONE, "telephone", "phone"),
    Column(F.EMAIL, "courriel", "email"),
    Column(F.SOCIAL, "reseaux_sociaux", "social"),
    Column(F.DESCRIPTION, "description", "description"),
    Column(F.ACCESS, "acces", "access"),
    Column(F.AUDIENCES, "publics", "audiences"),
    Column(F.SERVICES, "services", "services"),
    Column(F.FEES, "tarifs", "fees"),
    Column(F.ACCESSIBILITY, "accessibilite", "accessibility"),
    Column(F.LABELS, "labels", "labels"),
    Column(F.LEGAL_FORM, "forme_juridique", "legal_form"),
    Column(F.HOLDER, "porteur", "holder"),
    Column(F.ITINERANT, "itinerant", "itinerant"),
    Column(F.OPENED_ON, "ouvert_le", "opened_on"),
    Column(F.CLOSED_ON, "ferme_le", "closed_on"),
    Column(F.TIME_ZONE, "fuseau", "time_zone"),
    Column(F.EXTERNAL_IDS, "identifiants_externes", "external_ids"),
    Column(PLACE_URL, "fiche", "card"),
    Column(UPDATED, "mis_a_jour", "updated_at"),
    Column(SOURCES, "sources", "sources"),
    Column(LICENCES, "licences", "licences"),
)
LISTS = frozenset(
    {
        F.ALTERNATE_NAMES,
        F.KINDS,
        F.TYPES,
        F.ACCESS,
        F.AUDIENCES,
        F.SERVICES,
        F.FEES,
        F.LABELS,
    }
)
PAIRS = frozenset({F.ACCESSIBILITY, F.SOCIAL, F.EXTERNAL_IDS})
YES = {"fr": "oui", "en": "yes"}
NO = {"fr": "non", "en": "no"}


def headers(language: str) -> list[str]:
    return [column.header(language) for column in COLUMNS]


def cells_of(row: PlaceRow, language: str) -> list[Cell]:
    """The cells of one place, in the order of `COLUMNS`; numbers stay numbers."""
    about = {
        PLACE_ID: row.id,
        PLACE_URL: row.url,
        UPDATED: row.updated_at,
        SOURCES: join_items(credit.attribution or credit.name for credit in row.sources),
        LICENCES: join_items(dict.fromkeys(c.licence for c in row.sources if c.licence)),
    }
    return [
        about[column.key] if column.key in about else _cell(row, column.key, language)
        for column in COLUMNS
    ]


def _cell(row: PlaceRow, key: str, language: str) -> Cell:
    name, _, part = key.partition(".")
    field = PlaceField(name)
    value = row.values.get(field)
    if value is None:
        return ""
    if part:
        cell: Cell = value[part]
        return cell
    if field in LISTS:
        return join_items(value)
    if field in PAIRS:
        return join_pairs(value)
    if field is F.ITINERANT:
        return YES[language] if value else NO[language]
    return str(value)


def values_of(cells: Mapping[str, str]) -> dict[PlaceField, Any]:
    """The card that one line of our own table holds; `cells` is keyed by `Column.key`."""
    values: dict[PlaceField, Any] = {}
    for field in PlaceField:
        if field in LISTS:
            value: Any = split_items(cells.get(field, ""))
        elif field in PAIRS:
            value = split_pairs(cells.get(field, ""))
        elif field is F.ITINERANT:
            value = _yes_or_no(cells.get(field, ""))
        elif field is F.POSITION:
            value = _position(cells)
        elif field is F.HOURS:
            value = _hours(cells)
        else:
            value = cells.get(field, "")
        if value not in ("", [], {}, None):
            values[field] = value
    return values


def _yes_or_no(text: str) -> bool | None:
    return {"oui": True, "yes": True, "non": False, "no": False}.get(text.lower())


def _position(cells: Mapping[str, str]) -> dict[str, Any] | None:
    try:
        lat, lon = float(cells["position.lat"]), float(cells["position.lon"])
    except (KeyError, ValueError):
        return None
    return {"lat": lat, "lon": lon, "fidelity": cells.get("position.fidelity") or "exact"}


def _hours(cells: Mapping[str, str]) -> dict[str, str] | None:
    hours = {part: cells.get(f"hours.{part}", "") for part in ("osm", "text", "label")}
    return hours if any(hours.values()) else None
