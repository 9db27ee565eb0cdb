"""Texts: entities decoded, tags and broken quotes removed, mojibake repaired, spaces single."""

from __future__ import annotations

import html
import re
import unicodedata

from entrelieux.core.interchange.clean.cleaned import Cleaned

_TAG = re.compile(r"<(?:/?[a-zA-Z][^<>]{0,2000}|!--.*?--)>", re.DOTALL)
_BREAK = re.compile(r"<(?:br|/p|/div|/li|/tr)\b[^<>]*>", re.IGNORECASE)
_SPACES = re.compile(r"[\s\u00a0\u200b\ufeff]+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
# What the second byte of « é », « É » or « œ » becomes when it is read as Windows-1252.
_MOJIBAKE = re.compile(r"[ÃÅ][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸàâ]|â€")


def clean_text(value: object) -> Cleaned[str]:
    text = repaired("" if value is None else str(value))
    for _ in range(2):  # « &amp;eacute; » was encoded twice
        text = html.unescape(text)
    text = _TAG.sub(" ", _BREAK.sub(" ", text))
    text = _CONTROL.sub(" ", unicodedata.normalize("NFC", text))
    return Cleaned(_SPACES.sub(" ", text).strip(" \"'") if _is_quoted(text) else _squeezed(text))


def _squeezed(text: str) -> str:
    return _SPACES.sub(" ", text).strip()


def _is_quoted(text: str) -> bool:
    stripped = text.strip()
    return len(stripped) > 1 and stripped[0] == stripped[-1] == '"'


def repaired(text: str) -> str:
    """UTF-8 that was read as Windows-1252, read again; other texts as they are."""
    if not _MOJIBAKE.search(text):
        return text
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return text


_BAZAR = re.compile(r'"\s*,\s*"|,\s*"|"\s*,')


def clean_multi(value: object, separators: str = ";|") -> Cleaned[tuple[str, ...]]:
    """Several values in one cell: a list, `a;b`, `a|b`, or Bazar's `a,"b, c","d`."""
    if isinstance(value, list | tuple):
        parts = [str(part) for part in value if part is not None]
    else:
        text = "" if value is None else str(value)
        if '"' in text:
            parts = _bazar_parts(text)
        else:
            parts = re.split("[" + re.escape(separators) + "]", text) if separators else [text]
    cleaned = (clean_text(part).value.strip(' "') for part in parts)
    return Cleaned(tuple(dict.fromkeys(part for part in cleaned if part)))


def _bazar_parts(text: str) -> list[str]:
    """Quotes protect commas; before the first quote, commas separate."""
    text = text.replace('""', "”")
    pieces = _BAZAR.split(text)
    first = pieces[0].split(",") if '"' not in pieces[0] and "(" not in pieces[0] else [pieces[0]]
    return [piece.replace("”", '"') for piece in (*first, *pieces[1:])]
