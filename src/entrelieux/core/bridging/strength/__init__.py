"""How strong the network is, and the next bridges that would strengthen it most.

The rules, their figures and a worked example are in docs/algorithms/strength.md.
"""

from entrelieux.core.bridging.sentences import Finding
from entrelieux.core.bridging.strength.brokers import Broker, betweenness, brokers, constraint
from entrelieux.core.bridging.strength.choosing import CandidatePair, NextBridge, next_bridges
from entrelieux.core.bridging.strength.closing import Closing, closing_of, closings
from entrelieux.core.bridging.strength.errors import (
    OutOfRange,
    RepeatedPlace,
    StrengthError,
    TieToItself,
    UnknownPlace,
)
from entrelieux.core.bridging.strength.history import (
    Change,
    change_between,
    change_by,
    measures_over_time,
)
from entrelieux.core.bridging.strength.measures import (
    Measures,
    Reference,
    Seam,
    connectivity,
    efficiency,
    measure,
    references,
)
from entrelieux.core.bridging.strength.network import Network, network_of, network_of_pairs
from entrelieux.core.bridging.strength.ties import FADING, STILL_GOING, Fading, Tie, TieKind, held
from entrelieux.core.bridging.strength.wording import (
    finding_of_broker,
    finding_of_change,
    findings_of,
    findings_of_bridge,
    findings_of_closing,
    meaning,
    sentence,
)

__all__ = [
    "FADING",
    "STILL_GOING",
    "Broker",
    "CandidatePair",
    "Change",
    "Closing",
    "Fading",
    "Finding",
    "Measures",
    "Network",
    "NextBridge",
    "OutOfRange",
    "Reference",
    "RepeatedPlace",
    "Seam",
    "StrengthError",
    "Tie",
    "TieKind",
    "TieToItself",
    "UnknownPlace",
    "betweenness",
    "brokers",
    "change_between",
    "change_by",
    "closing_of",
    "closings",
    "connectivity",
    "constraint",
    "efficiency",
    "finding_of_broker",
    "finding_of_change",
    "findings_of",
    "findings_of_bridge",
    "findings_of_closing",
    "held",
    "meaning",
    "measure",
    "measures_over_time",
    "network_of",
    "network_of_pairs",
    "next_bridges",
    "references",
    "sentence",
]
