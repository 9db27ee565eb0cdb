from hypothesis import given
from hypothesis import strategies as st

from entrelieux.core.interchange.tabular.cells import (
    guard_cell,
    join_items,
    join_pairs,
    split_items,
    split_pairs,
    unguard_cell,
)

ITEMS = st.text(min_size=1, max_size=12)


@given(st.lists(ITEMS, max_size=5))
def test_items_come_back_from_one_cell(items: list[str]) -> None:
    assert split_items(join_items(items)) == items


@given(st.dictionaries(ITEMS, ITEMS, max_size=5))
def test_pairs_come_back_from_one_cell(pairs: dict[str, str]) -> None:
    assert split_pairs(join_pairs(pairs)) == pairs


@given(st.text(alphabet="'=+-@\t\r\n1a .", max_size=8))
def test_a_guarded_cell_comes_back(text: str) -> None:
    assert unguard_cell(guard_cell(text)) == text


def test_formulas_are_guarded() -> None:
    formulas = ["=1+1", "+cmd|'/C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "＝1"]
    assert [guard_cell(formula) for formula in formulas] == ["'" + f for f in formulas]


def test_telephones_and_numbers_keep_their_sign() -> None:
    assert [guard_cell(text) for text in ("+33471000000", "-61.53", "+33 4 71 00")] == [
        "+33471000000",
        "-61.53",
        "+33 4 71 00",
    ]


def test_a_cell_that_began_with_an_apostrophe_keeps_it() -> None:
    assert unguard_cell(guard_cell("'=1")) == "'=1"
    assert guard_cell("l’été") == "l’été"
