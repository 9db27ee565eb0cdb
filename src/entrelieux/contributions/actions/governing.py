"""What a network decides for itself: its thresholds, and whom it trusts."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from entrelieux.accounts.models import Person
from entrelieux.communities.models import Community
from entrelieux.contributions.models import NetworkPolicy, TrustedContributor
from entrelieux.platform import audit


@transaction.atomic
def set_policy(
    *,
    by: Person,
    network: Community,
    confirmations: int,
    neighbour_fields: Sequence[str],
    stale_after_days: int,
) -> NetworkPolicy:
    policy, _is_new = NetworkPolicy.objects.update_or_create(
        network=network,
        defaults={
            "confirmations": confirmations,
            "neighbour_fields": sorted(neighbour_fields),
            "stale_after_days": stale_after_days,
        },
    )
    audit.record("set_policy", network, by=by, confirmations=confirmations)
    return policy


@transaction.atomic
def trust_contributor(*, by: Person, network: Community, person: Person) -> TrustedContributor:
    trusted, _is_new = TrustedContributor.objects.get_or_create(network=network, person=person)
    audit.record("trust_contributor", network, by=by, person=person.pk)
    return trusted


@transaction.atomic
def withdraw_trust(*, by: Person, network: Community, person: Person) -> None:
    TrustedContributor.objects.filter(network=network, person=person).delete()
    audit.record("withdraw_trust", network, by=by, person=person.pk)
