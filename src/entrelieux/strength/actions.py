"""Measuring networks: done by a job, kept, never by a page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from django.db import transaction

from entrelieux.communities.models import Community
from entrelieux.platform import audit
from entrelieux.strength.graph import graph_of
from entrelieux.strength.measuring import details_at, figures_at
from entrelieux.strength.models import NetworkReading

MONTHS_BACK = 12


def measure_networks(*, now: datetime, today: date) -> int:
    """Measures each network; returns how many."""
    networks = Community.objects.filter(kind=Community.Kind.NETWORK).order_by("pk")
    for network in networks:
        measure_network(network=network, now=now, today=today)
    return len(networks)


@transaction.atomic
def measure_network(*, network: Community, now: datetime, today: date) -> NetworkReading:
    """The reading of today. The first one looks back a year, by the dates of the ties."""
    graph = graph_of(network)
    known = NetworkReading.objects.filter(network=network)
    if not known.exists():
        NetworkReading.objects.bulk_create(
            NetworkReading(
                network=network,
                day=day,
                figures=figures_at(graph, day),
                is_looking_back=True,
                measured_at=now,
            )
            for day in first_days_before(today, MONTHS_BACK)
        )
    known.exclude(day=today).exclude(details={}).update(details={})
    reading, _is_new = NetworkReading.objects.update_or_create(
        network=network,
        day=today,
        defaults={
            "figures": figures_at(graph, today),
            "details": details_at(graph, today),
            "is_looking_back": False,
            "measured_at": now,
        },
    )
    audit.record("measure_network", network, places=len(graph.nodes))
    return reading


def first_days_before(day: date, count: int) -> Iterator[date]:
    """The first days of the `count` months up to `day`, which is left out; the oldest first."""
    months = day.year * 12 + day.month - 1
    for month in range(months - count + 1, months + 1):
        first = date(month // 12, month % 12 + 1, 1)
        if first < day:
            yield first
