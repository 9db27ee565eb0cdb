"""Facilities of both lines: a lab’s page on fablabs.io is its identifier, not its web site."""

from __future__ import annotations

import re

from entrelieux.core.interchange.mapping import Draft, Row, cell_text
from entrelieux.core.interchange.records import PlaceField

LAB_PAGE = re.compile(r"https?://(?:www\.)?fablabs\.io/(?:labs/)?(?P<slug>[^/?#]+)/?$")

ACCESS = {
    "Public": "public",
    "Restricted with public hours": "public",
    "Shared space": "members",
    "Membership": "members",
    "Restricted": "no-public",
}


def mend(row: Row, draft: Draft) -> None:
    """The identifiers of the tables are drawn anew at each collection: the page's name lasts."""
    page = LAB_PAGE.match(draft.texts.pop("page", ""))
    if page:
        draft.external_ids["fablabs.io"] = page["slug"]
        draft.key = page["slug"]
    else:
        draft.key = cell_text(row, "id") or cell_text(row, "facility.facility_id")
    if access := ACCESS.get(draft.texts.pop("okw_access", "")):
        draft.values[PlaceField.ACCESS] = [access]
    wheelchair = draft.texts.pop("wheelchair", "")
    if wheelchair:
        draft.values[PlaceField.ACCESSIBILITY] = {"wheelchair": wheelchair}
