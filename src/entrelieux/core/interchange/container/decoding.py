"""The encoding of a text, by evidence."""

from __future__ import annotations

import codecs

from entrelieux.core.interchange.container.errors import NotATable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(content: bytes) -> tuple[str, str]:
    """The text and its encoding. Raises `NotATable` for what is not text."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content.decode(encoding, errors="replace"), encoding
    sample = content[:100_000]
    zeros = sample.count(0)
    if zeros > len(sample) // 4:
        encoding = "utf-16-le" if sample[1::2].count(0) > sample[0::2].count(0) else "utf-16-be"
        return content.decode(encoding, errors="replace"), encoding
    control = sum(sample.count(code) for code in (*range(9), 14, 15, *range(16, 27)))
    if control > len(sample) // 50:
        raise NotATable("son contenu n’est pas du texte")
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _eight_bits(content)


def _eight_bits(content: bytes) -> tuple[str, str]:
    """Windows-1252 or MacRoman: the one in which accented letters stand inside words."""
    candidates = [
        (content.decode(name, errors="replace"), name) for name in ("cp1252", "mac_roman")
    ]
    return max(candidates, key=lambda pair: _french(pair[0][:200_000]))


def _french(text: str) -> int:
    good = sum(text.count(letter) for letter in "éèêàçùôîâëïûÉÈÀœ’«»")
    bad = sum(text.count(letter) for letter in "ŽŠ‰¶•¤√∂©®™\ufffd\u008d\u008e\u008f")
    return good - 3 * bad
