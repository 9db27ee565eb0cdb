"""What the demonstration puts in its places: several vocabularies, all said to be invented."""

import pytest

from entrelieux.activities.models import Event, Usage
from entrelieux.communities.models import Community
from entrelieux.demo.inventory import fill_places
from entrelieux.lexicons.queries import own_words
from entrelieux.projects.models import Project
from entrelieux.resources.models import Resource

pytestmark = pytest.mark.django_db


def test_each_community_holds_something_marked_as_invented(filled):
    places = Community.objects.filter(kind="place")
    held = {c.slug: Resource.objects.filter(place__communities=c).count() for c in places}
    assert min(held.values()) >= 5, held
    assert not Resource.objects.filter(is_example=False).exists()
    for model in (Project, Usage, Event):
        assert model.objects.exists()
        assert not model.objects.filter(is_example=False).exists()


def test_the_same_laser_has_a_name_of_its_own_in_four_places(filled):
    names = {
        own_words(community).get(concept)
        for community in Community.objects.filter(kind="place")
        for concept in ("machines:laser-cutter", "machines:co2-laser")
    }
    assert names - {None} == {
        "la Brûleuse",
        "la Grosse Bertha",
        "la LC-Sigma",
        "la Machine qui dessine au feu",
    }


def test_filling_again_changes_nothing(filled):
    models = (Resource, Project, Usage, Event)
    before = [model.objects.count() for model in models]
    fill_places(filled)
    assert [model.objects.count() for model in models] == before
