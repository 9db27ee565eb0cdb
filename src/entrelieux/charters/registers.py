"""The register of a community, person by person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone

from entrelieux.accounts.models import Person
from entrelieux.charters.models import Birth, GroupBadge, Habilitation, Record, TrainedGroup
from entrelieux.charters.queries import age_on
from entrelieux.charters.reading import Reading
from entrelieux.communities.models import Community
from entrelieux.communities.queries import members_of


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A group without accounts, with what it was trained to and whether it still is."""

    group: TrainedGroup
    badges: tuple[tuple[GroupBadge, str, bool], ...]


def group_lines(groups: Iterable[TrainedGroup], reading: Reading) -> list[GroupLine]:
    today = timezone.localdate()
    return [
        GroupLine(
            group,
            tuple(
                (one, reading.title(one.badge), one.is_good_on(today)) for one in group.badges.all()
            ),
        )
        for group in groups
    ]


@dataclass(slots=True)
class Line:
    """A member, with what is noted of her; labels are those of the charter."""

    person: Person
    age: int | None = None
    badges: list[tuple[Habilitation, str, str, bool]] = field(default_factory=list)
    records: list[tuple[Record, str]] = field(default_factory=list)


def register_of(community: Community, reading: Reading, day: date) -> list[Line]:
    """Members in the order of their names. Four queries."""
    members = members_of(community).order_by("name", "pk")
    lines = {person.pk: Line(person) for person in members}
    for one in Habilitation.objects.filter(
        community=community, person__in=list(lines), revoked_on=None
    ):
        state = one.state_on(day)
        told = (one, reading.title(one.badge), str(state.label), one.is_suspended(day))
        lines[one.person_id].badges.append(told)
    for record in Record.objects.filter(
        community=community, person__in=list(lines), withdrawn_at=None
    ):
        lines[record.person_id].records.append((record, reading.title(record.name)))
    for person, born in Birth.objects.filter(person__in=list(lines)).values_list(
        "person", "born_on"
    ):
        lines[person].age = age_on(born, day)
    return list(lines.values())
