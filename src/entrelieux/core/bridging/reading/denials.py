"""What an offer says that it does not do, does not take or has not: « ni chaînes ni lames ».

What it refuses outright, in a word or two, keeps out who asks for just that. « Sans adhésion » and
« pas besoin de savoir coudre » deny nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations

from entrelieux.core.bridging.reading.negation import refused_scopes
from entrelieux.core.bridging.reading.rivals import ways_of
from entrelieux.core.bridging.reading.words import Word, words_of
from entrelieux.core.text.stems import STEM_MARK, stem
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
    r"(?:(?:interdit|refusé|exclu|proscrit|prohibé|banni|excepté|impossible"
    r"|non (?:admis|accepté|autorisé|traité|repris|pris en charge))e?s?"
    r"|forbidden|banned|refused|excluded|off limits"
    r"|not (?:allowed|accepted|admitted|taken|possible))\b"
)
_IS = r"(?:(?:y )?(?:sont|est|restent|reste)|are|is)"
# What is not so is not done: « ne sont pas analysés ici »; not « ne sont jamais jetés ».
_TAKEN = (
    r"(?:accept|admis|autoris|pris|prise|repris|enseign|répar|trait|analys|imprim|lav|livr|accueill"
    r"|collect|ramass|reçu|propos|assur|travaill|grav|découp|coup|cuit|sciée?|possible|numéris"
    r"|transport|port|affût|étudi|testé|concern|permis|usin|bienvenu)\w*"
)
_NOT_TAKEN = (
    rf"(?:ne |n['’])(?:(?:y )?(?:sont|est|seront|sera) (?:pas|plus|jamais) {_TAKEN}"
    r"|se \w+ (?:pas|plus|jamais)(?=[.;,!]|$))"
)
_ELSEWHERE = r"(?:ailleurs|jamais|non|elsewhere|never|no)(?= merci|[.;,!]|$)"
# « Les repas sont interdits », « la gravure se fait ailleurs », « nous n’y touchons pas ».
_AFTERWARDS = re.compile(
    rf"(?P<refused>[^\s.;:,!?()][^.;:,!?()\n]{{2,50}}?)(?: (?:(?:{_IS} )?{_FORBIDDEN}"
    rf"|se (?:fait|font) ailleurs|(?:is|are) done elsewhere|{_NOT_TAKEN})|\s?: {_ELSEWHERE})"
    r"|(?P<untouched>[^\s.;:,!?()][^.;:,!?()\n]{2,70}),? (?:et |mais )?"
    r"(?:nous|on|je) n['’]y touch\w+ pas",
    re.IGNORECASE,
)
_HERE = re.compile(r" (?:ici|chez nous|here)\b", re.IGNORECASE)
# Not « you can’t sew? ».
_ENGLISH_NEVER = re.compile(
    r"(?:\b(?:we|i|they|he|she) (?:never|(?:do|can|will) not|(?:do|ca|wo)n['’]t|cannot)"
    r"|\bdoes(?: not|n['’]t)|(?<=\. )never) (?=\w)(?![^.!;\n]*\?)",
    re.IGNORECASE,
)
_BUT = re.compile(r"\bà l['’]exception (?:de\b|des\b|du\b|d['’])", re.IGNORECASE)
# « Sans gluten impossible à garantir », « peut contenir du lait », “may contain nuts”.
_UNPROMISED = re.compile(
    r"\b(?:sans (?P<without>\w+) (?:impossible|non garanti|pas garanti)"
    r"|(?P<free>\w+)[- ]free (?:not|cannot be) guaranteed"
    r"|(?:peut contenir|traces possibles) (?:du |des |de la |de l['’]|de |d['’])?(?P<there>\w+)"
    r"|may contain (?P<found>\w+))",
    re.IGNORECASE,
)
_WITHOUT = re.compile(
    r"\b(?:sans|without) (\w+)|\b(\w+)[- ]free\b|\bc(?:œ|oe)liaque", re.IGNORECASE
)
# What comes before these is what one needs not bring, or a way to say how.
_ASKS_NOTHING = frozenset({"sans", "without", "zero", "zéro", "free"})
# What these except is not taken, unless it is a day, a season or a case.
_EXCEPTING = frozenset({"hors", "except", "sauf", "excepté", "hormis"})
_WHEN = frozenset(
    {"lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche", "jour", "jours"}
    | {"vacances", "saison", "été", "hiver", "automne", "printemps", "matin", "soir", "nuit"}
    | {"nuits", "mois", "semaine", "week", "fête", "fêtes", "férié", "fériés", "heures", "gel"}
    | {"août", "juillet", "janvier", "juin", "mai", "décembre", "pluie", "neige", "rendez"}
    | {"demande", "accord", "avis", "urgence", "exception", "cas", "taxes", "sol", "eau"}
    | {"sundays", "mondays", "holidays", "winter", "summer", "nights", "weekends", "days"}
    | {"sunday", "monday", "saturday", "saturdays", "moissons", "vendanges", "récoltes"}
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
# « Soudent », « tondre », "visas": of three persons, of infinitives, of many.
_ENDING = re.compile(r"(?<![m])ent$|(?<=nd)r$|(?<=[a-z])s$")
_LEAST_ROOT = 4
_JOINS = frozenset({"et", "ou", "ni", "and", "or", "nor"})
_MANY = frozenset({"les", "des"})
_LEADING = frozenset({"en", "si", "sur", "pour", "à", "au", "if", "on", "in", "by", "when"})
_LONGEST = 3  # words of what is refused outright; of more, one does not know which is
# « We never deal with visas », « nous ne prenons pas les couettes »: the thing is what is refused.
_DOING = frozenset(
    {"fais", "fait", "font", "faisons", "prend", "prends", "prenons", "prennent", "accepte"}
    | {"acceptons", "acceptent", "traite", "traitons", "propose", "proposons", "assure"}
    | {"assurons", "charge", "occupe", "occupons", "gère", "gérons", "concerne", "touche"}
    | {"touchons", "deal", "handle", "take", "accept", "cover", "offer", "autre", "autres"}
    | {"other"}
)
# What is done, by the root of what does it.
_ROOTS = {
    "soudur": "soud", "gravur": "grav", "reliur": "reli", "coutur": "coud", "teintur": "teind",
    "peintur": "peind", "peint": "peind", "moutur": "moud", "tont": "tond", "signatur": "sign",
    "impress": "imprim", "extract": "extrai", "extrair": "extrai", "cuisson": "cuir",
    "lavag": "lav", "sciag": "sci", "affutag": "affut", "broyag": "broi", "broy": "broi",
    "sechag": "sech", "usinag": "usin", "pressag": "press", "filag": "fil", "cardag": "card",
    "elagag": "elagu", "collag": "coll", "poncag": "ponc", "moulag": "moul", "tournag": "tourn",
    "fraisag": "frais", "nettoyag": "nettoi", "nettoy": "nettoi", "depannag": "depann",
    "percag": "perc", "tissag": "tiss", "rabotag": "rabot", "brassag": "brass",
}  # fmt: skip


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
    text = _UNPROMISED.sub(lambda found: f"peut contenir {_first(found)}", text)
    told = _HAS_NONE.sub("sans", _BUT.sub("sauf ", _HERE.sub("", text)))
    told = _AFTERWARDS.sub(_told_before, _ENGLISH_NEVER.sub("not ", told))
    return _NEVER.sub(lambda found: f"pas {found[1].strip()}", told)


def _told_before(found: re.Match[str]) -> str:
    return f"pas {(found['refused'] or found['untouched']).strip()}"


def denied_keys(text: str) -> frozenset[str]:
    """What a text that tells its denials first (`denied_first`) refuses outright: the roots of one
    to three telling words, in order of the alphabet, and ways to be of a thing that it names."""
    words = words_of(text)
    unpromised = map(_without, _UNPROMISED.finditer(text))
    ways = (kind.value for one in _outright(text, words) for kind in ways_of(one, words))
    return frozenset((*map(_key, _outright(text, words)), *unpromised, *ways))


def _outright(text: str, words: Sequence[Word]) -> Iterator[Sequence[Word]]:
    """The telling words of each scope that denies."""
    scopes = (one for one in refused_scopes(words) if one and not _is_asked(text, words[one[-1]]))
    alone = (one for scope in scopes for one in _parted(words, scope))
    return (one for scope in alone if (one := _refused(words, scope)))


def without_keys(text: str) -> frozenset[str]:
    """The keys that would deny a need of something without another: « sans gluten »."""
    return frozenset(map(_without, _WITHOUT.finditer(text)))


def _without(found: re.Match[str]) -> str:
    # Who is coeliac can eat no gluten.
    return f"sans {root(_first(found) or 'gluten')}"


def _first(found: re.Match[str]) -> str:
    return next(filter(None, found.groups()), "").lower()


def asked_keys(title: Sequence[Word], others: Sequence[Word]) -> Iterator[str]:
    """The keys that would deny a need: of one to three words of its title, and of one with another
    word."""
    first = {root(one.raw) for one in title if _is_telling(one)}
    rest = {root(one.raw) for one in others if _is_telling(one)} - first
    for size in range(1, _LONGEST + 1):
        yield from (" ".join(some) for some in combinations(sorted(first), size))
    yield from (" ".join(sorted((one, other))) for one in first for other in rest)


@lru_cache(maxsize=50_000)
def root(raw: str) -> str:
    """What a verb, its forms and what it does share: « souder », « soudent », « soudure ».

    >>> root("souder"), root("soudent"), root("soudure"), root("tonds"), root("tondre")
    ('soud', 'soud', 'soud', 'tond', 'tond')
    """
    told = stem(raw).rstrip(STEM_MARK)
    if raw.endswith(("ité", "ités", "ity")):
        return f"{told}ite"  # who has no electricity may mend what is electric
    if told in _ROOTS:
        return _ROOTS[told]
    bare = _ENDING.sub("", told)
    return bare if len(bare) >= _LEAST_ROOT else told


def _is_asked(text: str, last: Word) -> bool:
    """« Pas de machine ? On prête. »"""
    return text[last.end :].lstrip().startswith("?")


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
    if not scope or words[scope.start - 1].raw in _ASKS_NOTHING or _excepts_when(words, scope):
        return ()
    clause = words[scope.start].clause
    before = {one.raw for one in words[: scope.start] if one.clause == clause}
    raws = {words[rank].raw for rank in scope}
    if before & (_RELATIVE | _ASKS_NOTHING) or raws & (_NOT_ASKED | _ASKS_NOTHING):
        return ()
    told = [words[rank] for rank in scope if _is_telling(words[rank])]
    told = [one for one in told if one.raw not in _DOING] or told
    return told if len(told) <= _LONGEST else ()


def _excepts_when(words: Sequence[Word], scope: range) -> bool:
    """« Sauf le lundi », « hors gel »: when, or a way; « hors remorques » is not."""
    cue = words[scope.start - 1].raw
    if cue not in _EXCEPTING:
        return False
    raws = [words[rank].raw for rank in scope]
    is_one = cue == "hors" and raws[0] not in _MANY and not raws[0].endswith(("s", "x"))
    return is_one or not _WHEN.isdisjoint(raws) or raws[0] in _LEADING


def _key(words: Sequence[Word]) -> str:
    return " ".join(sorted({root(one.raw) for one in words}))


def _is_telling(word: Word) -> bool:
    is_word = len(word.key) > 1 or word.raw == "e"  # an e-bike is no bike
    return is_word and word.key not in STOP_WORDS
