"""The demonstration proposes believable meetings."""

from __future__ import annotations

import pytest

from entrelieux.bridges.models import SourceKind
from entrelieux.demo.build import cast, gather_people
from entrelieux.demo.inventory import fill_places
from entrelieux.demo.meetings import tell_profiles
from entrelieux.meetings.queries import meetings_of
from entrelieux.projects.models import Project


@pytest.mark.django_db
def test_chloe_bruno_and_two_projects_have_somebody_to_meet(met_by):
    people = gather_people()
    tell_profiles(people, cast()["people"])
    fill_places(people)
    assert met_by(people["chloe"]) >= {"Driss"}
    assert met_by(people["bruno"]) >= {"Driss"}
    seeder = Project.objects.get(name__startswith="Un semoir")
    found = meetings_of(people["chloe"], SourceKind.PROJECT, seeder.public_id)
    assert {one.name for one in found.others.values()} >= {"Les bancs de la gare"}
    assert found.pair_with(Project.objects.get(name__startswith="Les bancs").public_id)
