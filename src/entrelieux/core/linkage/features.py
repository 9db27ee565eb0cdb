"""Measures turned into findings: the yes-or-no terms that the model weighs and people read.

Findings of one topic exclude each other (at most one is true), so that a reason has one wording.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from entrelieux.core.linkage.columns import Bools, Columns, Floats, Ints, columns_of
from entrelieux.core.linkage.measures import (
    COMMUNE,
    KIND_DIFFERS,
    KIND_HOST,
    KIND_SAME,
    KIND_TYPES_DIFFER,
    KIND_TYPES_SAME,
    NO_POSITION,
    RANK,
    measure,
)
from entrelieux.core.linkage.normalise import Normal, normalise
from entrelieux.core.linkage.rows import LinkRow

# Gives the column of one measure.
View = Callable[[str], Floats]


def _name_findings(m: View) -> list[tuple[str, Bools]]:
    both = m("cores_given") == 2
    kin = np.isin(m("kind"), (KIND_SAME, KIND_TYPES_SAME))
    unlike = np.isin(m("kind"), (KIND_HOST, KIND_DIFFERS))
    common = m("kind_is_common") > 0
    here = (m("town") != 1) & (m("town") != -1)
    moving = m("itinerant_differs") > 0
    return [
        ("name_same", m("name_same") > 0),
        ("name_core_same", both & (m("core_ratio") >= 0.995)),
        ("name_acronym", m("acronym") > 0),
        ("name_core_close", both & (m("core_ratio") >= 0.86)),
        ("name_nearly_same", nearly_same(m) & ~((m("cores_given") == 0) & kin)),
        ("name_within", both & (m("core_left_over") < 0.01) & (m("core_shared") >= 0.7)),
        ("name_within_common", both & (m("core_left_over") < 0.01)),
        ("name_partly", both & ((m("core_jaccard") >= 0.35) | (m("core_ratio") >= 0.7))),
        ("name_one_word", both & (m("core_shared") >= 0.5)),
        ("name_differs", both),
        ("name_only_kind", (m("cores_given") == 0) & kin & here & ~moving),
        ("name_only_kind_moving", (m("cores_given") == 0) & kin & here),
        ("name_only_kind_elsewhere", (m("cores_given") == 0) & kin),
        ("name_only_other_kind", (m("cores_given") == 0) & unlike),
        ("name_half_common_kind", (m("cores_given") == 1) & kin & common),
        ("name_half_kind", (m("cores_given") == 1) & kin),
        ("name_half_other_kind", (m("cores_given") == 1) & unlike),
        ("name_says_little", np.ones_like(both)),
    ]


def _kind_findings(m: View) -> list[tuple[str, Bools]]:
    codes = {
        "kind_same": KIND_SAME,
        "kind_host": KIND_HOST,
        "kind_differs": KIND_DIFFERS,
        "types_same": KIND_TYPES_SAME,
        "types_differ": KIND_TYPES_DIFFER,
    }
    return [(name, m("kind") == code) for name, code in codes.items()]


def same_street(m: View) -> Bools:
    """Whether the streets agree, in towns that do: « Mairie » is an address in every town."""
    alike = (m("streets_given") > 0) & (m("street_ratio") >= 0.84)
    return np.asarray(alike & ~((m("town") == -1) & ~(m("distance_km") <= 1)))


def nearly_same(m: View) -> Bools:
    """Whether the whole names differ by a slip or two, in rows that stand side by side."""
    beside = same_street(m) | (m("distance_km") <= 0.2)
    return np.asarray((m("name_ratio") >= 0.95) & beside)


def _address_findings(m: View) -> list[tuple[str, Bools]]:
    street = same_street(m)
    return [
        ("address_same", street & (m("number") > 0)),
        ("address_street", street & (m("number") == 0)),
        ("address_other_number", street),
        ("address_differs", m("streets_given") > 0),
    ]


def _distance_findings(m: View) -> list[tuple[str, Bools]]:
    km, placed = m("distance_km"), m("vague") < NO_POSITION
    vague = m("vague") == COMMUNE
    return [
        ("distance_commune_near", placed & vague & (km <= 5)),
        ("distance_commune_far", placed & vague & (km <= 15)),
        ("distance_50m", placed & (km <= 0.05)),
        ("distance_200m", placed & (km <= 0.2)),
        ("distance_600m", placed & (km <= 0.6)),
        ("distance_2km", placed & (km <= 2)),
        ("distance_8km", placed & (km <= 8)),
        ("distance_20km", placed & (km <= 20)),
        ("distance_far", placed),
    ]


def _town_findings(m: View) -> list[tuple[str, Bools]]:
    return [
        ("town_same", m("town") == 2),
        ("town_postcode", m("town") == 1),
        ("town_differs", m("town") == -1),
    ]


def _web_findings(m: View) -> list[tuple[str, Bools]]:
    return [
        ("web_page", m("web") == 3),
        ("web_site", m("web") == 2),
        ("web_network", m("web") == 1),
        ("web_differs", m("web") == -1),
    ]


def _contact_findings(m: View) -> list[tuple[str, Bools]]:
    return [("phone_same", m("phone") > 0), ("phone_differs", m("phone") < 0)]


def _email_findings(m: View) -> list[tuple[str, Bools]]:
    return [
        ("email_same", m("email") == 1),
        ("email_domain", m("email") == 0.5),
        ("email_differs", m("email") < 0),
    ]


def _id_findings(m: View) -> list[tuple[str, Bools]]:
    return [
        ("id_same", m("ids") == 3),
        ("siret_same", m("ids") == 2),
        ("siren_same", m("ids") == 1),
        ("siret_differs", m("ids") == -1),
    ]


def _itinerant_findings(m: View) -> list[tuple[str, Bools]]:
    """A bus that stops in two towns is in each of them a place of its own."""
    stops = (m("both_itinerant") > 0) & (m("town") != 2) & ~(m("distance_km") <= 1)
    return [("itinerant_differs", m("itinerant_differs") > 0), ("itinerant_stops", stops)]


def _alone(name: str) -> Callable[[View], list[tuple[str, Bools]]]:
    return lambda m: [(name, m(name) > 0)]


def _names_agree(m: View) -> Bools:
    """Whether the names have anything to say for one place."""
    kin = np.isin(m("kind"), (KIND_SAME, KIND_TYPES_SAME))
    words = (m("core_ratio") >= 0.7) | (m("core_shared") >= 0.5) | (m("acronym") > 0)
    return np.asarray((m("name_same") > 0) | words | ((m("cores_given") == 0) & kin))


def _together_findings(m: View) -> list[tuple[str, Bools]]:
    """What only several topics say at once."""
    near = (same_street(m) & (m("number") >= 0)) | (m("distance_km") <= 0.2)
    alike = (m("cores_given") == 2) & (
        (m("name_same") > 0)
        | (m("core_ratio") >= 0.86)
        | ((m("core_left_over") < 0.01) & (m("core_shared") >= 0.7))
    )
    unlike = np.isin(m("kind"), (KIND_HOST, KIND_DIFFERS))
    said = (
        (m("cores_given") == 2)
        & (m("core_shared") < 0.3)
        & (m("core_ratio") < 0.7)
        & (m("acronym") == 0)
    )
    same_town = m("town") == 2
    # Workshops move, and two lists then disagree; offices keep one name in several towns.
    rare = (m("core_shared") >= 0.9) & (m("core_ratio") >= 0.95) & (m("distance_km") <= 15)
    rare &= (m("kind_is_workshop") > 0) & (m("same_source") == 0) & ~unlike
    moving = (m("itinerant_differs") + m("branch_differs")) > 0
    only_kind = (m("cores_given") == 0) & (m("kind") == KIND_SAME) & same_town & ~moving
    return [
        ("one_of_several", only_kind & (m("kind_is_common") > 0) & ~near),
        ("only_the_town", (m("vague") == COMMUNE) & same_town & ~_names_agree(m)),
        ("sister_place", alike & (m("same_source") > 0) & (m("streets_given") > 0) & ~near),
        ("alike_of_other_kind", alike & unlike),
        ("moved_nearby", rare & ~near & (m("web") >= 2)),
        (
            "alike_and_near",
            (alike | nearly_same(m)) & near & ~unlike & (m("itinerant_differs") == 0),
        ),
        ("neighbours_of_other_kind", near & unlike),
        ("neighbours_of_other_name", near & said),
        ("only_one_in_town", only_kind & (m("kind_is_common") == 0)),
        ("rare_namesake_nearby", rare & ~near & (m("town") <= 1)),
        ("namesake_near", alike & (m("town") == -1) & (m("distance_km") <= 20)),
        ("namesake_far", alike & (m("town") == -1)),
        ("alike_in_town", alike & same_town),
    ]


_TOPICS: Mapping[str, Callable[[View], list[tuple[str, Bools]]]] = {
    "name": _name_findings,
    "kind": _kind_findings,
    "address": _address_findings,
    "distance": _distance_findings,
    "town": _town_findings,
    "web": _web_findings,
    "phone": _contact_findings,
    "email": _email_findings,
    "ids": _id_findings,
    "itinerant": _itinerant_findings,
    "branch": _alone("branch_differs"),
    "types": _alone("types_shared"),
    "source": _alone("same_source"),
    "together": _together_findings,
}


def _first_true(findings: list[tuple[str, Bools]]) -> list[tuple[str, Bools]]:
    """Keep, in each pair, the first finding that holds: the most telling of its topic."""
    taken = np.zeros_like(findings[0][1], dtype=bool)
    exclusive = []
    for name, holds in findings:
        exclusive.append((name, holds & ~taken))
        taken |= holds
    return exclusive


def found(measures: Floats) -> Floats:
    """Return the findings of `measures` as zeros and ones: one row per pair, FINDINGS order."""

    view = view_of(measures)
    return np.column_stack(
        [holds for topic in _TOPICS.values() for _, holds in _first_true(topic(view))]
    ).astype(float)


def view_of(measures: Floats) -> View:
    """Return what gives a column of `measures` by its name."""
    return lambda name: measures[:, RANK[name]]


def _listed() -> tuple[tuple[str, str], ...]:
    view = view_of(np.zeros((1, len(RANK))))
    return tuple((topic, name) for topic, find in _TOPICS.items() for name, _ in find(view))


# (topic, finding) in the order of the columns of `found`.
FINDINGS: tuple[tuple[str, str], ...] = _listed()


@dataclass(frozen=True, slots=True)
class Features:
    """The comparison of two rows: the measures, and the findings that hold."""

    left: Normal
    right: Normal
    measures: Mapping[str, float]
    findings: tuple[str, ...]
    vector: Floats


def compare(a: LinkRow, b: LinkRow) -> Features:
    """Return the features of one pair: the same arithmetic as for a million of them."""
    columns = columns_of([normalise(a), normalise(b)])
    return features_of(columns, np.array([0]), np.array([1]))[0]


def features_of(columns: Columns, left: Ints, right: Ints) -> list[Features]:
    """Return the features of the pairs of ranks (left[i], right[i])."""
    measures = measure(columns, left, right)
    vectors = found(measures)
    names = np.array([name for _, name in FINDINGS])
    return [
        Features(
            left=columns.rows[one],
            right=columns.rows[two],
            measures=dict(zip(RANK, told.tolist(), strict=True)),
            findings=tuple(names[vector > 0].tolist()),
            vector=vector,
        )
        for one, two, told, vector in zip(
            left.tolist(), right.tolist(), measures, vectors, strict=True
        )
    ]
