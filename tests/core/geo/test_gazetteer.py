"""The communes of France by code, postcode, name and position."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entrelieux.core.geo import distance_km, load_france
from entrelieux.core.geo.names import commune_key, commune_keys

FRANCE = load_france()
AUVERGNE = ("03", "15", "43", "63")


def found(name: str, postcode: str = "", department: str = "") -> str:
    return FRANCE.find(name, postcode, department)[0].commune.code


def test_holds_the_communes_of_2026() -> None:
    assert len(FRANCE) == 34_969
    assert [len(FRANCE.of_departments([d])) for d in AUVERGNE] == [317, 250, 257, 463]


def test_knows_a_commune_by_its_code() -> None:
    murat = FRANCE.by_code("15138")
    assert murat is not None
    assert (murat.name, murat.department, murat.postcodes) == ("Murat", "15", ("15300",))
    assert FRANCE.epci_name(murat.epci) == "CC Hautes Terres"
    assert FRANCE.by_code("00000") is None


@pytest.mark.parametrize(
    ("old", "now"),
    [
        ("15136", "Puycapel"),
        ("63133", "Mur-sur-Allier"),
        ("63127", "Saint-Diéry"),
        ("63078", "Le Vernet-Chaméane"),
        ("63330", "Les Deux-Rives"),
        ("75112", "Paris"),
        ("69383", "Lyon"),
        ("13208", "Marseille"),
    ],
)
def test_follows_merges_and_arrondissements(old: str, now: str) -> None:
    commune = FRANCE.by_code(old)
    assert commune is not None
    assert commune.name == now
    assert FRANCE.current_code(old) == commune.code


def test_tells_the_communes_given_back() -> None:
    names = [commune.name for commune in FRANCE.given_back("15141")]
    assert names == ["Celles", "Chalinargues", "Chavagnac", "Sainte-Anastasie"]
    assert FRANCE.given_back("15138") == ()
    assert found("Chalinargues", "15170") == "15035"


@pytest.mark.parametrize(
    ("name", "postcode", "code"),
    [
        ("le puy", "43000", "43157"),
        ("Le Puy en Velay", "", "43157"),
        ("CLERMONT FERRAND CEDEX 1", "63006", "63113"),
        ("clermont", "63000", "63113"),
        ("St-Pourçain s/Sioule", "3500", "03254"),
        ("Brout vernet", "03110", "03043"),
        ("Bourbon l'Archambault", "03160", "03036"),
        ("Neussargues en Pinatelle", "15170", "15141"),
        ("Chaméane", "", "63448"),
        ("Paris 12e arrondissement", "75012", "75056"),
        ("Lyon 3e", "", "69123"),
        ("murrat", "15300", "15138"),
        ("Ste Sigolene", "43600", "43224"),
    ],
)
def test_recognises_a_name_as_people_write_it(name: str, postcode: str, code: str) -> None:
    assert found(name, postcode) == code


def test_a_department_weighs_on_a_name_that_several_communes_have() -> None:
    assert found("Murat", department="03") == "03191"
    assert found("Murat", department="15") == "15138"
    assert found("clermont", department="63") == "63113"


def test_says_how_well_a_name_was_recognised() -> None:
    assert FRANCE.find("Murat", "15300")[0].score == 1.0
    assert FRANCE.find("murrat", "15300")[0].score < 0.85
    assert FRANCE.find("Chaméane")[0].name == "Chaméane"
    assert FRANCE.find("qwertzuiop") == ()
    assert FRANCE.find("") == ()


def test_a_postcode_alone_is_as_sure_as_it_is_narrow() -> None:
    assert FRANCE.find("", "03200")[0].commune.name == "Vichy"
    assert FRANCE.find("", "15300")[0].score < 0.1


def test_puts_a_lost_zero_back() -> None:
    assert FRANCE.by_postcode("3200") == FRANCE.by_postcode("03200")


def test_suggests_the_territory_first_then_the_most_populated() -> None:
    assert [c.code for c in FRANCE.prefix("mura", 3, AUVERGNE)] == ["15138", "63246", "03191"]
    assert [c.name for c in FRANCE.prefix("lyo", 1)] == ["Lyon"]
    assert [c.name for c in FRANCE.prefix("le p", 1, ["43"])] == ["Le Puy-en-Velay"]
    assert FRANCE.prefix("") == ()


def test_finds_the_nearest_communes_with_their_distance() -> None:
    nearest = FRANCE.nearest(45.1236, 2.8501, 3)
    assert nearest[0][0].code == "15138"
    assert nearest[0][1] == pytest.approx(0.0, abs=1e-6)
    for commune, km in nearest:
        assert km == pytest.approx(distance_km(45.1236, 2.8501, commune.lat, commune.lon))


def test_every_key_agrees_with_the_key_of_its_name() -> None:
    names = [commune.name for commune in FRANCE]
    assert commune_keys(names) == [commune_key(name) for name in names]


@given(st.sampled_from([c for c in FRANCE if c.postcodes]))
def test_a_name_with_its_postcode_finds_its_commune(commune) -> None:  # type: ignore[no-untyped-def]
    best = FRANCE.find(commune.name.upper(), commune.postcodes[0])[0]
    assert best.commune.code == commune.code
    assert best.score == 1.0


@given(st.text(max_size=30))
def test_any_text_is_answered(text: str) -> None:
    assert all(0.0 <= match.score <= 1.0 for match in FRANCE.find(text))
    FRANCE.prefix(text)
