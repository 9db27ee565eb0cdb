"""Changes of rules, proposed and decided."""

from __future__ import annotations

from django.db.models import QuerySet

from entrelieux.charters.models import Proposal
from entrelieux.communities.models import Community


def proposals_of(community: Community) -> QuerySet[Proposal]:
    """The last ones first."""
    rows = Proposal.objects.filter(charter__community=community)
    return rows.select_related("charter__community")
