"""The commune or département that a query names: « au puy », « près de Thiers », « murrat »."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from entrelieux.core.geo.boundaries import department_names
from entrelieux.core.geo.communes import Commune, Match
from entrelieux.core.geo.gazetteer import Gazetteer
from entrelieux.core.geo.names import commune_key
from entrelieux.core.text.stopwords import STOP_WORDS
from entrelieux.core.understanding.lexicon import KnownWords

_AT = {"a", "au", "aux", "en", "dans", "sur", "in", "at", "chez"}
_NEAR = {"pres", "vers", "autour", "proche", "near", "around", "cote", "environs", "nearby"}
_OF = {"de", "du", "des", "d", "la", "le", "les", "l", "of"}
_ARTICLES = {"la", "le", "les", "l"}
_LONGEST = 7
_LARGE = 5_000  # a town that one may name by its beginning, without « à »
_SURE, _LIKELY = 0.86, 0.78
# Words of the trade that are also, or nearly, names of communes.
_NEVER_A_PLACE = {"tiers", "bus", "maison", "espace", "centre", "lieu", "lieux", "poste", "bois"}


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """The words `start` to `end` name `communes` (the likeliest first) or a département.

    `is_near` tells « près de »: around it rather than in it.
    """

    start: int
    end: int
    communes: tuple[Commune, ...]
    department: str = ""
    is_near: bool = False
    is_mended: bool = False


def named_place(
    words: Sequence[str],
    free: Sequence[bool],
    gazetteer: Gazetteer,
    lexicon: KnownWords,
    departments: Sequence[str],
) -> NamedPlace | None:
    """The place of a query, if any: `free` tells the words that no concept took.

    The longest run wins; after « à » or « près de » more is believed.
    """
    best: tuple[float, NamedPlace] | None = None
    for start, end in _runs(free):
        if best and end - start < best[1].end - best[1].start:
            break
        found = _place_at(words, start, end, gazetteer, lexicon, departments)
        if found and (best is None or found[0] > best[0]):
            best = found
    return best[1] if best else None


def name_length(
    words: Sequence[str], start: int, gazetteer: Gazetteer, departments: Sequence[str]
) -> int:
    """How many words from `start` on are a commune's whole name; 0 when none is.

    « pierre » is no stone in « saint-pierre », nor « job » work in « à Job ».
    """
    least = 1 if any(_preposition(words, start)[:2]) else 2
    for length in range(min(_LONGEST, len(words) - start), least - 1, -1):
        if _is_whole_name(words[start : start + length], gazetteer, departments):
            return length
    return 0


def _is_whole_name(run: Sequence[str], gazetteer: Gazetteer, departments: Sequence[str]) -> bool:
    """Of a commune of the territory, or of a town."""
    if not _may_be_named(run) or (len(run) == 1 and run[0] in _NEVER_A_PLACE):
        return False
    named = gazetteer.named(" ".join(run))
    return any(c.department in departments or c.population >= _LARGE for c in named)


def _runs(free: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Every run of free words, the longest first, the last of a query before the first."""
    for length in range(min(_LONGEST, len(free)), 0, -1):
        for start in range(len(free) - length, -1, -1):
            if all(free[start : start + length]):
                yield start, start + length


def _place_at(
    words: Sequence[str],
    start: int,
    end: int,
    gazetteer: Gazetteer,
    lexicon: KnownWords,
    departments: Sequence[str],
) -> tuple[float, NamedPlace] | None:
    """(how sure, place) of a run of words."""
    run = list(words[start:end])
    if not _may_be_named(run):
        return None
    is_at, is_near, begin = _preposition(words, start)
    is_told = is_at or is_near
    if len(run) == 1 and run[0] in _NEVER_A_PLACE and not is_told:
        return None
    text = " ".join(run)
    department = _department(text, departments)
    if department:
        return 2.0, NamedPlace(begin, end, (), department, is_near)
    matches = _believed(gazetteer, text, lexicon, departments, is_told=is_told)
    if not matches:
        return None
    score = matches[0].score
    communes = tuple(match.commune for match in matches)
    place = NamedPlace(begin, end, communes, "", is_near, is_mended=score < _SURE)
    return score + (0.5 if is_told else 0.0), place


def _may_be_named(run: Sequence[str]) -> bool:
    """Not « de murat » nor « murat en »: a name neither begins nor ends with a small word."""
    if run[0] in _AT | _NEAR | _OF - _ARTICLES or run[-1] in _AT | _OF | _NEAR:
        return False
    return any(len(word) > 2 and word not in STOP_WORDS for word in run) or _is_short_name(run)


def _is_short_name(run: Sequence[str]) -> bool:
    """Départements have numbers; a few communes have two letters, and nobody searches them."""
    return len(run) == 1 and len(run[0]) == 2 and run[0].isdigit()


def _preposition(words: Sequence[str], start: int) -> tuple[bool, bool, int]:
    """(« à », « près de », first word of the whole expression)."""
    first = start
    while first and words[first - 1] in _OF:
        first -= 1
    before = words[first - 1] if first else ""
    if before in _NEAR:
        begin = first - 1
        return False, True, begin - 1 if begin and words[begin - 1] in _AT else begin
    if before in _AT:
        return True, False, first - 1
    return False, False, start


def _department(text: str, departments: Sequence[str]) -> str:
    """The département of the territory whose name or number it is."""
    names = department_names()
    for code in departments:
        if text == code or commune_key(text) == commune_key(names.get(code, "")):
            return code
    return ""


def _believed(
    gazetteer: Gazetteer,
    text: str,
    lexicon: KnownWords,
    departments: Sequence[str],
    *,
    is_told: bool,
) -> list[Match]:
    """The communes that a text may name, those of the territory first; none if it is doubtful."""
    if len(text) == 5 and text.isdigit():
        return [Match(c, 1.0, c.name) for c in gazetteer.by_postcode(text)]
    if any(letter.isdigit() for letter in text):
        return []
    is_word = all(word in lexicon or word in STOP_WORDS for word in text.split())
    if is_word and not is_told and not gazetteer.prefix(text, 1):
        return []
    home = set(departments)
    matches = [m for m in gazetteer.find(text) if _is_enough(m, text, is_told, is_word, home)]
    kept = [match for match in matches if match.commune.department in home] or matches
    return [match for match in kept if commune_key(match.name) == commune_key(kept[0].name)]


def _is_enough(match: Match, text: str, is_told: bool, is_word: bool, home: set[str]) -> bool:
    """Elsewhere than in the territory, only towns named in full."""
    is_large = match.commune.population >= _LARGE
    is_home = match.commune.department in home
    if not is_home:
        return match.score >= 1.0 and (is_told or not is_word) and is_large
    if match.score >= 1.0:
        return True
    if match.score >= _SURE:
        return is_told or is_large
    return match.score >= _LIKELY and len(text) >= 5 and (is_told or not is_word)
