"""From the words typed to what the atlas is asked, with the vocabulary and the communes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from entrelieux.core.atlas import Alternative
from entrelieux.core.geo import Commune
from entrelieux.core.text import analyse, telling


@dataclass(frozen=True, slots=True)
class Understood:
    """Groups of words to find, the commune meant, and what the reader should be told."""

    groups: tuple[tuple[Alternative, ...], ...] = ()
    place: Commune | None = None
    notes: Sequence[str] = field(default_factory=tuple)


def understand_text(text: str) -> Understood:
    tokens = telling(analyse(text)) if text else ()
    return Understood(tuple(tuple(Alternative(t) for t in sorted(token.terms)) for token in tokens))
