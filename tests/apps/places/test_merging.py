"""Joining cards and separating them: no fact moves, everything comes back."""

from datetime import date

import pytest

from entrelieux.places.actions import merge_places, split_place, undo_change
from entrelieux.places.actions.changes import Saying, open_change, refresh_cards, state_values
from entrelieux.places.errors import CannotMerge
from entrelieux.places.models import ChangeSet, Place, Source
from entrelieux.places.queries import facts_of, find_place

pytestmark = pytest.mark.django_db


def place_of(slug, *, year=2020, trust=50, **values):
    source, _ = Source.objects.get_or_create(slug=slug, defaults={"name": slug, "trust": trust})
    change = open_change(ChangeSet.Kind.IMPORT, by=None)
    place = Place.objects.create(added_in=change)
    saying = Saying(place.pk, values, observed_on=date(year, 1, 1), licence="LO 2.0")
    state_values([saying], change=change, source=source)
    refresh_cards([place.pk])
    place.refresh_from_db()
    return place


@pytest.fixture
def acolab():
    return place_of("cget", year=2019, name="ACoLab", city="Clermont-Ferrand", kinds=["fablab"])


@pytest.fixture
def acolab_again():
    return place_of("fablabs", year=2024, name="ACoLab Clermont", kinds=["makerspace"])


def fresh(place):
    return Place.objects.get(pk=place.pk)


def test_the_older_card_keeps_its_address_and_shows_the_facts_of_both(acolab, acolab_again):
    merge_places(by=None, first=acolab_again, second=acolab)
    card = fresh(acolab).card
    assert card["name"] == "ACoLab Clermont"
    assert card["alternate_names"] == ["ACoLab"]
    assert card["kinds"] == ["makerspace", "fablab"]
    assert fresh(acolab_again).root == acolab


def test_the_address_of_the_joined_card_leads_to_the_card_that_carries_it(acolab, acolab_again):
    merge_places(by=None, first=acolab, second=acolab_again)
    assert find_place(acolab_again.public_id) == acolab


def test_every_source_keeps_its_value_after_a_merge(acolab, acolab_again):
    merge_places(by=None, first=acolab, second=acolab_again)
    names = [fact.statement.value for fact in facts_of(fresh(acolab))["name"]]
    assert names == ["ACoLab Clermont", "ACoLab"]


def test_undoing_a_merge_gives_back_two_cards_as_they_were(acolab, acolab_again):
    change = merge_places(by=None, first=acolab, second=acolab_again)
    undo_change(by=None, change=change)
    assert fresh(acolab).card == acolab.card
    assert fresh(acolab_again).card == acolab_again.card
    assert Place.objects.shown().count() == 2


def test_separating_does_the_same_and_undoing_it_joins_again(acolab, acolab_again):
    merge_places(by=None, first=acolab, second=acolab_again)
    change = split_place(by=None, place=fresh(acolab_again))
    assert Place.objects.shown().count() == 2
    undo_change(by=None, change=change)
    assert fresh(acolab_again).root == acolab


def test_a_chain_of_merges_has_one_root_and_breaks_where_it_is_undone(acolab, acolab_again):
    third = place_of("archipel", name="ACoLab, boulevard Clémentel")
    inner = merge_places(by=None, first=acolab_again, second=third)
    merge_places(by=None, first=acolab, second=fresh(third))
    assert {fresh(acolab_again).root, fresh(third).root} == {acolab}
    undo_change(by=None, change=inner)
    assert fresh(third).root is None
    assert fresh(acolab_again).root == acolab


def test_undoing_the_import_of_the_card_that_carried_a_group_keeps_the_others_together(
    acolab, acolab_again
):
    third = place_of("archipel", name="ACoLab, boulevard Clémentel")
    merge_places(by=None, first=acolab, second=acolab_again)
    merge_places(by=None, first=fresh(acolab), second=third)
    undo_change(by=None, change=acolab.added_in)
    assert fresh(third).root == acolab_again
    assert [place.name for place in Place.objects.shown()] == ["ACoLab Clermont"]


def test_two_rows_of_one_card_cannot_be_joined_again(acolab, acolab_again):
    merge_places(by=None, first=acolab, second=acolab_again)
    with pytest.raises(CannotMerge):
        merge_places(by=None, first=fresh(acolab), second=fresh(acolab_again))
    with pytest.raises(CannotMerge):
        split_place(by=None, place=fresh(acolab))
