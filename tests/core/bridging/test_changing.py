"""Offers that come, change and go: the engine answers as one that is made anew."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.judging import READABLE
from entrelieux.core.bridging.index.incidence import Ranges
from entrelieux.core.bridging.matcher import Matcher
from entrelieux.core.bridging.model import Need, Offer
from entrelieux.core.bridging.suggestions import Suggestions
from entrelieux.core.interchange.bridges import read_needs, read_offers
from entrelieux.core.words import load_core

CORPUS = READABLE["tune_more"]
CHANGES = st.lists(
    st.tuples(st.integers(0, 59), st.integers(0, 59) | st.none()), min_size=1, max_size=12
)


@cache
def offers() -> tuple[Offer, ...]:
    told = read_offers((READABLE["tune_more"] / "offers.csv").read_text("utf-8"), [])[:60]
    return tuple(replace(one, id=f"o{rank}") for rank, one in enumerate(told))


@cache
def needs() -> tuple[Need, ...]:
    return read_needs((READABLE["tune_more"] / "needs.csv").read_text("utf-8"), [])[:12]


@cache
def matcher() -> Matcher:
    return Matcher(offers(), load_core())


def letters(texts: Sequence[str]) -> np.ndarray:
    """An encoder that needs no model: how often each letter comes."""
    told = np.zeros((len(texts), 512), np.float32)
    for rank, text in enumerate(texts):
        for letter in text.casefold():
            told[rank, ord(letter) % 512] += 1
    return told


def told(found: Suggestions) -> list[tuple[object, ...]]:
    return [
        (one.offer, one.score, one.parts, one.verdicts, one.failed)
        for one in (*found.ranked, *found.near_misses)
    ]


def answers(engine: Matcher) -> list[list[tuple[object, ...]]]:
    return [told(found) for found in engine.suggest_all(needs())]


def anew(held: Iterable[Offer]) -> Matcher:
    return Matcher(held, load_core(), spotter=matcher().spotter)


@given(CHANGES, st.booleans())
@settings(max_examples=15, deadline=None)
def test_after_changes_it_answers_as_one_that_is_made_anew(changes, is_settled):
    """Each change gives an offer the text of another, or takes it away."""
    held, engine = {one.id: one for one in offers()}, matcher()
    for rank, text in changes:
        name = f"o{rank}"
        if text is None:
            held.pop(name, None)
            engine = engine.changed(gone=[name])
        else:
            held[name] = replace(offers()[text], id=name)
            engine = engine.changed([held[name]])
    engine = engine.settled() if is_settled else engine
    assert answers(engine) == answers(anew(held.values()))


def test_vectors_follow_their_offers():
    """Products of many rows at once differ by their last digits, whatever else is the same."""
    twin = replace(offers()[7], id="o3")
    first = Matcher(offers(), load_core(), spotter=matcher().spotter, encoder=letters)
    changed = first.changed([twin], gone=["o5"])
    held = {one.id: one for one in (*offers(), twin) if one.id != "o5"}
    made = Matcher(held.values(), load_core(), spotter=matcher().spotter, encoder=letters)
    for need in needs():
        expected = {one.offer.offer.id: one.score for one in made.suggest(need, 20).ranked}
        for engine in (changed, changed.settled()):
            found = {one.offer.offer.id: one.score for one in engine.suggest(need, 20).ranked}
            assert found == pytest.approx(expected, abs=2e-4)


def test_an_engine_that_is_changed_stays_as_it_was():
    before = answers(matcher())
    matcher().changed(gone=[one.id for one in offers()[:30]])
    assert answers(matcher()) == before


def test_what_has_changed_is_told_in_one_piece_once_settled():
    changed = matcher().changed([replace(offers()[0], title="Scie")], gone=["o1", "o2"])
    assert (changed.unsettled, changed.settled().unsettled) == (4, 0)
    assert len(changed.settled().segments) == 1


def test_an_engine_may_lose_all_its_offers_and_find_some_again():
    emptied = matcher().changed(gone=[one.id for one in offers()]).settled()
    assert answers(emptied) == [[] for _ in needs()]
    assert answers(emptied.changed(offers())) == answers(matcher())


@pytest.mark.parametrize(
    ("gone", "left"),
    [
        ([], [2, 3, 4, 8, 9]),
        ([0, 1, 5, 7, 10], [2, 3, 4, 8, 9]),
        ([2, 4, 8], [3, 9]),
        ([2, 3, 4, 8, 9], []),
    ],
)
def test_stretches_without_what_is_gone(gone, left):
    ranges = Ranges(np.array([2, 8]), np.array([5, 10]))
    assert ranges.without(np.array(gone, np.int32)).positions().tolist() == left


def test_what_says_the_same_at_other_times_and_terms_is_told_apart():
    said = {"title": "Salle des fêtes", "description": "150 € la soirée.", "kind": "room"}
    here = {"lat": 45.55, "lon": 3.75}
    some = (
        Offer("early", **said, **here, available="8h-22h", terms="paid"),
        Offer("open", **said, **here, available="tous les jours", terms="free"),
    )
    engine = Matcher(some, load_core())
    found = engine.suggest(Need("n", "Une salle des fêtes", **here)).ranked
    for one in found:
        alone = Matcher([one.offer.offer], load_core())
        (expected,) = alone.suggest(Need("n", "Une salle des fêtes", **here)).ranked
        assert one.offer == expected.offer
    assert len({one.offer.limits for one in found}) == len({one.offer.least for one in found}) == 2
