"""Keeping a process's reading of the offers true, at the cost of what changed.

A visitor waits for the offers that were written since the last look, never for all of them to be
read again: when words change, when dates pass, or when too much was written at once, a thread of
its own reads everything while the reading of before answers.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from threading import Lock, Thread

from django.db import connections

from entrelieux.bridges.offering.index import OfferIndex, own_words, read_index
from entrelieux.bridges.offering.touched import touched_by
from entrelieux.search.models import AtlasBuild, AtlasChange
from entrelieux.search.stamp import Stamp, current_stamp

# Dates pass and posts expire although nobody writes anything.
LOOK_AGAIN_SECONDS = 300.0
AT_ONCE = 1_000  # so few offers are read again before one could be told to wait
WORDS = 0  # the key of no document: the words of communities changed
Aside = Callable[[Callable[[], None]], None]


def in_a_thread(work: Callable[[], None]) -> None:
    def run() -> None:
        try:
            work()
        finally:
            connections.close_all()

    Thread(target=run, name="offers", daemon=True).start()


class IndexReader:
    """Catches up when the stamp of changes says so: what places hold, words, places, posts."""

    def __init__(
        self,
        stamp: Stamp,
        clock: Callable[[], float] = time.monotonic,
        aside: Aside = in_a_thread,
        at_once: int = AT_ONCE,
    ) -> None:
        self._stamp, self._clock, self._aside, self._at_once = stamp, clock, aside, at_once
        self._lock = Lock()
        self._seen: object = None
        self._applied: frozenset[int] = frozenset()
        self._build: int | None = None
        self._read_at = float("-inf")
        self._is_reading = False
        self._index: OfferIndex | None = None

    def index(self) -> OfferIndex:
        """The offers as of now; the first one who asks waits until they are read."""
        seen, index = self._stamp.value(), self._index
        if index is not None and seen == self._seen and not self._is_late():
            return index
        with self._lock:
            return self._caught_up()

    def _is_late(self) -> bool:
        return self._clock() - self._read_at > LOOK_AGAIN_SECONDS

    def _caught_up(self) -> OfferIndex:
        # Read before the database: a change committed meanwhile makes us look again.
        seen = self._stamp.value()
        index = self._index
        if index is None:
            self._applied, self._build = frozenset(_changes()), _build()
            index, self._read_at = read_index(), self._clock()
        elif seen != self._seen:
            index = self._with_changes(index)
        self._index, self._seen = index, seen
        if (self._is_late() or index.is_unsettled) and not self._is_reading:
            self._look_again(index)
        return self._index

    def _with_changes(self, index: OfferIndex) -> OfferIndex:
        changes, build = _changes(), _build()
        keys = {changes[pk] for pk in changes.keys() - self._applied}
        touched = touched_by(keys - {WORDS})
        is_other_words = WORDS in keys and own_words() != index.own_words
        # A build of the atlas forgets the changes that it contains: some may not be known here.
        if is_other_words or build != self._build or len(touched) > self._at_once:
            self._read_at = float("-inf")
        self._applied, self._build = frozenset(changes), build
        return index.after(touched) if 0 < len(touched) <= self._at_once else index

    def _look_again(self, index: OfferIndex) -> None:
        """Reads everything, at once when it is soon done."""
        self._read_at = self._clock()
        if len(index.offers) <= self._at_once:
            self._index = _looked_again(index)
        else:
            self._is_reading = True
            self._aside(lambda: self._replace(index))

    def _replace(self, index: OfferIndex) -> None:
        """What is written while everything is read is read once more after it."""
        try:
            applied = frozenset(_changes())
            again = _looked_again(index)
            with self._lock:
                self._index, self._applied, self._seen = again, applied, None
        finally:
            self._is_reading = False


def _looked_again(index: OfferIndex) -> OfferIndex:
    again = index.after() if own_words() == index.own_words else read_index()
    return again.settled() if again.is_unsettled else again


def _changes() -> Mapping[int, int]:
    return dict(AtlasChange.objects.values_list("pk", "document_id"))


def _build() -> int | None:
    return AtlasBuild.objects.values_list("pk", flat=True).first()


_reader: IndexReader | None = None
_making = Lock()


def offer_index() -> OfferIndex:
    """The offers of this moment, for this process."""
    global _reader
    with _making:  # two threads that ask first must wait for one reading
        reader = _reader = _reader or IndexReader(current_stamp())
    return reader.index()
