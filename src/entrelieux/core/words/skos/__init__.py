"""Words in files that others read: SKOS, in Turtle and JSON-LD."""

from entrelieux.core.words.skos.errors import UnreadableSkos, UnwritableUri
from entrelieux.core.words.skos.export import write_core
from entrelieux.core.words.skos.reading import SkosReading, read_skos
from entrelieux.core.words.skos.writing import SkosFormat, write_skos

__all__ = [
    "SkosFormat",
    "SkosReading",
    "UnreadableSkos",
    "UnwritableUri",
    "read_skos",
    "write_core",
    "write_skos",
]
