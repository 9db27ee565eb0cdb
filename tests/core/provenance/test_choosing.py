from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from entrelieux.core.interchange.records import PlaceField
from entrelieux.core.provenance import Fact, Reason, choose, compose


def fact(id, field=PlaceField.NAME, value="A", **more):
    return Fact(id=id, field=field, value=value, **({"source": f"s{id}"} | more))


def test_a_single_fact_is_shown_because_it_is_the_only_one():
    choice = choose([fact(1)])
    assert (choice.value, choice.reason) == ("A", Reason.ONLY)


def test_what_people_of_the_place_said_comes_before_a_trusted_and_recent_source():
    choice = choose(
        [
            fact(1, value="La liste", trust=100, observed_on=date(2026, 1, 1)),
            fact(2, value="La place", source="", verified_on=date(2020, 1, 1)),
        ]
    )
    assert (choice.value, choice.reason) == ("La place", Reason.PEOPLE)


def test_a_verified_fact_comes_before_a_recent_one():
    choice = choose(
        [fact(1, value="recent", observed_on=date(2026, 1, 1)),
         fact(2, value="verified", verified_on=date(2024, 1, 1))]
    )  # fmt: skip
    assert (choice.value, choice.reason) == ("verified", Reason.VERIFIED)


def test_a_recent_year_comes_before_a_trusted_source_and_trust_within_the_same_year():
    old = fact(1, value="2019", observed_on=date(2019, 5, 1), trust=90)
    new = fact(2, value="2024", observed_on=date(2024, 5, 1), trust=10)
    same_year = fact(3, value="trusted", observed_on=date(2024, 1, 1), trust=80)
    assert choose([old, new]).reason == Reason.RECENT
    assert choose([old, new]).value == "2024"
    assert (choose([new, same_year]).value, choose([new, same_year]).reason) == (
        "trusted",
        Reason.TRUSTED,
    )


def test_an_exact_position_comes_before_a_recent_commune_centre():
    exact = {"lat": 45.1, "lon": 2.8, "fidelity": "exact"}
    centre = {"lat": 45.2, "lon": 2.9, "fidelity": "commune"}
    choice = choose(
        [
            fact(1, PlaceField.POSITION, exact, observed_on=date(2019, 1, 1)),
            fact(2, PlaceField.POSITION, centre, observed_on=date(2024, 1, 1)),
        ]
    )
    assert (choice.value, choice.reason) == (exact, Reason.PRECISE)


def test_kinds_of_all_sources_are_gathered_unless_people_stated_the_list():
    kinds = [
        fact(1, PlaceField.KINDS, ["fablab"], observed_on=date(2024, 1, 1)),
        fact(2, PlaceField.KINDS, ["coworking", "fablab"]),
    ]
    assert choose(kinds).value == ["fablab", "coworking"]
    said = fact(3, PlaceField.KINDS, ["coworking"], source="")
    assert choose([*kinds, said]).value == ["coworking"]


def test_identifiers_of_all_sources_are_gathered_and_the_best_fact_wins_a_dispute():
    ids = [
        fact(1, PlaceField.EXTERNAL_IDS, {"siret": "1", "osm": "n1"}, observed_on=date(2019, 1, 1)),
        fact(2, PlaceField.EXTERNAL_IDS, {"siret": "2"}, observed_on=date(2024, 1, 1)),
    ]
    assert choose(ids).value == {"siret": "2", "osm": "n1"}


DAYS = st.none() | st.dates(date(2015, 1, 1), date(2026, 1, 1))
FACTS = st.lists(
    st.builds(
        Fact,
        id=st.integers(1, 10_000),
        field=st.sampled_from([PlaceField.NAME, PlaceField.CITY]),
        value=st.text(max_size=5),
        source=st.sampled_from(["", "a", "b"]),
        trust=st.integers(0, 100),
        observed_on=DAYS,
        verified_on=DAYS,
    ),
    unique_by=lambda fact: fact.id,
    max_size=8,
)


@given(FACTS, st.randoms(use_true_random=False))
def test_the_order_in_which_facts_come_never_changes_the_card(facts, random):
    shuffled = random.sample(facts, len(facts))
    assert compose(facts) == compose(shuffled)


@given(FACTS)
def test_the_card_shows_only_values_that_somebody_gave(facts):
    for field, choice in compose(facts).items():
        chosen = next(fact for fact in facts if fact.id == choice.fact_ids[0])
        assert (chosen.field, chosen.value) == (field, choice.value)
