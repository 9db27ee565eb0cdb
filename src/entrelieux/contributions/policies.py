"""The thresholds in force for a place."""

from __future__ import annotations

from dataclasses import dataclass

from entrelieux.contributions.models import NetworkPolicy
from entrelieux.contributions.permissions import networks_of
from entrelieux.places.models import Place

NEIGHBOUR_FIELDS = ("hours", "phone", "website", "status", "street_address", "kinds")


@dataclass(frozen=True, slots=True)
class Thresholds:
    confirmations: int = 2
    neighbour_fields: tuple[str, ...] = NEIGHBOUR_FIELDS
    stale_after_days: int = 365


def thresholds_for(place: Place | None) -> Thresholds:
    """Those of the network of the place; of several, the strictest."""
    policies = list(NetworkPolicy.objects.filter(network__in=networks_of(place)))
    if not policies:
        return Thresholds()
    fields = set.intersection(*(set(policy.neighbour_fields) for policy in policies))
    return Thresholds(
        confirmations=max(policy.confirmations for policy in policies),
        neighbour_fields=tuple(sorted(fields)),
        stale_after_days=min(policy.stale_after_days for policy in policies),
    )
