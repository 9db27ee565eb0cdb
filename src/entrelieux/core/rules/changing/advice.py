"""The advice process: whoever proposes decides, once those concerned gave their advice."""

from __future__ import annotations

from collections.abc import Iterable

from entrelieux.core.rules.changing.outcome import Outcome
from entrelieux.core.rules.tree.procedures import Advice


def missing_advice(
    procedure: Advice, concerned: Iterable[str], given: Iterable[str]
) -> tuple[str, ...]:
    """Whose advice is still to be asked: roles of the procedure, and those concerned."""
    heard = frozenset(given)
    wanted = dict.fromkeys((*procedure.consult, *concerned))
    return tuple(name for name in wanted if name not in heard)


def by_advice(procedure: Advice, concerned: Iterable[str], given: Iterable[str]) -> Outcome:
    """Whoever proposes may decide; advice binds nobody, having asked for it does."""
    if missing_advice(procedure, concerned, given):
        return Outcome("advice-missing")
    return Outcome("adopted", "proposal")
