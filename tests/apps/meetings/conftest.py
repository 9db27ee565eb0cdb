from datetime import date

import pytest

from entrelieux.bridges.models import SourceKind
from entrelieux.meetings.queries import meetings_of
from entrelieux.people.actions import agree_to_meet, save_profile
from entrelieux.people.models import Profile

SOLDER, SEW = "skills:soldering", "skills:sewing"


@pytest.fixture
def tells(db):
    """``tells(cast.bob, discipline="agronomy", to="network", skills=[SOLDER])``: her profile."""

    def save(person, *, discipline, to="network", wishes=True, adult=True, hidden=(), **fields):
        told = {"name": f"{person.name} du Pré", "disciplines": [f"disciplines:{discipline}"]}
        visibility = dict.fromkeys(Profile.FIELDS, to) | dict.fromkeys(hidden, "private")
        values = {**told, "commune": "63003", **fields, "visibility": visibility}
        profile = save_profile(by=person, values=values, is_adult=adult)
        if wishes and adult:
            agree_to_meet(by=person, today=date(2026, 11, 1))
        return profile

    return save


@pytest.fixture
def met_by(db):
    """The names of those that are proposed to a person."""

    def names(person):
        profile = Profile.objects.get(person=person)
        found = meetings_of(person, SourceKind.PERSON, profile.public_id)
        pairs = found.found if found else ()
        return {found.others[pair.other(found.own.id)].name for pair in pairs}

    return names
