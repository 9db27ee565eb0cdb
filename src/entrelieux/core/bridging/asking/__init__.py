"""A need in one sentence, as people write it: what of it can be shown as fields to correct."""

from entrelieux.core.bridging.asking.dates import Window, window_in
from entrelieux.core.bridging.asking.sentence import Asked, Thing, read_sentence
from entrelieux.core.bridging.asking.whereabouts import Whereabouts, whereabouts_in

__all__ = [
    "Asked",
    "Thing",
    "Whereabouts",
    "Window",
    "read_sentence",
    "whereabouts_in",
    "window_in",
]
