"""Reads of what was measured."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet

from entrelieux.accounts.permissions import is_operator
from entrelieux.communities.circles import circle_of
from entrelieux.communities.models import Community
from entrelieux.strength.models import NetworkReading

KEPT_DAYS = 400


def networks_of(person: Any) -> QuerySet[Community]:
    """The networks whose strength a person may read."""
    networks = Community.objects.filter(kind=Community.Kind.NETWORK)
    if is_operator(person):
        return networks
    return networks.filter(pk__in=circle_of(person).kin)


def latest_reading(network: Community) -> NetworkReading | None:
    rows = NetworkReading.objects.filter(network=network, is_looking_back=False)
    return rows.order_by("-day").first()


def readings_over_time(network: Community) -> Sequence[NetworkReading]:
    """One a month, the last of each, the oldest first; the details are left out."""
    rows = NetworkReading.objects.filter(network=network).defer("details")
    latest: dict[tuple[int, int], NetworkReading] = {}
    for row in rows.order_by("-day")[:KEPT_DAYS]:
        latest.setdefault((row.day.year, row.day.month), row)
    return sorted(latest.values(), key=lambda row: row.day)
