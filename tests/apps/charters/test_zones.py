"""Rules tell the hours of the clocks of the place where the thing is."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from entrelieux.bookings.actions import offer_resource
from entrelieux.charters.models import CharterVersion
from entrelieux.places.actions import create_place
from entrelieux.resources.actions import add_resource

pytestmark = pytest.mark.django_db
DAY = timezone.localdate() + timedelta(days=3)
NIGHT = {
    "id": "night",
    "act": "use",
    "forbids": True,
    "if": {"time": {"from": "22:00", "to": "06:00"}},
}


@pytest.fixture
def saw(cast, fablab):
    """Of a place of the Atelier on the island of La Réunion, whose only rule is on the night."""
    version = CharterVersion.objects.get()
    version.document = {**version.document, "otherwise": {"*": True}, "rules": [NIGHT]}
    version.digest = "of these rules alone".ljust(64)  # what is read of a charter is kept by it
    version.save()
    values = {"name": "La Kour", "time_zone": "Indian/Reunion", "email": "kour@example.org"}
    place = create_place(by=None, values=values)
    place.communities.add(cast.atelier)
    told = {"name": "Scie", "kind": "machine", "scope": "public"}
    resource = add_resource(by=None, place=place, values=told)
    offer_resource(by=None, resource=resource, values={"asks": "nobody"})
    return resource


@pytest.mark.parametrize(
    ("start", "end", "status"),
    [
        ("20:00", "21:00", 201),
        ("22:30", "23:30", 403),  # half past eight in the evening in Paris, or seven
        ("05:00", "05:30", 403),
        ("06:00", "07:00", 201),  # still night in Paris
    ],
)
def test_a_night_is_that_of_the_place(cast, client_of, saw, start, end, status):
    asked = {
        "resources": [{"id": saw.public_id}],
        "start": f"{DAY}T{start}",
        "end": f"{DAY}T{end}",
    }
    answer = client_of(cast.bob).post(
        "/api/v1/bookings", json.dumps(asked), content_type="application/json"
    )
    assert answer.status_code == status, answer.content.decode()
