"""One read-only snapshot answers the map and the search, at any size."""

from entrelieux.core.atlas.builder import BuildReport, InvalidDocument, build
from entrelieux.core.atlas.document import TIERS, Document
from entrelieux.core.atlas.file import UnreadableAtlas
from entrelieux.core.atlas.query import Alternative, Answer, Box, Hit, Near, Query, Sort
from entrelieux.core.atlas.snapshot import Atlas, Snapshot
from entrelieux.core.atlas.tiles import NoSuchTile
from entrelieux.core.atlas.vocabulary import Proposal, Vocabulary
from entrelieux.core.atlas.week import week_slot

__all__ = [
    "TIERS",
    "Alternative",
    "Answer",
    "Atlas",
    "Box",
    "BuildReport",
    "Document",
    "Hit",
    "InvalidDocument",
    "Near",
    "NoSuchTile",
    "Proposal",
    "Query",
    "Snapshot",
    "Sort",
    "UnreadableAtlas",
    "Vocabulary",
    "build",
    "week_slot",
]
