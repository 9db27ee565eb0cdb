"""What is left of a place's name once its kind and its town are taken out."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from entrelieux.core.linkage.folding import STOP_WORDS, fold
from entrelieux.core.linkage.kinds import BRANCH, ITINERANT, announced
from entrelieux.core.linkage.spelling import corrected, one_slip
from entrelieux.core.linkage.vocabulary import listed, words_listed

_SPELLED: dict[str, str] = listed("vocabulary")["names"]["abbreviations"]
_PLAIN = words_listed("names", "plain")
_ASIDE = re.compile(r"\(([^()]*)\)")


class Name(NamedTuple):
    """A name in parts. `core` may be empty: « Mairie de Carlat » is all kind and town."""

    folded: str
    core: tuple[str, ...]
    kinds: int
    head: int
    is_itinerant: bool
    is_branch: bool
    initials: str


def spelled_out(text: str) -> str:
    """Return the folded words of `text`, abbreviations in full, known words without their slips."""
    return " ".join(corrected(_SPELLED.get(word, word)) for word in fold(text).split())


@lru_cache(maxsize=50_000)
def name_of(text: str, town: tuple[str, ...]) -> Name:
    """Return the parts of the name `text` of a place in the town whose words are `town`."""
    folded = spelled_out(text)
    aside = [spelled_out(part) for part in _ASIDE.findall(text)]
    kinds, head, rest = announced(spelled_out(_ASIDE.sub(" ", text)))
    for part in aside:
        # « (Communauté de communes de Hautes Terres) » names who carries the place, not the place.
        carrier = announced(part)
        kinds |= carrier.kinds
        rest += "" if carrier.kinds else f" {part}"
    return Name(
        folded=folded,
        core=core_words(rest, town) or (() if kinds else _plain_core(rest, town)),
        kinds=kinds,
        head=head,
        is_itinerant=bool(ITINERANT.search(folded)),
        is_branch=bool(BRANCH.search(folded)),
        initials="".join(word[0] for word in folded.split() if word not in STOP_WORDS),
    )


def core_words(rest: str, town: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words that tell the place, in order; possibly none."""
    return tuple(word for word in _plain_core(rest, town) if word not in _PLAIN)


def _plain_core(rest: str, town: tuple[str, ...]) -> tuple[str, ...]:
    words = [word for word in rest.split() if word not in STOP_WORDS]
    away = {*town, "".join(town)}
    kept = (word for word in _without_run(words, "".join(town)) if word not in away)
    return tuple(word for word in kept if not _misspells(word, town))


def _misspells(word: str, town: tuple[str, ...]) -> bool:
    """Whether `word` is one letter away from a word of the town: « Rion » for « Riom »."""
    return len(word) > 3 and any(len(one) > 3 and one_slip(word, one) for one in town)


def _without_run(words: list[str], joined: str) -> list[str]:
    """Drop consecutive words that spell `joined` together: « chatel guyon » for « chatelguyon »."""
    if not joined:
        return words
    for start in range(len(words)):
        run = ""
        for end in range(start, len(words)):
            run += words[end]
            if run == joined:
                return words[:start] + words[end + 1 :]
            if not joined.startswith(run):
                break
    return words
