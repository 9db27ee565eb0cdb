"""Reading the XML parts of a workbook once, to refuse what would not bear being opened."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from xml.parsers import expat

from entrelieux.core.interchange.container.errors import (
    FileTooLarge,
    NotATable,
    SuspiciousArchive,
)
from entrelieux.core.interchange.container.sheets import (
    Grid,
    Part,
    SharedStrings,
    Spreadsheet,
    Worksheet,
    bare,
)
from entrelieux.core.interchange.container.table import Limits

_CHUNK = 1 << 18
# A tag or a comment of this size is in no workbook; the parser would keep it whole.
_TOKEN_BYTES = 4 << 20
_DEPTH = 200
_PARTS = {"sst": SharedStrings, "worksheet": Worksheet, "document-content": Spreadsheet}


@dataclass(frozen=True, slots=True)
class Weight:
    """What opening would lose without a word: formulas without their result, cells in error."""

    without_result: int
    errors: int


def weigh(members: Mapping[str, bytes], limits: Limits) -> Weight:
    """Raises `UnreadableFile` for a workbook whose sheets would take too much room."""
    parts = [
        _part(content)
        for name, content in members.items()
        if name.lower().endswith((".xml", ".rels"))
    ]
    sheets = [part for part in parts if isinstance(part, Worksheet)]
    shared = [part.sizes for part in parts if isinstance(part, SharedStrings)]
    for sheet in sheets:
        sheet.grid.characters += _shared_characters(sheet, shared)
        sheet.grid.check(limits)
    # An ODS is opened with all its tables, an XLSX sheet by sheet.
    _check_together(
        [grid for part in parts if isinstance(part, Spreadsheet) for grid in part.grids], limits
    )
    return Weight(
        sum(sheet.without_result for sheet in sheets), sum(sheet.errors for sheet in sheets)
    )


def _shared_characters(sheet: Worksheet, shared: Iterable[list[int]]) -> int:
    """The cells' references to shared texts, each a copy once opened."""
    total = 0
    for sizes in shared:
        for index, times in sheet.shared.items():
            if index.isascii() and index.isdigit() and len(index) < 10 and int(index) < len(sizes):
                total += sizes[int(index)] * times
    return total


def _check_together(grids: list[Grid], limits: Limits) -> None:
    for grid in grids:
        grid.check(limits)
    if sum(grid.area for grid in grids) > limits.cells:
        raise FileTooLarge(limits.cells, "cellules")
    if sum(grid.characters for grid in grids) > limits.sheet_characters:
        raise FileTooLarge(limits.sheet_characters, "caractères")


def _part(content: bytes) -> Part:
    """What one part holds. Raises `NotATable`, `SuspiciousArchive`."""
    # As the reader of cells does, whatever the part declares.
    parser = expat.ParserCreate("utf-8")
    path: list[Part] = []
    depth = 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        name = bare(tag)
        if depth == 1:
            path.append(_PARTS.get(name, Part)())
            parser.CharacterDataHandler = path[0].text
        elif depth > _DEPTH:
            raise SuspiciousArchive("ses parties s’emboîtent sans fin")
        path[0].start(name, attributes)

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1
        path[0].end(bare(tag))

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.StartDoctypeDeclHandler = _refuse_entities
    _feed(parser, content)
    return path[0]


def _refuse_entities(*_declared: object) -> None:
    """No spreadsheet declares a document type: that is where entities multiply."""
    raise SuspiciousArchive("il définit ses propres entités XML")


def _feed(parser: expat.XMLParserType, content: bytes) -> None:
    try:
        for start in range(0, len(content), _CHUNK):
            parser.Parse(content[start : start + _CHUNK], False)
            if start + _CHUNK - parser.CurrentByteIndex > _TOKEN_BYTES:
                raise SuspiciousArchive("une de ses balises n’a pas de fin")
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise NotATable(f"ce classeur est abîmé ({error}) : enregistrez-le de nouveau") from error
