"""A workbook’s archive, inflated here rather than believed.

The sizes that an archive declares may lie, and two readers may find two different lists of its
members. Each part that matters is inflated under a limit, then put into a new archive: what is
opened is exactly what was weighed.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator

from entrelieux.core.interchange.container.errors import NotATable, SuspiciousArchive
from entrelieux.core.interchange.container.table import Limits

_LOCAL_HEADER = struct.Struct("<4s5H3L2H")
_DIRECTORY_ENTRY = b"PK\x01\x02"
_CHUNK = 1 << 16
_ENCRYPTED = 1
# What a reader of cells needs; pictures, macros and settings of printers are left behind.
_FOLDERS = ("xl/", "_rels/", "meta-inf/")
_FILES = {"content.xml", "mimetype", "[content_types].xml"}
_DAMAGED = "ce classeur est abîmé ou coupé : téléchargez-le de nouveau"


def weighed_members(content: bytes, limits: Limits) -> dict[str, bytes]:
    """The XML parts of a workbook, by name. Raises `NotATable`, `SuspiciousArchive`."""
    members: dict[str, bytes] = {}
    total = 0
    allowed = min(limits.unzipped_bytes, limits.zip_ratio * max(len(content), 10_000))
    for member in _members(content, limits):
        parts, check = [], 0
        is_needed = _is_needed(member.filename)
        for part in _inflated(content, member):
            total += len(part)
            if total > allowed:
                raise SuspiciousArchive("il se déplie hors de toute proportion")
            check = zlib.crc32(part, check)
            parts += [part] if is_needed else []
        if check != member.CRC:
            raise NotATable(_DAMAGED)
        if is_needed:
            members[member.filename] = b"".join(parts)
    return members


def packed(members: dict[str, bytes]) -> bytes:
    """An archive of these members and of nothing else."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def _members(content: bytes, limits: Limits) -> list[zipfile.ZipInfo]:
    if content.count(_DIRECTORY_ENTRY) > limits.zip_members:
        raise SuspiciousArchive(f"il contient plus de {limits.zip_members} fichiers")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error) as error:
        raise NotATable(_DAMAGED) from error
    names = [member.filename for member in members]
    _check_names(names)
    if len(set(names)) < len(names):
        raise SuspiciousArchive("deux de ses parties ont le même nom")
    return members


def _check_names(names: list[str]) -> None:
    if "xl/workbook.bin" in names:
        raise NotATable("c’est un classeur binaire .xlsb : enregistrez-le en .xlsx")
    if any(name.startswith("Index/") for name in names):
        raise NotATable("c’est un classeur Numbers : exportez-le en CSV ou en .xlsx")
    if "xl/workbook.xml" not in names and "content.xml" not in names:
        raise NotATable("c’est une archive, pas un classeur")


def _is_needed(name: str) -> bool:
    lowered = name.lower()
    is_xml = lowered.endswith((".xml", ".rels"))
    return lowered in _FILES or (is_xml and lowered.startswith(_FOLDERS))


def _inflated(content: bytes, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """What the member really holds, piece by piece, whatever size it declares."""
    if member.flag_bits & _ENCRYPTED:
        raise NotATable("ce classeur est protégé par un mot de passe : enregistrez-le sans")
    data = _compressed(content, member)
    if member.compress_type == zipfile.ZIP_STORED:
        yield bytes(data)
        return
    if member.compress_type != zipfile.ZIP_DEFLATED:
        raise NotATable("ce classeur est comprimé d’une façon inhabituelle : enregistrez-le")
    inflate = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        yield from _pieces(inflate, data)
    except zlib.error as error:
        raise NotATable(_DAMAGED) from error


def _pieces(inflate: zlib._Decompress, data: memoryview) -> Iterator[bytes]:
    for start in range(0, len(data), _CHUNK):
        waiting = bytes(data[start : start + _CHUNK])
        while waiting and not inflate.eof:
            yield inflate.decompress(waiting, _CHUNK * 16)
            waiting = inflate.unconsumed_tail
    if not inflate.eof:
        raise NotATable(_DAMAGED)


def _compressed(content: bytes, member: zipfile.ZipInfo) -> memoryview:
    start = member.header_offset
    header = content[start : start + _LOCAL_HEADER.size]
    if len(header) < _LOCAL_HEADER.size or header[:4] != b"PK\x03\x04":
        raise NotATable(_DAMAGED)
    *_rest, name_size, extra_size = _LOCAL_HEADER.unpack(header)
    data = start + _LOCAL_HEADER.size + name_size + extra_size
    end = data + member.compress_size
    if end > len(content):
        raise NotATable(_DAMAGED)
    return memoryview(content)[data:end]
