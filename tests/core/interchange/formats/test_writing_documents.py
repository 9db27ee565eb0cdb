"""GeoJSON, OKW, SpaceAPI and OSM: what each says of one place."""

import json

import pytest

from entrelieux.core.interchange.errors import OnePlaceOnly
from entrelieux.core.interchange.geojson.write import geojson_parts
from entrelieux.core.interchange.okw.write import facility_of, okw_parts
from entrelieux.core.interchange.osm.write import feature_of
from entrelieux.core.interchange.places import PlaceRow
from entrelieux.core.interchange.records import PlaceField as F
from entrelieux.core.interchange.spaceapi.write import document_of, spaceapi_parts
from entrelieux.core.words import load_core
from tests.core.interchange.formats.rows import COCOTTE

LOGO = "https://carte.example.org/static/signe.png"
NOWHERE = PlaceRow("n0wh3r3xx", {F.NAME: "Bus numérique", F.ITINERANT: True})


def test_geojson_holds_every_value() -> None:
    document = json.loads(b"".join(geojson_parts([COCOTTE, NOWHERE])))
    first, second = document["features"]
    assert first["geometry"] == {"type": "Point", "coordinates": [2.869814, 45.11087]}
    assert first["properties"]["hours"] == COCOTTE.values[F.HOURS]
    assert first["properties"]["position_fidelity"] == "exact"
    assert first["properties"]["sources"][1]["licence"] == "CC BY 4.0"
    assert second["geometry"] is None
    assert second["properties"]["itinerant"] is True


def test_an_empty_collection_is_valid() -> None:
    assert json.loads(b"".join(geojson_parts([]))) == {"type": "FeatureCollection", "features": []}


def test_a_facility_follows_the_shared_schema() -> None:
    facility = facility_of(COCOTTE)
    assert facility["name"] == "CoCotte numérique"
    assert facility["facility_status"] == "Active"
    assert facility["access_type"] == "Public"
    assert facility["location"] == {
        "address": {
            "street": "4 rue du Faubourg Notre-Dame",
            "postcode": "15300",
            "city": "Murat",
            "country": "FR",
        },
        "gps_coordinates": "45.11087, 2.869814",
    }
    assert facility["date_founded"] == "2014-05-01"
    assert facility["id"] == facility_of(COCOTTE)["id"]


def test_a_facility_without_status_is_counted_active_and_told() -> None:
    told: list[str] = []
    facility = facility_of(NOWHERE, lambda place, problem: told.append(problem.code))
    assert facility == {
        "name": "Bus numérique",
        "facility_status": "Active",
        "location": {},
    }
    assert told == ["assumed_status"]


@pytest.mark.parametrize("rows", [[], [COCOTTE], [COCOTTE, NOWHERE]])
def test_facilities_are_a_json_array(rows: list[PlaceRow]) -> None:
    assert len(json.loads(b"".join(okw_parts(rows)))) == len(rows)


def test_a_space_document_has_what_version_15_requires() -> None:
    document = document_of(COCOTTE, logo=LOGO)
    assert {"api_compatibility", "space", "logo", "url", "contact"} <= document.keys()
    assert document["api_compatibility"] == ["15"]
    assert document["location"] == {
        "address": "4 rue du Faubourg Notre-Dame, 15300 Murat",
        "lat": 45.11087,
        "lon": 2.869814,
        "timezone": "Europe/Paris",
        "country_code": "FR",
    }
    assert document["contact"] == {
        "phone": "+33471000000",
        "email": "contact@cocotte.example",
        "facebook": "https://www.facebook.com/cocotte",
    }
    assert "state" not in document


@pytest.mark.parametrize("rows", [[], [COCOTTE, NOWHERE]])
def test_a_space_document_is_for_one_place(rows: list[PlaceRow]) -> None:
    with pytest.raises(OnePlaceOnly):
        list(spaceapi_parts(rows, logo=LOGO))


def test_osm_tags_say_kind_hours_and_contacts() -> None:
    tags = feature_of(COCOTTE, load_core())["properties"]
    assert tags["leisure"] == "hackerspace"
    assert tags["amenity"] == "coworking_space"
    assert tags["opening_hours"] == "Mo-Fr 09:00-12:00"
    assert tags["contact:facebook"] == "https://www.facebook.com/cocotte"
    assert tags["wheelchair"] == "yes"
    assert tags["source"] == "CGET, 2019; fablabs.io, CC BY 4.0"
    assert all(len(value) <= 255 for value in tags.values())
