"""For each field, the notions that name its columns, and what they must hold.

A sign is a set of notions that a column's name is about, with its weight; the heaviest sign that is
found counts, less what the name says besides. What a column holds (`fitting.py`) confirms or
refuses; alone, it suffices where it is unmistakable: e-mails, web sites, coordinates, communes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from dataclasses import field as field_of

from entrelieux.core.interchange.guess import fitting
from entrelieux.core.interchange.guess.naming import Naming
from entrelieux.core.interchange.guess.profile import Profile

Holds = Callable[[Profile], float]
Signs = tuple[tuple[frozenset[str], float], ...]
EACH_UNKNOWN, MOST_UNKNOWN, EACH_OTHER = 0.06, 0.24, 0.04
NESTED, OUTSIDE = 0.9, 0.35


@dataclass(frozen=True, slots=True)
class Target:
    """`holds` says how well the contents fit, 0 to 1; `spoilt` are the notions that deny a name
    (with what is left of its weight), `outside` those of what it is nested in; `most` is how many
    columns may feed the field, the best first; `alone`, the weight of contents without a name."""

    field: str
    signs: Signs
    holds: Holds
    spoilt: Mapping[str, float] = field_of(default_factory=dict)
    most: int = 1
    alone: Holds | None = None
    outside: frozenset[str] = frozenset()

    def named(self, naming: Naming) -> float:
        told = naming.about | naming.around
        own = naming.about or naming.around  # « address.extended » is about an address
        found = (
            weight * (1.0 if sign <= naming.about else NESTED) - EACH_OTHER * naming.besides(sign)
            for sign, weight in self.signs
            if sign <= told and sign & own
        )
        spoilt = naming.about & self.spoilt.keys()
        left = min((self.spoilt[notion] for notion in spoilt), default=1.0)
        if naming.around & self.outside:
            left = min(left, OUTSIDE)  # « type.libelle » is no name of a place
        extra = min(MOST_UNKNOWN, EACH_UNKNOWN * naming.unknown)
        return max(found, default=0.0) * left * (1 - extra)

    def score(self, profile: Profile) -> float:
        named = self.named(profile.naming) * self.holds(profile)
        alone = self.alone(profile) if self.alone else 0.0
        return max(named, alone) * (0.7 + 0.3 * min(1.0, profile.filled + 0.2))


def _signs(told: Mapping[str, float]) -> Signs:
    return tuple((frozenset(notions.split()), weight) for notions, weight in told.items())


def _spoilt(**told: str) -> dict[str, float]:
    """`never="a b"`, `hardly="c"`, `less="d"`: notions, by what is left."""
    left = {"never": 0.0, "hardly": 0.35, "less": 0.6}
    return {notion: left[how] for how, notions in told.items() for notion in notions.split()}


TARGETS: tuple[Target, ...] = (
    Target(
        "email",
        _signs({"mail": 1.0, "contact": 0.6, "address": 0.3}),
        fitting.email,
        most=2,
        alone=fitting.email_alone,
    ),
    Target(
        "phone",
        _signs({"phone": 1.0, "number contact": 0.8, "contact": 0.6, "number": 0.5}),
        lambda p: p.phones,
        _spoilt(never="fax siret postal", less="other"),
        most=2,
        alone=fitting.phone_alone,
    ),
    Target(
        "website",
        _signs({"web": 1.0, "address web": 1.0, "contact": 0.5, "place": 0.6, "social": 0.5}),
        fitting.website,
        _spoilt(never="picture", hardly="record geo description", less="social holder mail"),
        alone=fitting.website_alone,
    ),
    Target(
        "lat",
        _signs({"lat": 1.0, "y": 0.95, "geo y": 1.0}),
        fitting.coordinate,
        _spoilt(never="lon x"),
    ),
    Target(
        "lon",
        _signs({"lon": 1.0, "x": 0.95, "geo x": 1.0}),
        fitting.coordinate,
        _spoilt(never="lat y"),
    ),
    Target(
        "point",
        _signs({"geo": 1.0, "lat lon": 1.0, "place": 0.7, "address": 0.5}),
        lambda p: p.pairs,
        alone=lambda p: 0.7 * p.pairs if p.pairs > 0.85 else 0.0,
    ),
    Target(
        "country",
        _signs({"country": 1.0}),
        fitting.country,
        _spoilt(never="phone language code"),
    ),
    Target(
        "insee",
        _signs(
            {"insee": 1.0, "code city": 1.0, "code geographic": 0.9, "code geo": 0.9,
             "city id": 0.8, "city": 0.7}
        ),
        fitting.insee,
        _spoilt(never="postal mailing area siret", less="geocoder"),
        alone=fitting.insee_alone,
    ),
    Target(
        "postcode",
        _signs({"postal": 1.0, "code mailing": 1.0, "mailing": 0.6, "code": 0.4}),
        fitting.postcode,
        _spoilt(never="insee area siret", hardly="geocoder"),
        alone=fitting.postcode_alone,
    ),
    Target(
        "postcode_city",
        _signs(
            {"postal city": 1.0, "city": 0.9, "postal": 0.9, "mailing city": 1.0, "address": 0.5}
        ),
        lambda p: p.towns,
        alone=lambda p: 0.7 * p.towns if p.towns > 0.85 else 0.0,
    ),
    Target(
        "city",
        _signs(
            {"city": 1.0, "name geographic": 0.9, "name geo": 0.9, "address city": 1.0,
             "city name": 1.0,
             "place": 0.4, "name": 0.35}
        ),
        fitting.city,
        _spoilt(
            never="mail phone web hours street siret person holder",
            hardly="area geocoder id code",
        ),
        alone=fitting.city_alone,
    ),
    Target(
        "street_address",
        _signs(
            {"address": 1.0, "street": 0.95, "number street": 1.0, "mailing": 0.6, "geo": 0.5,
             "place": 0.45}
        ),
        fitting.street,
        _spoilt(
            never="mail phone web complement kind id",
            hardly="geocoder second person",
            less="city code holder",
        ),
        alone=fitting.street_alone,
    ),
    Target(
        "number",
        _signs({"house": 1.0, "number street": 1.0, "number address": 1.0, "number": 0.8}),
        fitting.number,
        _spoilt(never="phone fax siret id postal code record count"),
    ),
    Target("repetition", _signs({"repetition": 1.0}), fitting.repetition),
    Target("street_type", _signs({"kind street": 1.0}), fitting.street_type),
    Target(
        "complement",
        _signs({"complement": 1.0, "address second": 1.0, "complement address": 1.0}),
        lambda p: p.letters,
        _spoilt(
            never="mail phone fax web hours date update lat lon picture social opinion money count",
            hardly="name",
        ),
    ),
    Target(
        "hours_text",
        _signs({"hours": 1.0, "day hours": 1.0, "day": 0.6}),
        fitting.hours,
        _spoilt(never="date founding update closing count money", less="phone"),
        alone=fitting.hours_alone,
    ),
    Target(
        "updated_at",
        _signs({"update": 1.0, "date update": 1.0, "date": 0.6, "submission": 0.5}),
        lambda p: p.dates,
        _spoilt(never="founding hours ending", hardly="starting person"),
    ),
    Target(
        "public_id",
        _signs(
            {"id": 1.0, "place id": 1.0, "code place": 0.9, "number record": 0.9, "code": 0.8,
             "number place": 0.6, "number": 0.5}
        ),
        fitting.identifier,
        _spoilt(
            never="siret street phone postal insee lat lon person fax picture geo",
            hardly="city geocoder holder name kind count",
            less="short area",
        ),
    ),
    Target(
        "description",
        _signs({"description": 1.0, "comment": 0.5}),
        fitting.description,
        _spoilt(
            never="hours kind phone mail web person money geocoder",
            hardly="name services public transport",
        ),
        most=2,
        alone=lambda p: 0.5 if fitting.is_prose(p) else 0.0,
    ),
    Target(
        "types",
        _signs({"kind": 1.0, "kind place": 1.0, "kind name": 1.0, "activity": 0.55}),
        fitting.types,
        _spoilt(
            never="street person date money count phone siret postal hours picture access",
            hardly="geocoder public other geo description services opinion address",
            less="holder",
        ),
    ),
    Target(
        "services",
        _signs({"services": 0.9}),
        fitting.words,
        _spoilt(never="name date count id money"),
    ),
    Target(
        "audiences",
        _signs({"public": 0.9}),
        fitting.words,
        _spoilt(never="mail phone name date count id money web kind"),
    ),
    Target(
        "name",
        _signs(
            {"name": 1.0, "name place": 1.0, "brand": 0.9, "place": 0.75,
             "place description": 0.5}
        ),
        fitting.name,
        _spoilt(
            never="city street kind mail phone web contact date fax postal insee lat lon "
            "geographic hours picture money count transport code",
            hardly="short geocoder id holder person other services area country geo",
            less="description address",
        ),
        alone=fitting.name_alone,
        outside=frozenset({"kind", "city", "area", "country", "person", "holder", "picture"}),
    ),
)  # fmt: skip
