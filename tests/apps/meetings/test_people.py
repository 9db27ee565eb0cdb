"""People of different disciplines who wish to be introduced; nobody else ever appears."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from entrelieux.accounts.models import Person
from entrelieux.bridges.actions import post_need
from entrelieux.bridges.models import Bridge, SourceKind, State
from entrelieux.charters.models import Birth
from entrelieux.communities.actions import add_member
from entrelieux.communities.models import Membership
from entrelieux.introductions.actions import accept_bridge, decline_bridge
from entrelieux.meetings.actions import ask_to_meet, draft_meeting
from entrelieux.people.actions import agree_to_meet, erase_profile, save_profile, stop_meeting
from entrelieux.people.errors import NotReadyToMeet
from entrelieux.people.models import Profile
from tests.apps.meetings.conftest import SEW, SOLDER

pytestmark = pytest.mark.django_db
PERSON = SourceKind.PERSON


@pytest.fixture
def two(cast, tells):
    """Bob of the Atelier, an agronomist, and Chloé of the Bergerie, a mechanic: both solder."""
    bob = tells(cast.bob, discipline="agronomy", skills=[SOLDER])
    chloe = tells(cast.chloe, discipline="mechanical-engineering", skills=[SOLDER])
    return bob, chloe


def ask(cast, two, now, **fields):
    bob, chloe = two
    ends = {"own_id": chloe.public_id, "other_id": bob.public_id}
    return ask_to_meet(by=cast.chloe, kind=PERSON, **ends, word="", now=now, **fields)


def read(client_of, person, bridge) -> str:
    return client_of(person).get(bridge.get_absolute_url()).content.decode()


def page_of(client_of, person) -> str:
    return client_of(person).get("/rencontres/").content.decode()


def test_two_who_wish_it_are_proposed_to_each_other_with_what_they_share(cast, two, client_of):
    page = page_of(client_of, cast.chloe)
    assert "Bob du Pré" in page
    assert "En commun" in page
    assert "Chloe du Pré" in page_of(client_of, cast.bob)


# Of what each states of the other, only one lets her be proposed.
@pytest.mark.parametrize(
    ("state", "shown"),
    [
        ({"to": "network"}, True),
        ({"to": "public"}, True),
        ({"to": "place"}, False),
        ({"to": "private"}, False),
        ({"wishes": False}, False),
        ({"wishes": False, "to": "public", "is_listed": True}, False),
        ({"adult": False}, False),
        ({"hidden": ["name"]}, False),
        ({"hidden": ["disciplines"]}, False),
        ({"hidden": ["skills"]}, False),
    ],
    ids=str,
)
def test_nobody_appears_who_did_not_wish_it_or_does_not_show_herself(
    cast, tells, client_of, state, shown
):
    tells(cast.chloe, discipline="mechanical-engineering", skills=[SOLDER])
    tells(cast.bob, discipline="agronomy", skills=[SOLDER], **state)
    pages = {
        name: client_of(person).get(path).content.decode()
        for name, person, path in (
            ("hers", cast.chloe, "/rencontres/"),
            ("coordination", cast.farid, reverse("network_meetings", args=[cast.network.slug])),
            ("operator", cast.opal, reverse("network_meetings", args=[cast.network.slug])),
        )
    }
    assert {name for name, page in pages.items() if "Bob du Pré" in page} == (
        set(pages) if shown else set()
    )


@pytest.mark.parametrize("name", ["visitor", "driss", "bob", "alice"])
def test_the_pairs_of_the_network_are_for_its_coordination(cast, two, client_of, name):
    person = dict(cast.everyone())[name] if name != "visitor" else None
    answer = client_of(person).get(reverse("network_meetings", args=[cast.network.slug]))
    assert answer.status_code == (302 if person is None else 403)


def test_a_minor_is_never_proposed_nor_may_wish_it(cast, two, met_by):
    assert met_by(cast.chloe) == {"Bob du Pré"}
    Birth.objects.create(
        person=cast.bob,
        community=cast.atelier,
        born_on=timezone.localdate() - timedelta(days=15 * 365),
    )
    assert met_by(cast.chloe) == set()
    assert met_by(cast.bob) == set()
    with pytest.raises(NotReadyToMeet):
        agree_to_meet(by=cast.bob, today=timezone.localdate())


def test_who_says_that_she_is_no_adult_after_all_wishes_it_no_more(cast, two, met_by):
    save_profile(by=cast.bob, values={"name": "Bob"}, is_adult=False)
    save_profile(by=cast.bob, values={"name": "Bob"}, is_adult=True)
    assert met_by(cast.chloe) == set()


def test_wishing_it_takes_a_profile_with_a_discipline(cast):
    with pytest.raises(NotReadyToMeet):
        agree_to_meet(by=cast.bob, today=date(2026, 11, 1))


@pytest.mark.parametrize("leaves", [stop_meeting, erase_profile])
def test_a_consent_taken_back_counts_at_once(cast, two, met_by, now, leaves):
    asked = ask(cast, two, now)
    leaves(by=cast.bob)
    asked.refresh_from_db()
    assert met_by(cast.chloe) == set()
    assert asked.state == State.EXPIRED


def test_what_both_accepted_stays_when_one_stops(cast, two, now):
    bridge = ask(cast, two, now)
    accept_bridge(by=cast.bob, bridge=bridge, now=now)
    stop_meeting(by=cast.bob)
    bridge.refresh_from_db()
    assert bridge.state == State.ACCEPTED


def test_those_who_share_a_place_or_a_discipline_meet_without_help(cast, two, tells, met_by):
    add_member(by=None, person=cast.chloe, community=cast.atelier, role=Membership.Role.MEMBER)
    assert met_by(cast.chloe) == set()
    Membership.objects.filter(person=cast.chloe, community=cast.atelier).delete()
    tells(cast.bob, discipline="mechanical-engineering", skills=[SOLDER])
    assert met_by(cast.chloe) == set()


def test_neither_is_named_nor_reached_before_both_say_yes(cast, two, now, client_of, outbox):
    bridge = ask(cast, two, now)
    (mail,) = outbox()
    assert mail.to == "bob@example.org"
    for text in (read(client_of, cast.bob, bridge), mail.subject + mail.text):
        assert "Chloe" not in text and "chloe@" not in text
    assert "bob@" not in read(client_of, cast.chloe, bridge)
    accept_bridge(by=cast.bob, bridge=bridge, now=now)
    assert "bob@example.org" in read(client_of, cast.chloe, bridge)
    assert "chloe@example.org" in read(client_of, cast.bob, bridge)


def test_declining_never_tells_why_and_is_not_asked_again(cast, two, now, client_of, met_by):
    bridge = ask(cast, two, now)
    decline_bridge(by=cast.bob, bridge=bridge, now=now, why="not_for_me", because="Pas elle")
    assert "Pas elle" not in read(client_of, cast.chloe, bridge)
    assert met_by(cast.chloe) == set() == met_by(cast.bob)


def test_what_only_her_hosts_read_is_no_reason_on_the_other_side(cast, tells, now, client_of):
    """Chloé hides that she sews; Bob shows it: she sees why, and is not betrayed when she asks."""
    bob = tells(cast.bob, discipline="agronomy", skills=[SEW])
    chloe = tells(cast.chloe, discipline="mechanical-engineering", skills=[SEW], hidden=["skills"])
    assert "Bob du Pré" in page_of(client_of, cast.chloe)
    assert "Chloe du Pré" not in page_of(client_of, cast.bob)
    draft = draft_meeting(
        by=cast.chloe, kind=PERSON, own_id=chloe.public_id, other_id=bob.public_id
    )
    assert draft.reasons == []


def test_what_one_told_in_private_is_never_a_reason(cast, tells, now, met_by):
    """A need that only hosts read leads its author to somebody, and is not told to him."""
    bob = tells(cast.bob, discipline="agronomy")
    chloe = tells(cast.chloe, discipline="mechanical-engineering")
    values = {"sentence": "Je cherche un agronome", "concepts": ["disciplines:agronomy"]}
    need = post_need(by=cast.chloe, now=now, values={**values, "visibility": "host"})
    ends = {"own_id": chloe.public_id, "other_id": bob.public_id}
    assert met_by(cast.chloe) == {"Bob du Pré"}
    assert met_by(cast.bob) == set()
    assert draft_meeting(by=cast.chloe, kind=PERSON, **ends).reasons == []
    need.visibility = "public"
    need.save()
    (told,) = draft_meeting(by=cast.chloe, kind=PERSON, **ends).reasons
    assert told["sentence_fr"] == "L’un cherche «\xa0Agronomie\xa0», l’autre l’apporte."


def test_not_for_me_is_remembered_and_can_be_taken_back(cast, two, client_of, met_by):
    bob, chloe = two
    browser = client_of(cast.chloe)
    browser.post(reverse("meeting_aside", args=["personne", chloe.public_id, bob.public_id]))
    assert met_by(cast.chloe) == set()
    assert met_by(cast.bob) == {"Chloe du Pré"}
    assert "Les proposer à nouveau" in page_of(client_of, cast.chloe)
    browser.post(reverse("meetings_back", args=["personne", chloe.public_id]))
    assert met_by(cast.chloe) == {"Bob du Pré"}


def test_nobody_asks_or_puts_aside_in_the_name_of_another(cast, two, client_of):
    bob, chloe = two
    for name in ("meeting_ask", "meeting_aside"):
        client_of(cast.alice).post(
            reverse(name, args=["personne", chloe.public_id, bob.public_id]), {"ask": "1"}
        )
    assert not Bridge.objects.exists()
    assert "Bob du Pré" in page_of(client_of, cast.chloe)


@pytest.mark.parametrize("path", ["/api/v1/people", "/personnes/", "/rencontres/"])
def test_the_wish_is_told_nowhere_else(cast, two, client_of, path):
    page = client_of(cast.driss).get(path).content.decode()
    assert "meets_since" not in page and "Bob du Pré" not in page


def crowd(cast, tells, count):
    for rank in range(count):
        person = Person.objects.create_user(f"p{rank}@example.org", name=f"P{rank}")
        add_member(by=None, person=person, community=cast.bergerie, role=Membership.Role.MEMBER)
        tells(person, discipline="architecture", skills=[SOLDER])


def test_queries_do_not_grow_with_people(
    cast, two, tells, client_of, django_assert_max_num_queries
):
    counts = []
    for _round in range(2):
        crowd_size = Profile.objects.count()
        with django_assert_max_num_queries(60) as seen:
            page_of(client_of, cast.bob)
        counts.append(len(seen.captured_queries))
        if crowd_size < 4:
            crowd(cast, tells, 6)
    assert counts[0] == counts[1]
