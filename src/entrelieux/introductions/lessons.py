"""What became of the suggestions of a network, and what it taught, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from entrelieux.bridges.models import Bridge, Learned, Limit, State
from entrelieux.communities.models import Community
from entrelieux.communities.queries import current_memberships
from entrelieux.core.bridging.learning import Feedback, Lesson
from entrelieux.introductions.models import Refusal

# What each reason is about; its keys are those of the engine’s `GROUPS`.
ABOUT: Mapping[str, Any] = {
    "subject": _("L’offre nomme ce que l’on cherche"),
    "unanswered": _("Une partie de la demande reste sans réponse"),
    "hinted": _("Ce à quoi la demande fait penser"),
    "words": _("Les mots en commun"),
    "meaning": _("Les deux textes disent la même chose"),
    "kind": _("C’est le genre d’aide demandé"),
    "near": _("La distance"),
    "time": _("Le moment convient"),
    "terms": _("On demande quelque chose en échange"),
    "access": _("Il faut devenir membre"),
    "size": _("La taille convient"),
    "material": _("La machine travaille cette matière"),
    "seats": _("Il y a assez de place"),
    "refused": _("Il y a une chose dont on ne veut pas"),
    "refuses": _("L’offre écarte une chose dont on parle"),
    "other_material": _("L’offre parle d’autres matières"),
    "stays": _("Il faut s’y rendre"),
    "reserved": _("L’offre pose une condition"),
    "role_wanted": _("On y cherche ce métier"),
    "only_teaches": _("On y apprendrait à le faire"),
}


@dataclass(frozen=True, slots=True)
class ShownLesson:
    """`percent` more, or less when it is negative, than without any answer."""

    about: str
    percent: int
    answers: int

    @property
    def less(self) -> int:
        return -self.percent


@dataclass(frozen=True, slots=True)
class LessonsPage:
    limit: Limit
    since: datetime | None
    learned_at: datetime | None
    lessons: tuple[ShownLesson, ...]


def lessons_of(network: Community) -> LessonsPage:
    learned = Learned.objects.filter(network=network).first() or Learned(network=network)
    return LessonsPage(
        limit=Limit(learned.limit),
        since=learned.since,
        learned_at=learned.learned_at,
        lessons=tuple(_shown(line) for line in learned.lines),
    )


def _shown(line: Mapping[str, Any]) -> ShownLesson:
    percent = round((line["factor"] - 1) * 100)
    return ShownLesson(str(ABOUT[line["reason"]]), percent, line["answers"])


def feedback_in(network: Community, since: datetime | None) -> Iterator[Feedback]:
    """One lesson a suggestion that was answered: what was said last of it."""
    refusals = dict(
        Refusal.objects.filter(bridge__in=_answered(network)).values_list("bridge", "why")
    )
    for bridge in _answered(network):
        at, lesson = _lesson(bridge, refusals)
        if lesson and (since is None or (at is not None and at > since)):
            parts = {one["code"]: float(one["points"]) for one in bridge.reasons}
            yield Feedback(lesson, parts)


def _lesson(bridge: Bridge, refusals: Mapping[int, str]) -> tuple[datetime | None, Lesson | None]:
    if bridge.pk in refusals:
        return bridge.ended_at, Lesson(refusals[bridge.pk])
    if bridge.state in (State.HAPPENED, State.TOLD):
        return bridge.happened_at, Lesson.HAPPENED
    return bridge.accepted_at, Lesson.ACCEPTED if bridge.accepted_at else None


def _answered(network: Community) -> QuerySet[Bridge]:
    """The engine’s, of needs told in the name of its communities, or by their members."""
    people = current_memberships().filter(community__networks=network).values("person")
    told = Q(need__community__networks=network)
    told |= Q(need__community=None, need__author__in=people)
    found = Bridge.objects.filter(told, is_by_hand=False, need__isnull=False, is_example=False)
    return found.filter(Q(accepted_at__isnull=False) | Q(refusal__isnull=False)).distinct()
