"""What an assignment did: the load of each host, what showing each offer costs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from entrelieux.core.bridging.assignment.assigning import Assignment
from entrelieux.core.bridging.assignment.candidates import Floats, Ints
from entrelieux.core.bridging.sentences import NO_NAMES, Finding, Language, say

_PACKAGE = "entrelieux.core.bridging.assignment"
_NOTHING = 1e-3  # of the best score: prices are not known better


@dataclass(frozen=True, slots=True)
class HostLoad:
    """Requests that the host accepts, gets, and would get if each need took what it likes best."""

    host: str
    capacity: int
    given: int
    wanted: int


@dataclass(frozen=True, slots=True)
class Showing:
    """An offer that is given to a need so as not to be forgotten.

    `cost` is about by how much the total would rise if this offer need not be shown: its premium.
    """

    offer: str
    need: str
    score: float
    cost: float


class Unshown(StrEnum):
    """Why a live offer is shown to nobody."""

    NO_NEED = "no_need"
    NO_ROOM = "no_room"


def loads(assignment: Assignment) -> tuple[HostLoad, ...]:
    """The load of every host, in order."""
    candidates = assignment.candidates
    count = len(candidates.hosts)
    given = np.bincount(candidates.host[assignment.chosen], minlength=count)
    wanted = np.bincount(candidates.host[_liked_best(assignment)], minlength=count)
    told = zip(candidates.hosts, assignment.capacities, given, wanted, strict=True)
    return tuple(HostLoad(host, int(room), int(got), int(asked)) for host, room, got, asked in told)


def showings(assignment: Assignment) -> tuple[Showing, ...]:
    """The offers that would not be shown for their score alone, the dearest first."""
    candidates, premiums = assignment.candidates, assignment.premiums
    dear = [
        row
        for row in assignment.chosen.tolist()
        if premiums[candidates.offer[row]] > _NOTHING * candidates.scale
    ]
    found = (
        Showing(
            candidates.offers[candidates.offer[row]],
            candidates.needs[candidates.need[row]],
            float(candidates.score[row]),
            float(premiums[candidates.offer[row]]),
        )
        for row in dear
    )
    return tuple(sorted(found, key=lambda one: (-one.cost, one.offer, one.need)))


def showing_cost(assignment: Assignment) -> float:
    """The most that showing every offer costs, in points of score."""
    return max(0.0, assignment.bound_without_floors - assignment.total)


def unshown(assignment: Assignment) -> dict[str, Unshown]:
    """The live offers that are shown to nobody, and why, in order."""
    candidates = assignment.candidates
    count = len(candidates.offers)
    shown = np.bincount(candidates.offer[assignment.chosen], minlength=count)
    could = np.bincount(candidates.offer, minlength=count)
    return {
        candidates.offers[rank]: Unshown.NO_ROOM if could[rank] else Unshown.NO_NEED
        for rank in np.flatnonzero(shown == 0).tolist()
    }


def unmatched(assignment: Assignment) -> tuple[str, ...]:
    """The needs that get nothing, in order."""
    candidates = assignment.candidates
    got = np.bincount(candidates.need[assignment.chosen], minlength=len(candidates.needs))
    return tuple(candidates.needs[rank] for rank in np.flatnonzero(got == 0).tolist())


def bypasses(
    assignment: Assignment, likings: Mapping[tuple[str, str], tuple[float, float]]
) -> tuple[tuple[str, str], ...]:
    """The (need, offer) pairs not chosen of which both sides would rather have each other.

    `likings` are what the need and the host think of each candidate pair. A need with a place left,
    or a host with room left, prefers anybody to nobody. No such pair is stability (Gale and
    Shapley, American Mathematical Monthly 69 (1962) 9–15).
    """
    candidates, chosen = assignment.candidates, assignment.chosen
    keys = [
        (candidates.needs[need], candidates.offers[offer])
        for need, offer in zip(candidates.need, candidates.offer, strict=True)
    ]
    wanted, returned = np.array([likings[pair] for pair in keys]).reshape(-1, 2).T
    worst_of_need = _worst(
        candidates.need, wanted, chosen, np.full(len(candidates.needs), assignment.places)
    )
    worst_of_host = _worst(candidates.host, returned, chosen, assignment.capacities)
    both = (wanted > worst_of_need[candidates.need]) & (returned > worst_of_host[candidates.host])
    both[chosen] = False
    return tuple(keys[row] for row in np.flatnonzero(both).tolist())


def findings_of(assignment: Assignment) -> tuple[Finding, ...]:
    """What the assignment did as a whole."""
    needs = len(assignment.candidates.needs)
    values = {
        "matched": needs - len(unmatched(assignment)),
        "needs": needs,
        "reached": assignment.reached,
    }
    found = Finding("reached", values)
    if not assignment.floors.any():
        return (found,)
    share = showing_cost(assignment) / assignment.total if assignment.total else 0.0
    if share < _NOTHING:
        return found, Finding("free_showing", {})
    return found, Finding("showing", {"share": share})


def finding_of_load(load: HostLoad) -> Finding:
    if load.given >= load.capacity and load.wanted > load.given:
        spared = load.wanted - load.given
        return Finding("spared", {"host": load.host, "given": load.given, "spared": spared})
    return Finding("load", {"host": load.host, "given": load.given, "capacity": load.capacity})


def finding_of_showing(showing: Showing) -> Finding:
    return Finding("shown", {"offer": showing.offer, "need": showing.need, "cost": showing.cost})


def finding_of_unshown(offer: str, why: Unshown) -> Finding:
    return Finding(why.value, {"offer": offer})


def sentence(finding: Finding, language: Language, names: Mapping[str, str] = NO_NAMES) -> str:
    """The finding as one line of `language`; what `names` does not know keeps its key."""
    return say(_PACKAGE, finding, language, names)


def _liked_best(assignment: Assignment) -> Ints:
    """The rows that needs would take if hosts had all the room in the world."""
    candidates = assignment.candidates
    order = np.lexsort((candidates.offer, -candidates.score, candidates.need))
    need = candidates.need[order]
    nth = np.arange(len(need)) - np.searchsorted(need, need)
    return order[nth < assignment.places]


def _worst(of: Ints, liked: Floats, chosen: Ints, room: Ints) -> Floats:
    """What each has that it likes least; -inf while it has room left."""
    worst = np.full(len(room), np.inf)
    np.minimum.at(worst, of[chosen], liked[chosen])
    filled = np.bincount(of[chosen], minlength=len(room)) >= room
    return np.where(filled, worst, -np.inf)
