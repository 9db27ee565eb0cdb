"""Whatever stands in the columns of a described format, each row is read and told."""

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entrelieux.core.geo.france import load_france
from entrelieux.core.interchange import registry
from entrelieux.core.interchange.mapping import load_mapping

SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-10, 100_000),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=12),
    st.sampled_from(
        ["0", "9", "[", "http://", "http://[", '"', '","', "a,b|c;d", "=1+1", "63000", "45.1, 2.8"]
    ),
)
CELLS = st.one_of(SCALARS, st.lists(SCALARS, max_size=2), st.dictionaries(st.just("k"), SCALARS))


def columns_of(format_: str) -> list[str]:
    mapping = load_mapping(registry.DESCRIBED[format_].folder)
    told = [column for columns in mapping.columns.values() for column in columns]
    signed = [column for signature in mapping.signatures for column in signature]
    also = [*mapping.days.values(), *mapping.external_ids.values(), *mapping.social.values()]
    return sorted({*told, *signed, *also, *mapping.key, "geometry", "status", "links", "type"})


@pytest.mark.parametrize("format_", registry.DESCRIBED)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_any_row_of_a_described_format_is_told(format_: str, data: st.DataObject) -> None:
    columns = st.sampled_from(columns_of(format_))
    rows = data.draw(st.lists(st.dictionaries(columns, CELLS, max_size=6), min_size=2, max_size=3))
    content = orjson.dumps([{"_": 1, **row} for row in rows])
    reading = registry.read(content, format=format_, gazetteer=load_france())
    records = list(reading.records)
    assert [record.rank for record in records] == [0, 1, 2][: len(rows)]
    assert [r.kept or bool(r.problems) for r in records] == [True] * len(rows)
    assert all(orjson.dumps({str(k): v for k, v in record.values.items()}) for record in records)
