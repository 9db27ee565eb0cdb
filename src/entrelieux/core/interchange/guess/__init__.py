"""What the columns of a table never seen before mean: by their names, and by what they hold."""

from entrelieux.core.interchange.guess.guessing import Guess, guess_columns
from entrelieux.core.interchange.guess.reading import (
    corrected,
    draft_of,
    mapping_from,
    public_columns,
)

__all__ = ["Guess", "corrected", "draft_of", "guess_columns", "mapping_from", "public_columns"]
