from __future__ import annotations

import pytest

from entrelieux.communities.actions import remove_member
from entrelieux.communities.models import Community
from entrelieux.communities.permissions import (
    can_run,
    coordinates_any,
    hosts_any,
    is_coordinator_of,
    is_host_of,
    is_member_of,
    is_operator,
    is_signed_in,
)
from entrelieux.communities.queries import communities_of, members_of, role_in
from tests.cast import ANONYMOUS, Cast, Role

pytestmark = pytest.mark.django_db


def test_everybody_but_a_visitor_is_signed_in(cast: Cast) -> None:
    assert cast.who(is_signed_in) == {"driss", "chloe", "bob", "alice", "farid", "opal"}


def test_each_role_opens_its_own_door(cast: Cast) -> None:
    assert cast.who(is_operator) == {"opal"}
    assert cast.who(is_member_of(cast.atelier)) == {"alice", "bob"}
    assert cast.who(is_host_of(cast.atelier)) == {"alice"}
    assert cast.who(is_host_of(cast.bergerie)) == set()
    assert cast.who(is_coordinator_of(cast.network)) == {"farid"}


def test_hosts_the_network_and_the_operator_run_a_community(cast: Cast) -> None:
    assert cast.who(can_run(cast.atelier)) == {"alice", "farid", "opal"}
    assert cast.who(can_run(cast.network)) == {"farid", "opal"}


def test_predicates_compose(cast: Cast) -> None:
    member, host = is_member_of(cast.atelier), is_host_of(cast.atelier)
    assert cast.who(member & ~host) == {"bob"}
    assert cast.who(host | is_operator) == {"alice", "opal"}


def test_one_among_several_communities_is_enough(cast: Cast) -> None:
    both = [cast.atelier, cast.bergerie]
    assert cast.who(lambda person: hosts_any(person, both)) == {"alice"}
    assert cast.who(lambda person: coordinates_any(person, Community.objects.all())) == {"farid"}
    assert cast.who(lambda person: hosts_any(person, [])) == set()


def test_a_closed_account_may_nothing(cast: Cast) -> None:
    cast.opal.is_active = cast.alice.is_active = False
    assert cast.who(is_operator | is_host_of(cast.atelier)) == set()


def test_a_role_ends_with_its_membership(cast: Cast) -> None:
    remove_member(by=cast.farid, person=cast.alice, community=cast.atelier)
    assert cast.who(is_host_of(cast.atelier)) == set()
    assert role_in(cast.alice, cast.atelier) is None


def test_the_reads_tell_who_belongs_where(cast: Cast) -> None:
    assert role_in(cast.bob, cast.atelier) == Role.MEMBER
    assert role_in(ANONYMOUS, cast.atelier) is None
    assert list(communities_of(cast.alice, [Role.HOST])) == [cast.atelier]
    assert list(communities_of(cast.bob, [Role.HOST])) == []
    assert list(communities_of(ANONYMOUS)) == []
    assert list(members_of(cast.atelier)) == [cast.alice, cast.bob]
    assert list(members_of(cast.atelier, [Role.HOST])) == [cast.alice]
