"""The words in which the communities of projects tell of them."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from entrelieux.communities.models import Community
from entrelieux.core.words.lexicon import Subject
from entrelieux.inventory.facts import facts_told
from entrelieux.inventory.models import EntryQuerySet
from entrelieux.lexicons.queries import Facts
from entrelieux.projects.models import Project


def facts_of(project: Project, person: Any) -> Facts:
    """Those of its community, or of those of its own place when it has none."""
    if project.community_id or project.place is None:
        communities = [project.community_id] if project.community_id else []
    else:
        card = project.place.root or project.place
        communities = list(card.communities.values_list("pk", flat=True))
    return facts_told(Subject.PROJECT, communities, person)


def facts_of_listed(projects: EntryQuerySet, person: Any) -> Facts:
    """Those of the communities of several projects."""
    listed = projects.order_by()
    held = Q(pk__in=listed.values("community")) | Q(places__in=listed.values("place"))
    communities = Community.objects.filter(held).distinct().values_list("pk", flat=True)
    return facts_told(Subject.PROJECT, communities, person)
