"""Which offers each need is sent to, when the whole network is looked at.

The rule, its figures and a worked example are in docs/algorithms/assignment.md.
"""

from entrelieux.core.bridging.assignment.assigning import Assignment, assign
from entrelieux.core.bridging.assignment.candidates import Candidates, candidates_of, reciprocal
from entrelieux.core.bridging.assignment.errors import (
    AssignmentError,
    HostUnknown,
    MeaninglessNumber,
    RepeatedCandidate,
)
from entrelieux.core.bridging.assignment.telling import (
    HostLoad,
    Showing,
    Unshown,
    bypasses,
    finding_of_load,
    finding_of_showing,
    finding_of_unshown,
    findings_of,
    loads,
    sentence,
    showing_cost,
    showings,
    unmatched,
    unshown,
)

__all__ = [
    "Assignment",
    "AssignmentError",
    "Candidates",
    "HostLoad",
    "HostUnknown",
    "MeaninglessNumber",
    "RepeatedCandidate",
    "Showing",
    "Unshown",
    "assign",
    "bypasses",
    "candidates_of",
    "finding_of_load",
    "finding_of_showing",
    "finding_of_unshown",
    "findings_of",
    "loads",
    "reciprocal",
    "sentence",
    "showing_cost",
    "showings",
    "unmatched",
    "unshown",
]
