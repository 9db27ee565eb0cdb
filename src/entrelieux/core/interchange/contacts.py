"""The site of a place and its pages on networks, each where it belongs."""

from __future__ import annotations

from typing import Any

from entrelieux.core.interchange.clean import clean_url
from entrelieux.core.interchange.mapping import Draft
from entrelieux.core.interchange.records import PlaceField, Problem
from entrelieux.core.interchange.social import network_of, page_of

F = PlaceField


def set_web(draft: Draft, values: dict[PlaceField, Any], problems: list[Problem]) -> None:
    """A Facebook page in the column of the web site goes with the networks, and the reverse."""
    pages: dict[str, str] = {}
    for told, text in draft.social.items():
        url = page_of(told, text) or clean_url(text).value or ""
        if url:
            pages.setdefault(network_of(url) or told, url)
    website = clean_url(draft.texts.get("website", ""))
    problems.extend(website.problems)
    if website.value:
        if network := network_of(website.value):
            pages.setdefault(network, website.value)
        else:
            values[F.WEBSITE] = website.value
    if pages:
        values[F.SOCIAL] = pages
