"""The reasons of the linkage model, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from entrelieux.core.linkage import Reason, sentence
from entrelieux.places.vocabulary import current_language


def reason_sentences(reasons: Iterable[Mapping[str, Any]]) -> list[tuple[str, float]]:
    """(sentence, contribution in log-odds), strongest first."""
    told = [
        (sentence(Reason(**reason), current_language()), float(reason["contribution"]))
        for reason in reasons
    ]
    return sorted(told, key=lambda pair: -abs(pair[1]))
