import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from entrelieux.core.linkage import LinkRow, candidate_pairs, compare, normalise
from entrelieux.core.linkage.columns import columns_of
from entrelieux.core.linkage.features import FINDINGS, found
from entrelieux.core.linkage.measures import measure
from entrelieux.core.linkage.web import NO_SITE

texts = st.text(max_size=30) | st.sampled_from(
    ["Mairie de Murat", "France services Murat", "La COcotte numérique", "CCAS (Riom)", "l'@telier"]
)
numbers = st.none() | st.floats(allow_nan=True, allow_infinity=True) | st.floats(40, 50)
rows = st.builds(
    LinkRow,
    row_id=st.uuids().map(str),
    source=st.sampled_from(["", "a", "b"]),
    name=texts,
    address=texts | st.sampled_from(["4 rue du Faubourg", "place de la Mairie"]),
    postcode=st.sampled_from(["", "15300", "3100"]) | st.text(max_size=6),
    city=texts,
    lat=numbers,
    lon=numbers,
    types=st.lists(texts, max_size=2).map(tuple),
    url=texts | st.sampled_from(["http://", "facebook.com/x", "https://cocotte.fr/a?b"]),
    phone=st.text(max_size=12),
    email=texts,
    external_ids=st.dictionaries(
        st.sampled_from(["siret", "osm"]), st.text(max_size=4), max_size=2
    ),
)


def test_comparing_two_rows_or_all_of_them_gives_the_same_findings(auvergne: list[LinkRow]) -> None:
    # Sites of networks are learned from all the rows: the rows of this test have none.
    some = [_without_site(row) for row in auvergne[:120]]
    ranks = list(candidate_pairs(some))
    left, right = np.array(ranks).T
    together = found(measure(columns_of([normalise(row) for row in some]), left, right))
    alone = [compare(some[one], some[two]).vector for one, two in ranks]
    assert np.array_equal(together, np.array(alone))


def _without_site(row: LinkRow) -> LinkRow:
    return LinkRow(
        row.row_id, row.source, row.source_id, row.name, row.address, row.postcode, row.city,
        lat=row.lat, lon=row.lon, types=row.types,
    )  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(rows, rows)
def test_any_two_rows_compare_and_the_order_does_not_matter(one: LinkRow, two: LinkRow) -> None:
    forth, back = compare(one, two), compare(two, one)
    assert forth.findings == back.findings
    assert all(
        np.isfinite(value) for name, value in forth.measures.items() if name != "distance_km"
    )


@settings(max_examples=80, deadline=None)
@given(rows)
def test_at_most_one_finding_of_a_topic_holds(row: LinkRow) -> None:
    held = compare(row, row).findings
    topics = [topic for topic, name in FINDINGS if name in held]
    assert sorted(topics) == sorted(set(topics))


def test_nothing_in_a_row_makes_normalising_fail() -> None:
    hostile = LinkRow("x", name="\x00<b>" * 50, address="(" * 500, url="http://[::1", postcode="٣")
    assert normalise(hostile).site == NO_SITE


def test_a_town_hall_and_the_service_it_hosts_are_told_apart() -> None:
    hall = LinkRow("1", name="Mairie de Herment", address="23 Grand'rue", city="Herment")
    service = LinkRow("2", name="France services Herment", address="23 Grand'rue", city="Herment")
    found_here = compare(hall, service).findings
    assert ("kind_differs" in found_here, "neighbours_of_other_kind" in found_here) == (True, True)


def test_initials_find_their_name() -> None:
    long = LinkRow("1", name="Centre d'information sur les droits des femmes et des familles")
    assert "name_acronym" in compare(long, LinkRow("2", name="CIDFF du Gard")).findings
