"""Workbooks made by hand, so that each of their parts can lie."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

import xlsxwriter

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
NAMES = ["nom", "code_postal", "commune"]
ATELIER = ["Atelier", "15300", "Murat"]


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def xlsx_members(rows: str, shared: str = "", *, prologue: str = "") -> dict[str, str]:
    """The parts of a workbook of one sheet; `rows` and `shared` are XML."""
    relation = f'<Relationship Id="{{}}" Type="{OFFICE}/{{}}" Target="{{}}"/>'
    return {
        "[Content_Types].xml": f"{HEAD}<Types/>",
        "_rels/.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}">'
        + relation.format("r", "officeDocument", "xl/workbook.xml")
        + "</Relationships>",
        "xl/workbook.xml": f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        '<sheet name="lieux" sheetId="1" r:id="s1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}">'
        + relation.format("s1", "worksheet", "worksheets/sheet1.xml")
        + relation.format("s2", "sharedStrings", "sharedStrings.xml")
        + "</Relationships>",
        "xl/sharedStrings.xml": f'{HEAD}{prologue}<sst xmlns="{MAIN}">{shared}</sst>',
        "xl/worksheets/sheet1.xml": f'{HEAD}<worksheet xmlns="{MAIN}">'
        f"<sheetData>{rows}</sheetData></worksheet>",
    }


def xlsx(rows: str, shared: str = "", *, prologue: str = "") -> bytes:
    return zipped(xlsx_members(rows, shared, prologue=prologue))


def inline(number: int, cells: Sequence[str]) -> str:
    """One row of texts, without references."""
    texts = "".join(f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in cells)
    return f'<row r="{number}">{texts}</row>'


def ods(rows: str) -> bytes:
    spaces = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": f"{HEAD}<manifest:manifest xmlns:manifest="
            '"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
            "content.xml": f"{HEAD}<office:document-content{spaces}><office:body>"
            f'<office:spreadsheet><table:table table:name="lieux">{rows}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        }
    )


def ods_row(cells: Sequence[str], *, rows: int = 1, columns: int = 1) -> str:
    texts = "".join(
        f'<table:table-cell office:value-type="string" table:number-columns-repeated="{columns}">'
        f"<text:p>{cell}</text:p></table:table-cell>"
        for cell in cells
    )
    return f'<table:table-row table:number-rows-repeated="{rows}">{texts}</table:table-row>'


def written(write: Any) -> bytes:
    """A workbook as a spreadsheet saves it: `write` is given a workbook of xlsxwriter."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    write(book)
    book.close()
    return file.getvalue()


def lying(content: bytes, size: int = 100) -> bytes:
    """The archive, each of whose members declares that it inflates into `size` bytes."""
    spoilt = bytearray(content)
    for magic, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        start = spoilt.find(magic)
        while start >= 0:
            struct.pack_into("<L", spoilt, start + place, size)
            start = spoilt.find(magic, start + 4)
    return bytes(spoilt)
