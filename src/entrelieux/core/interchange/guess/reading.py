"""From guessed or corrected columns to drafts of records."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from entrelieux.core.interchange.clean import read_point
from entrelieux.core.interchange.clean.projections import PROJECTIONS
from entrelieux.core.interchange.guess.addresses import town, whole_address
from entrelieux.core.interchange.guess.clocks import joined
from entrelieux.core.interchange.guess.days import cells_of_day, days_of_objects
from entrelieux.core.interchange.guess.guessing import Guess
from entrelieux.core.interchange.guess.profile import is_street, text_of
from entrelieux.core.interchange.guess.splitting import items_of
from entrelieux.core.interchange.mapping import LIST_TARGETS, Draft, FormatMapping, Row
from entrelieux.core.interchange.records import PlaceField, Problem

# The targets of an import that each of our fields feeds; the others are their own.
PUBLIC: Mapping[str, tuple[str, ...]] = {
    "hours_text": ("opening_hours",),
    "point": ("lat", "lon"),
    "number": ("street_address",),
    "repetition": ("street_address",),
    "street_type": ("street_address",),
    "postcode_city": ("postcode", "city"),
    "complement": (),
    "country": (),
    "services": (),
    "audiences": (),
}
EMPTY = frozenset(
    {"-", "--", "NULL", "null", "None", "nan", "NaN", "NA", "N/A", "n/a", "#N/A", "néant", "Néant",
     "undefined", "/", "."}
)  # fmt: skip
LOW_SCORE = 0.5
BARE_SITE = re.compile(r"https?:/*(?:www\.)?", re.IGNORECASE)
_SCORE = re.compile(r"[01](?:\.\d+)?")
_MONTH_FIRST = re.compile(r"^\s*(\d{1,2})/(\d{1,2})/(\d{2,4})")


def public_columns(guess: Guess) -> dict[str, list[str]]:
    """{column: targets of an import}, as a person reads and corrects it."""
    told = {}
    for column, roles in guess.roles().items():
        targets = [target for role in roles for target in _targets(role)]
        if "street_address" in roles and guess.is_whole_address:
            both = {"postcode_city", "postcode", "city"} & guess.columns.keys()
            targets += [] if both else ["postcode", "city"]
        told[column] = list(dict.fromkeys(targets))
    return told


def _targets(role: str) -> tuple[str, ...]:
    return ("opening_hours",) if role.startswith("hours.") else PUBLIC.get(role, (role,))


def corrected(guess: Guess, columns: Mapping[str, Sequence[str]]) -> Guess:
    """The guess as a person corrected it ({column: targets}): what is not named keeps its role."""
    roles = guess.roles()
    mended = replace(guess, columns={}, days={}, is_whole_address=False)
    for column, targets in columns.items():
        known = [role for role in roles.get(column, ()) if set(_targets(role)) <= set(targets)]
        fed = {target for role in known for target in _targets(role)}
        for role in (*known, *_roles([target for target in targets if target not in fed])):
            _add(mended, role, column)
        if {"street_address", "postcode"} <= set(targets):
            mended.is_whole_address = True
    return mended


def _roles(targets: Sequence[str]) -> list[str]:
    """The fields of targets that the guess did not see in a column."""
    told = set(targets)
    if told >= {"lat", "lon"}:
        return ["point", *_roles([t for t in targets if t not in {"lat", "lon"}])]
    if told >= {"postcode", "city"}:
        rest = [t for t in targets if t not in {"postcode", "city"}]
        return rest if "street_address" in told else ["postcode_city", *rest]
    return ["hours_text" if target == "opening_hours" else target for target in targets]


def _add(guess: Guess, role: str, column: str) -> None:
    fields = guess.days if role.startswith("hours.") else guess.columns
    name = role.removeprefix("hours.")
    fields[name] = (*fields.get(name, ()), column)


def mapping_from(guess: Guess) -> FormatMapping:
    """The mapping that the engine of described formats applies."""
    columns = dict(guess.columns)
    key = columns.pop("public_id", ())
    return FormatMapping(
        format="tabular",
        key=key[:1],
        columns=columns,
        days={day: told[0] for day, told in guess.days.items()},
        personal=frozenset(guess.persons),
        empty=EMPTY,
        expected=guess.expected,
    )


def draft_of(row: Row, draft: Draft, guess: Guess) -> None:
    """Mends a draft by what the guess knows of the whole table."""
    draft.days = {}
    for day, columns in guess.days.items():
        cells = [text for column in columns for text in cells_of_day(row.get(column))]
        if cells := [text for text in cells if text not in EMPTY]:
            draft.days[day] = joined(cells)
    _take_days(row, draft, guess)
    for target in LIST_TARGETS & guess.columns.keys():
        draft.lists[target] = [
            item
            for column in guess.columns[target]
            if _cell(row, column)
            for item in items_of(row.get(column), guess.separators.get(column, ""))
        ]
    _join_street(row, draft, guess)
    _take_parts(draft, guess)
    _set_point(row, draft, guess)
    _set_date(draft, guess)
    _check_score(row, draft, guess)
    _check_site(row, draft, guess)


def _cell(row: Row, column: str) -> str:
    text = text_of(row.get(column))
    return "" if text in EMPTY else text


def _join_street(row: Row, draft: Draft, guess: Guess) -> None:
    """« 4 » and « rue Haute » in two columns are one address."""
    streets = guess.columns.get("street_address", ())
    if len(streets) > 1:
        draft.texts["street_address"] = " ".join(filter(None, (_cell(row, c) for c in streets)))
    texts = draft.texts
    parts = [texts.pop(name, "") for name in ("number", "repetition", "street_type")]
    number, street = parts[0].removesuffix(".0"), texts.get("street_address", "")
    if street and not street[0].isdigit():
        texts["street_address"] = " ".join(filter(None, (number, *parts[1:], street)))
    complement = texts.pop("complement", "")
    if complement and not street and is_street(complement):
        texts["street_address"] = complement  # the first line of the address is empty
    elif complement:
        texts["address_complement"] = complement


def _take_days(row: Row, draft: Draft, guess: Guess) -> None:
    """[{"jour": "lundi", "de": "9:00", "à": "12:00"}, …] tells each day by itself."""
    for column in guess.columns.get("hours_text", ()):
        if days := days_of_objects(row.get(column)):
            draft.days |= days
            draft.texts.pop("hours_text", None)


def _take_parts(draft: Draft, guess: Guess) -> None:
    """A whole address, or a postcode with its town: the parts go each to its field."""
    if both := draft.texts.pop("postcode_city", ""):
        _keep(draft, town(both)._asdict())
    street = draft.texts.get("street_address", "")
    parts = whole_address(street) if street else None
    if parts and parts.postcode and (guess.is_whole_address or _is_told(draft, parts.postcode)):
        draft.texts["street_address"] = parts.street
        _keep(draft, parts._asdict())


def _is_told(draft: Draft, postcode: str) -> bool:
    """The postcode in the street is the row's own, or the row has no other."""
    told = draft.texts.get("postcode", "")
    return not told or told.zfill(5) == postcode


def _keep(draft: Draft, parts: Mapping[str, str]) -> None:
    for name, text in parts.items():
        if text and not draft.texts.get(name):
            draft.texts[name] = text


def _set_point(row: Row, draft: Draft, guess: Guess) -> None:
    """Metres and points in one cell become two numbers of degrees."""
    texts = draft.texts
    if guess.projection and texts.get("lat") and texts.get("lon"):
        _unproject(texts, guess.projection)
    if texts.get("lat") or texts.get("lon"):
        return
    cells = (row.get(column) for column in guess.columns.get("point", ()))
    point = next((point for cell in cells if (point := read_point(cell))), None)
    if point is not None:
        is_crossed = (point.order or guess.point_order) == "lon lat"
        pair = (point.second, point.first) if is_crossed else (point.first, point.second)
        texts["lat"], texts["lon"] = map(repr, pair)


def _unproject(texts: dict[str, str], projection: str) -> None:
    """Zeros, and what is no number, stay as they are, to be told."""
    try:
        north, east = (float(re.sub(r"\s", "", texts[n]).replace(",", ".")) for n in ("lat", "lon"))
    except ValueError:
        return
    if north or east:
        told = PROJECTIONS[projection](east, north)
        texts["lat"], texts["lon"] = (repr(round(number, 7)) for number in told)


def _set_date(draft: Draft, guess: Guess) -> None:
    text = draft.texts.get("updated_at", "")
    if guess.is_month_first and (match := _MONTH_FIRST.match(text)):
        month, day, year = match.groups()
        draft.texts["updated_at"] = f"{day}/{month}/{year}"


def _check_site(row: Row, draft: Draft, guess: Guess) -> None:
    """« http:// » alone is what a form puts there by itself, unless only a few rows have it."""
    cells = (text_of(row.get(column)) for column in guess.columns.get("website", ()))
    if guess.is_bare_site_odd and (bare := next((c for c in cells if BARE_SITE.fullmatch(c)), "")):
        message = "L’adresse du site n’est que commencée : complétez-la, ou videz la case."
        draft.problems.append(Problem("bad_url", PlaceField.WEBSITE, bare, message))


def _check_score(row: Row, draft: Draft, guess: Guess) -> None:
    """A geocoder that doubts its answer is believed."""
    cell = row.get(guess.score_column) if guess.score_column else None
    score = text_of(cell).replace(",", ".")
    if not _SCORE.fullmatch(score) or float(score) >= LOW_SCORE:
        return
    message = "Le géocodage est peu sûr : vérifiez la position."
    draft.problems.append(Problem("low_geocoding_score", PlaceField.POSITION, score, message))
    draft.fidelity = "street"
