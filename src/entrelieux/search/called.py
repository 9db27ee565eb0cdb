"""What answers by what it is, under another name: « appelé “la Grosse Bertha” à Lapalisse »."""

from __future__ import annotations

from entrelieux.core.text import index_terms
from entrelieux.search.parameters import Search


def is_called_otherwise(name: str, concept: str, search: Search) -> bool:
    """Whether the concept answers, or a broader one, and no word of the name is what was typed."""
    groups = search.query.groups
    asked = {one.token for group in groups for one in group}
    if not concept or concept not in asked:
        return False
    said = set(index_terms(name))
    return not any(one.token in said for group in groups for one in group)
