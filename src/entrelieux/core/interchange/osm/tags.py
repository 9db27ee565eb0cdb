"""OSM tags in use for third places, and the concepts of the core vocabulary they stand for.

The same table serves both ways. https://wiki.openstreetmap.org/wiki/Key:leisure and others.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

# Written for each kind; the first that fits is read back.
KIND_TAGS: Mapping[str, Mapping[str, str]] = {
    "fablab": {"leisure": "hackerspace", "hackerspace": "fablab"},
    "makerspace": {"leisure": "hackerspace", "hackerspace": "makerspace"},
    "hackerspace": {"leisure": "hackerspace"},
    "coworking": {"amenity": "coworking_space"},
    "library": {"amenity": "library"},
    "community-centre": {"amenity": "community_centre"},
    "repair-cafe": {"repair": "assisted_self_service"},
}
# Other tags for the same things: (key, value) to the kind.
ALSO_READ: Mapping[tuple[str, str], str] = {
    ("office", "coworking"): "coworking",
    ("amenity", "coworking_space"): "coworking",
    ("amenity", "social_centre"): "community-centre",
    ("thirdplace", "yes"): "third-place",
    ("amenity", "third_place"): "third-place",
}
# The keys whose values say what a place is: its types, in the source's own words.
TYPE_KEYS = (
    "leisure",
    "hackerspace",
    "amenity",
    "office",
    "repair",
    "thirdplace",
    "community_centre",
)


def types_of(tags: Mapping[str, str]) -> list[str]:
    """`key=value` for each tag that says what the place is."""
    return [f"{key}={tags[key]}" for key in TYPE_KEYS if tags.get(key)]


def kinds_of(tags: Mapping[str, str]) -> list[str]:
    return list(dict.fromkeys(_kinds(tags)))


def _kinds(tags: Mapping[str, str]) -> Iterator[str]:
    if tags.get("leisure") == "hackerspace":
        told = tags.get("hackerspace", "")
        yield told if told in KIND_TAGS else "hackerspace"
    for kind, wanted in KIND_TAGS.items():
        if "leisure" not in wanted and all(tags.get(key) == value for key, value in wanted.items()):
            yield kind
    for (key, value), kind in ALSO_READ.items():
        if tags.get(key) == value:
            yield kind
