import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from entrelieux.core.linkage.clusters import LARGEST, gather, pieces


def _square(size: int, told: dict[tuple[int, int], float], otherwise: float) -> np.ndarray:
    voices = np.full((size, size), otherwise)
    for (one, two), voice in told.items():
        voices[one, two] = voices[two, one] = voice
    return voices


def _free(size: int) -> np.ndarray:
    return np.zeros((size, size), dtype=bool)


def test_two_services_are_not_chained_through_the_hall_that_resembles_both() -> None:
    voices = _square(3, {(0, 1): 2.0, (1, 2): 1.5, (0, 2): -5.0}, 0)
    assert gather(voices, _free(3), [], 0.0, 0.4).tolist() == [0, 0, 2]


def test_a_place_that_moved_keeps_its_rows_when_they_agree_on_the_whole() -> None:
    voices = _square(4, {(0, 1): 4.0, (2, 3): 4.0, (0, 2): 1.0, (1, 3): -0.5}, 0.2)
    assert gather(voices, _free(4), [], 0.0, 0.4).tolist() == [0, 0, 0, 0]


def test_a_veto_holds_against_any_number_of_friends() -> None:
    shut = _free(4)
    shut[0, 3] = shut[3, 0] = True
    labels = gather(_square(4, {}, 3.0), shut, [], 0.0, 0.4)
    assert labels[0] != labels[3]


def test_what_people_joined_stays_joined() -> None:
    assert gather(_square(2, {}, -5.0), _free(2), [(0, 1)], 0.0, 0.4).tolist() == [0, 0]


@settings(max_examples=60, deadline=None)
@given(st.integers(2, 7), st.randoms(use_true_random=False))
def test_vetoes_never_end_inside_a_place(size: int, random: object) -> None:
    draw = random.uniform  # type: ignore[attr-defined]
    voices = _square(size, {(i, j): draw(-3, 3) for i in range(size) for j in range(i)}, 0)
    shut = np.triu(np.array([[draw(0, 1) < 0.3 for _ in range(size)] for _ in range(size)]), 1)
    shut |= shut.T
    labels = gather(voices, shut, [], 0.0, 0.4)
    assert not (shut & (labels[:, None] == labels[None, :])).any()


def test_a_long_chain_is_parted_at_its_weak_links_and_no_piece_is_too_large() -> None:
    left = np.arange(999)
    strength = np.where(left % 50 == 49, 0.6, 4.0)
    parts, parted = pieces(1000, left, left + 1, strength, 0.4)
    assert (sorted(len(part) for part in parts), parted) == ([50] * 20, True)


def test_a_thousand_rows_that_nothing_tells_apart_are_cut() -> None:
    left = np.arange(999)
    parts, parted = pieces(1000, left, left + 1, np.full(999, 99.0), 0.4)
    assert max(len(part) for part in parts) <= LARGEST
    assert (sum(len(part) for part in parts), parted) == (1000, True)
