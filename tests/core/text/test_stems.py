"""Stems, in the threads of a server as alone."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from entrelieux.core.text.stems import english_stem, stem

STARTS, ENDS = ("yeuxab", "graveu", "numéri"), ("ses", "ment", "té")


@pytest.mark.parametrize("stems", [stem.__wrapped__, english_stem.__wrapped__])
def test_threads_that_stem_at_once_find_what_one_finds_alone(stems):
    letters = "abcdefghijklmnopqrstuvwxyz"
    words = [start + end + letter for start in STARTS for end in ENDS for letter in letters]
    alone = [stems(word) for word in words]
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(4) as threads:
            together = list(threads.map(lambda _turn: [stems(word) for word in words], range(8)))
    finally:
        sys.setswitchinterval(usual)
    assert all(found == alone for found in together)
