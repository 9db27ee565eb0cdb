from __future__ import annotations

import pytest

from entrelieux.communities.actions import add_member, change_role, create_community, remove_member
from entrelieux.communities.errors import AddressTaken, AlreadyMember, NotMember, WrongRole
from entrelieux.communities.models import Community
from entrelieux.communities.queries import role_in
from entrelieux.platform.models import AuditEvent
from tests.cast import Cast, Role

pytestmark = pytest.mark.django_db


def test_a_community_gets_an_address_from_its_name(cast: Cast) -> None:
    made = create_community(by=cast.farid, name="La Forge d’Élise", networks=(cast.network,))
    assert (made.slug, made.kind) == ("la-forge-delise", Community.Kind.PLACE)
    assert list(made.networks.all()) == [cast.network]


def test_an_address_serves_once(cast: Cast) -> None:
    with pytest.raises(AddressTaken) as refusal:
        create_community(by=cast.farid, name="Atelier")
    assert refusal.value.message == (
        "Une communauté a déjà l’adresse «\xa0atelier\xa0»\xa0: choisissez un autre nom."
    )


def test_a_newcomer_is_welcomed_once_promoted_and_dismissed(cast: Cast) -> None:
    add_member(by=cast.alice, person=cast.driss, community=cast.atelier)
    with pytest.raises(AlreadyMember):
        add_member(by=cast.alice, person=cast.driss, community=cast.atelier)
    change_role(by=cast.alice, person=cast.driss, community=cast.atelier, role=Role.HOST)
    assert role_in(cast.driss, cast.atelier) == Role.HOST
    ended = remove_member(by=cast.alice, person=cast.driss, community=cast.atelier)
    assert (ended.until is not None, role_in(cast.driss, cast.atelier)) == (True, None)


def test_somebody_who_left_can_come_back(cast: Cast) -> None:
    remove_member(by=cast.alice, person=cast.bob, community=cast.atelier)
    add_member(by=cast.alice, person=cast.bob, community=cast.atelier)
    assert cast.bob.memberships.count() == 2


def test_coordination_is_given_in_a_network_only(cast: Cast) -> None:
    with pytest.raises(WrongRole):
        change_role(by=cast.opal, person=cast.bob, community=cast.atelier, role=Role.COORDINATOR)
    with pytest.raises(WrongRole):
        add_member(by=cast.opal, person=cast.driss, community=cast.network, role="king")


def test_nobody_is_promoted_or_dismissed_from_elsewhere(cast: Cast) -> None:
    with pytest.raises(NotMember):
        change_role(by=cast.alice, person=cast.chloe, community=cast.atelier, role=Role.HOST)
    with pytest.raises(NotMember):
        remove_member(by=cast.alice, person=cast.chloe, community=cast.atelier)


def test_each_gesture_leaves_one_trace_that_names_its_author(cast: Cast) -> None:
    AuditEvent.objects.all().delete()
    add_member(by=cast.alice, person=cast.driss, community=cast.atelier)
    change_role(by=cast.farid, person=cast.driss, community=cast.atelier, role=Role.HOST)
    remove_member(by=cast.opal, person=cast.driss, community=cast.atelier)
    traces = AuditEvent.objects.order_by("pk").values_list("verb", "by__name", "subject")
    subject = f"community:{cast.atelier.pk}"
    assert list(traces) == [
        ("add_member", "Alice", subject),
        ("change_role", "Farid", subject),
        ("remove_member", "Opal", subject),
    ]
