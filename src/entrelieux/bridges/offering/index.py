"""Every live offer as one process reads it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.utils import timezone, translation

from entrelieux.bridges.offering.live import live_offers
from entrelieux.bridges.offering.shape import LiveOffer
from entrelieux.bridges.offering.touched import Touched
from entrelieux.core.bridging.matcher import Matcher
from entrelieux.core.bridging.reading.mentions import Spotter
from entrelieux.core.bridging.vectors import shipped_encoder
from entrelieux.core.words import load_core
from entrelieux.lexicons.search_words import community_words

Words = Mapping[str, tuple[str, ...]]
_LEAST_UNSETTLED, _UNSETTLED_SHARE = 200, 0.02


@dataclass(frozen=True, slots=True)
class OfferIndex:
    """The offers of one moment, by the id that the engine gives them; nothing of it changes."""

    offers: Mapping[str, LiveOffer]
    matcher: Matcher
    own_words: Words

    def after(self, touched: Touched | None = None) -> OfferIndex:
        """The same once what was touched is read again, or all that is offered: the engine reads
        what is other than before, and nothing else."""
        fresh = offers_now(touched)
        known = self.offers
        if touched is not None:
            known = {name: one for name, one in known.items() if touched.holds(one)}
        gone = known.keys() - fresh.keys()
        kept = {name: one for name, one in self.offers.items() if name not in gone} | fresh
        other = [
            one.offer
            for name, one in fresh.items()
            if name not in self.offers or self.offers[name].offer != one.offer
        ]
        matcher = self.matcher.changed(other, gone) if other or gone else self.matcher
        return replace(self, offers=kept, matcher=matcher)

    @property
    def is_unsettled(self) -> bool:
        """So much was changed that reading it in one piece is worth making one."""
        most = max(_LEAST_UNSETTLED, _UNSETTLED_SHARE * len(self.offers))
        return self.matcher.unsettled > most

    def settled(self) -> OfferIndex:
        return replace(self, matcher=self.matcher.settled())


def read_index() -> OfferIndex:
    """All that is offered, read anew with the words of now."""
    words, offers = own_words(), offers_now()
    read = (one.offer for one in offers.values())
    spotter = Spotter(load_core(), words)
    matcher = Matcher(read, load_core(), spotter=spotter, encoder=shipped_encoder())
    return OfferIndex(offers, matcher, words)


def offers_now(touched: Touched | None = None) -> dict[str, LiveOffer]:
    """What is written about offers is in French, whoever asks first."""
    with translation.override("fr"):
        return {one.offer.id: one for one in live_offers(timezone.now(), touched)}


def own_words() -> Words:
    """What communities call the concepts of the vocabulary: « la brûleuse » is a laser."""
    words: dict[str, dict[str, None]] = defaultdict(dict)
    for word in community_words():
        words[word.label][f"{word.scheme}:{word.concept}"] = None
    return {label: tuple(concepts) for label, concepts in sorted(words.items())}
