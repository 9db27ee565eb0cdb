"""Majority: a share of the votes cast."""

from __future__ import annotations

from entrelieux.core.rules.changing.outcome import Outcome, quorum_needed
from entrelieux.core.rules.tree.procedures import Jury, Majority


def by_majority(
    procedure: Majority | Jury, *, in_favour: int, against: int, blank: int = 0, members: int
) -> Outcome:
    """Adopted by at least the share of those for and against; by more than half when it is 50 %.

    Blank votes count for the quorum. Of a jury, every member has to vote.
    """
    voters = in_favour + against + blank
    quorum = procedure.quorum if isinstance(procedure, Majority) else 100
    needed = quorum_needed(quorum, members)
    if voters < needed:
        return Outcome("quorum", needed=needed)
    reached = 100 * in_favour >= procedure.share * (in_favour + against)
    if in_favour > against and reached:
        return Outcome("adopted", "proposal")
    return Outcome("refused")
