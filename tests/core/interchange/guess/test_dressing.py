"""The lists made to measure guessing are what they claim: two halves, true facts, every fault."""

from entrelieux.core.geo import load_france
from tests.core.interchange.guess.dressing.dressing import dress
from tests.core.interchange.guess.dressing.facts import demo_facts
from tests.core.interchange.guess.dressing.faults import FAULTS
from tests.core.interchange.guess.dressing.names import names
from tests.core.interchange.guess.dressing.shapes import drawn_shapes, written_shapes

CODES = [
    "no_coordinates",
    "bad_coordinates",
    "zero_coordinates",
    "swapped_lat_lon",
    "far_from_commune",
    "outside_france",
    "missing_name",
    "missing_address",
    "missing_city",
    "bad_postcode",
    "postcode_city_mismatch",
    "bad_phone",
    "bad_email",
    "bad_url",
    "bad_opening_hours",
    "bad_address",
    "bad_city",
    "bad_name",
    "shifted_columns",
    "low_geocoding_score",
    "not_a_place",
    "duplicate",
]


def test_no_name_of_a_role_is_in_both_halves():
    roles = ("name", "street", "postcode", "city", "website", "phone", "email", "types", "person")
    assert {role: set(names(role, "tune")) & set(names(role, "held")) for role in roles} == {
        role: set() for role in roles
    }


def test_no_whole_shape_is_in_both_halves():
    tuned, held = ({shape.id for shape in written_shapes(half)} for half in ("tune", "held"))
    assert (tuned & held, len(tuned) + len(held) > 40) == (set(), True)


def test_the_facts_agree_with_the_gazetteer():
    gazetteer = load_france()
    wrong = [f.name for f in demo_facts() if f.postcode not in gazetteer.by_code(f.insee).postcodes]
    assert (wrong, len(demo_facts()) > 200) == ([], True)


def test_every_problem_code_has_a_fault():
    assert sorted(FAULTS) == sorted(CODES)


def test_both_halves_hold_every_fault():
    for half in ("tune", "held"):
        shapes = [*written_shapes(half), *drawn_shapes(half, 60)]
        seeded = {told.code for shape in shapes for told in dress(shape, 40).records.values()}
        assert sorted(seeded - {""}) == sorted(CODES)


def test_the_same_shape_is_dressed_the_same_every_time():
    shape = written_shapes("tune")[0]
    assert dress(shape).content == dress(shape).content
