"""A space’s own document, of versions 13 to 15."""

from __future__ import annotations

from collections.abc import Callable

from entrelieux.core.interchange.mapping import Draft, Row, cell_text

# Opens an address and gives its bytes, or raises `FetchFailed`: the core has no network.
Fetch = Callable[[str], bytes]


def mend(row: Row, draft: Draft) -> None:
    """A space says where it is in one line; the address of its document is what lasts."""
    endpoint = cell_text(row, "endpoint")
    draft.key = endpoint or draft.texts.get("website", "")
    if endpoint:
        draft.external_ids["spaceapi"] = endpoint
