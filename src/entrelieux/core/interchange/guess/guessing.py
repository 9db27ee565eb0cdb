"""What each column of a table feeds, and what the whole table tells of how to read its cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from entrelieux.core.geo.gazetteer import Gazetteer
from entrelieux.core.interchange.container import RawTable
from entrelieux.core.interchange.guess.agreeing import agreement_of
from entrelieux.core.interchange.guess.assigning import assigned
from entrelieux.core.interchange.guess.days import days_of
from entrelieux.core.interchange.guess.fitting import street
from entrelieux.core.interchange.guess.people import asks_somebody, names_person
from entrelieux.core.interchange.guess.profile import Profile, profiles_of
from entrelieux.core.interchange.guess.settling import (
    LATITUDES,
    LONGITUDES,
    Row,
    communes_of,
    lies,
    point_order,
    settled_pair,
)
from entrelieux.core.interchange.guess.splitting import separator_of
from entrelieux.core.interchange.mapping import LIST_TARGETS

# A share of whole addresses, of filled cells, that makes it the habit of a column.
HABIT = 0.5
# What fewer cells hold is an oversight, not the way of the list.
ODD = 0.1


@dataclass(slots=True)
class Guess:
    """`columns` gives the columns of each field, best first; `days` those of each day.

    `projection` is that of metres, `point_order` that of points in one cell, `separators` those of
    the columns that hold several values; `expected` are the fields that a row should fill.
    """

    columns: dict[str, tuple[str, ...]] = field(default_factory=dict)
    days: dict[str, tuple[str, ...]] = field(default_factory=dict)
    persons: tuple[str, ...] = ()
    score_column: str = ""
    projection: str = ""
    point_order: str = "lat lon"
    separators: dict[str, str] = field(default_factory=dict)
    is_month_first: bool = False
    is_whole_address: bool = False
    is_bare_site_odd: bool = False
    expected: frozenset[str] = frozenset()

    def roles(self) -> dict[str, list[str]]:
        """{column: fields}, the days being « hours.lundi »…"""
        told: dict[str, list[str]] = {}
        for name, columns in self.columns.items():
            for column in columns:
                told.setdefault(column, []).append(name)
        for day, columns in self.days.items():
            for column in columns:
                told.setdefault(column, []).append(f"hours.{day}")
        return told


def guess_columns(table: RawTable, gazetteer: Gazetteer | None = None) -> Guess:
    """What each column of a table feeds; columns about persons feed nothing."""
    # The geometry of a feature is read apart, and says nothing by its texts.
    columns = [column for column in table.columns if column != table.geometry_column]
    rows = [row.values for row in table.rows]
    profiles = profiles_of(columns, rows, gazetteer)
    persons = [p for p in profiles if _is_about_persons(p)]
    others = [p for p in profiles if p not in persons and p.cells]
    guess = Guess(persons=tuple(p.column for p in persons))
    # A day when nobody opens is an empty column, and a day all the same.
    guess.days = days_of([p for p in profiles if p not in persons])
    taken = {column for told in guess.days.values() for column in told}
    free = [p for p in others if p.column not in taken]
    guess.columns = assigned(free, agreement_of(free, rows, gazetteer))
    _settle(guess, {p.column: p for p in others}, rows, table, gazetteer)
    guess.score_column = next((p.column for p in others if _is_score(p)), "")
    return guess


def _is_about_persons(profile: Profile) -> bool:
    if names_person(profile.naming):
        return not _is_no_person(profile)
    if asks_somebody(profile.naming) and max(profile.mobiles, profile.personal_emails) > HABIT:
        return True
    if profile.emails > 0.5 and profile.personal_emails > 0.8:
        return True
    return profile.persons > 0.5 and not profile.naming.about & {"place", "city", "kind", "street"}


def _is_no_person(profile: Profile) -> bool:
    """« Accueil des personnes handicapées : oui », « Nombre d’agents : 3 », « Contact » that is
    a role’s e-mail, « NOM_EQUIPE » that is cut and holds libraries."""
    if not profile.cells:
        return False
    is_figure = profile.is_decimal and profile.phones < 0.3
    is_role = profile.emails > HABIT and profile.personal_emails < 0.3
    is_reach = "person" not in profile.naming.about and (is_role or profile.urls > HABIT)
    is_place = profile.institutions > 0.4 and profile.persons < 0.1 and profile.emails < 0.1
    is_text = profile.yes_no > HABIT or profile.mean_length > 80
    return is_figure or is_reach or is_place or is_text


def _is_score(profile: Profile) -> bool:
    numbers = profile.numbers
    is_share = profile.is_decimal and bool(numbers) and 0 <= min(numbers) <= max(numbers) <= 1
    return is_share and "score" in profile.naming.about and not profile.column.endswith("next")


def _settle(
    guess: Guess,
    profiles: Mapping[str, Profile],
    rows: Sequence[Row],
    table: RawTable,
    gazetteer: Gazetteer | None,
) -> None:
    _check_number(guess, profiles)
    _promote_complement(guess, profiles)
    streets = [profiles[column] for column in guess.columns.get("street_address", ())]
    guess.is_whole_address = any(p.whole > HABIT for p in streets)
    if guess.is_whole_address:
        _drop_geocoded(guess, profiles)
    if not table.geometry_column:
        _settle_coordinates(guess, profiles, rows, gazetteer)
    else:
        for name in ("lat", "lon", "point"):
            guess.columns.pop(name, None)
    for target in LIST_TARGETS & guess.columns.keys():
        for column in guess.columns[target]:
            guess.separators[column] = separator_of(profiles[column].cells)
    dates = [profiles[column] for column in guess.columns.get("updated_at", ())]
    guess.is_month_first = any(_is_month_first(p) for p in dates)
    sites = [profiles[column] for column in guess.columns.get("website", ())]
    guess.is_bare_site_odd = any(p.share(_is_bare) < ODD for p in sites)
    guess.expected = _expected(guess, profiles)


def _is_bare(cell: str) -> bool:
    return len(cell) < 12 and cell.lower().startswith("http")


def _expected(guess: Guess, profiles: Mapping[str, Profile]) -> frozenset[str]:
    """What most rows tell; and the country of what is abroad, which lists of France do not name."""
    usual = {
        name
        for name in ("street_address", "city", "postcode_city")
        if any(profiles[column].filled > HABIT for column in guess.columns.get(name, ()))
    }
    if "postcode_city" in usual or guess.is_whole_address:
        usual.add("city")
    return frozenset({*usual, "country"})


def _drop_geocoded(guess: Guess, profiles: Mapping[str, Profile]) -> None:
    """The address says its own postcode and town: a geocoder’s are not needed."""
    for name in ("postcode", "city"):
        columns = guess.columns.get(name, ())
        if columns and all("geocoder" in profiles[c].naming.about for c in columns):
            del guess.columns[name]


def _check_number(guess: Guess, profiles: Mapping[str, Profile]) -> None:
    """A number goes with a street that has none."""
    streets = guess.columns.get("street_address", ())
    if not streets or profiles[streets[0]].numbered > HABIT:
        guess.columns.pop("number", None)


def _promote_complement(guess: Guess, profiles: Mapping[str, Profile]) -> None:
    """« Adresse 2 » is the address where there is no other."""
    columns = guess.columns.get("complement", ())
    if columns and "street_address" not in guess.columns and street(profiles[columns[0]]) > HABIT:
        guess.columns["street_address"] = guess.columns.pop("complement")


def _settle_coordinates(
    guess: Guess,
    profiles: Mapping[str, Profile],
    rows: Sequence[Row],
    gazetteer: Gazetteer | None,
) -> None:
    sample = rows[:: max(1, len(rows) // 200)][:200]
    communes = communes_of(sample, guess.columns, gazetteer)
    lat, lon = guess.columns.get("lat"), guess.columns.get("lon")
    if not (lat and lon):
        guess.columns.pop("lat", None)
        guess.columns.pop("lon", None)
        _find_coordinates(guess, profiles)
        lat, lon = guess.columns.get("lat"), guess.columns.get("lon")
    if lat and lon:
        crossed, guess.projection = settled_pair(
            profiles[lat[0]], profiles[lon[0]], sample, communes
        )
        if crossed:
            guess.columns["lat"], guess.columns["lon"] = lon, lat
    for column in guess.columns.get("point", ()):
        guess.point_order = point_order(column, sample, communes)


def _find_coordinates(guess: Guess, profiles: Mapping[str, Profile]) -> None:
    """Without names, two columns of decimals that lie in France."""
    if "point" in guess.columns:
        return
    taken = {column for columns in guess.columns.values() for column in columns}
    free = [p for p in profiles.values() if p.column not in taken and p.has_fractions]
    lats, lons = [p for p in free if lies(p, LATITUDES)], [p for p in free if lies(p, LONGITUDES)]
    if lats and lons:
        guess.columns["lat"], guess.columns["lon"] = (lats[0].column,), (lons[0].column,)


def _is_month_first(profile: Profile) -> bool:
    """« 11/26/2023 » among the dates, and no « 26/11/2023 »."""
    parts = [cell.split("/") for cell in profile.cells if cell.count("/") == 2]
    told = [
        (int(a), int(b)) for a, b, _year in parts if a.strip().isdigit() and b.strip().isdigit()
    ]
    return any(b > 12 for _a, b in told) and not any(a > 12 for a, _b in told)
