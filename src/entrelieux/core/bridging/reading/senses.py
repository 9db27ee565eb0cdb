"""What a negation tells: that a thing is refused, that it is lacked, or only that something is so.

« Pas de plastique » and « je ne veux pas de plastique » refuse; « je n’ai pas de laser », « je ne
suis pas menuisier » and « sans voiture » tell what one lacks, and may well want; « le garage ne
répare pas les vélos » states a fact, and refuses no bicycle.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from itertools import pairwise

from entrelieux.core.bridging.reading.words import Word


class Sense(StrEnum):
    REFUSED = "refused"
    LACKED = "lacked"
    STATED = "stated"


# « n’ai pas », « n’avons ni… ni… », « I have no », « we do not have »: something is lacking.
_HAVING = frozenset(
    {"ai", "avon", "avons", "avez", "ont", "avait", "avais", "possede", "possedon", "ayant"}
    | {"have", "has", "had", "got", "own"}
)
_HAD = 9  # words before a cue, where having is told
# « Je ne sais pas souder », « I can’t weld »: who cannot do it looks for who can.
_ABLE = frozenset(
    {"sais", "sait", "savons", "savez", "savent", "peux", "peut", "pouvons", "peuvent", "arrive"}
    | {"arrivons", "arrivent", "parviens", "parvient", "parle", "parlons", "parlent", "comprends"}
    | {"can", "couldn", "could", "able", "speak"}
)
_VERB = 2  # words between the verb and its cue: « ne peut vraiment pas »
# Verbs whose negation refuses; that of any other states a fact.
_WISHING = frozenset(
    {"veux", "veut", "voulons", "voulez", "veulent", "voudrais", "voudrait", "voudrions"}
    | {"souhaite", "souhaitons", "souhaitent", "désire", "désirons", "cherche", "cherchons"}
    | {"aime", "aimons", "aiment", "supporte", "supportons", "supportent", "tolère", "tolérons"}
    | {"accepte", "acceptons", "acceptent", "mange", "mangeons", "mangent", "bois", "buvons"}
    | {"consomme", "consommons", "faut", "faudrait", "doit", "doivent", "doive", "passe"}
    | {"demande", "demandons", "ferai", "ferons", "prendrai", "prendrons", "irai", "irons"}
    | {"want", "wants", "like", "likes", "need", "needs", "eat", "eats", "drink", "accept"}
    | {"should", "must", "wish", "do", "care"}
)
_MUST = frozenset({"doit", "doivent", "doive", "dois", "devons"})
_HOLDING = frozenset({"être", "etre", "contenir", "avoir", "toucher", "comporter", "utiliser"})
_BEING = frozenset({"est", "sera", "serait", "is", "was", "soit"})
_THIS = frozenset({"ce", "c", "ça", "ca", "cela", "it", "this", "that"})
_SPEAKING = frozenset(
    {"je", "j", "tu", "il", "elle", "on", "nous", "vous", "ils", "elles", "qui", "i", "we"}
    | {"he", "she", "they", "you"}
)
_ENGLISH_BEING = frozenset(
    {"am", "is", "are", "m", "re", "was", "were", "can", "could", "will", "would", "have", "has"}
)
_AUXILIARIES = frozenset({"do", "does", "did", "don", "doesn", "didn"})
# « … à la maison », « … dans le coin », « … nearby »: where there is none.
_PLACES = frozenset(
    {"chez", "ici", "maison", "village", "bourg", "coin", "alentours", "environs", "kilomètres"}
    | {"commune", "vallée", "quartier", "home", "here", "nearby", "around", "left"}
)
# What one does without because one has none: « sans voiture », « without a garden ».
_OWNED = frozenset(
    {"voiture", "auto", "véhicule", "permis", "ordinateur", "internet", "imprimante", "jardin"}
    | {"garage", "atelier", "outils", "outil", "machine", "matériel", "argent", "budget", "papiers"}
    | {"terrain", "logement", "emploi", "travail", "diplôme", "expérience", "remorque", "camion"}
    | {"car", "computer", "garden", "workshop", "tools", "money", "licence", "job", "van"}
)
_ARTICLES = frozenset({"un", "une", "de", "d", "du", "mon", "ma", "a", "an", "my", "any"})
# Who will not throw a thing away wants it mended; who will not learn wants it done.
_LOSING = frozenset(
    {"jeter", "racheter", "acheter", "perdre", "abîmer", "abimer", "laisser", "casser", "vendre"}
    | {"gaspiller", "quitter", "lâcher", "brûler", "throw", "buy", "buying", "lose", "leave"}
    | {"break", "waste", "sell", "apprendre", "learn", "learning", "besoin"}
)
# « Pas de réponse de la préfecture »: one still waits for it.
_AWAITED = frozenset(
    {"réponse", "réponses", "nouvelle", "nouvelles", "rappel", "retour", "solution", "succès"}
    | {"chance", "signe", "answer", "reply", "response", "news", "luck", "word"}
)
_OBJECT = 4  # words after the cue, where such a verb is told
_TO_ME = frozenset({"me", "m", "nous", "te"})  # « ne veut plus me prêter »: another refuses
_NOT_EVEN = frozenset({"pourquoi", "même", "meme", "ou", "why", "or"})
_IN_SHORT = frozenset({"g", "jai", "ya"})  # « g pas de four », as one types it
_ONES = frozenset({"seul", "seule", "single"})
_NEVER = frozenset({"jamais", "never"})
_OF = frozenset({"de", "d", "du", "des", "le", "la", "les", "l", "en", "au", "on", "in", "the"})
WITHOUT = frozenset({"sans", "without"})
_OF_VERBS = frozenset(
    {"pas", "plus", "jamais", "rien", "ni", "aucun", "aucune", "t", "not", "never", "no"}
)
_DETERMINERS = frozenset({"la", "le", "l", "les", "the", "de", "d"})
_NEGATIONS = frozenset({"ne", "n"})
Denied = tuple[tuple[str, ...], str]  # a verb, and the word before it


def sense_of(words: Sequence[Word], rank: int, scope: range) -> Sense:
    """What the cue at `rank` tells of the words of `scope`, which it reaches."""
    clause = words[rank].clause
    here = [word.raw for word in words if word.clause == clause]
    before = [word.raw for word in words[:rank] if word.clause == clause]
    after = [words[one].raw for one in scope]
    if _wants_none(here):
        return Sense.REFUSED
    cue, denied = words[rank].raw, _verb(words[rank].raw, before, after)
    if _is_lack(words, rank) or _is_missing(cue, denied, before, after, here):
        return Sense.LACKED
    if _is_fact(cue, denied, before, after, here):
        return Sense.STATED
    return Sense.REFUSED


def _wants_none(raws: Sequence[str]) -> bool:
    """« … et n’en veux pas », « and want none »."""
    pairs = set(pairwise(raws))
    return bool(pairs & {("en", "veux"), ("en", "veut"), ("en", "voulons"), ("want", "none")})


def _is_lack(words: Sequence[Word], rank: int) -> bool:
    """« Je n’ai pas de laser »; « j’ai le dessin et des idées, pas la machine »."""
    clause = words[rank].clause
    before = [word for word in words[max(0, rank - _HAD) : rank] if word.clause >= clause - 1]
    after = [word.key for word in words[rank : rank + 3] if word.clause == clause]
    spoken = [word for word in before if word.clause == clause]
    here = [word.key for word in spoken]
    if any(key in _HAVING for key in (*here, *after[1:])) or ("n", "a") in pairwise(here + after):
        return True
    if _is_unable([word.raw for word in (*spoken[-_VERB:], words[rank])], after):
        return True
    follows = words[rank + 1].key if rank + 1 < len(words) else ""
    return not here and follows in _DETERMINERS and any(word.key in _HAVING for word in before)


def _is_unable(verb: Sequence[str], after: Sequence[str]) -> bool:
    """« Je ne peux pas », « I can’t », « I don’t know how to »; « je n’en peux plus » is fed up."""
    is_able = "en" not in verb and not _ABLE.isdisjoint(verb)
    return is_able or after[1:3] == ["know", "how"]


def _is_missing(
    cue: str, denied: Denied, before: Sequence[str], after: Sequence[str], here: Sequence[str]
) -> bool:
    """« Pas d’ordinateur à la maison », « sans voiture », « jamais cousu », « je ne suis pas… »."""
    verb, subject = denied
    if verb:
        return verb[0] in {"suis", "sommes", "am", "m", "y"} or (
            subject == "on" and verb[0] in _BEING
        )
    if before and (before[-1] in _IN_SHORT or tuple(before[-2:]) == ("y", "a")):
        return True
    thing = next((one for one in after if one not in _ARTICLES), "")
    if cue in WITHOUT:
        return thing in _OWNED
    if cue in _NEVER:
        return bool(after) and after[0] not in _OF
    return not _PLACES.isdisjoint(here[len(before) :]) or not _ONES.isdisjoint(after[:2])


def _is_fact(
    cue: str, denied: Denied, before: Sequence[str], after: Sequence[str], here: Sequence[str]
) -> bool:
    """« Le garage ne répare pas les vélos », « aucun soudeur ne répond », « pourquoi pas »."""
    if (before and before[-1] in _NOT_EVEN) or any(one in _TO_ME for one in after[:1]):
        return True
    if not _LOSING.isdisjoint(after[:_OBJECT]) or not _AWAITED.isdisjoint(after[:2]):
        return True
    verb, subject = denied
    if verb:
        tells_what = not _BEING.isdisjoint(verb) and subject in _THIS
        if not _MUST.isdisjoint(verb) and subject not in _THIS and _is_deed(after):
            return True
        return _WISHING.isdisjoint(verb) and not tells_what and not _is_order(verb, before)
    return cue.startswith("aucun") and not _NEGATIONS.isdisjoint(here[len(before) :])


def _is_deed(after: Sequence[str]) -> bool:
    """« Elle ne doit pas porter »; « il ne doit pas être en fer », « contenir de gluten » wish."""
    return bool(after) and after[0].endswith(("er", "ir", "re")) and after[0] not in _HOLDING


def _is_order(verb: Sequence[str], before: Sequence[str]) -> bool:
    """« N’utilisez pas… », “please don’t use…”: a verb without its subject."""
    if before[-1] == "don":
        return _SPEAKING.isdisjoint(before)
    return verb[0].endswith("ez") and _SPEAKING.isdisjoint(before)


def _verb(cue: str, before: Sequence[str], after: Sequence[str]) -> Denied:
    """The verb that a cue denies, and the word before it; none when it denies a noun."""
    if cue not in _OF_VERBS:
        return (), ""
    negated = max((at for at, one in enumerate(before) if one in _NEGATIONS), default=-1)
    if negated >= 0:
        return tuple(before[negated + 1 :]), before[negated - 1] if negated else ""
    if cue == "t" or (cue in {"not", "never"} and before):
        if before and before[-1] in _AUXILIARIES:
            return tuple(after[:1]), ""
        if cue == "t" or before[-1] in _ENGLISH_BEING:
            return tuple(before[-1:]), before[-2] if len(before) > 1 else ""
    is_spoken = len(before) > 1 and before[-2] in _SPEAKING | _THIS
    if is_spoken and cue in {"pas", "plus", "jamais", "rien"}:
        return tuple(before[-1:]), before[-2]
    return (), ""
