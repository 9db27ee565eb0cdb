"""A need in one sentence, as people write it: what of it can be shown as fields to correct."""

from entrelieux.core.bridging.asking.dates import Window, window_in
from entrelieux.core.bridging.asking.sentence import (
    Asked,
    Thing,
    bare_sentence,
    read_sentence,
    without,
)
from entrelieux.core.bridging.asking.whereabouts import Whereabouts, whereabouts_in

__all__ = [
    "Asked",
    "Thing",
    "Whereabouts",
    "Window",
    "bare_sentence",
    "read_sentence",
    "whereabouts_in",
    "window_in",
    "without",
]
