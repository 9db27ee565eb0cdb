"""At the door, the hosts write down who is there: a first name and how many, no address."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from entrelieux.activities.actions import cancel_time, forget_registrations, mark_came
from entrelieux.activities.errors import RegistrationClosed
from entrelieux.activities.models import Occurrence, Registration
from entrelieux.messaging.models import OutgoingMail
from tests.apps.activities.conftest import Adds, in_days, text
from tests.cast import Cast

pytestmark = pytest.mark.django_db
WALK_IN = {"name": "Zoé", "adults": "2", "minors": "1", "is_agreed": "on"}
DOOR = "Quelqu’un est là sans s’être inscrit"


@pytest.fixture
def today(adds_event: Adds) -> Occurrence:
    """An open house of today, of three seats."""
    values = {"entrance": "here", "seats": 3, "minors": "with-adult"}
    return adds_event("Portes ouvertes", first_day=in_days(0), **values).occurrences.get()


def door_of(time: Occurrence) -> str:
    at = reverse("registrations", args=[time.event.public_id])
    return f"{at}?le={time.day.isoformat()}"


def registered(time: Occurrence, **values: Any) -> Registration:
    """Zoé, since the day before."""
    told = {"name": "Zoé", "email": "zoe@example.org", "state": "registered", **values}
    return Registration.objects.create(occurrence=time, **told)


def test_a_first_name_and_how_many_are_enough(
    cast: Cast, client_of: Any, today: Occurrence
) -> None:
    client = client_of(cast.alice)
    assert client.post(door_of(today), WALK_IN).status_code == 302
    noted = Registration.objects.get()
    assert (noted.name, noted.adults, noted.minors, noted.state) == ("Zoé", 2, 1, "registered")
    assert (noted.email, noted.person, noted.came_at is None) == ("", None, False)
    page = text(client, door_of(today))
    assert ("Zoé" in page, "3 sont là" in page) == (True, True)
    assert OutgoingMail.objects.count() == 0


@pytest.mark.parametrize(
    ("rule", "sent", "said"),
    [
        ("with-adult", {"adults": "0"}, "Un adulte vient avec les mineurs"),
        ("with-adult", {"is_agreed": ""}, "Demandez-le au parent"),
        ("guardian", {"adults": "0", "is_agreed": ""}, "Demandez-le au parent"),
        ("minors", {"minors": "0"}, "Dites combien de personnes"),
        ("guardian", {"adults": "0", "minors": "0"}, "Dites combien de personnes"),
        ("guardian", {"name": ""}, "Ce champ est obligatoire"),
        ("guardian", {"adults": "11"}, "inférieure ou égale à 10"),
    ],
)
def test_the_rules_about_minors_hold_at_the_door_too(
    cast: Cast, client_of: Any, adds_event: Adds, rule: str, sent: dict[str, str], said: str
) -> None:
    event = adds_event("Club robots", first_day=in_days(0), entrance="here", minors=rule)
    answer = client_of(cast.alice).post(door_of(event.occurrences.get()), {**WALK_IN, **sent})
    assert (answer.status_code, said in answer.content.decode()) == (422, True)
    assert Registration.objects.count() == 0


def test_minors_who_come_alone_where_they_may_are_counted_and_not_named(
    cast: Cast, client_of: Any, adds_event: Adds
) -> None:
    event = adds_event("Club robots", first_day=in_days(0), entrance="here", minors="minors")
    client = client_of(cast.alice)
    assert "D’un parent ou d’un responsable." in text(client, door_of(event.occurrences.get()))
    client.post(door_of(event.occurrences.get()), {**WALK_IN, "minors": "2"})
    assert Registration.objects.values_list("adults", "minors").get() == (0, 2)


def test_adults_alone_are_asked_of_no_minor(cast: Cast, client_of: Any, adds_event: Adds) -> None:
    event = adds_event("Soirée", first_day=in_days(0), entrance="here", minors="adults")
    client_of(cast.alice).post(door_of(event.occurrences.get()), WALK_IN)
    assert Registration.objects.values_list("adults", "minors").get() == (2, 0)


def test_who_registered_is_marked_as_come_and_unmarked(
    cast: Cast, client_of: Any, today: Occurrence
) -> None:
    registration = registered(today)
    client, at = client_of(cast.alice), reverse("registration_came", args=[registration.public_id])
    client.post(at, {"present": "1"})
    registration.refresh_from_db()
    assert registration.came_at is not None
    client.post(at, {"present": "0"})
    registration.refresh_from_db()
    assert (registration.came_at, registration.state) == (None, "registered")


def test_who_waited_and_came_has_a_seat(cast: Cast, today: Occurrence) -> None:
    registration = registered(today, state="waiting")
    mark_came(by=cast.alice, registration=registration, has_come=True)
    assert Registration.objects.get().state == "registered"


def test_who_cancelled_is_not_marked(cast: Cast, today: Occurrence) -> None:
    registration = registered(today, state="cancelled")
    with pytest.raises(RegistrationClosed, match="est annulée"):
        mark_came(by=cast.alice, registration=registration, has_come=True)


def test_hosts_alone_write_at_the_door(cast: Cast, client_of: Any, today: Occurrence) -> None:
    registration = registered(today)
    came = reverse("registration_came", args=[registration.public_id])
    for name, person in cast.everyone():
        if name in {"alice", "opal"}:
            continue
        client = client_of(None if name == "visitor" else person)
        for at, sent in ((door_of(today), WALK_IN), (came, {"present": "1"})):
            expected = 302 if name == "visitor" else 403
            assert client.post(at, sent).status_code == expected, name
    assert list(Registration.objects.values_list("came_at", flat=True)) == [None]


def test_before_that_day_nobody_is_there(cast: Cast, client_of: Any, workshop: Occurrence) -> None:
    client = client_of(cast.alice)
    assert DOOR not in text(client, door_of(workshop))
    answer = client.post(door_of(workshop), WALK_IN)
    assert (answer.status_code, Registration.objects.count()) == (422, 0)


def test_a_cancelled_date_has_no_door(cast: Cast, client_of: Any, today: Occurrence) -> None:
    cancel_time(by=cast.alice, event=today.event, day=today.day)
    client = client_of(cast.alice)
    assert client.post(door_of(today), WALK_IN).status_code == 422
    assert DOOR not in text(client, door_of(today))


def test_the_name_is_forgotten_and_how_many_came_is_kept(
    cast: Cast, client_of: Any, today: Occurrence
) -> None:
    client_of(cast.alice).post(door_of(today), WALK_IN)
    forget_registrations(now=today.ends_at + timedelta(days=91))
    kept = Registration.objects.get()
    assert (kept.name, kept.party, kept.came_at is None) == ("", 3, False)


def test_two_who_walk_in_with_the_same_name_are_both_written(
    cast: Cast, client_of: Any, today: Occurrence
) -> None:
    for _time in range(2):
        client_of(cast.alice).post(door_of(today), WALK_IN)
    assert Registration.objects.count() == 2


def test_an_empty_door_says_what_to_write(cast: Cast, client_of: Any, today: Occurrence) -> None:
    page = text(client_of(cast.alice), door_of(today))
    assert ("Personne n’est encore noté." in page, DOOR in page) == (True, True)


@pytest.mark.parametrize("count", [1, 3])
def test_the_door_costs_the_same_however_many_came(
    cast: Cast, client_of: Any, today: Occurrence, django_assert_num_queries: Any, count: int
) -> None:
    client = client_of(cast.alice)
    for _time in range(count):
        client.post(door_of(today), WALK_IN)
    client.get(door_of(today))
    with django_assert_num_queries(10):
        client.get(door_of(today))


def test_the_page_of_an_event_leads_its_hosts_to_the_door_on_that_day(
    cast: Cast, client_of: Any, adds_event: Adds
) -> None:
    """Also where one comes without registering: who came is counted."""
    free, later = (
        adds_event(name, first_day=in_days(days)) for name, days in (("Fête", 0), ("Bal", 7))
    )
    for person, event, leads in (
        (cast.alice, free, True),
        (cast.bob, free, False),
        (cast.alice, later, False),
    ):
        page = text(client_of(person), event.get_absolute_url())
        assert (reverse("registrations", args=[event.public_id]) in page) is leads
