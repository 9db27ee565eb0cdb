"""What an offer says that it does not do, does not take or has not: « ni chaînes ni lames ».

What it refuses outright, in a word or two, keeps out who asks for just that. « Sans adhésion » and
« pas besoin de savoir coudre » deny nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from entrelieux.core.bridging.reading.negation import refused_scopes
from entrelieux.core.bridging.reading.words import Word, words_of
from entrelieux.core.text.stems import stem
from entrelieux.core.text.stopwords import STOP_WORDS

_NEVER = re.compile(
    r"\b(?:ne |n['’])((?:[\w-]+ ){1,2}?)(plus|pas|jamais|ni|rien|aucun\w*)\b", re.IGNORECASE
)
# What an offer has not, it does not offer.
_HAS_NONE = re.compile(
    r"\b(?:n['’](?:a|as|ai|avons|avez|ont) (?:pas|plus|aucun\w*)"
    r"|(?:do|does) not have|(?:do|does)n['’]t have|ha(?:ve|s) no)\b",
    re.IGNORECASE,
)
_FORBIDDEN = (
    r"(?:interdit|refusé|exclu|proscrit|prohibé|banni|non (?:admis|accepté|autorisé)"
    r"|forbidden|banned|refused|excluded|off limits|not (?:allowed|accepted|admitted))(?:e?s?)\b"
)
_IS = r"(?:(?:y )?(?:sont|est|restent|reste)|are|is)"
# « Les repas sont interdits », « la gravure se fait ailleurs », « nous n’y touchons pas ».
_AFTERWARDS = re.compile(
    rf"([^.;:,!?()\n]{{3,50}}?) (?:(?:{_IS} )?{_FORBIDDEN}|se (?:fait|font) ailleurs"
    r"|(?:is|are) done elsewhere)"
    r"|([^.;:,!?()\n]{3,70}),? (?:et |mais )?(?:nous|on|je) n['’]y touch\w+ pas",
    re.IGNORECASE,
)
# What comes before these is what one needs not bring, or a way to say how.
_ASKS_NOTHING = frozenset(
    {"sans", "without", "zero", "zéro", "hors", "except", "sauf", "excepté", "free"}
)
_RELATIVE = frozenset(
    {"qui", "que", "who", "ceux", "celles", "those", "quiconque", "si", "if", "même", "even"}
)
_NOT_ASKED = frozenset(
    {"besoin", "nécessaire", "nécessaires", "requis", "requise", "exigé", "exigée", "demandé"}
    | {"demandée", "obligatoire", "obligatoires", "obligé", "need", "needed", "required"}
    | {"necessary", "expérience", "experience", "niveau", "diplôme", "prérequis", "question"}
    | {"inscription", "caution", "engagement", "limite", "souci", "problème", "jugement"}
    | {"place", "plus", "moins", "more", "less", "promise", "garantie", "seul", "seule"}
)
_JOINS = frozenset({"et", "ou", "ni", "and", "or", "nor"})
_LONGEST = 2  # words of what is refused outright; of more, one does not know which is


def denied_first(text: str) -> str:
    """An offer that says « ne répare plus » refuses what stands between the two: « plus » goes
    before it, as a cue; so for what it has not, and for what is told before it is denied. A need
    that says so only tells what it lacks.

    >>> denied_first("Conseille, ne répare plus.")
    'Conseille, pas répare.'
    >>> denied_first("Nous n’avons pas de four.")
    'Nous sans de four.'
    >>> denied_first("Les repas sont interdits.")
    'pas Les repas.'
    """
    told = _AFTERWARDS.sub(lambda found: f"pas {(found[1] or found[2]).strip()}", text)
    return _NEVER.sub(lambda found: f"pas {found[1].strip()}", _HAS_NONE.sub("sans", told))


def denied_keys(text: str) -> frozenset[str]:
    """What a text that tells its denials first (`denied_first`) refuses outright: the stems of one
    or two telling words, in order of the alphabet."""
    words = words_of(text)
    alone = (one for scope in refused_scopes(words) for one in _parted(words, scope))
    return frozenset(_key(one) for scope in alone if (one := _refused(words, scope)))


def asked_keys(title: Sequence[Word], others: Sequence[Word]) -> Iterator[str]:
    """The keys that would deny a need: of a word of its title, and of one with another word."""
    first = {_stem(one) for one in title if _is_telling(one)}
    rest = {_stem(one) for one in others if _is_telling(one)} - first
    yield from first
    yield from (" ".join(sorted(pair)) for pair in combinations(sorted(first), 2))
    yield from (" ".join(sorted((one, other))) for one in first for other in rest)


def _parted(words: Sequence[Word], scope: range) -> Iterator[range]:
    """« Ni chaînes ni lames », « du verre ou du chrome » are two."""
    first = scope.start
    for rank in scope:
        if words[rank].raw in _JOINS:
            yield range(first, rank)
            first = rank + 1
    yield range(first, scope.stop)


def _refused(words: Sequence[Word], scope: range) -> Sequence[Word]:
    """The telling words of a scope that denies; none when it is long, or asks for nothing."""
    if not scope or words[scope.start - 1].raw in _ASKS_NOTHING:
        return ()
    clause = words[scope.start].clause
    before = {one.raw for one in words[: scope.start] if one.clause == clause}
    raws = {words[rank].raw for rank in scope}
    if before & (_RELATIVE | _ASKS_NOTHING) or raws & (_NOT_ASKED | _ASKS_NOTHING):
        return ()
    told = [words[rank] for rank in scope if _is_telling(words[rank])]
    return told if len(told) <= _LONGEST else ()


def _key(words: Sequence[Word]) -> str:
    return " ".join(sorted({_stem(one) for one in words}))


def _stem(word: Word) -> str:
    return stem(word.raw)


def _is_telling(word: Word) -> bool:
    return word.key not in STOP_WORDS and len(word.key) > 1
