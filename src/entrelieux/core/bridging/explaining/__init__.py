"""Why an offer is suggested, or is not: sentences made of the same parts as the score."""

from entrelieux.core.bridging.explaining.evidence import Evidence, evidence_of
from entrelieux.core.bridging.explaining.improvements import improvements
from entrelieux.core.bridging.explaining.reasons import Namer, Reason, reasons_for
from entrelieux.core.bridging.explaining.refusals import refusals_for

__all__ = [
    "Evidence",
    "Namer",
    "Reason",
    "evidence_of",
    "improvements",
    "reasons_for",
    "refusals_for",
]
