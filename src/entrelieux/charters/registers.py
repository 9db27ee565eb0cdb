"""The register of a community, person by person."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from entrelieux.accounts.models import Person
from entrelieux.charters.models import Birth, Habilitation, Record
from entrelieux.charters.queries import age_on
from entrelieux.charters.reading import Reading
from entrelieux.communities.models import Community
from entrelieux.communities.queries import members_of


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
