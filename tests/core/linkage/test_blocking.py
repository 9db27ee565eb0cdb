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
