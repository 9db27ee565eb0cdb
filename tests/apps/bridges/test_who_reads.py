"""Who reads a need, whose it is, and how to reach her: cast × visibility × state."""

import pytest
from django.db import IntegrityError, transaction

from entrelieux.bridges.actions import (
    answer_need,
    close_need,
    expire_needs,
    forward_need,
    post_need,
)
from entrelieux.bridges.models import Bridge, Need
from entrelieux.bridges.permissions import (
    can_change_need,
    can_see_author,
    can_see_bridge,
    can_see_contact,
    can_see_need,
)

pytestmark = pytest.mark.django_db

EVERYONE = {"visitor", "driss", "chloe", "bob", "alice", "farid", "opal"}
MEMBERS = {"chloe", "bob", "alice", "farid", "opal"}


def readers(cast, need):
    return cast.who(lambda person: can_see_need(person, need))


def told_whose(cast, need):
    return cast.who(lambda person: can_see_author(person, need))


def reaching(cast, need):
    return cast.who(lambda person: can_see_contact(person, need))


@pytest.mark.parametrize(
    ("visibility", "told"),
    [("public", EVERYONE), ("network", MEMBERS)],
    ids=["public", "network"],
)
def test_a_need_is_read_as_widely_as_its_author_says(cast, need_of, visibility, told):
    need = need_of(cast.bob, community=cast.atelier, visibility=visibility)
    assert readers(cast, need) == told
    assert told_whose(cast, need) == {"bob", "opal"}
    assert reaching(cast, need) == {"bob", "opal"}
    assert cast.who(lambda person: can_change_need(person, need)) == {"bob", "opal"}


def test_a_newcomer_asks_the_members_of_every_network(cast, need_of):
    need = need_of(cast.driss, visibility="network")
    assert readers(cast, need) == {"driss", *MEMBERS}


def test_chosen_places_read_it_and_no_other(cast, need_of, bergerie_place):
    need = need_of(cast.bob, visibility="places", shown_at=[bergerie_place])
    assert readers(cast, need) == {"bob", "chloe", "opal"}
    assert told_whose(cast, need) == {"bob", "opal"}


def test_the_hosts_to_whom_it_is_given_know_whose_it_is_and_pass_it_on(
    cast, need_of, atelier_place, now
):
    need = need_of(cast.driss, visibility="host", shown_at=[atelier_place])
    assert readers(cast, need) == {"driss", "alice", "opal"}
    assert told_whose(cast, need) == {"driss", "alice", "opal"}
    assert reaching(cast, need) == {"driss", "opal"}
    forwarded = forward_need(by=cast.alice, need=need, now=now)
    assert readers(cast, forwarded) == {"driss", *MEMBERS}
    assert told_whose(cast, forwarded) == {"driss", "opal"}


def test_an_accepted_bridge_tells_both_sides_how_to_reach_each_other(cast, need_of, bridge_of):
    need = need_of(cast.bob, visibility="host")
    waiting = bridge_of(need, giver=cast.chloe, asked=False)
    assert readers(cast, need) == {"bob", "opal"}
    assert cast.who(lambda person: can_see_bridge(person, waiting)) == {"bob", "opal"}
    waiting.delete()
    asked = bridge_of(need, giver=cast.chloe)
    assert readers(cast, need) == {"bob", "chloe", "opal"}
    assert told_whose(cast, need) == {"bob", "opal"}
    asked.delete()
    mutual = bridge_of(need, giver=cast.chloe, mutual=True)
    assert told_whose(cast, need) == {"bob", "chloe", "opal"}
    assert reaching(cast, need) == {"bob", "chloe", "opal"}
    assert cast.who(lambda person: can_see_bridge(person, mutual)) == {"bob", "chloe", "opal"}


def test_the_hosts_of_a_place_answer_for_what_the_place_offers(
    cast, need_of, bridge_of, atelier_place
):
    need = need_of(cast.chloe, visibility="host")
    bridge_of(need, giver_place=atelier_place, mutual=True)
    assert reaching(cast, need) == {"chloe", "alice", "opal"}


@pytest.mark.parametrize(
    ("end", "told"),
    [("answered", EVERYONE), ("closed", {"bob", "opal"}), ("expired", {"bob", "opal"})],
    ids=["answered", "closed", "expired"],
)
def test_what_is_over_is_nobody_elses_business(cast, need_of, now, end, told):
    need = need_of(cast.bob, visibility="public")
    if end == "answered":
        answer_need(by=cast.bob, need=need, now=now)
    if end == "closed":
        close_need(by=cast.bob, need=need, now=now, thanks="Merci !")
    if end == "expired":
        assert expire_needs(now=need.expires_at) == 1
    assert readers(cast, need) == told


def test_a_need_goes_with_its_account_and_its_bridge_stays_without_a_name(
    cast, need_of, bridge_of, bergerie_place
):
    bridge = bridge_of(need_of(cast.bob), giver_place=bergerie_place, mutual=True)
    cast.bob.delete()
    assert Need.objects.count() == 0
    left = Bridge.objects.get(pk=bridge.pk)
    assert (left.need, left.asker, left.giver_place) == (None, None, bergerie_place)


def test_one_bridge_for_a_need_and_an_offer(cast, need_of, bridge_of):
    need = need_of(cast.bob)
    bridge_of(need, giver=cast.chloe)
    with pytest.raises(IntegrityError), transaction.atomic():
        bridge_of(need, giver=cast.alice)


def test_the_author_is_nowhere_in_what_others_are_told_of_it(cast, need_of, now):
    need = post_need(by=cast.bob, now=now, values={"sentence": "Une scie", "visibility": "public"})
    assert cast.bob.email not in str(need)
