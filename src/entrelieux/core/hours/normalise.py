"""One spelling for what people type: accents and case gone, slips of the keyboard mended."""

from __future__ import annotations

import html
import re
import unicodedata

_ESCAPED = re.compile(r"\\x([0-9A-Fa-f]{2})|\\u([0-9A-Fa-f]{4})")
_SPACES = re.compile(r"[\s\u00a0\u202f]+")
_SLIPS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), mended)
    for pattern, mended in (
        (r"\bver?d?redi|\bvendedi", "vendredi"),
        (r"\bmer?cre?di|\bmercerdi", "mercredi"),
        (r"\b(a|de|et)(?=\d)", r"\1 "),  # « à12h »
        (r"(?<=di)(?=\d)", " "),  # « vendredi9h »
        (r"\bde (\d{1,2}) (?:a|-) (?=\d{1,2} ?h)", r"de \1h a "),
        (r"(?<![\dh:.])(\d{1,2}) ?- ?(\d{1,2})(?![\dh:./]| ?[h:])", r"\1h-\2h"),  # « 9-12 »
        (r"\bu?n?iquement\b", "uniquement"),
        (r"\bparies\b", "paires"),
        (r"\bl(?:un|ndu)di\b", "lundi"),
        (r"(?<=\d)[o](?=\s*h|\d)", "0"),  # « 1Oh » for 10 h
        (r"(?<=\d)\s*(?:heures?|hrs?|h)\b\s*(?=\d{2}\b)", "h"),
        (r"(\d)h0(\d\d)\b", r"\1h\2"),  # « 13h030 »
        (r"\bren?d[ -]*e?z?\s*-?\s*vous\b|\brendezvous\b|\br\.?\s?d\.?\s?v\b\.?|\brv\b", "rdv"),
        (r"\b(?:su|sous|sr) rdv\b", "sur rdv"),
        (r"apres?[ -]*mi(?:di)?s?\b|\baprem\b", "apresmidi"),
        (r"\bnon[ -]?stop\b|journee continue|en continu\b", " "),
        (r"\bpremi(?:er|ere)s?\b", "1er"),
        (r"\bdeuxiemes?\b|\bsecond(?:e|s)?\b", "2e"),
        (r"\btroisiemes?\b", "3e"),
        (r"\bquatriemes?\b", "4e"),
        (r"\b([1-5])\s*(?:ers?|eres?|emes?|iemes?|ndes?|nds?|es?)\b", r"\1e"),
    )
)


def normalise(text: str) -> str:
    """Lower case ASCII, one space between words; « rdv », « apresmidi » and « 1e » for variants.

    >>> normalise("Sur  Rendez - vous, l’Après-midi (1er samedi)")
    "sur rdv, l'apresmidi (1e samedi)"
    """
    text = _ESCAPED.sub(lambda code: chr(int(code[1] or code[2], 16)), text or "")
    text = html.unescape(text).replace("’", "'").replace("–", "-").replace("—", "-")
    text = re.sub("[\u2010\u2011\u2012\u2212→]", "-", text)
    text = unicodedata.normalize("NFKD", text.lower())
    text = "".join(letter for letter in text if not unicodedata.combining(letter))
    text = _SPACES.sub(" ", text)
    for pattern, mended in _SLIPS:
        text = pattern.sub(mended, text)
    return _SPACES.sub(" ", text).strip(" ;,.")
