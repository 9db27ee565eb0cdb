"""Sorted strings in two arrays: searched and read without one Python object per string."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

Bytes = npt.NDArray[np.uint8]
Offsets = npt.NDArray[np.uint32]


def pack(strings: Sequence[str]) -> tuple[Bytes, Offsets]:
    """The UTF-8 of all strings, and where each begins (one more than there are strings)."""
    encoded = [string.encode() for string in strings]
    starts = np.zeros(len(encoded) + 1, np.uint32)
    np.cumsum([len(piece) for piece in encoded], out=starts[1:], dtype=np.uint32)
    return np.frombuffer(b"".join(encoded), np.uint8), starts


class SortedStrings(Sequence[str]):
    """In the order of their UTF-8 bytes, which is that of their code points."""

    def __init__(self, blob: Bytes, starts: Offsets) -> None:
        self._blob, self._starts = blob.data, starts

    def __len__(self) -> int:
        return len(self._starts) - 1

    def __getitem__(self, rank: int) -> str:  # type: ignore[override]  # no slices: nobody needs them
        return self._bytes(rank).decode()

    def __iter__(self) -> Iterator[str]:
        return (self[rank] for rank in range(len(self)))

    def find(self, string: str) -> int | None:
        """The rank of `string`."""
        wanted = string.encode()
        rank = self._first_from(wanted)
        return rank if rank < len(self) and self._bytes(rank) == wanted else None

    def starting_with(self, prefix: str) -> range:
        """The ranks of the strings that begin with `prefix`."""
        wanted = prefix.encode()
        # No UTF-8 byte is 0xFF: this sorts after everything that begins with the prefix.
        return range(self._first_from(wanted), self._first_from(wanted + b"\xff"))

    def _first_from(self, wanted: bytes) -> int:
        low, high = 0, len(self)
        while low < high:
            middle = (low + high) // 2
            if self._bytes(middle) < wanted:
                low = middle + 1
            else:
                high = middle
        return low

    def _bytes(self, rank: int) -> bytes:
        return bytes(self._blob[self._starts[rank] : self._starts[rank + 1]])
