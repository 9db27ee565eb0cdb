"""What ties the places of a network, read from the database."""

from datetime import timedelta

import pytest
from django.utils import timezone

from entrelieux.bridges.actions import post_need
from entrelieux.bridges.models import Bridge, SideState
from entrelieux.communities.actions import add_member, create_community
from entrelieux.core.bridging.strength import STILL_GOING, TieKind
from entrelieux.core.words.lexicon import Relation
from entrelieux.lexicons.models import CommunityLexicon, LexiconTerm
from entrelieux.projects.actions import start_project
from entrelieux.strength.graph import graph_of

pytestmark = pytest.mark.django_db


def ties(network, places):
    names = {place.public_id: name for name, place in places.items()}
    return [
        (names.get(tie.left, tie.left), names.get(tie.right, tie.right), tie.kind)
        for tie in graph_of(network).ties
    ]


def unordered(told):
    return [({left, right}, kind) for left, right, kind in told]


def test_a_network_is_its_places_and_its_communities_that_have_none(cast, places):
    create_community(by=None, name="Sans toit", networks=(cast.network,))
    create_community(by=None, name="D’ailleurs")
    names = {node.name for node in graph_of(cast.network).nodes}
    assert names == {"L’Atelier", "La Bergerie", "La Serre", "Sans toit"}
    assert graph_of(cast.network).ties == []


def test_a_member_of_two_communities_ties_their_places_while_she_is_in_both(cast, places):
    add_member(by=None, person=cast.bob, community=cast.bergerie, role="member")
    (tie,) = graph_of(cast.network).ties
    assert unordered(ties(cast.network, places)) == [({"atelier", "bergerie"}, TieKind.MEMBERS)]
    assert (tie.on, tie.until) == (timezone.localdate(), STILL_GOING)
    held = cast.bob.memberships.get(community=cast.bergerie)
    held.until = held.since + timedelta(days=30)
    held.save()
    assert graph_of(cast.network).ties[0].until == held.until


def test_a_project_ties_the_places_that_it_names(cast, places):
    project = start_project(by=cast.alice, community=cast.atelier, values={"name": "Ruches"})
    project.places.set([places["bergerie"]])
    assert unordered(ties(cast.network, places)) == [({"atelier", "bergerie"}, TieKind.PROJECT)]


def test_words_that_two_communities_decided_to_join_tie_them(cast, places):
    words = {}
    for name, community in (("atelier", cast.atelier), ("bergerie", cast.bergerie)):
        lexicon, _ = CommunityLexicon.objects.get_or_create(community=community)
        uri = f"https://example.org/{name}/scie"
        words[name] = LexiconTerm.objects.create(lexicon=lexicon, uri=uri, kind="thing")
    words["atelier"].data = {"alignments": [[Relation.EXACT.value, words["bergerie"].uri]]}
    words["atelier"].save()
    assert unordered(ties(cast.network, places)) == [({"atelier", "bergerie"}, TieKind.RECOGNITION)]


def test_a_bridge_ties_from_the_day_both_said_yes_and_more_once_it_happened(cast, places):
    now = timezone.now()
    need = post_need(by=cast.bob, now=now, values={"sentence": "Un laser", "lat": 45, "lon": 3})
    bridge = Bridge.objects.create(
        need=need,
        source_kind="resource",
        source_id="x1",
        asker_place=places["atelier"],
        giver_place=places["bergerie"],
    )
    assert ties(cast.network, places) == []
    bridge.asker_state = bridge.giver_state = SideState.ACCEPTED
    bridge.accepted_at = now
    bridge.save()
    both = {"atelier", "bergerie"}
    assert unordered(ties(cast.network, places)) == [(both, TieKind.ACCEPTED)]
    bridge.happened_at = now
    bridge.save()
    assert unordered(ties(cast.network, places)) == [
        (both, TieKind.ACCEPTED),
        (both, TieKind.HAPPENED),
    ]


def test_the_number_of_queries_does_not_grow_with_the_network(
    cast, places, place_of, django_assert_num_queries
):
    add_member(by=None, person=cast.bob, community=cast.bergerie, role="member")
    with django_assert_num_queries(8):
        graph_of(cast.network)
    for rank in range(3):
        more = create_community(by=None, name=f"Lieu {rank}", networks=(cast.network,))
        place_of(more, f"Lieu {rank}")
        add_member(by=None, person=cast.bob, community=more, role="member")
        start_project(by=cast.alice, community=more, values={"name": f"P{rank}"})
    with django_assert_num_queries(10):
        graph_of(cast.network)
