"""A lab of fablabs.io: its page’s name lasts longer than its number; its links are its sites."""

from __future__ import annotations

from entrelieux.core.interchange.lists import items_of
from entrelieux.core.interchange.mapping import Draft, Row
from entrelieux.core.interchange.records import PlaceField
from entrelieux.core.interchange.social import network_of


def mend(row: Row, draft: Draft) -> None:
    if slug := draft.texts.pop("slug", ""):
        draft.key = slug
        draft.external_ids["fablabs.io"] = slug
    kind = draft.texts.get("kind", "")
    if kind == "mobile":
        draft.values[PlaceField.ITINERANT] = True
    draft.lists["types"] = [kind.replace("_", " ")] if kind else []
    draft.lists["services"] = [name.replace("_", " ") for name in items_of(row, "capabilities")]
    for url in items_of(row, "links", "url"):
        if network := network_of(url):
            draft.social.setdefault(network, url)
        else:
            draft.texts.setdefault("website", url)
