"""Which offers can all be shown at least once: a maximum flow."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_flow

from entrelieux.core.bridging.assignment.candidates import Candidates, Flags, Ints


def showing_most(candidates: Candidates, capacities: Ints, places: int) -> Flags:
    """(candidates,) pairs that show as many different offers as can be, each of them once.

    From a source to each host (its capacity), to each offer (1), to each need (its places).
    """
    hosts, offers, needs = map(len, (candidates.hosts, candidates.offers, candidates.needs))
    if not len(candidates):
        return np.zeros(0, dtype=bool)
    host, offer, need = 1, 1 + hosts, 1 + hosts + offers
    sink = need + needs
    every_host, every_offer, every_need = map(np.arange, (hosts, offers, needs))
    tails = np.concatenate(
        (np.zeros(hosts), host + candidates.host_of, offer + candidates.offer, need + every_need)
    )
    heads = np.concatenate(
        (host + every_host, offer + every_offer, need + candidates.need, np.full(needs, sink))
    )
    room = np.concatenate(
        (np.minimum(capacities, offers), np.ones(offers + len(candidates)), np.full(needs, places))
    )
    graph = csr_array((room.astype(np.int32), (tails, heads)), shape=(sink + 1, sink + 1))
    flow = maximum_flow(graph, 0, sink).flow
    used: Flags = np.asarray(flow[offer + candidates.offer, need + candidates.need]).ravel() > 0
    return used
