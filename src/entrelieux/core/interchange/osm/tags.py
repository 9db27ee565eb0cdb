"""OSM tags of third places, both ways: the vocabulary’s notations for OSM are `key=value`.

https://wiki.openstreetmap.org/wiki/Key:leisure and the pages it leads to.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from entrelieux.core.words import Vocabulary

# The keys whose values say what a place is: its types, in the source's own words.
TYPE_KEYS = ("hackerspace", "leisure", "amenity", "office", "repair", "thirdplace", "craft", "shop")
# `hackerspace=*` only refines this tag.
HACKERSPACE = ("leisure", "hackerspace")


def types_of(tags: Mapping[str, str]) -> list[str]:
    """`key=value` for each tag that says what the place is, the finest only for a hackerspace."""
    types = [f"{key}={tags[key]}" for key in TYPE_KEYS if tags.get(key)]
    broad = "=".join(HACKERSPACE)
    is_refined = bool(tags.get("hackerspace"))
    return [kind for kind in types if not (is_refined and kind == broad)]


def tags_of_kinds(kinds: Iterable[str], vocabulary: Vocabulary) -> dict[str, str]:
    """The first OSM notation of each kind; two kinds of one key keep the first one's value."""
    tags: dict[str, str] = {}
    for kind in kinds:
        for notation in vocabulary.notations(kind, "osm", "kinds")[:1]:
            key, _, value = notation.partition("=")
            tags.setdefault(key, value)
            if key == "hackerspace":
                tags.setdefault(*HACKERSPACE)
    return tags
