"""The snapshot file: a header, columns, then bitmaps; written aside, then renamed."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import orjson
from pyroaring import BitMap

from entrelieux.core.atlas.segment import Segment

FORMAT = 1


class UnreadableAtlas(Exception):
    """The file is not a snapshot of this version of the software: build the atlas again."""


def write_segment(segment: Segment, path: Path) -> None:
    bitmaps: list[bytes] = []

    def kept(postings: Mapping[Any, BitMap]) -> list[Any]:
        bitmaps.extend(bitmap.serialize() for bitmap in postings.values())
        return list(postings)

    header = {
        "format": FORMAT,
        "located": segment.located,
        "words": [kept(tier) for tier in segment.words],
        "facets": {name: kept(postings) for name, postings in segment.facets.items()},
        "slots": kept(segment.slots),
        "public_ids": list(segment.public_ids),
    }
    temporary = path.with_suffix(".part")
    with temporary.open("wb") as file:
        np.savez(
            file,
            header=np.frombuffer(orjson.dumps(header), np.uint8),
            ids=segment.ids,
            lat=segment.lat,
            lon=segment.lon,
            codes=segment.codes,
            scores=segment.scores,
            payload_sizes=np.array([len(p) for p in segment.payloads], np.int64),
            payloads=np.frombuffer(b"".join(segment.payloads), np.uint8),
            bitmap_sizes=np.array([len(b) for b in bitmaps], np.int64),
            bitmaps=np.frombuffer(b"".join(bitmaps), np.uint8),
        )
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)


def read_segment(path: Path) -> Segment:
    """Raises `UnreadableAtlas`."""
    try:
        with np.load(path) as columns:
            held = {name: columns[name] for name in columns.files}
            header = orjson.loads(held["header"].tobytes())
    except (ValueError, KeyError, OSError, EOFError) as error:
        raise UnreadableAtlas(f"{path.name}: build the atlas again.") from error
    if header["format"] != FORMAT:
        raise UnreadableAtlas(f"{path.name} is of another version: build the atlas again.")
    parts = iter(_cut(held["bitmaps"], held["bitmap_sizes"]))

    def back(keys: list[Any]) -> dict[Any, BitMap]:
        return {key: BitMap.deserialize(next(parts)) for key in keys}

    return Segment(
        ids=held["ids"],
        lat=held["lat"],
        lon=held["lon"],
        codes=held["codes"],
        scores=held["scores"],
        public_ids=header["public_ids"],
        payloads=_cut(held["payloads"], held["payload_sizes"]),
        words=tuple(back(tier) for tier in header["words"]),
        facets={name: back(keys) for name, keys in header["facets"].items()},
        slots=back(header["slots"]),
        located=header["located"],
    )


def _cut(blob: np.ndarray, sizes: np.ndarray) -> list[bytes]:
    whole, ends = blob.tobytes(), np.cumsum(sizes)
    return [whole[int(end - size) : int(end)] for end, size in zip(ends, sizes, strict=True)]
