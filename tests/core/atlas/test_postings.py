"""Pairs give the same bitmaps whether they stay in memory or go through files."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from entrelieux.core.atlas.postings import PairStore

keys_of_documents = st.lists(st.lists(st.integers(0, 400), max_size=5), max_size=40)


def pairs(store: PairStore, documents: list[list[int]]) -> list[tuple[int, int]]:
    for keys in documents:
        store.add(keys)
    found = np.concatenate(list(store.shares()))
    return sorted((int(pair) >> 32, int(pair) & 0xFFFFFFFF) for pair in found)


@settings(max_examples=60, deadline=None)
@given(keys_of_documents, st.integers(1, 30))
def test_pairs_come_back_whole_from_files(documents, at_once):
    expected = sorted((key, rank) for rank, keys in enumerate(documents) for key in keys)
    with tempfile.TemporaryDirectory() as folder:
        assert pairs(PairStore(Path(folder), at_once), documents) == expected
    assert pairs(PairStore(None, at_once), documents) == expected


@settings(max_examples=60, deadline=None)
@given(keys_of_documents)
def test_the_pairs_of_a_key_are_in_one_share(documents):
    with tempfile.TemporaryDirectory() as folder:
        store = PairStore(Path(folder), at_once=3)
        for keys in documents:
            store.add(keys)
        shares = [{int(pair) >> 32 for pair in share} for share in store.shares()]
    assert sum(map(len, shares)) == len(set().union(*shares))
