"""Who sees what of a bridge: cast × state, and what each side may do."""

import pytest

from entrelieux.bridges.errors import AlreadyOver
from entrelieux.bridges.models import SideState, State
from entrelieux.introductions.actions import (
    accept_bridge,
    consent_to_story,
    decline_bridge,
    give_up,
    note_seen,
    tell_happened,
    tell_outcome,
)
from entrelieux.introductions.errors import NotASide, TooEarly
from entrelieux.introductions.models import Refusal
from entrelieux.introductions.queries import stories, under_way, waiting_for

pytestmark = pytest.mark.django_db

ADDRESSES = ("driss@example.org", "alice@example.org")
SECRET = "Je me suis fâché avec eux"


def page_of(client_of, person, bridge):
    client = client_of(person if person.is_authenticated else None)
    return client.get(bridge.get_absolute_url())


def readers(cast, client_of, bridge, text=""):
    """The names of those who read the page, with a text on it."""
    found = set()
    for name, person in cast.everyone():
        response = page_of(client_of, person, bridge)
        if response.status_code == 200 and text in response.content.decode():
            found.add(name)
    return found


# (state, who reads the page, who reads the address of the other side)
TABLE = [
    ("suggested", {"driss", "opal"}, set()),
    ("asked", {"driss", "alice", "opal"}, set()),
    ("accepted", {"driss", "alice", "opal"}, {"driss", "alice"}),
    ("happened", {"driss", "alice", "opal"}, {"driss", "alice"}),
    ("told", {"driss", "alice", "opal"}, {"driss", "alice"}),
]


@pytest.mark.parametrize(("state", "read", "told"), TABLE, ids=[row[0] for row in TABLE])
def test_a_bridge_is_read_by_its_sides_and_contacts_once_both_said_yes(
    cast, client_of, in_state, state, read, told
):
    bridge = in_state(state)
    assert readers(cast, client_of, bridge) == read
    reached = {"driss": "alice@example.org", "alice": "driss@example.org"}
    assert {
        name for name in reached if name in readers(cast, client_of, bridge, reached[name])
    } == (told)


def test_nobody_is_named_before_both_said_yes(cast, client_of, in_state, outbox):
    bridge = in_state("asked")
    texts = [page_of(client_of, person, bridge).content.decode() for person in (cast.alice,)]
    texts += [mail.subject + mail.text for mail in outbox()]
    assert [mail.to for mail in outbox()] == ["alice@example.org"]
    assert "Il y a une découpeuse laser." in outbox()[0].text
    assert not any("Driss" in text or "driss@" in text for text in texts)


def test_the_introduction_is_written_to_both_with_reasons_and_contacts(cast, in_state, outbox):
    in_state("accepted")
    letters = {mail.to: mail.text for mail in outbox()[:2]}
    assert letters.keys() == set(ADDRESSES)
    assert "alice@example.org" in letters["driss@example.org"]
    assert "driss@example.org" in letters["alice@example.org"]
    assert all("Il y a une découpeuse laser." in text for text in letters.values())


def test_declining_tells_nothing_unless_asked_to(cast, client_of, in_state, now, outbox):
    bridge = in_state("asked")
    decline_bridge(by=cast.alice, bridge=bridge, now=now, why="too_far", because=SECRET)
    bridge.refresh_from_db()
    assert (bridge.state, Refusal.objects.get().why) == (State.DECLINED, "too_far")
    mail = outbox()[0]
    assert mail.to == "driss@example.org"
    assert SECRET not in mail.text
    assert readers(cast, client_of, bridge, SECRET) == set()
    assert readers(cast, client_of, bridge, "ne se fera pas") == {"driss", "alice", "opal"}


def test_declining_tells_why_to_the_other_side_alone_when_asked_to(
    cast, client_of, in_state, now, outbox
):
    bridge = in_state("asked")
    decline_bridge(
        by=cast.alice, bridge=bridge, now=now, why="too_far", because="Trop loin", tells=True
    )
    bridge.refresh_from_db()
    assert "Trop loin" in outbox()[0].text
    assert readers(cast, client_of, bridge, "Trop loin") == {"driss"}


def test_declining_at_once_writes_to_nobody(cast, bridge, now, outbox):
    decline_bridge(by=cast.driss, bridge=bridge, now=now, why="not_it")
    assert outbox() == []


def test_a_host_who_says_yes_answers_for_her_place(cast, in_state):
    bridge = in_state("accepted")
    assert (bridge.giver, bridge.is_mutual) == (cast.alice, True)
    assert (bridge.asker_state, bridge.giver_state) == (SideState.ACCEPTED, SideState.ACCEPTED)


def test_only_the_sides_answer(cast, in_state, now):
    bridge = in_state("asked")
    for person in (cast.bob, cast.chloe, cast.farid, cast.opal):
        with pytest.raises(NotASide):
            accept_bridge(by=person, bridge=bridge, now=now)


def test_each_step_comes_after_the_one_before(cast, in_state, now):
    bridge = in_state("asked")
    with pytest.raises(TooEarly):
        tell_happened(by=cast.driss, bridge=bridge, now=now)
    accept_bridge(by=cast.alice, bridge=bridge, now=now)
    with pytest.raises(TooEarly):
        tell_outcome(by=cast.driss, bridge=bridge, now=now, outcome="x", thanks="", consents=False)
    with pytest.raises(AlreadyOver):
        decline_bridge(by=cast.alice, bridge=bridge, now=now, why="not_it")
    give_up(by=cast.alice, bridge=bridge, now=now)
    with pytest.raises(AlreadyOver):
        give_up(by=cast.alice, bridge=bridge, now=now)


def test_what_waits_for_whom(cast, bridge, in_state, now):
    assert list(waiting_for(cast.driss)) == [bridge]
    assert list(waiting_for(cast.alice)) == []
    note_seen(by=cast.driss, bridge=bridge, now=now)
    in_state("asked")
    assert list(waiting_for(cast.alice)) == [bridge]
    assert list(under_way(cast.driss)) == [bridge]
    for other in (cast.bob, cast.chloe, cast.farid):
        assert [*waiting_for(other), *under_way(other)] == []


def test_a_story_is_shown_only_with_both_consents(cast, client_of, in_state, now):
    bridge = in_state("told")
    assert list(stories()) == [bridge]
    text = client_of(None).get("/histoires/").content.decode()
    assert "Trente trophées gravés" in text
    assert not any(secret in text for secret in ("Driss", "Alice", *ADDRESSES))
    consent_to_story(by=cast.driss, bridge=bridge, consents=False)
    assert "Trente" not in client_of(None).get("/histoires/").content.decode()


def test_new_words_take_back_the_consent_of_the_other_side(cast, in_state, now):
    bridge = in_state("told")
    tell_outcome(
        by=cast.alice, bridge=bridge, now=now, outcome="Autre chose", thanks="", consents=True
    )
    assert list(stories()) == []


def test_the_pages_read_in_the_same_number_of_queries(
    cast, client_of, bridge, django_assert_max_num_queries
):
    client = client_of(cast.driss)
    with django_assert_max_num_queries(30) as few:
        client.get("/passerelles/")
    for rank in range(2):
        bridge.pk, bridge.public_id, bridge.source_id = None, f"other{rank}", f"y{rank}"
        bridge.save()
    with django_assert_max_num_queries(30) as more:
        client.get("/passerelles/")
    assert len(more) == len(few)
