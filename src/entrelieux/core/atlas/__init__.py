"""One read-only snapshot answers the map and the search, at any size."""

from entrelieux.core.atlas.builder import BuildReport, build
from entrelieux.core.atlas.document import Document
from entrelieux.core.atlas.query import Alternative, Answer, Box, Hit, Near, Query
from entrelieux.core.atlas.segment import Segment
from entrelieux.core.atlas.snapshot import Atlas, Snapshot

__all__ = [
    "Alternative",
    "Answer",
    "Atlas",
    "Box",
    "BuildReport",
    "Document",
    "Hit",
    "Near",
    "Query",
    "Segment",
    "Snapshot",
    "build",
]
