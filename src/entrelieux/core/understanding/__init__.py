"""What a search means: words, concepts and places, and what to try when nothing answers."""

from entrelieux.core.understanding.attempts import Attempt, Group, Terms
from entrelieux.core.understanding.indexing import place_tiers
from entrelieux.core.understanding.lexicon import AtlasWords, KnownWords, Lexicon
from entrelieux.core.understanding.notes import Note
from entrelieux.core.understanding.reading import CommunityWords, Reader, Understanding
from entrelieux.core.understanding.terms import (
    Term,
    commune_term,
    concept_term,
    concept_terms,
    department_term,
)

__all__ = [
    "AtlasWords",
    "Attempt",
    "CommunityWords",
    "Group",
    "KnownWords",
    "Lexicon",
    "Note",
    "Reader",
    "Term",
    "Terms",
    "Understanding",
    "commune_term",
    "concept_term",
    "concept_terms",
    "department_term",
    "place_tiers",
]
