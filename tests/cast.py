"""The cast of every test of permissions.

Alice hosts the Atelier, Bob belongs to it; Chloé belongs to the Bergerie, another community;
Driss has just signed up and belongs nowhere; Farid coordinates the network of both; Opal runs
the server. A visitor is `ANONYMOUS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser

from entrelieux.accounts.models import Person
from entrelieux.communities.actions import add_member, create_community
from entrelieux.communities.models import Community, Membership

ANONYMOUS = AnonymousUser()
Role = Membership.Role


@dataclass(frozen=True, slots=True)
class Cast:
    alice: Person
    bob: Person
    chloe: Person
    driss: Person
    farid: Person
    opal: Person
    atelier: Community
    bergerie: Community
    network: Community

    def everyone(self) -> Iterator[tuple[str, Any]]:
        yield "visitor", ANONYMOUS
        for name in ("driss", "chloe", "bob", "alice", "farid", "opal"):
            yield name, getattr(self, name)

    def who(self, may: Callable[[Any], bool]) -> set[str]:
        """The names of those who may: ``cast.who(is_host_of(atelier)) == {"alice"}``."""
        return {name for name, person in self.everyone() if may(person)}


def gather_cast() -> Cast:
    network = create_community(by=None, name="Réseau d’Auvergne", kind=Community.Kind.NETWORK)
    atelier = create_community(by=None, name="Atelier", networks=(network,))
    bergerie = create_community(by=None, name="Bergerie", networks=(network,))
    people = {
        name: Person.objects.create_user(f"{name}@example.org", name=name.capitalize())
        for name in ("alice", "bob", "chloe", "driss", "farid")
    }
    opal = Person.objects.create_user("opal@example.org", name="Opal", is_operator=True)
    roles = [
        ("alice", atelier, Role.HOST),
        ("bob", atelier, Role.MEMBER),
        ("chloe", bergerie, Role.MEMBER),
        ("farid", network, Role.COORDINATOR),
    ]
    for name, community, role in roles:
        add_member(by=None, person=people[name], community=community, role=role)
    return Cast(**people, opal=opal, atelier=atelier, bergerie=bergerie, network=network)
