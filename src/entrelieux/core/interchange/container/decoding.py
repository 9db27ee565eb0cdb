"""The encoding of a text, by evidence, and line by line when a file mixes two."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from entrelieux.core.interchange.container.errors import NotATable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# « surrogateescape » turns each byte that is not UTF-8 into one of these characters.
_ESCAPED = re.compile("[\udc80-\udcff]")
_CP1252 = {0xDC00 + byte: bytes([byte]).decode("cp1252", "replace") for byte in range(128, 256)}
# What French puts in two or three bytes of UTF-8. In MacRoman, « ’é » is by chance the two bytes
# of an Armenian letter: other characters prove nothing.
_FRENCH = re.compile("[\u00a0-\u00ffœŒ’…–]")
_RARE = 20
LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Decoded:
    """`odd_lines` (from 1) were in Windows-1252 among lines in UTF-8, or hold what is no text."""

    text: str
    encoding: str
    odd_lines: frozenset[int] = frozenset()


def decode(content: bytes) -> Decoded:
    """The text and its encoding. Raises `NotATable` for what is not text."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _marked(content, encoding)
    sample = content[:100_000]
    zeros = sample.count(0)
    if zeros > len(sample) // 4:
        encoding = "utf-16-le" if sample[1::2].count(0) > sample[0::2].count(0) else "utf-16-be"
        return _marked(content, encoding)
    control = sum(sample.count(code) for code in (*range(9), 14, 15, *range(16, 27)))
    if control > len(sample) // 50:
        raise NotATable("son contenu n’est pas du texte")
    return _unmarked(content)


def _marked(content: bytes, encoding: str) -> Decoded:
    if encoding == "utf-8-sig":
        decoded = _unmarked(content.removeprefix(codecs.BOM_UTF8))
        is_utf8 = decoded.encoding.startswith("utf-8")
        return Decoded(decoded.text, encoding if is_utf8 else decoded.encoding, decoded.odd_lines)
    text = content.decode(encoding, errors="replace")
    lost = re.compile("\ufffd")
    return Decoded(text, encoding, _lines_of(lost, text) if "\ufffd" in text else frozenset())


def _unmarked(content: bytes) -> Decoded:
    try:
        return Decoded(content.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        text = content.decode("utf-8", "surrogateescape")
    wrong = len(_ESCAPED.findall(text))
    right = len(_FRENCH.findall(text))
    if right * _RARE < wrong:
        return Decoded(*_eight_bits(content))
    return Decoded(text.translate(_CP1252), "utf-8, cp1252", _lines_of(_ESCAPED, text))


def _lines_of(wanted: re.Pattern[str], text: str) -> frozenset[int]:
    """The lines, from 1, where a character is found."""
    found, line, start = set(), 1, 0
    for match in wanted.finditer(text):
        line += sum(1 for _ in LINE_END.finditer(text, start, match.start()))
        found.add(line)
        start = match.start()
    return frozenset(found)


def _eight_bits(content: bytes) -> tuple[str, str]:
    """Windows-1252 or MacRoman: the one in which accented letters stand inside words."""
    candidates = ("cp1252", "mac_roman")
    sample = content[:200_000]
    name = max(candidates, key=lambda name: _french(sample.decode(name, errors="replace")))
    return content.decode(name, errors="replace"), name


def _french(text: str) -> int:
    good = sum(text.count(letter) for letter in "éèêàçùôîâëïûÉÈÀœ’«»")
    bad = sum(text.count(letter) for letter in "ŽŠ‰¶•¤√∂©®™\ufffd\u008d\u008e\u008f")
    return good - 3 * bad
