import json

from entrelieux.core.interchange.jsonld.hours import specification_of
from entrelieux.core.interchange.jsonld.write import jsonld_parts, node_of
from entrelieux.core.interchange.places import PlaceRow
from entrelieux.core.interchange.records import PlaceField as F
from tests.core.interchange.formats.rows import COCOTTE


def test_a_node_says_what_where_and_when() -> None:
    node = node_of(COCOTTE)
    assert node["@type"] == ["Place", "LocalBusiness"]
    assert node["name"] == "CoCotte numérique"
    assert node["address"] == {
        "@type": "PostalAddress",
        "streetAddress": "4 rue du Faubourg Notre-Dame",
        "postalCode": "15300",
        "addressLocality": "Murat",
        "addressCountry": "FR",
    }
    assert node["geo"] == {"@type": "GeoCoordinates", "latitude": 45.11087, "longitude": 2.869814}
    assert node["openingHoursSpecification"] == [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"],
            "opens": "09:00",
            "closes": "12:00",
        }
    ]
    assert node["parentOrganization"] == {
        "@type": "Organization",
        "name": "Hautes Terres communauté",
    }
    assert node["subjectOf"]["creditText"] == "CGET, 2019; fablabs.io, CC BY 4.0"


def test_the_graph_is_valid_json_and_safe_in_a_page() -> None:
    row = PlaceRow("x", {F.NAME: "</script><script>alert(1)</script>"})
    text = b"".join(jsonld_parts([row, COCOTTE])).decode()
    assert "<" not in text
    document = json.loads(text)
    assert [node["name"] for node in document["@graph"]] == [
        "</script><script>alert(1)</script>",
        "CoCotte numérique",
    ]


def test_an_empty_graph_is_valid() -> None:
    assert json.loads(b"".join(jsonld_parts([]))) == {
        "@context": "https://schema.org",
        "@graph": [],
    }


def test_the_centre_of_a_commune_is_not_the_door() -> None:
    position = {"lat": 45.1, "lon": 2.8, "fidelity": "commune"}
    assert "geo" not in node_of(PlaceRow("x", {F.NAME: "n", F.POSITION: position}))


def test_hours_that_say_more_than_a_week_are_left_out_and_told() -> None:
    told: list[str] = []
    hours = {"osm": "Sa[1] 10:00-12:00", "text": "", "label": "hours"}
    row = PlaceRow("x", {F.NAME: "n", F.HOURS: hours})
    node = node_of(row, report=lambda place, problem: told.append(problem.value))
    assert "openingHoursSpecification" not in node
    assert told == ["Sa[1] 10:00-12:00"]


def test_a_later_rule_replaces_the_day() -> None:
    assert specification_of("Mo-We 09:00-12:00; Tu off; We 10:00-11:00,22:00-26:00") == [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": ["Monday"],
            "opens": "09:00",
            "closes": "12:00",
        },
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": ["Wednesday"],
            "opens": "10:00",
            "closes": "11:00",
        },
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": ["Wednesday"],
            "opens": "22:00",
            "closes": "02:00",
        },
    ]


def test_words_follow_the_reader_s_language() -> None:
    node = node_of(COCOTTE, {"fablab": "Atelier", "coworking": "Bureaux"}.__getitem__)
    assert node["keywords"] == ["Atelier", "Bureaux"]
