"""CSV and its cousins: delimiter by evidence, preamble skipped, broken lines reported."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator

from entrelieux.core.interchange.container.decoding import Decoded
from entrelieux.core.interchange.container.errors import FileTooLarge
from entrelieux.core.interchange.container.header import Line, table_of
from entrelieux.core.interchange.container.quoting import Quoted, Record
from entrelieux.core.interchange.container.table import Limits, RawTable
from entrelieux.core.interchange.records import Problem

DELIMITERS = (";", "\t", ",", "|")
_SAMPLE_LINES = 60
_SAMPLE_CHARACTERS = 4_000_000
_TOLD_LINES = 12
# The module's own limit belongs to the whole process: lines and cells are measured here instead.
_NO_LIMIT = 2**31 - 1


def read_delimited(decoded: Decoded, limits: Limits) -> RawTable:
    csv.field_size_limit(_NO_LIMIT)
    delimiter, width = _delimiter(decoded.text, limits)
    lines = list(_lines(decoded, delimiter, width, limits))
    return table_of("csv", lines, limits, decoded.encoding, _notes(decoded))


def physical_lines(text: str, limits: Limits) -> Iterator[str]:
    """The lines, each with a single line feed at its end, without copying the whole text.

    Raises `FileTooLarge`.
    """
    start, end = 0, len(text)
    feed, back = text.find("\n"), text.find("\r")
    while start < end:
        if -1 < feed < start:
            feed = text.find("\n", start)
        if -1 < back < start:
            back = text.find("\r", start)
        stop = min(feed if feed >= 0 else end, back if back >= 0 else end)
        if stop - start > limits.line_characters:
            raise FileTooLarge(limits.line_characters, "caractères par ligne")
        yield text[start:stop] + "\n"
        start = stop + (2 if stop == back and feed == back + 1 else 1)


def _delimiter(text: str, limits: Limits) -> tuple[str, int]:
    """The one that cuts the most lines into the same number of pieces, and that number."""
    sample: list[str] = []
    for line in physical_lines(text, limits):
        sample.append(line)
        if len(sample) >= _SAMPLE_LINES or sum(map(len, sample)) > _SAMPLE_CHARACTERS:
            break

    def score(delimiter: str) -> tuple[int, int]:
        records = Quoted(sample, delimiter, sample[0].count(delimiter) + 1)
        return _commonest(record.cells for record in records)

    best = max(DELIMITERS, key=score)
    return best, score(best)[1]


def _commonest(rows: Iterable[list[str]]) -> tuple[int, int]:
    sizes = Counter(len(row) for row in rows if any(row))
    (size, times), *_ = sizes.most_common(1) or [(0, 0)]
    # One comma a line, in « 45.11,2.87 », does not outweigh thirteen semicolons in nearly all.
    return (times * (size - 1), size)


def _lines(decoded: Decoded, delimiter: str, width: int, limits: Limits) -> Iterator[Line]:
    rows = cells = 0
    for record in Quoted(physical_lines(decoded.text, limits), delimiter, width):
        if not any(cell.strip() for cell in record.cells):
            continue
        rows, cells = rows + 1, cells + len(record.cells)
        # One more line than rows: the names of the columns.
        if rows > limits.rows + 1:
            raise FileTooLarge(limits.rows, "lignes")
        if cells > limits.cells:
            raise FileTooLarge(limits.cells, "cellules")
        yield Line(record.first, record.cells, tuple(_problems(record, decoded)))


def _problems(record: Record, decoded: Decoded) -> Iterator[Problem]:
    if record.is_mended:
        message = (
            f"Ligne {record.first} : un guillemet s’y ouvre sans se refermer. "
            "Elle est lue sans lui : vérifiez-la."
        )
        yield Problem("open_quote", None, "", message)
    odd = decoded.odd_lines
    if odd and any(number in odd for number in range(record.first, record.last + 1)):
        message = (
            f"Ligne {record.first} : elle n’est pas dans l’encodage du reste du fichier. "
            "Vérifiez ses accents."
        )
        yield Problem("mixed_encoding", None, "", message)


def _notes(decoded: Decoded) -> list[str]:
    if not decoded.odd_lines:
        return []
    shown = ", ".join(str(number) for number in sorted(decoded.odd_lines)[:_TOLD_LINES])
    more = "…" if len(decoded.odd_lines) > _TOLD_LINES else ""
    return [
        f"Lignes écrites dans un autre encodage que le reste ({decoded.encoding}) : {shown}{more}."
    ]
