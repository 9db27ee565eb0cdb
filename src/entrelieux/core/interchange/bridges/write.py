"""A run of suggestions: « need_id Q0 offer_id rank score tag threshold », as TREC's tools read."""

from __future__ import annotations

from collections.abc import Iterator

from entrelieux.core.bridging.suggestions import Suggestions


def run_lines(suggestions: Suggestions, tag: str) -> Iterator[str]:
    """One line a suggestion, the best first; from the threshold on it is shown to a person."""
    need = suggestions.need.need.id
    for rank, one in enumerate(suggestions.ranked, start=1):
        yield (
            f"{need}\tQ0\t{one.offer.offer.id}\t{rank}\t{one.score:.4f}\t{tag}"
            f"\t{suggestions.threshold:.4f}"
        )
