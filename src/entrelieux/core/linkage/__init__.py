"""The same place in several sources: normalise, block, compare, weigh, gather.

The rule, its figures and a worked example are in docs/algorithms/linkage.md.
"""

from entrelieux.core.linkage.blocking import candidate_pairs
from entrelieux.core.linkage.clusters import Cluster
from entrelieux.core.linkage.explain import PairVerdict, Reason, explain
from entrelieux.core.linkage.features import Features, compare
from entrelieux.core.linkage.fitting import refit
from entrelieux.core.linkage.linking import Linkage, Progress, link
from entrelieux.core.linkage.model import PairModel
from entrelieux.core.linkage.normalise import Normal, normalise
from entrelieux.core.linkage.rows import (
    ContradictoryDecisions,
    DuplicateRowId,
    LinkageError,
    LinkRow,
)
from entrelieux.core.linkage.wording import sentence

__all__ = [
    "Cluster",
    "ContradictoryDecisions",
    "DuplicateRowId",
    "Features",
    "LinkRow",
    "Linkage",
    "LinkageError",
    "Normal",
    "PairModel",
    "PairVerdict",
    "Progress",
    "Reason",
    "candidate_pairs",
    "compare",
    "explain",
    "link",
    "normalise",
    "refit",
    "sentence",
]
