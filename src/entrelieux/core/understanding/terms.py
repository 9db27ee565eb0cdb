"""The words of the index that stand for a concept or a commune, and not for a text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Term(NamedTuple):
    """A word of the index; `weight` is under 1 for a synonym, a finer concept or a mended word."""

    token: str
    weight: float = 1.0


def concept_term(scheme: str, concept_id: str) -> str:
    """« kinds:fablab »: no text can be taken for it, since words have no colon."""
    return f"{scheme}:{concept_id}"


def commune_term(code: str) -> str:
    return f"commune:{code}"


def department_term(code: str) -> str:
    return f"department:{code}"


def concept_terms(scheme: str, concept_ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(concept_term(scheme, concept_id) for concept_id in concept_ids)


def best_terms(terms: Iterable[Term]) -> tuple[Term, ...]:
    """Each token once, with its best weight, the heaviest first."""
    best: dict[str, float] = {}
    for token, weight in terms:
        best[token] = max(weight, best.get(token, 0.0))
    return tuple(sorted((Term(t, round(w, 3)) for t, w in best.items()), key=lambda t: -t.weight))
