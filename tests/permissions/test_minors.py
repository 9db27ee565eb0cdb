"""Nobody whom a community knows to be a minor is led to: in no list, page, search, feed, file,
answer of the API or suggestion, whatever she said of herself and whatever is public."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from entrelieux.accounts.models import Person
from entrelieux.activities.actions import add_event, add_usage
from entrelieux.bridges.actions import post_need, post_offer
from entrelieux.bridges.errors import ForAdults
from entrelieux.bridges.matching import answer_for
from entrelieux.bridges.models import Need, Offer
from entrelieux.charters.actions import note_birth
from entrelieux.charters.queries import is_known_minor
from entrelieux.communities.actions import add_member
from entrelieux.communities.models import Membership
from entrelieux.people.actions import save_profile
from entrelieux.people.errors import MinorsAreNotListed
from entrelieux.people.models import Profile
from entrelieux.places.actions import create_place
from entrelieux.projects.actions import join_project, start_project
from entrelieux.resources.actions import add_resource
from entrelieux.resources.queries import possible_holders
from tests.cast import Cast

pytestmark = pytest.mark.django_db
NAME = "Zoé Secrète"
AMBERT = {"lat": 45.55, "lon": 3.74, "commune_code": "63003", "commune": "Ambert"}
PUBLIC = dict.fromkeys(Profile.FIELDS, "public")
LISTS = (
    "/",
    "/?q=secrete",
    "/?q=jonglage&quoi=resource",
    "/personnes/",
    "/personnes/?savoir-faire=jonglage",
    "/besoins/",
    "/offres/",
    "/projets/",
    "/rendez-vous/",
    "/guichet/",
    "/rendez-vous/agenda.ics",
    "/rendez-vous/annonces.atom",
    "/changements.atom",
    "/exporter/csv/",
    "/api/v1/search?q=secrete",
    "/api/v1/resources",
    "/api/v1/usages",
    "/api/v1/events",
    "/api/v1/projects",
)


@pytest.fixture
def zoe(cast: Cast) -> Person:
    """She said that she is of age, is shown to everybody, asks, offers, hosts; then her age is
    noted."""
    zoe = Person.objects.create_user("zoe.secrete@example.org", name=NAME)
    add_member(by=None, person=zoe, community=cast.atelier, role=Membership.Role.MEMBER)
    told = {"name": NAME, "headline": NAME, "skills": ["jonglage"], "commune": "63003"}
    shown = {"is_listed": True, "accepts_messages": True, "visibility": PUBLIC}
    save_profile(by=zoe, values={**told, **shown}, is_adult=True)
    now = timezone.now()
    post_need(by=zoe, now=now, values={"sentence": NAME, "visibility": "public", **AMBERT})
    post_offer(by=zoe, now=now, values={"name": NAME, "scope": "public", **AMBERT})
    return zoe


@pytest.fixture
def pages(cast: Cast, zoe: Person) -> list[str]:
    """Where she would be read if she were of age."""
    position = {"lat": 45.11, "lon": 2.87, "fidelity": "exact"}
    place = create_place(by=None, values={"name": "L’Atelier", "position": position})
    place.communities.add(cast.atelier)
    day = (timezone.localdate() + timedelta(days=7)).isoformat()
    skill = {"name": "Jonglage", "kind": "skill", "holder": zoe.pk, "scope": "public"}
    entries = [
        add_resource(by=None, place=place, values=skill),
        add_usage(by=None, place=place, values={"name": "Cirque", "hosts": [zoe.pk]}),
        add_event(by=None, place=place, values={"name": "G", "first_day": day, "hosts": [zoe.pk]}),
        start_project(by=cast.bob, community=cast.atelier, values={"name": "Chapiteau"}),
        place,
        Need.objects.get(),
        Offer.objects.get(),
    ]
    join_project(by=zoe, project=entries[3])
    at_place = [f"/lieux/{place.public_id}/{of}/" for of in ("ressources", "usages")]
    profile = reverse("person", args=[Profile.objects.get().public_id])
    return [*(one.get_absolute_url() for one in entries), *at_place, profile]


def note_age(cast: Cast, person: Person, *, years: int, days: int = 0) -> None:
    today = timezone.localdate()
    born_on = today.replace(year=today.year - years) + timedelta(days=days)
    note_birth(by=cast.alice, community=cast.atelier, person=person, born_on=born_on)


def told_at(client: Any, addresses: list[str]) -> list[str]:
    """The addresses whose answer has her name."""
    found = []
    for at in addresses:
        answer = client.get(at, follow=True)
        body = b"".join(answer) if answer.streaming else answer.content
        found += [at] if NAME in body.decode() else []
    return found


def test_she_is_read_where_she_is_of_age(
    cast: Cast, client: Any, zoe: Person, pages: list[str], live_atlas: None
) -> None:
    """What follows would be told: the other tests do not pass for want of anything to tell."""
    note_age(cast, zoe, years=18)
    assert set(told_at(client, [*LISTS, *pages])) >= {"/personnes/", "/besoins/", "/offres/"}


def test_nobody_reads_of_her_once_her_age_is_known(
    cast: Cast, client_of: Any, zoe: Person, pages: list[str], live_atlas: None
) -> None:
    note_age(cast, zoe, years=18, days=1)
    told = {
        name: told_at(client_of(None if name == "visitor" else person), [*LISTS, *pages])
        for name, person in cast.everyone()
        if name != "opal"
    }
    assert {name: where for name, where in told.items() if where} == {}


def test_nothing_of_hers_is_suggested_to_anybody(
    cast: Cast, zoe: Person, pages: list[str], live_offers: None
) -> None:
    """Even where what is offered was read before her age was noted."""
    now, values = timezone.now(), {"sentence": "Je cherche un atelier de jonglage", **AMBERT}
    need = post_need(by=cast.bob, now=now, values=values)
    assert "jonglage" in suggested(need, cast.bob)
    assert Need.objects.live(now).filter(author=zoe).exists()
    note_age(cast, zoe, years=14)
    assert suggested(need, cast.bob) == []
    assert not Need.objects.live(now).filter(author=zoe).exists()


def suggested(need: Need, person: Person) -> list[str]:
    answer = answer_for(need, person)
    told = (*answer.suggestions, *answer.near_misses)
    return [one.live.offer.title.casefold() for one in told]


def test_she_neither_asks_nor_offers_nor_is_listed_and_is_told_why(
    cast: Cast, client_of: Any, zoe: Person
) -> None:
    note_age(cast, zoe, years=14)
    values = {"name": "Je jongle", "scope": "public", **AMBERT}
    with pytest.raises(ForAdults, match="demandez à un adulte"):
        post_offer(by=zoe, now=timezone.now(), values=values)
    with pytest.raises(ForAdults, match="demandez à un adulte"):
        post_need(by=zoe, now=timezone.now(), values={"sentence": "Une balle", **AMBERT})
    with pytest.raises(MinorsAreNotListed, match="une de vos communautés"):
        save_profile(by=zoe, values={"name": NAME, "is_listed": True}, is_adult=True)
    page = client_of(zoe).get(reverse("offer_new"))
    assert (page.status_code, "demandez à un adulte" in page.content.decode()) == (403, True)


def test_hosts_do_not_name_her_for_what_they_show(
    cast: Cast, zoe: Person, pages: list[str]
) -> None:
    place = create_place(by=None, values={"name": "Autre lieu"})
    place.communities.add(cast.atelier)
    assert zoe in possible_holders(place)
    note_age(cast, zoe, years=14)
    assert zoe not in possible_holders(place)


@pytest.mark.parametrize(
    ("born_on", "today", "is_minor"),
    [
        (date(2008, 5, 12), date(2026, 5, 11), True),
        (date(2008, 5, 12), date(2026, 5, 12), False),
        (date(2008, 2, 29), date(2026, 2, 28), True),
        (date(2008, 2, 29), date(2026, 3, 1), False),
        (date(2010, 3, 1), date(2028, 2, 29), True),
    ],
)
def test_one_is_of_age_on_the_day(cast: Cast, born_on: date, today: date, is_minor: bool) -> None:
    note_birth(by=None, community=cast.atelier, person=cast.bob, born_on=born_on)
    assert is_known_minor(cast.bob, today) is is_minor
