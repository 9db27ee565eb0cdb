"""With whom something is shared, and the communities around a person, which decide it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

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


# The circles already read while a page that only shows something is made; None elsewhere, where a
# membership may change between two questions.
_read: ContextVar[dict[int, Circle] | None] = ContextVar("circles_read", default=None)


@contextmanager
def remembered_circles() -> Iterator[None]:
    """Within, a circle is read once: for requests that write nothing."""
    token = _read.set({})
    try:
        yield
    finally:
        _read.reset(token)


def circle_of(person: Any) -> Circle:
    """Three queries at most; none for a visitor, nor again within `remembered_circles`."""
    if not person.is_authenticated:
        return Circle()
    read = _read.get()
    if read is None:
        return _circle_of(person)
    if person.pk not in read:
        read[person.pk] = _circle_of(person)
    return read[person.pk]


def _circle_of(person: Any) -> Circle:
    held = list(current_memberships().filter(person=person).values_list("community_id", "role"))
    if not held:
        return Circle()
    mine = frozenset(pk for pk, _role in held)
    led = frozenset(pk for pk, role in held if role == Membership.Role.COORDINATOR)
    networks = Community.objects.filter(Q(communities__in=mine) | Q(pk__in=led))
    pairs = set(
        Community.objects.filter(networks__in=networks.values("pk")).values_list("pk", "networks")
    )
    return Circle(
        mine=mine,
        hosted=frozenset(pk for pk, role in held if role == Membership.Role.HOST),
        kin=mine | {pk for pk, _network in pairs} | {network for _pk, network in pairs},
        led=led | {pk for pk, network in pairs if network in led},
    )
