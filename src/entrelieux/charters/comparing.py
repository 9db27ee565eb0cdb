"""One side of a comparison: a community’s rules on an act, and its answer to one person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from entrelieux.charters.circumstances import Topic
from entrelieux.charters.inquiry import ME, SOMEBODY, Inquiry, Told
from entrelieux.charters.queries import explainer_of, version_on
from entrelieux.charters.reading import RuleCard
from entrelieux.communities.models import Community


@dataclass(frozen=True, slots=True)
class Side:
    """`key` is « a » or « b »: the prefix of its fields in the form."""

    key: str
    community: Community
    inquiry: Inquiry
    cards: tuple[RuleCard, ...]
    answer: Told | None

    @property
    def topics(self) -> list[Topic]:
        """What is asked of this side; the age is asked once for both."""
        return [one for one in self.inquiry.topics if one.questions[0].field != "person.age"]


def chartered() -> dict[str, Community]:
    """The communities that have a charter, by address."""
    rows = Community.objects.filter(charter__isnull=False).order_by("name", "pk")
    return {community.slug: community for community in rows}


def side_of(
    key: str, community: Community | None, answers: Mapping[str, str], reader: Any
) -> Side | None:
    """The fields of a side are those of « puis-je ? » behind « a: » or « b: »; who is shared."""
    version = version_on(community, timezone.localdate()) if community else None
    if community is None or version is None:
        return None
    prefix = f"{key}:"
    told = {name[len(prefix) :]: v for name, v in answers.items() if name.startswith(prefix)}
    is_me = answers.get("qui") == ME and reader.is_authenticated
    told |= {"qui": ME if is_me else SOMEBODY, "person.age": answers.get("age", "")}
    told.setdefault("quoi", "")
    if any(name.startswith(prefix) and name != f"{prefix}quoi" for name in answers):
        told["precis"] = "1"
    inquiry = Inquiry(version, told, reader)
    if not inquiry.scene and inquiry.scenes:
        inquiry = Inquiry(version, {**told, "quoi": inquiry.scenes[0][0]}, reader)
    return Side(key, community, inquiry, _cards(inquiry), inquiry.answered())


def _cards(inquiry: Inquiry) -> tuple[RuleCard, ...]:
    """The rules that speak of the act."""
    act, _slash, kind = inquiry.scene.partition("/")
    chosen = inquiry.compiled.select(act, (kind,) if kind else ())
    ids = {one.rule.id for one in (*chosen.forbidding, *chosen.permitting, *chosen.reminding)}
    in_force = explainer_of(inquiry.version).charter.in_force(timezone.localdate())
    return tuple(inquiry.reading.card(rule) for rule in in_force if rule.id in ids)
