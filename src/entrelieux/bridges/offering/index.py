"""Every live offer as one process reads it, and read again when something changed."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from threading import Lock

from django.utils import timezone, translation

from entrelieux.bridges.offering.live import live_offers
from entrelieux.bridges.offering.shape import LiveOffer
from entrelieux.core.bridging.matcher import Matcher
from entrelieux.core.bridging.reading.mentions import Spotter
from entrelieux.core.bridging.vectors import shipped_encoder
from entrelieux.core.words import load_core
from entrelieux.lexicons.search_words import community_words
from entrelieux.search.stamp import Stamp, current_stamp

# Dates pass and posts expire although nobody writes anything.
LOOK_AGAIN_SECONDS = 300.0


@dataclass(frozen=True, slots=True)
class OfferIndex:
    """The offers of one moment, by the id that the engine gives them; nothing of it changes."""

    offers: Mapping[str, LiveOffer]
    matcher: Matcher
    own_words: Mapping[str, tuple[str, ...]]


class IndexReader:
    """Catches up when the stamp of changes says so: what places hold, words, places, posts."""

    def __init__(self, stamp: Stamp, clock: Callable[[], float] = time.monotonic) -> None:
        self._stamp, self._clock = stamp, clock
        self._lock = Lock()
        self._seen: object = None
        self._read_at = float("-inf")
        self._index: OfferIndex | None = None

    def index(self) -> OfferIndex:
        seen = self._stamp.value()
        with self._lock:
            is_late = self._clock() - self._read_at > LOOK_AGAIN_SECONDS
            if self._index is None or is_late or seen != self._seen:
                self._index = _caught_up(self._index)
                self._seen, self._read_at = seen, self._clock()
            return self._index


def _caught_up(known: OfferIndex | None) -> OfferIndex:
    """The same engine when the offers and the words that it reads are the same."""
    # What is written about offers is in French, whoever asks first.
    with translation.override("fr"):
        offers = {one.offer.id: one for one in live_offers(timezone.now())}
    words = own_words()
    is_same_words = known is not None and known.own_words == words
    if known and is_same_words and _read_of(known.offers) == _read_of(offers):
        return OfferIndex(offers, known.matcher, words)
    spotter = known.matcher.spotter if known and is_same_words else Spotter(load_core(), words)
    read = (one.offer for one in offers.values())
    matcher = Matcher(read, load_core(), spotter=spotter, encoder=shipped_encoder())
    return OfferIndex(offers, matcher, words)


def _read_of(offers: Mapping[str, LiveOffer]) -> Sequence[object]:
    return [one.offer for one in offers.values()]


def own_words() -> dict[str, tuple[str, ...]]:
    """What communities call the concepts of the vocabulary: « la brûleuse » is a laser."""
    words: dict[str, dict[str, None]] = defaultdict(dict)
    for word in community_words():
        words[word.label][f"{word.scheme}:{word.concept}"] = None
    return {label: tuple(concepts) for label, concepts in sorted(words.items())}


_reader: IndexReader | None = None


def offer_index() -> OfferIndex:
    """The offers of this moment, for this process."""
    global _reader
    if _reader is None:
        _reader = IndexReader(current_stamp())
    return _reader.index()
