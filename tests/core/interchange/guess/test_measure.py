"""What guessing promises holds on some shapes of each half; bench/guessing.py has them all."""

import pytest

from tests.core.interchange.guess.dressing.dressing import dress
from tests.core.interchange.guess.dressing.scoring import Score, score
from tests.core.interchange.guess.dressing.shapes import drawn_shapes, written_shapes


@pytest.mark.parametrize("half", ["tune", "held"])
def test_columns_values_and_problems_are_found(half, tmp_path):
    total = Score()
    for shape in (*written_shapes(half)[::3], *drawn_shapes(half, 6)):
        total.add(score(dress(shape, rows=40), tmp_path))
    assert total.found >= 0.95 * total.needed
    assert total.right >= 0.95 * total.values
    assert total.told >= 0.90 * total.faults
    assert total.needless <= 0.1 * total.records
