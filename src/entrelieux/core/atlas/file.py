"""A file of named sections: arrays and bytes that are mapped in memory and read in place.

Layout: a 64-byte prologue (magic, format, place, length and CRC-32 of the index), the sections,
each aligned on 64 bytes, then the index in JSON. The index comes last, so that sections are written
in one pass; the file gets its name once it is whole and on the disk.
"""

from __future__ import annotations

import mmap
import os
import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import numpy.typing as npt
import orjson

FORMAT = 4
MAGIC = b"ENTRELX\n"
PROLOGUE = struct.Struct("<8sIIQQI")
ALIGNMENT = 64
CHUNK = 1 << 22


class UnreadableAtlas(Exception):
    """The file is not a whole snapshot of this version of the software: build the atlas again."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"{reason} Build the atlas again.")


class SectionWriter:
    """Writes sections one after the other; `finish` closes the list."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._index: dict[str, dict[str, Any]] = {}
        self._name = ""
        self._start = self._crc = 0
        self._file.write(bytes(ALIGNMENT))
        self._at = ALIGNMENT

    def array(self, name: str, values: npt.NDArray[Any]) -> None:
        flat = np.ascontiguousarray(values)
        self.begin(name)
        self.append(flat.data.cast("B") if flat.size else b"")
        self.end(dtype=flat.dtype.str, shape=list(flat.shape))

    def begin(self, name: str) -> None:
        """A section whose bytes come in pieces, by `append`, until `end`."""
        padding = -self._at % ALIGNMENT
        self._file.write(bytes(padding))
        self._at += padding
        self._name, self._start, self._crc = name, self._at, 0

    def append(self, piece: bytes | memoryview) -> None:
        self._file.write(piece)
        self._crc = zlib.crc32(piece, self._crc)
        self._at += len(piece)

    def end(self, *, dtype: str = "|u1", shape: list[int] | None = None) -> None:
        length = self._at - self._start
        self._index[self._name] = {
            "at": self._start,
            "length": length,
            "dtype": dtype,
            "shape": [length] if shape is None else shape,
            "crc": self._crc,
        }

    def finish(self, header: dict[str, Any]) -> None:
        index = orjson.dumps({"header": header, "sections": self._index})
        self._file.write(index)
        self._file.seek(0)
        self._file.write(PROLOGUE.pack(MAGIC, FORMAT, 0, self._at, len(index), zlib.crc32(index)))


class Sections:
    """Reads sections in place. Raises `UnreadableAtlas` when made of anything else."""

    def __init__(self, buffer: bytes | mmap.mmap) -> None:
        self._buffer = memoryview(buffer)
        index = orjson.loads(_index_of(self._buffer))
        self.header: dict[str, Any] = index["header"]
        self._index: dict[str, dict[str, Any]] = index["sections"]

    def array(self, name: str) -> npt.NDArray[Any]:
        entry = self._index[name]
        flat = np.frombuffer(self.bytes(name), np.dtype(entry["dtype"]))
        return flat.reshape(entry["shape"])

    def bytes(self, name: str) -> memoryview:
        entry = self._index[name]
        return self._buffer[entry["at"] : entry["at"] + entry["length"]]

    def verify(self) -> None:
        """Reads everything and compares checksums. Raises `UnreadableAtlas`."""
        for name, entry in self._index.items():
            if zlib.crc32(self.bytes(name)) != entry["crc"]:
                raise UnreadableAtlas(f"The section {name} of the atlas is damaged.")


def _index_of(buffer: memoryview) -> memoryview:
    if len(buffer) < ALIGNMENT or bytes(buffer[:8]) != MAGIC:
        raise UnreadableAtlas("This file is not an atlas.")
    _, version, _, at, length, crc = PROLOGUE.unpack_from(buffer)
    if version != FORMAT:
        raise UnreadableAtlas(f"The atlas is of format {version}, this software reads {FORMAT}.")
    index = buffer[at : at + length]
    if len(index) != length or zlib.crc32(index) != crc:
        raise UnreadableAtlas("The atlas was cut short.")
    return index


def write_whole(path: Path, write: Callable[[BinaryIO], None]) -> None:
    """Writes beside `path`, then takes its place: a reader sees the old file or the new one."""
    temporary = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        with temporary.open("wb", buffering=CHUNK) as file:
            write(file)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def map_file(path: Path) -> mmap.mmap:
    """Raises `UnreadableAtlas` for a missing or empty file."""
    try:
        with path.open("rb") as file:
            return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError) as error:
        raise UnreadableAtlas(f"The atlas {path.name} cannot be opened ({error}).") from error
