"""Each extract is recognised by what it holds, whatever its name."""

from collections.abc import Callable

import pytest

from entrelieux.core.geo.france import load_france
from entrelieux.core.interchange import registry
from entrelieux.core.interchange.errors import UnknownFormat
from entrelieux.core.interchange.reading import Reading

EXTRACTS = {
    "bazar_api.json": ("bazar", 2),
    "bazar_hinaura.json": ("bazar", 6),
    "cget.csv": ("cget", 14),
    "fablabs_io.json": ("fablabs-io", 3),
    "france_services_2022.csv": ("france-services", 6),
    "france_services_2024.csv": ("france-services", 10),
    "geojson_fabriques.geojson": ("geojson", 16),
    "geojson_manufactures.geojson": ("geojson", 3),
    "gogocarto.json": ("gogocarto", 2),
    "gogocarto_compact.json": ("gogocarto", 2),
    "lamednum_v0_conseillers.json": ("lamednum", 6),
    "lamednum_v0_data_inclusion.json": ("lamednum", 7),
    "lamednum_v1.csv": ("lamednum", 2),
    "okw_collection.json": ("okw", 14),
    "okw_facilities.json": ("okw", 2),
    "openfairdb_entries.json": ("openfairdb", 1),
    "openfairdb_search.json": ("openfairdb", 5),
    "overpass.json": ("osm", 3),
    "spaceapi_13.json": ("spaceapi", 1),
    "spaceapi_15.json": ("spaceapi", 1),
    "spaceapi_directory.json": ("spaceapi", 5),
}


@pytest.mark.parametrize("name", EXTRACTS)
def test_an_extract_is_recognised_and_every_row_is_told(
    name: str, open_extract: Callable[..., Reading]
) -> None:
    reading = open_extract(name)
    assert (reading.format, len(list(reading.records))) == EXTRACTS[name]


@pytest.mark.parametrize("name", EXTRACTS)
def test_keys_are_unique_and_the_same_at_each_reading(
    name: str, open_extract: Callable[..., Reading]
) -> None:
    first = [record.key for record in open_extract(name).records]
    assert first == [record.key for record in open_extract(name).records]
    assert len(set(first)) == len(first)


@pytest.mark.parametrize("name", EXTRACTS)
def test_what_is_not_kept_is_explained(name: str, open_extract: Callable[..., Reading]) -> None:
    assert [r.key for r in open_extract(name).records if not r.kept and not r.problems] == []


def test_no_person_enters_a_record(open_extract: Callable[..., Reading]) -> None:
    for name in EXTRACTS:
        for record in open_extract(name).records:
            assert "Personne0" not in repr(record).replace(" ", ""), name


def test_a_format_can_be_said() -> None:
    reading = registry.read(
        b'[{"nom": "A", "pivot": "00000000000000"}]', format="lamednum", gazetteer=load_france()
    )
    assert [record.values["name"] for record in reading.records] == ["A"]


def test_an_unknown_format_names_the_known_ones() -> None:
    with pytest.raises(UnknownFormat, match="cget"):
        registry.read(b"a,b\n1,2\n", format="klingon", gazetteer=load_france())
