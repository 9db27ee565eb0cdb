"""Faults of rows, one for each problem code, with what a reader must then tell."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from entrelieux.core.geo.distance import distance_km
from entrelieux.core.geo.france import load_france
from tests.core.interchange.guess.dressing.facts import Fact

Spoil = Callable[[Fact, random.Random, Sequence[Fact]], Fact]
DEGREES = ({"lat", "lon"}, {"point"})
ANYWHERE = (*DEGREES, {"x", "y"}, {"geometry"})


@dataclass(frozen=True)
class Fault:
    """`needs` are sets of roles, one of which the shape must have; `silent` are the targets whose
    value can no longer be asked for; `also` are codes that may be told as well."""

    spoil: Spoil
    needs: Sequence[Iterable[str]] = ((),)
    silent: frozenset[str] = frozenset()
    also: frozenset[str] = frozenset()


def _raw(**told: Sequence[str]) -> Spoil:
    """Writes one of the texts instead, in each role told."""

    def spoil(fact: Fact, dice: random.Random, _others: Sequence[Fact]) -> Fact:
        return replace(
            fact, raw={**fact.raw, **{role: dice.choice(texts) for role, texts in told.items()}}
        )

    return spoil


def _nowhere(text: str) -> Spoil:
    roles = ("lat", "lon", "point", "x", "y", "geometry")
    return lambda f, _d, _o: replace(f, is_placed=False, raw=dict.fromkeys(roles, text))


def _swapped(fact: Fact, _dice: random.Random, _others: Sequence[Fact]) -> Fact:
    return replace(fact, lat=fact.lon, lon=fact.lat)


def _far(fact: Fact, dice: random.Random, _others: Sequence[Fact]) -> Fact:
    """Where another commune of metropolitan France is, 40 km away or more."""
    communes = [commune for commune in load_france() if commune.population > 20_000]
    away = [
        c
        for c in communes
        if len(c.department) == 2 and distance_km(c.lat, c.lon, fact.lat, fact.lon) > 40
    ]
    other = dice.choice(away)
    return replace(fact, lat=round(other.lat + 0.003, 5), lon=round(other.lon + 0.003, 5))


def _abroad(fact: Fact, dice: random.Random, _others: Sequence[Fact]) -> Fact:
    lat, lon = dice.choice(
        ((40.4168, -3.7038), (52.5251, 13.3694), (45.5089, -73.5617), (41.9028, 12.4964))
    )
    return replace(fact, lat=lat, lon=lon)


def _no_such_postcode(fact: Fact, dice: random.Random, _others: Sequence[Fact]) -> Fact:
    known = load_france().by_postcode
    codes = [
        code
        for code in ("99999", "98999", "00999", "63OOO", "630", fact.insee)
        if not (code.isdigit() and len(code) == 5 and known(code))
    ]
    return replace(fact, postcode=dice.choice(codes))


def _other_postcode(fact: Fact, dice: random.Random, others: Sequence[Fact]) -> Fact:
    found = [other.postcode for other in others if other.department != fact.department]
    return replace(fact, postcode=dice.choice(found or ["59000", "13001", "35000"]))


def _other_name(fact: Fact, dice: random.Random, _others: Sequence[Fact]) -> Fact:
    told = dice.choice(
        ("?", "12", "https://lieu.example", fact.street_address, "accueil@lieu.example")
    )
    return replace(fact, raw={"name": told})


def _unsure(fact: Fact, dice: random.Random, _others: Sequence[Fact]) -> Fact:
    return replace(fact, score=round(dice.uniform(0.11, 0.39), 2))


def _same(fact: Fact, _dice: random.Random, _others: Sequence[Fact]) -> Fact:
    return fact


POSITION = frozenset({"lat", "lon"})
EVERYTHING = frozenset(
    {
        "name",
        "street_address",
        "postcode",
        "city",
        "insee",
        "lat",
        "lon",
        "website",
        "phone",
        "email",
        "types",
        "opening_hours",
        "description",
        "public_id",
        "updated_at",
    }
)
FAULTS: Mapping[str, Fault] = {
    "no_coordinates": Fault(_nowhere(""), ANYWHERE, POSITION),
    "zero_coordinates": Fault(_nowhere("0"), ANYWHERE, POSITION),
    "bad_coordinates": Fault(_nowhere("inconnu"), DEGREES, POSITION, frozenset({"no_coordinates"})),
    "swapped_lat_lon": Fault(_swapped, (*DEGREES, {"geometry"})),
    "far_from_commune": Fault(_far, ANYWHERE, POSITION, frozenset({"low_geocoding_score"})),
    "outside_france": Fault(
        _abroad, (*DEGREES, {"geometry"}), POSITION, frozenset({"far_from_commune"})
    ),
    "missing_name": Fault(_raw(name=[""]), ({"name"},), frozenset({"name"})),
    "missing_address": Fault(
        _raw(street=[""], street_name=[""], number=[""], street_rest=[""], street_kind=[""]),
        ({"street"}, {"street_name"}),
        frozenset({"street_address"}),
    ),
    "missing_city": Fault(_raw(city=[""]), ({"city"},), frozenset({"city"})),
    "bad_postcode": Fault(_no_such_postcode, ({"postcode"},), frozenset({"postcode"})),
    "postcode_city_mismatch": Fault(
        _other_postcode,
        ({"postcode", "city"},),
        frozenset({"postcode"}),
        frozenset({"far_from_commune"}),
    ),
    "bad_phone": Fault(
        _raw(phone=["04 70 12", "00 00 00 00 00", "à compléter", "0470"]),
        ({"phone"},),
        frozenset({"phone"}),
    ),
    "bad_email": Fault(
        _raw(email=["contact(at)lieu.example", "lieu.example", "contact@lieu", "voir le site"]),
        ({"email"},),
        frozenset({"email"}),
    ),
    "bad_url": Fault(
        _raw(website=["contact@lieu.example", "site en construction", "www", "htp:/lieu"]),
        ({"website"},),
        frozenset({"website"}),
    ),
    "bad_opening_hours": Fault(
        _raw(hours=["24/12 cf. affichage 3", "9 ? 17 ?? 12", "H4-B2 / 31"]),
        ({"hours"},),
        frozenset({"opening_hours"}),
    ),
    "bad_address": Fault(
        _raw(street=["?", "contact@lieu.example", "https://lieu.example/plan", "04 70 12 13 14"]),
        ({"street"},),
        frozenset({"street_address"}),
        frozenset({"missing_address"}),
    ),
    "bad_city": Fault(
        _raw(city=["63000", "Xzwqville-Inconnue", "https://ville.example", "?"]),
        ({"city"},),
        frozenset({"city"}),
        frozenset({"missing_city", "postcode_city_mismatch"}),
    ),
    "bad_name": Fault(_other_name, ({"name"},), frozenset({"name"}), frozenset({"missing_name"})),
    "low_geocoding_score": Fault(_unsure, ({"noise.geocoder_score"},)),
    "shifted_columns": Fault(_same, (), EVERYTHING),
    "not_a_place": Fault(
        _same,
        ((),),
        EVERYTHING,
        frozenset(
            {"missing_name", "missing_address", "missing_city", "no_coordinates", "bad_name"}
        ),
    ),
    "duplicate": Fault(
        _same, ({"name", "street"}, {"name", "street_name"}, {"name", "full_address"})
    ),
}


def possible(roles: frozenset[str]) -> list[str]:
    """The codes of the faults that a shape of these roles can hold, but for the shifted ones."""
    return [
        code
        for code, fault in FAULTS.items()
        if any(set(needed) <= roles for needed in fault.needs)
    ]
