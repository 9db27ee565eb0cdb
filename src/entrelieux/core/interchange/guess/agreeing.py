"""Fields that must agree: a postcode is one of its commune’s, a code is of the commune so named."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from entrelieux.core.geo.gazetteer import Gazetteer
from entrelieux.core.geo.names import commune_key
from entrelieux.core.interchange.clean import clean_city, clean_insee, clean_postcode
from entrelieux.core.interchange.guess.profile import Profile, text_of

SAMPLE = 80
LIKELY = 0.3  # share of communes or codes that makes a column worth comparing
WEIGHT = 0.25
Row = Mapping[str, Any]
Agrees = Callable[[str, str], bool]


@dataclass(frozen=True)
class Agreement:
    """What a column gains, by field, for agreeing with another column, row by row."""

    gains: Mapping[tuple[str, str], float] = field(default_factory=dict)

    def of(self, name: str, column: str) -> float:
        return self.gains.get((name, column), 0.0)


def agreement_of(
    profiles: Sequence[Profile], rows: Sequence[Row], gazetteer: Gazetteer | None
) -> Agreement:
    if gazetteer is None:
        return Agreement()
    sample = rows[:: max(1, len(rows) // SAMPLE)][:SAMPLE]
    towns = [p.column for p in profiles if p.communes > LIKELY]
    pairs: list[tuple[str, list[str], Agrees]] = [
        (
            "postcode",
            [p.column for p in profiles if p.postcodes > LIKELY],
            partial(_posted, gazetteer),
        ),
        ("insee", [p.column for p in profiles if p.codes > LIKELY], partial(_coded, gazetteer)),
    ]
    gains: dict[tuple[str, str], float] = {}
    for name, columns, agrees in pairs:
        for column in columns:
            for town in towns:
                gain = WEIGHT * _share(sample, column, town, agrees)
                for key in ((name, column), ("city", town)):
                    gains[key] = max(gain, gains.get(key, 0.0))
    return Agreement(gains)


def _share(rows: Sequence[Row], column: str, town: str, agrees: Agrees) -> float:
    pairs = [(text_of(row.get(column)), text_of(row.get(town))) for row in rows]
    told = [(code, name) for code, name in pairs if code and name and column != town]
    return sum(1 for code, name in told if agrees(code, name)) / len(told) if told else 0.0


def _posted(gazetteer: Gazetteer, code: str, name: str) -> bool:
    key = commune_key(clean_city(name).value)
    return any(
        commune_key(commune.name) == key
        for commune in gazetteer.by_postcode(clean_postcode(code).value)
    )


def _coded(gazetteer: Gazetteer, code: str, name: str) -> bool:
    commune = gazetteer.by_code(clean_insee(code).value)
    return commune is not None and commune_key(commune.name) == commune_key(clean_city(name).value)
