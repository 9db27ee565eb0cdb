from entrelieux.core.linkage import LinkRow, candidate_pairs

from .conftest import Pair


def test_no_pair_of_one_place_is_missed(
    auvergne: list[LinkRow], elsewhere: list[LinkRow], pairs: list[Pair]
) -> None:
    missed = 0
    for rows, region in ((auvergne, "auvergne"), (elsewhere, "elsewhere")):
        found = {(rows[one].row_id, rows[two].row_id) for one, two in candidate_pairs(rows)}
        found |= {(two, one) for one, two in found}
        same = {(p.left, p.right) for p in pairs if p.verdict == "same" and p.region == region}
        missed += len(same - found)
    assert missed == 0


def test_a_thousand_rows_at_one_town_hall_do_not_explode() -> None:
    rows = [
        LinkRow(str(n), name=f"Permanence {n}", city="Paris", postcode="75011", lat=48.8, lon=2.3)
        for n in range(1000)
    ]
    assert len(list(candidate_pairs(rows))) <= 1000 * 60


def test_pairs_come_once_smaller_rank_first_and_in_order(auvergne: list[LinkRow]) -> None:
    found = list(candidate_pairs(auvergne))
    assert found == sorted(set(found))
    assert all(one < two for one, two in found)


def test_no_row_and_one_row_have_no_pair() -> None:
    assert list(candidate_pairs([])) == list(candidate_pairs([LinkRow("1", name="A")])) == []


def test_rows_beside_each_other_are_compared_in_every_direction() -> None:
    step = 0.005
    around = [(south * step, west * step) for south in (-1, 0, 1) for west in (-1, 0, 1)]
    rows = [LinkRow(str(n), lat=45.0025 + s, lon=3.0025 + w) for n, (s, w) in enumerate(around)]
    with_the_middle = {pair for pair in candidate_pairs(rows) if 4 in pair}
    assert len(with_the_middle) == 8
