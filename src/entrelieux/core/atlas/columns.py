"""One entry per document, gathered in order of arrival, written in Morton order."""

from __future__ import annotations

from array import array
from typing import Any

import numpy as np
import numpy.typing as npt

from entrelieux.core.atlas.bitmaps import Positions
from entrelieux.core.atlas.document import Document
from entrelieux.core.atlas.file import SectionWriter
from entrelieux.core.atlas.morton import LAST_CODE, interleave, project
from entrelieux.core.atlas.orders import NAME_BYTES, name_key, write_orders

# Positions without coordinates come after all others.
NO_CODE = LAST_CODE + 1
NO_KIND = 0xFFFF
NAN = float("nan")


class Columns:
    def __init__(self) -> None:
        self._ids, self._lats, self._lons = array("q"), array("d"), array("d")
        self._scores, self._updated = array("f"), array("i")
        self._kinds = array("H")
        self._names = bytearray()
        self._id_lengths, self._payload_lengths = array("H"), array("I")

    def __len__(self) -> int:
        return len(self._ids)

    def add(self, document: Document, kind: int) -> None:
        located = document.lat is not None and document.lon is not None
        self._ids.append(document.id)
        self._lats.append(document.lat if located and document.lat is not None else NAN)
        self._lons.append(document.lon if located and document.lon is not None else NAN)
        self._scores.append(document.score)
        self._updated.append(document.updated_on)
        self._kinds.append(kind)
        self._names += name_key(document.sort_name)
        self._id_lengths.append(len(document.public_id.encode()))
        self._payload_lengths.append(len(document.payload))

    def codes(self) -> npt.NDArray[np.uint64]:
        lats, lons = np.frombuffer(self._lats), np.frombuffer(self._lons)
        codes = interleave(*project(lats, lons))
        codes[np.isnan(lats)] = NO_CODE
        return codes

    def write(self, writer: SectionWriter, kind_ranks: npt.NDArray[np.uint16]) -> Positions:
        """Writes every column and the orders; returns the position of each arrival.

        `kind_ranks` turns the number given to `add` into the rank of the kind.
        """
        codes = self.codes()
        order = np.argsort(codes, kind="stable").astype(np.uint32)
        writer.array("codes", codes[order])
        writer.array("lats", np.frombuffer(self._lats)[order])
        writer.array("lons", np.frombuffer(self._lons)[order])
        writer.array("kinds", kind_ranks[np.frombuffer(self._kinds, np.uint16)][order])
        self._write_records(writer, order)
        self._write_sortable(writer, order)
        positions = np.empty_like(order)
        positions[order] = np.arange(len(order), dtype=np.uint32)
        return positions

    def _write_records(self, writer: SectionWriter, order: Positions) -> None:
        id_lengths = np.frombuffer(self._id_lengths, np.uint16)
        payload_lengths = np.frombuffer(self._payload_lengths, np.uint32)
        ends = np.cumsum(id_lengths.astype(np.uint64) + payload_lengths)
        starts = ends - id_lengths - payload_lengths
        writer.array("record_starts", starts.astype(np.uint64)[order])
        writer.array("id_lengths", id_lengths[order])
        writer.array("payload_lengths", payload_lengths[order])

    def _write_sortable(self, writer: SectionWriter, order: Positions) -> None:
        columns: dict[str, npt.NDArray[Any]] = {
            "ids": np.frombuffer(self._ids, np.int64)[order],
            "scores": np.frombuffer(self._scores, np.float32)[order],
            "updated": np.frombuffer(self._updated, np.int32)[order],
            "names": np.frombuffer(self._names, f"S{NAME_BYTES}")[order],
        }
        for name, values in columns.items():
            writer.array(name, values)
        # Of the width that searching takes: a narrower one would be copied whole by each search.
        writer.array("by_id", np.argsort(columns["ids"], kind="stable").astype(np.int64))
        write_orders(writer, columns)
