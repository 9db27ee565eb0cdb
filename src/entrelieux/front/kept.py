"""Answers kept in memory while the atlas does not change."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

Headers = list[tuple[str, str]]
# Path, query, language and coding.
Key = tuple[str, str, str, str]
# Entity tag, headers, body. Plain tuples of strings: the garbage collector forgets them, where it
# would visit tens of thousands of lists and stop the server for it.
Kept = tuple[str, tuple[tuple[str, str], ...], bytes]
# A rough allowance for keys and headers.
OVERHEAD_BYTES = 1_000


class Answers:
    """The last answers used, up to `most_bytes`, for one state of what they are made from.

    A new state has its own `Answers`: an answer computed late from an old state is kept with it.
    """

    def __init__(self, state: object, most_bytes: int) -> None:
        self.state = state
        self._most_bytes, self._bytes = most_bytes, 0
        self._kept: OrderedDict[Key, Kept] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Key) -> Kept | None:
        with self._lock:
            kept = self._kept.get(key)
            if kept is not None:
                self._kept.move_to_end(key)
            return kept

    def keep(self, key: Key, answer: Kept) -> None:
        with self._lock:
            self._forget(key)
            self._kept[key] = answer
            self._bytes += _size(answer)
            while self._bytes > self._most_bytes:
                self._forget(next(iter(self._kept)))

    def _forget(self, key: Key) -> None:
        old = self._kept.pop(key, None)
        if old is not None:
            self._bytes -= _size(old)


def _size(answer: Kept) -> int:
    return len(answer[-1]) + OVERHEAD_BYTES
