"""Random documents and queries over few words and places, so that they often meet."""

from __future__ import annotations

from hypothesis import strategies as st

from entrelieux.core.atlas import Alternative, Box, Document, Near, Query

WORDS = ["fablab", "atelier", "murat", "bois", "laser", "cowork"]
FACETS = {"kind": ["fablab", "coworking", "mediatheque"], "department": ["15", "63"]}
# Positions repeat, sit on tile edges, and lie beyond the limits of the projection.
LATITUDES = [45.11, 45.11001, 46.0, 0.0, -33.9, 86.0, -89.0, 45.9]
LONGITUDES = [2.87, 2.87001, 3.1, 0.0, 151.2, -180.0, 180.0, 179.99]

tokens = st.lists(st.sampled_from(WORDS), max_size=3).map(tuple)
slots = st.sampled_from([frozenset[int](), frozenset(range(36, 48)), frozenset([40, 671])])


def documents_with(ids: st.SearchStrategy[int]) -> st.SearchStrategy[Document]:
    return st.builds(
        _document,
        number=ids,
        position=st.none() | st.tuples(st.sampled_from(LATITUDES), st.sampled_from(LONGITUDES)),
        tiers=st.tuples(tokens, tokens, tokens, tokens),
        facets=st.fixed_dictionaries(
            {}, optional={n: st.lists(st.sampled_from(v), max_size=2) for n, v in FACETS.items()}
        ),
        score=st.sampled_from([0.0, 0.25, 0.5, 1.0]),
        open_slots=slots,
        sort_name=st.sampled_from(["", "atelier", "atelier du bois de la grange", "éloi"]),
        updated_on=st.integers(0, 3),
    )


def _document(number, position, tiers, facets, score, open_slots, sort_name, updated_on):
    return Document(
        id=number,
        public_id=f"p{number}",
        lat=position[0] if position else None,
        lon=position[1] if position else None,
        tiers=tiers,
        facets={name: tuple(values) for name, values in facets.items() if values},
        score=score,
        payload=b'{"name":"n%d","kind":"k"}' % number,
        open_slots=open_slots,
        sort_name=sort_name,
        updated_on=updated_on,
    )


def many_documents(max_size: int = 30) -> st.SearchStrategy[list[Document]]:
    numbers = st.integers(1, 60)
    return st.lists(documents_with(numbers), max_size=max_size, unique_by=lambda d: d.id)


alternatives = st.builds(
    Alternative, st.sampled_from([*WORDS, "nowhere"]), st.sampled_from([1.0, 0.5])
)
corners = st.tuples(st.sampled_from(LATITUDES), st.sampled_from(LATITUDES)).map(sorted)
boxes = st.builds(
    lambda lats, west, east: Box(lats[0], west, lats[1], east),
    corners,
    st.sampled_from(LONGITUDES),
    st.sampled_from(LONGITUDES),
)
nears = st.builds(
    Near,
    st.sampled_from([45.1, 0.0, 89.0]),
    st.sampled_from([2.9, 179.9]),
    st.none() | st.sampled_from([0.5, 30.0, 900.0, 15_000.0]),
)


@st.composite
def queries(draw: st.DrawFn) -> Query:
    near = draw(st.none() | nears)
    sorts = ["relevance", "freshness", "name"] + (["distance"] if near else [])
    chosen = st.fixed_dictionaries(
        {},
        optional={
            name: st.frozensets(st.sampled_from([*values, "unheard"]), min_size=1)
            for name, values in FACETS.items()
        },
    )
    return Query(
        groups=tuple(
            map(tuple, draw(st.lists(st.lists(alternatives, min_size=1, max_size=3), max_size=3)))
        ),
        preferred=tuple(
            map(tuple, draw(st.lists(st.lists(alternatives, min_size=1, max_size=2), max_size=2)))
        ),
        facets=draw(chosen),
        box=draw(st.none() | boxes),
        near=near,
        open_slot=draw(st.none() | st.sampled_from([40, 671])),
        sort=draw(st.sampled_from(sorts)),
        offset=draw(st.integers(0, 5)),
        limit=draw(st.integers(1, 30)),
        only=draw(st.none() | st.frozensets(st.integers(1, 60))),
        without=draw(st.frozensets(st.integers(1, 60), max_size=3)),
    )
