"""What a text refuses (« pas de plastique », « without training »), and what it only lacks.

« Je n’ai pas de laser » refuses no laser: the person lacks one, and may well want it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from entrelieux.core.bridging.reading.words import Word

# A cue reaches this many words further, within its clause.
_REACH = 5
_CUES = frozenset(
    {"pas", "san", "sans", "ni", "aucun", "aucune", "jamais", "hor", "eviter", "evitez"}
    | {"not", "no", "without", "nor", "never", "neither", "avoid", "except", "non", "sauf"}
    | {"t"}  # « don’t »
)
_PAIRS = frozenset({
    ("plutot", "que"), ("plutot", "qu"), ("au", "lieu"), ("a", "part"),
    ("rather", "than"), ("instead", "of"), ("other", "than"),
})  # fmt: skip
# « n’ai pas », « n’avons ni… ni… », « I have no », « we do not have »: something is lacking.
_HAVING = frozenset(
    {"ai", "avon", "avons", "avez", "ont", "avait", "avais", "possede", "possedon", "ayant"}
    | {"have", "has", "had", "got", "own"}
)
_ENDS = frozenset({"mai", "mais", "but", "plutot", "sinon", "que", "who", "which", "qui"})
# « pas seulement », « not only », « pas trop loin », « sans problème » refuse nothing.
_NOTHING = frozenset(
    {"seulement", "only", "trop", "too", "forcement", "necessarily", "probleme", "souci"}
    | {"mal", "encore", "yet", "loin", "far", "cher", "matter"}
)


def refused_words(words: Sequence[Word]) -> frozenset[int]:
    """The ranks of the words that a cue before them, in the same clause, refuses."""
    return frozenset(rank for scope in refused_scopes(words) for rank in scope)


def refused_scopes(words: Sequence[Word]) -> tuple[range, ...]:
    """The stretches of words that each cue refuses."""
    firsts = ((rank, _after_cue(words, rank)) for rank in range(len(words)))
    return tuple(
        _scope(words, first) for rank, first in firsts if first and not _is_lack(words, rank)
    )


def _after_cue(words: Sequence[Word], rank: int) -> int:
    """The rank after a cue that stands at `rank`; 0 when none does."""
    if words[rank].key in _CUES and not _is_elsewhere(words, rank):
        return rank + 1
    pair = tuple(word.key for word in words[rank : rank + 2])
    return rank + 2 if pair in _PAIRS else 0


def _is_elsewhere(words: Sequence[Word], rank: int) -> bool:
    """« t » is a cue in « don’t » only; « pas » is a step in « au pas »; « no 12 » a number."""
    key = words[rank].key
    before = words[rank - 1].key if rank else ""
    after = words[rank + 1].key if rank + 1 < len(words) else ""
    if key == "t":
        return before not in {"don", "doesn", "can", "won", "isn", "aren", "couldn", "shouldn"}
    return after in _NOTHING or (key == "no" and after.isdigit())


def _is_lack(words: Sequence[Word], rank: int) -> bool:
    around = words[max(0, rank - 3) : rank + 3]
    clause = words[rank].clause
    keys = [word.key for word in around if word.clause == clause]
    return any(key in _HAVING for key in keys) or ("n", "a") in pairwise(keys)


def _scope(words: Sequence[Word], first: int) -> range:
    last = first
    while (
        last < len(words)
        and last - first < _REACH
        and words[last].clause == words[first - 1].clause
        and words[last].key not in _ENDS
    ):
        last += 1
    return range(first, last)


_ONLY = frozenset(
    {"reserve", "reservee", "seulement", "uniquement", "exclusivement", "only", "muni", "exige"}
    | {"exigee", "demande", "demandee", "declare", "obligatoire", "required", "registered"}
)


def reserved_words(words: Sequence[Word]) -> tuple[Word, ...]:
    """The words of the clauses where an offer says whom it is for, or what one must have."""
    clauses = {word.clause for word in words if word.key in _ONLY}
    return tuple(word for word in words if word.clause in clauses and word.key not in _ONLY)
