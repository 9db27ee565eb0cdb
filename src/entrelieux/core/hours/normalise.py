"""One spelling for what people type: accents and case gone, slips of the keyboard mended."""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache

from rapidfuzz.distance import OSA

_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_ESCAPED = re.compile(r"\\x([0-9A-Fa-f]{2})|\\u([0-9A-Fa-f]{4})")
_BREAK = re.compile(r"<\s*(?:br|/?p|/?div|/?li)\s*/?\s*>", re.IGNORECASE)
_DAYLIKE = re.compile(r"\b([a-z]{2,8}di|dim[a-z]{3,5})(s?)\b")
_SPACES = re.compile(r"[\s\u00a0\u202f]+")
_SLIPS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), mended)
    for pattern, mended in (
        (r"\blndudi\b", "lundi"),
        (r"(?<=\d)(h?)(?=(?:lun|mar|mercre|jeu|vendre|same)dis?\b|dimanche)", r"\1 "),
        (r"\b(a|de|et)(?=\d)", r"\1 "),  # « à12h »
        (r"(?<=di)(?=\d)", " "),  # « vendredi9h »
        (r"\bde (\d{1,2}) (?:a|-) (?=\d{1,2} ?h)", r"de \1h a "),
        (r"(?<![\dh:.])(\d{1,2}) ?- ?(\d{1,2})(?![\dh:./]| ?[h:])", r"\1h-\2h"),  # « 9-12 »
        (r"\bu?n?iquement\b", "uniquement"),
        (r"\bparies\b", "paires"),
        (r"(?<=\d)[o](?=\s*h|\d)", "0"),  # « 1Oh » for 10 h
        (r"(?<=\d)\s*(?:heures?|hrs?|h)\b\s*(?=\d{2}\b)", "h"),
        (r"(?<=\d)\s*(?:heures?|hrs?)\b", "h"),
        (r"\bl (?=apres)", "l'"),  # « l apres midi »
        (r"(?<!\d)(\d{1,2})\.(\d{2})h\b", r"\1h\2"),  # « 18.30h »
        (r"(?<![\w])- partir de\b", "a partir de"),
        (r"(\d)h(00|30|45)h\b", r"\1h\2"),  # « 8h30h »
        (r"(\d)h0(\d\d)\b", r"\1h\2"),  # « 13h030 »
        (r"\bren?d[ -]*e?z?\s*-?\s*vous\b|\brendezvous\b|\br\.?\s?d\.?\s?v\b\.?|\brv\b", "rdv"),
        (r"\b(?:su|sous|sr) rdv\b", "sur rdv"),
        (r"\bmatinees?\b", "matin"),
        (r"apres?[ -]*mi(?:di)?s?\b|\baprem\b", "apresmidi"),
        (r"\bnon[ -]?stop\b|journee continue|en continu\b", " "),
        (r"\b(?:2|deux) premi(?:er|ere)s?\b", "1e et 2e"),
        (r"\bpremi(?:er|ere)s?\b", "1er"),
        (r"\bdeuxiemes?\b|\bsecond(?:e|s)?\b", "2e"),
        (r"\btroisiemes?\b", "3e"),
        (r"\bquatriemes?\b", "4e"),
        (r"\b([1-5])\s*(?:ers?|eres?|emes?|iemes?|ndes?|nds?|es?)\b", r"\1e"),
    )
)


def readable(text: str) -> str:
    """The text as it was typed: what a program wrote as codes or marks is characters again.

    >>> readable("Lundi\\\\x20\\\\x3A Axat<br />")
    'Lundi : Axat\\n'
    """
    text = _ESCAPED.sub(lambda code: chr(int(code[1] or code[2], 16)), text or "")
    return _BREAK.sub("\n", html.unescape(text))


@lru_cache(maxsize=8192)
def normalise(text: str) -> str:
    """Lower case ASCII, one space between words; « rdv », « apresmidi » and « 1e » for variants.

    >>> normalise("Sur  Rendez - vous, l’Après-midi (1er samedi)")
    "sur rdv, l'apresmidi (1e samedi)"
    >>> normalise("les mercerdis")
    'les mercredis'
    """
    text = readable(text).replace("’", "'").replace("–", "-").replace("—", "-")
    text = re.sub("[\u2010\u2011\u2012\u2212→]", "-", text)
    text = unicodedata.normalize("NFKD", text.lower())
    text = "".join(letter for letter in text if not unicodedata.combining(letter))
    text = _DAYLIKE.sub(lambda word: _meant_day(word[1]) + word[2], _SPACES.sub(" ", text))
    for pattern, mended in _SLIPS:
        text = pattern.sub(mended, text)
    return _SPACES.sub(" ", text).strip(" ;,.")


@lru_cache(maxsize=1024)
def _meant_day(word: str) -> str:
    """The day that a slip of the keyboard meant: « mercerdi », « verdredi », « lndudi »."""
    if word in _DAYS:
        return word
    near = [(OSA.distance(word, day, score_cutoff=2), day) for day in _DAYS]
    distance, day = min(near)
    return day if distance <= (1 if len(word) < 6 else 2) else word
