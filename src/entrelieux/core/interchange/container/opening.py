"""What a file really is, by what it holds."""

from __future__ import annotations

from pathlib import Path

from entrelieux.core.interchange.container.decoding import decode
from entrelieux.core.interchange.container.delimited import read_delimited
from entrelieux.core.interchange.container.errors import EmptyFile, FileTooLarge, NotATable
from entrelieux.core.interchange.container.nested import read_json
from entrelieux.core.interchange.container.table import Limits, RawTable
from entrelieux.core.interchange.container.workbook import read_workbook

_BINARY = {
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": (
        "c’est un ancien classeur .xls, ou un classeur protégé par un mot de passe : "
        "enregistrez-le en .xlsx, sans mot de passe"
    ),
    b"%PDF": "c’est un PDF",
    b"\x89PNG": "c’est une image",
    b"\xff\xd8\xff": "c’est une image",
    b"GIF8": "c’est une image",
    b"\x1f\x8b": "c’est une archive gzip : décompressez-la d’abord",
    b"BZh": "c’est une archive bzip2 : décompressez-la d’abord",
    b"\xfd7zXZ": "c’est une archive xz : décompressez-la d’abord",
    b"\x28\xb5\x2f\xfd": "c’est une archive zstd : décompressez-la d’abord",
    b"Rar!": "c’est une archive",
    b"7z\xbc\xaf": "c’est une archive",
    b"SQLite format 3": "c’est une base de données",
    b"PAR1": "c’est un fichier Parquet",
    b"{\\rtf": "c’est un texte mis en page (RTF)",
    b"\x7fELF": "c’est un programme",
    b"MZ\x90\x00": "c’est un programme",
}


def open_table(source: Path | bytes, *, name: str = "", limits: Limits | None = None) -> RawTable:
    """Raises `UnreadableFile`; a row that cannot be read is a row with problems."""
    limits = limits or Limits()
    content = _content(source, limits)
    if content[:4] in {b"PK\x03\x04", b"PK\x05\x06"}:
        return read_workbook(content, limits)
    for magic, what in _BINARY.items():
        if content.startswith(magic):
            raise NotATable(what)
    decoded = decode(content)
    start = decoded.text[:2_000].lstrip("\x00 \t\r\n\ufeff")[:200].lower()
    if not start and not decoded.text.strip("\x00 \t\r\n\ufeff"):
        raise EmptyFile
    if start.startswith(("<!doctype html", "<html")):
        raise NotATable("c’est une page web, peut-être une page d’erreur")
    if start.startswith("<"):
        raise NotATable("c’est du XML, que ce logiciel ne lit pas")
    if start.startswith(("[", "{")):
        return read_json(decoded, limits)
    return read_delimited(decoded, limits)


def _content(source: Path | bytes, limits: Limits) -> bytes:
    if isinstance(source, Path):
        if source.stat().st_size > limits.file_bytes:
            raise FileTooLarge(limits.file_bytes // 1024 // 1024, "Mo")
        source = source.read_bytes()
    if len(source) > limits.file_bytes:
        raise FileTooLarge(limits.file_bytes // 1024 // 1024, "Mo")
    if not source.strip(b"\x00 \t\r\n"):
        raise EmptyFile
    return source
