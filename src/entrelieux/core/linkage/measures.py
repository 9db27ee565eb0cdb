"""What is measured between two rows: plain numbers, before any judgement."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from entrelieux.core.linkage.columns import Bools, Columns, Floats, Ints
from entrelieux.core.linkage.kinds import NAMES

MEASURES: tuple[str, ...] = (
    *("name_same", "name_ratio", "cores_given", "core_ratio", "core_set", "core_shared"),
    *("core_jaccard", "core_left_over", "acronym", "kind", "kind_is_common", "kind_is_workshop"),
    *(
        "itinerant_differs",
        "both_itinerant",
        "branch_differs",
        "streets_given",
        "street_ratio",
        "way_differs",
    ),
    *("number", "town", "distance_km", "vague", "web", "phone", "email", "ids", "same_source"),
    "types_shared",
)
RANK = {name: rank for rank, name in enumerate(MEASURES)}
# Values of `kind`: how the kinds that two rows announce agree.
KIND_UNKNOWN, KIND_SAME, KIND_HOST, KIND_DIFFERS, KIND_TYPES_SAME, KIND_TYPES_DIFFER = range(6)
# Values of `vague`: the worse fidelity of the two positions.
EXACT, STREET, COMMUNE, NO_POSITION = range(4)
_BIT = {name: 1 << rank for rank, name in enumerate(NAMES)}
# A digital adviser is hosted anywhere; shared workshops are often several kinds at once.
_OPEN_KINDS = _BIT["adviser"]
WORKSHOPS = _BIT["fablab"] | _BIT["coworking"] | _BIT["third_place"] | _BIT["digital_space"]
# A town has several of these: the same kind in the same town says little.
_SEVERAL = (
    WORKSHOPS | _BIT["post_office"] | _BIT["school"] | _BIT["library"] | _BIT["social_centre"]
)
_CHUNK = 200_000


def measure(columns: Columns, left: Ints, right: Ints) -> Floats:
    """Return the measures of the pairs (left[i], right[i]), one row per pair, in MEASURES order."""
    out = np.zeros((len(left), len(MEASURES)))
    for start in range(0, len(left), _CHUNK):
        part = slice(start, start + _CHUNK)
        for name, values in _measured(columns, left[part], right[part]):
            out[part, RANK[name]] = values
    return out


def _measured(columns: Columns, left: Ints, right: Ints) -> list[tuple[str, Any]]:
    return [
        *_name_measures(columns, left, right),
        *_kind_measures(columns, left, right),
        *_address_measures(columns, left, right),
        *_position_measures(columns, left, right),
        *_contact_measures(columns, left, right),
    ]


def _name_measures(columns: Columns, left: Ints, right: Ints) -> list[tuple[str, Any]]:
    names, cores = columns.codes["name"], columns.core_weight
    shared = _shared_weight(columns, left, right)
    either = cores[left] + cores[right]
    smaller = np.minimum(cores[left], cores[right])
    same_name = (names[left] == names[right]) & (names[left] > 0)
    sort = _ratios(columns.cores, columns.cores, left, right, fuzz.ratio)
    joined = _ratios(columns.joined, columns.joined, left, right, fuzz.ratio)
    # A slip in a short word costs its ratio more than it should.
    slip = 0.9 * _one_slip(columns.joined, left, right)
    given = (cores[left] > 0).astype(int) + (cores[right] > 0)
    return [
        ("name_same", same_name),
        ("name_ratio", _ratios(columns.solid, columns.solid, left, right, fuzz.ratio)),
        ("cores_given", given),
        ("core_ratio", np.where(given == 2, np.maximum.reduce([sort, joined, slip]), 0)),
        (
            "core_set",
            np.where(
                given == 2,
                _ratios(columns.cores, columns.cores, left, right, fuzz.token_set_ratio),
                0,
            ),
        ),
        ("core_shared", shared),
        ("core_jaccard", shared / np.maximum(either - shared, 1e-9)),
        ("core_left_over", smaller - shared),
        ("acronym", _acronym(columns, left, right)),
    ]


def _ratios(
    ours: Sequence[str], theirs: Sequence[str], left: Ints, right: Ints, scorer: Any
) -> Floats:
    """Return scorer(ours[l], theirs[r]) / 100 for each pair."""
    queries = [ours[rank] for rank in left.tolist()]
    choices = [theirs[rank] for rank in right.tolist()]
    scores = process.cpdist(queries, choices, scorer=scorer, dtype=np.float32, workers=1)
    return np.asarray(scores, dtype=float) / 100


def _one_slip(texts: Sequence[str], left: Ints, right: Ints) -> Bools:
    """Whether one letter parts two texts of five letters or more; digits are no slips."""
    ours = [texts[rank] for rank in left.tolist()]
    theirs = [texts[rank] for rank in right.tolist()]
    slips = process.cpdist(ours, theirs, scorer=OSA.distance, score_cutoff=1, dtype=np.int32)
    wordy = np.array([len(text) > 4 and text.isalpha() for text in texts])
    return np.asarray((np.asarray(slips) == 1) & wordy[left] & wordy[right])


def _shared_weight(columns: Columns, left: Ints, right: Ints) -> Floats:
    both = columns.words[left].multiply(columns.words[right])
    return np.asarray(both @ columns.weights).reshape(-1)


def _acronym(columns: Columns, left: Ints, right: Ints) -> Bools:
    """Whether the initials of one name are a word of the other: UDAF, MJC, CIDFF."""
    there = columns.initials[left].multiply(columns.words[right]).sum(axis=1)
    back = columns.words[left].multiply(columns.initials[right]).sum(axis=1)
    return np.asarray(there + back).reshape(-1) > 0


def _kind_measures(columns: Columns, left: Ints, right: Ints) -> list[tuple[str, Any]]:
    codes, flags = columns.codes, columns.flags
    types = codes["types"] & ~_OPEN_KINDS
    workshop = ((codes["head"] | types) & WORKSHOPS) > 0
    return [
        ("kind", kind_relation(codes, left, right)),
        ("kind_is_common", ((codes["head"][left] | codes["head"][right]) & _SEVERAL) > 0),
        ("kind_is_workshop", workshop[left] | workshop[right]),
        ("itinerant_differs", flags["itinerant"][left] != flags["itinerant"][right]),
        ("both_itinerant", flags["itinerant"][left] & flags["itinerant"][right]),
        ("branch_differs", flags["branch"][left] != flags["branch"][right]),
        ("types_shared", (types[left] & types[right]) > 0),
        (
            "same_source",
            (codes["source"][left] == codes["source"][right]) & (codes["source"][left] > 0),
        ),
    ]


def kind_relation(codes: dict[str, Ints], left: Ints, right: Ints) -> Ints:
    """Return how kinds agree: names first, then types; KIND_* codes.

    KIND_HOST is « France services La Poste » beside « La Poste »: one name holds the kind
    of the other without being it.
    """
    heads, kinds = codes["head"], codes["kinds"]
    known = (codes["kinds"] | codes["types"]) & ~_OPEN_KINDS
    known = np.where((known & WORKSHOPS) > 0, known | WORKSHOPS, known)
    one, two = heads[left], heads[right]
    workshops = ((one & WORKSHOPS) > 0) & ((two & WORKSHOPS) > 0)
    both = (one > 0) & (two > 0)
    host = ((kinds[left] & two) > 0) | ((kinds[right] & one) > 0)
    relation = np.select(
        [both & ((one == two) | workshops), both & host, both],
        [KIND_SAME, KIND_HOST, KIND_DIFFERS],
        KIND_UNKNOWN,
    )
    typed = (relation == KIND_UNKNOWN) & (known[left] > 0) & (known[right] > 0)
    agree = (known[left] & known[right]) > 0
    relation = np.where(typed & agree, KIND_TYPES_SAME, relation)
    return np.asarray(np.where(typed & ~agree, KIND_TYPES_DIFFER, relation), dtype=np.int64)


def _address_measures(columns: Columns, left: Ints, right: Ints) -> list[tuple[str, Any]]:
    streets = columns.streets
    given = np.array(
        [
            bool(streets[one] and streets[two])
            for one, two in zip(left.tolist(), right.tolist(), strict=True)
        ]
    )
    plain = _ratios(streets, streets, left, right, fuzz.token_sort_ratio)
    loose = _ratios(streets, streets, left, right, fuzz.token_set_ratio)
    ways, numbers = columns.codes["way"], columns.number
    numbered = (numbers[left] > 0) & (numbers[right] > 0)
    return [
        ("streets_given", given),
        ("street_ratio", np.where(given, np.maximum(plain, 0.95 * loose), 0)),
        ("way_differs", (ways[left] > 0) & (ways[right] > 0) & (ways[left] != ways[right])),
        ("number", np.where(numbered, np.where(numbers[left] == numbers[right], 1, -1), 0)),
    ]


def _position_measures(columns: Columns, left: Ints, right: Ints) -> list[tuple[str, Any]]:
    distance = distance_km(columns, left, right)
    vague = np.maximum(columns.fidelity[left], columns.fidelity[right]).clip(max=COMMUNE)
    codes = columns.codes
    same_town = _same(codes["town"], left, right) | _same(codes["insee"], left, right)
    same_postcode = _same(codes["postcode"], left, right)
    close_names = same_postcode & (
        (_ratios(columns.towns, columns.towns, left, right, fuzz.ratio) > 0.85)
        | _one_slip(columns.towns, left, right)
    )
    told = _both(codes["town"], left, right) | _both(codes["postcode"], left, right)
    quarters = codes["arrondissement"]
    elsewhere = _both(quarters, left, right) & (quarters[left] != quarters[right])
    town = np.select([elsewhere, same_town | close_names, same_postcode, told], [-1, 2, 1, -1], 0)
    return [
        ("distance_km", distance),
        ("vague", np.where(np.isnan(distance), NO_POSITION, vague)),
        ("town", town),
    ]


def distance_km(columns: Columns, left: Ints, right: Ints) -> Floats:
    """Return great-circle distances, NaN where a position is missing."""
    lat, lon = np.radians(columns.lat), np.radians(columns.lon)
    half_lat = np.sin((lat[left] - lat[right]) / 2) ** 2
    half_lon = np.sin((lon[left] - lon[right]) / 2) ** 2
    chord = half_lat + np.cos(lat[left]) * np.cos(lat[right]) * half_lon
    return np.asarray(2 * 6371.0088 * np.arcsin(np.sqrt(np.clip(chord, 0, 1))))


def _contact_measures(columns: Columns, left: Ints, right: Ints) -> list[tuple[str, Any]]:
    codes = columns.codes
    network = columns.flags["network_site"][left] | columns.flags["network_site"][right]
    web = np.select(
        [
            _same(codes["page"], left, right) & ~(columns.flags["network_page"][left]),
            _same(codes["site"], left, right) & ~network,
            _same(codes["domain"], left, right),
            _both(codes["own_site"], left, right),
        ],
        [3, 2, 1, -1],
        0,
    )
    same_id = np.asarray(columns.ids[left].multiply(columns.ids[right]).sum(axis=1)).reshape(-1)
    siret = _agreement(codes["siret"], left, right)
    email = np.where(
        _same(codes["mail_domain"], left, right), 0.5, _agreement(codes["email"], left, right)
    )
    return [
        ("web", web),
        ("phone", _agreement(codes["phone"], left, right)),
        ("email", np.where(_same(codes["email"], left, right), 1, email)),
        (
            "ids",
            np.select(
                [same_id > (siret > 0), siret > 0, _same(codes["siren"], left, right), siret < 0],
                [3, 2, 1, -1],
                0,
            ),
        ),
    ]


def _same(codes: Ints, left: Ints, right: Ints) -> Bools:
    return np.asarray((codes[left] == codes[right]) & (codes[left] > 0))


def _both(codes: Ints, left: Ints, right: Ints) -> Bools:
    return np.asarray((codes[left] > 0) & (codes[right] > 0))


def _agreement(codes: Ints, left: Ints, right: Ints) -> Ints:
    """Return 1 where both are known and equal, -1 where they differ, 0 where one is unknown."""
    return np.where(_same(codes, left, right), 1, np.where(_both(codes, left, right), -1, 0))
