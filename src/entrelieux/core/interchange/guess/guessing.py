"""The columns that feed each field, chosen together: a column feeds one field."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from entrelieux.core.interchange.container import RawTable
from entrelieux.core.interchange.guess.profile import Profile, profiles_of
from entrelieux.core.interchange.guess.targets import NOT_PLACE, PERSONS, TARGETS, Target
from entrelieux.core.interchange.mapping import DAYS

_DAY = re.compile("|".join((*DAYS, "monday", "tuesday", "wednesday", "thursday", "friday",
                            "saturday", "sunday")))  # fmt: skip
_ENGLISH = dict(
    zip(
        ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
        DAYS,
        strict=True,
    )
)
LEAST = 0.45
WARY = frozenset({"name", "types", "insee", "number", "services"})
LATITUDES, LONGITUDES = (41.0, 51.6), (-5.6, 9.8)


@dataclass(slots=True)
class Guess:
    """`columns` gives the columns of each field, best first; `days` those of each day."""

    columns: dict[str, tuple[str, ...]] = field(default_factory=dict)
    days: dict[str, tuple[str, ...]] = field(default_factory=dict)
    persons: tuple[str, ...] = ()
    score_column: str = ""

    def by_column(self) -> dict[str, list[str]]:
        """{column: fields}, as a person corrects it."""
        told: dict[str, list[str]] = {}
        for name, columns in self.columns.items():
            for column in columns:
                told.setdefault(column, []).append(name)
        for day, columns in self.days.items():
            for column in columns:
                told.setdefault(column, []).append(f"hours.{day}")
        return told


def guess_columns(table: RawTable) -> Guess:
    """What each column of a table feeds; columns about persons feed nothing."""
    # The geometry of a feature is read apart, and says nothing by its texts.
    columns = [column for column in table.columns if column != table.geometry_column]
    profiles = profiles_of(columns, [row.values for row in table.rows])
    persons = [p for p in profiles if _is_about_persons(p)]
    others = [p for p in profiles if p not in persons and p.cells]
    guess = Guess(persons=tuple(p.column for p in persons))
    days = {p.column: day for p in others if (day := _day_of(p))}
    for column, day in days.items():
        guess.days[day] = (*guess.days.get(day, ()), column)
    _assign(guess, [p for p in others if p.column not in days])
    if not table.geometry_column:
        _settle_coordinates(guess, {p.column: p for p in others})
    guess.score_column = next(
        (p.column for p in others if re.fullmatch(r"(?:result)?(?:geocodage)?score", p.squashed)),
        "",
    )
    return guess


def _is_about_persons(profile: Profile) -> bool:
    if PERSONS.search(profile.squashed):
        return profile.emails < 0.5 or profile.personal_emails > 0.3
    return profile.emails > 0.5 and profile.personal_emails > 0.9


def _day_of(profile: Profile) -> str:
    match = _DAY.search(profile.squashed)
    if not match or len(profile.squashed) > 34:
        return ""
    return _ENGLISH.get(match[0], match[0])


def _assign(guess: Guess, profiles: Sequence[Profile]) -> None:
    """Greedy on the best (field, column) scores."""
    scores = sorted(
        (
            (_score(target, p), -rank, target, p)
            for target in TARGETS
            for rank, p in enumerate(profiles)
        ),
        key=lambda entry: (-entry[0], -entry[1], entry[2].field),
    )
    taken: set[str] = set()
    for score, _rank, target, profile in scores:
        known = guess.columns.get(target.field, ())
        if score < LEAST or profile.column in taken or len(known) >= target.most:
            continue
        guess.columns[target.field] = (*known, profile.column)
        taken.add(profile.column)


def _score(target: Target, profile: Profile) -> float:
    holds, named = target.holds(profile), target.named(profile)
    if not named:
        is_plain = profile.mean_length < 80 and not NOT_PLACE.search(profile.squashed)
        return 0.8 * holds if holds >= target.alone and is_plain else 0.0
    if target.field in WARY and NOT_PLACE.search(profile.squashed):
        named *= 0.4
    return named * holds * (0.6 + 0.4 * min(1.0, profile.filled + 0.2))


def _settle_coordinates(guess: Guess, profiles: Mapping[str, Profile]) -> None:
    """« Coord. X » may hold latitudes: between x and y, what they hold decides."""
    lat, lon = guess.columns.get("lat"), guess.columns.get("lon")
    if not lat or not lon:
        _find_coordinates(guess, profiles)
        return
    first, second = profiles[lat[0]], profiles[lon[0]]
    says_lat = re.search(r"lat", first.squashed) and re.search(r"lon|lng", second.squashed)
    is_reversed = (
        _lies(first, LONGITUDES) and not _lies(first, LATITUDES) and _lies(second, LATITUDES)
    )
    if is_reversed and not says_lat:
        guess.columns["lat"], guess.columns["lon"] = lon, lat


def _find_coordinates(guess: Guess, profiles: Mapping[str, Profile]) -> None:
    """Without names, two columns of decimals that lie in France."""
    if "point" in guess.columns:
        return
    taken = {column for columns in guess.columns.values() for column in columns}
    free = [p for p in profiles.values() if p.column not in taken and _has_decimals(p)]
    lats, lons = [p for p in free if _lies(p, LATITUDES)], [p for p in free if _lies(p, LONGITUDES)]
    if lats and lons:
        guess.columns["lat"], guess.columns["lon"] = (lats[0].column,), (lons[0].column,)


def _has_decimals(profile: Profile) -> bool:
    return profile.is_decimal and profile.share(lambda c: re.search(r"[.,]\d{3,}", c)) > 0.7


def _lies(profile: Profile, bounds: tuple[float, float]) -> bool:
    return profile.middle is not None and bounds[0] <= profile.middle <= bounds[1]
