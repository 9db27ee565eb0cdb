"""With whom something is shared, and the communities around a person, which decide it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from entrelieux.communities.models import Community, Membership
from entrelieux.communities.queries import current_memberships


class Scope(models.TextChoices):
    """With whom something is shared, the widest last."""

    PRIVATE = "private", _("les animateurs du lieu")
    PLACE = "place", _("les membres du lieu")
    NETWORK = "network", _("les membres du réseau")
    PUBLIC = "public", _("tout le monde")


NOBODY: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Circle:
    """Keys of communities: hers, those she hosts, those of her networks, and of those she leads."""

    mine: frozenset[int] = NOBODY
    hosted: frozenset[int] = NOBODY
    kin: frozenset[int] = NOBODY
    led: frozenset[int] = NOBODY

    @property
    def kept(self) -> frozenset[int]:
        """Whose entries she may write: hosts their own, coordinators those of their network."""
        return self.hosted | self.led


Told = TypeVar("Told")
# What was already read of people while a page that only shows something is made; None elsewhere,
# where a membership may change between two questions.
_read: ContextVar[dict[tuple[Callable[[Any], Any], int], Any] | None] = ContextVar(
    "circles_read", default=None
)


@contextmanager
def remembered_circles() -> Iterator[None]:
    """Within, a circle is read once: for requests that write nothing."""
    token = _read.set({})
    try:
        yield
    finally:
        _read.reset(token)


def _once(read: Callable[[Any], Told], person: Any) -> Told:
    known = _read.get()
    if known is None:
        return read(person)
    if (read, person.pk) not in known:
        known[read, person.pk] = read(person)
    told: Told = known[read, person.pk]
    return told


def roles_of(person: Any) -> dict[int, str]:
    """The role that she holds today, by the key of each of her communities: one query."""
    return _once(_roles_of, person) if person.is_authenticated else {}


def _roles_of(person: Any) -> dict[int, str]:
    held = current_memberships().filter(person=person)
    return dict(held.values_list("community_id", "role"))


def circle_of(person: Any) -> Circle:
    """Two queries at most; none for a visitor, nor again within `remembered_circles`."""
    return _once(_circle_of, person) if person.is_authenticated else Circle()


def _circle_of(person: Any) -> Circle:
    roles = roles_of(person)
    if not roles:
        return Circle()
    mine = frozenset(roles)
    led = frozenset(pk for pk, role in roles.items() if role == Membership.Role.COORDINATOR)
    networks = Community.objects.filter(Q(communities__in=mine) | Q(pk__in=led))
    pairs = set(
        Community.objects.filter(networks__in=networks.values("pk")).values_list("pk", "networks")
    )
    return Circle(
        mine=mine,
        hosted=frozenset(pk for pk, role in roles.items() if role == Membership.Role.HOST),
        kin=mine | {pk for pk, _network in pairs} | {network for _pk, network in pairs},
        led=led | {pk for pk, network in pairs if network in led},
    )
