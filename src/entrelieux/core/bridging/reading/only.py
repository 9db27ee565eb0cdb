"""What kinds a need names, and which ones an offer is held to, in terms that can be compared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from entrelieux.core.bridging.model import Need, Offer, OfferKind
from entrelieux.core.bridging.reading.mentions import Mention, Spotter
from entrelieux.core.bridging.reading.negation import refused_words
from entrelieux.core.bridging.reading.restrictions import restricted
from entrelieux.core.bridging.reading.rivals import Kind, families_of, is_how, kinds_in, ways_in
from entrelieux.core.bridging.reading.words import Word, words_of

_OF_MATTER = frozenset({"en", "in"})  # « en acier »


def kinds_asked(need: Need, spotter: Spotter) -> Mapping[str, frozenset[str]]:
    """By family the kinds that the title of a need names, and how the thing is said to be there,
    or at the head of its description."""
    words = words_of(need.title)
    ranks = _sought(words)
    more = words_of(need.description)
    head = [rank for rank in _sought(more) if more[rank].clause == 0]
    about = [*words, *(more[rank] for rank in head)]
    named = spotter.mentions(need.title, language=need.lang)
    kinds = (
        *kinds_in(words, ranks),
        *ways_in(words, ranks, about),
        *ways_in(more, head, about),
        *_finest(tuple(_concepts(named, words, ranks, spotter)), spotter),
    )  # fmt: skip
    families = {one.family for one in kinds}
    return {
        family: frozenset(one.value for one in kinds if one.family == family) for family in families
    }


def only_of(offer: Offer, spotter: Spotter) -> frozenset[str]:
    """The families in which an offer is held to a kind, and every kind of these that it names."""
    # What a project seeks is no limit to what it offers.
    if offer.kind == OfferKind.PROJECT:
        return frozenset()
    held = [one for text in _texts(offer) for one in _held(text, offer, spotter)]
    if not held:
        return frozenset()
    families = frozenset(one.family for one in held)
    named = (one for text in _texts(offer) for one in _named(text, offer, spotter))
    return families | {one.value for one in (*held, *named) if one.family in families}


def told_only(offer: Offer) -> Iterator[str]:
    """What an offer says that it is held to, as it is written."""
    for text in _texts(offer):
        words = words_of(text)
        for run in restricted(words):
            yield text[words[run.start].start : words[run.stop - 1].end]


def _texts(offer: Offer) -> Sequence[str]:
    return (offer.title, offer.description)


def _held(text: str, offer: Offer, spotter: Spotter) -> Iterator[Kind]:
    words = words_of(text)
    for run in restricted(words):
        yield from _kinds(text, words, run, offer, spotter)


def _named(text: str, offer: Offer, spotter: Spotter) -> Iterator[Kind]:
    words = words_of(text)
    return _kinds(text, words, _sought(words), offer, spotter)


def _kinds(
    text: str, words: Sequence[Word], ranks: Sequence[int], offer: Offer, spotter: Spotter
) -> Iterator[Kind]:
    yield from kinds_in(words, ranks)
    about = [one for told in _texts(offer) for one in words_of(told)]
    yield from ways_in(words, ranks, about)
    yield from _concepts(spotter.mentions(text, language=offer.lang), words, ranks, spotter)


def _concepts(
    mentions: Sequence[Mention], words: Sequence[Word], ranks: Sequence[int], spotter: Spotter
) -> Iterator[Kind]:
    for one in mentions:
        if one.is_hint or not one.is_sure or one.is_refused or one.start not in ranks:
            continue
        for name in one.concepts:
            matter = _OF_MATTER if name.startswith("materials:") else frozenset()
            if not is_how(words, one.start, since=ranks[0], allowed=matter):
                for family in families_of(name, spotter.vocabulary):
                    yield Kind(family, name)


def _finest(kinds: Sequence[Kind], spotter: Spotter) -> Iterator[Kind]:
    """« Un tissu de laine » is of wool, and not of any fabric."""
    above = {
        f"{scheme}:{one.id}"
        for scheme, _, code in (kind.value.partition(":") for kind in kinds)
        for one in spotter.vocabulary.broader(code, scheme)
    }
    return (one for one in kinds if one.value not in above)


def _sought(words: Sequence[Word]) -> Sequence[int]:
    refused = refused_words(words)
    return [rank for rank in range(len(words)) if rank not in refused]
