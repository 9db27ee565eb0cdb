"""What the columns of a table never seen before mean: by their names, and by what they hold."""

from entrelieux.core.interchange.guess.guessing import Guess, guess_columns
from entrelieux.core.interchange.guess.reading import draft_of, mapping_from

__all__ = ["Guess", "draft_of", "guess_columns", "mapping_from"]
