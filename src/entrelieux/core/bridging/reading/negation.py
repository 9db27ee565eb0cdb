"""What a text refuses (« pas de plastique », « without training »), and what it only lacks.

« Je n’ai pas de laser » refuses no laser: the person lacks one, and may well want it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from entrelieux.core.bridging.reading.senses import WITHOUT, Sense, sense_of
from entrelieux.core.bridging.reading.words import Word, words_of

# A cue reaches this many words further, within its clause.
_REACH = 5
_CUES = frozenset(
    {"pas", "san", "sans", "ni", "aucun", "aucune", "jamai", "hor", "eviter", "evitez"}
    | {"not", "no", "without", "nor", "never", "neither", "avoid", "except", "non", "sauf"}
    | {"hormi", "hormis", "excepte", "deteste", "detestons", "hate"}
    | {"allergique", "allergic", "marre", "fuis", "fui", "evite", "evitons", "avoiding"}
    | {"zero", "exclu", "banni", "dislike", "loathe"}
    | {"t"}  # « don’t »
)
_PAIRS = frozenset({
    ("plutot", "que"), ("plutot", "qu"), ("au", "lieu"), ("a", "part"),
    ("rather", "than"), ("instead", "of"), ("other", "than"), ("rien", "de"), ("rien", "d"),
    ("autre", "que"), ("autre", "qu"), ("chose", "que"), ("chose", "qu"), ("anything", "but"),
    ("tired", "of"), ("sick", "of"), ("free", "of"), ("en", "dehors"),
    ("veut", "plus"), ("peux", "plus"), ("peut", "plus"), ("supporte", "plus"), ("no", "more"),
    ("passer", "de"), ("question", "de"), ("question", "d"), ("up", "with"),
    ("assez", "de"), ("assez", "des"), ("assez", "du"),
    ("bol", "de"), ("bol", "des"), ("veux", "plus"), ("voulons", "plus"),
})  # fmt: skip
# What comes before these is refused: « le plastique, non merci ».
_AFTERWARDS = frozenset({
    ("non", "merci"), ("no", "thank"), ("tre", "peu"), ("tres", "peu"), ("hor", "de"),
    ("pa", "question"), ("pas", "question"),
})  # fmt: skip
# A clause that begins so is more of the list before it.
_GOES_ON = frozenset({"de", "d", "ou", "or"})
_ENDS = frozenset({"mai", "mais", "but", "plutot", "sinon", "que", "who", "which", "qui"})
# What makes « pas » a step: « premiers pas », « à deux pas », « pas à pas ».
_STEPS = frozenset(
    {"premier", "prochain", "petit", "grand", "chaque", "deu", "deux", "quelque", "fau", "faux"}
)
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
    return tuple(scope for scope, sense in _senses(tuple(words)) if sense is Sense.REFUSED)


def without_refused(text: str) -> str:
    """The text but for what its cues refuse: who is no association says so."""
    words = words_of(text)
    kept = text
    for scope in sorted(refused_scopes(words), key=lambda one: -one.start):
        if scope:
            start = words[scope[0]].start
            kept = kept[:start] + kept[max(start, words[scope[-1]].end) :]
    return kept


def lacked_scopes(words: Sequence[Word]) -> tuple[range, ...]:
    """The stretches of words that the person says they do not have."""
    return tuple(scope for scope, sense in _senses(tuple(words)) if sense is Sense.LACKED)


def done_without(words: Sequence[Word]) -> frozenset[int]:
    """The ranks of the words for what one does without: « sans voiture » seeks no car."""
    return frozenset(
        rank
        for scope, sense in _senses(tuple(words))
        if sense is Sense.LACKED and words[scope.start - 1].raw in WITHOUT
        for rank in scope
    )


@lru_cache(maxsize=4096)  # a text is asked for what it refuses by many readers
def _senses(words: tuple[Word, ...]) -> tuple[tuple[range, Sense], ...]:
    return tuple(_scopes(words))


def _scopes(words: Sequence[Word]) -> Iterator[tuple[range, Sense]]:
    undone = -1
    for rank in range(len(words)):
        if rank == undone:
            continue
        if (words[rank].key, _key(words, rank + 1)) in _AFTERWARDS:
            yield _before(words, rank), Sense.REFUSED
        elif first := _after_cue(words, rank):
            undone = _undone(words, rank, first)
            if undone > 0:
                continue
            scope = _scope(words, first)
            sense = sense_of(words, rank, scope)
            yield scope, sense
            yield from ((one, sense) for one in _listed(words, first))


def _undone(words: Sequence[Word], rank: int, first: int) -> int:
    """Where a second cue undoes the first: « pas de machine sans formation » wants one. -1 when
    none does."""
    if words[rank].raw in WITHOUT:
        return -1
    return next((one for one in _scope(words, first)[1:] if words[one].raw in WITHOUT), -1)


def _key(words: Sequence[Word], rank: int) -> str:
    return words[rank].key if 0 <= rank < len(words) else ""


def _before(words: Sequence[Word], rank: int) -> range:
    """The clause that a mark of refusal ends, or the one before it when it stands alone."""
    last = rank
    if not last or words[last - 1].clause != words[last].clause:
        clause = words[last - 1].clause if last else -1
    else:
        clause = words[last].clause
    first = last
    while first and words[first - 1].clause == clause and last - first < _REACH:
        first -= 1
    return range(first, last)


def _listed(words: Sequence[Word], first: int) -> Iterator[range]:
    """The clauses that go on with the list: « pas de colle, de vis ou de clous »."""
    clause = words[first - 1].clause + 1
    starts = {word.clause: rank for rank, word in reversed(list(enumerate(words)))}
    while clause in starts and words[starts[clause]].key in _GOES_ON:
        yield _scope(words, starts[clause] + 1)
        clause += 1


def _after_cue(words: Sequence[Word], rank: int) -> int:
    """The rank after a cue that stands at `rank`; 0 when none does."""
    if words[rank].key in _CUES and not _is_elsewhere(words, rank):
        return rank + 1
    pair = words[rank : rank + 2]
    # As it is written too: folded, « peux plus » is « peu plus ».
    told = {tuple(word.key for word in pair), tuple(word.raw for word in pair)}
    return rank + 2 if told & _PAIRS else 0


def _is_elsewhere(words: Sequence[Word], rank: int) -> bool:
    """« t » is a cue in « don’t » only; « pas » a step in « premiers pas »; « no 12 » a number."""
    key = words[rank].key
    before = words[rank - 1].key if rank else ""
    after = words[rank + 1].key if rank + 1 < len(words) else ""
    if key == "t":
        return before not in {"don", "doesn", "can", "won", "isn", "aren", "couldn", "shouldn"}
    if key == "pas" and (
        before in _STEPS or "pas" in (_key(words, rank + 2), _key(words, rank - 2))
    ):
        return True
    return after in _NOTHING or (key == "no" and after.isdigit())


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


_NOT_ONLY = frozenset({"pas", "non", "not"})


def reserved_words(words: Sequence[Word]) -> tuple[Word, ...]:
    """The words of the clauses where an offer says whom it is for, or what one must have."""
    refused = refused_words(words)  # « aucune initiation exigée » asks for none
    clauses = {
        word.clause
        for rank, word in enumerate(words)
        if word.key in _ONLY and rank not in refused and _key(words, rank - 1) not in _NOT_ONLY
    }
    return tuple(word for word in words if word.clause in clauses and word.key not in _ONLY)
