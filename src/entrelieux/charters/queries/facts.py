"""What a community knows of its people, as the facts that rules look at (docs/en/charters.md).

What a community keeps a register of is known: a badge that is not in it is not held. Balances,
breaches and links are not kept here, so they are not known unless the caller tells them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from entrelieux.charters.models import Birth, Habilitation, Record
from entrelieux.communities.models import Community, Membership
from entrelieux.communities.queries import current_memberships
from entrelieux.exchanges.queries import Recognised, recognised_by

Facts = dict[str, Any]
Standing = Mapping[str, Mapping[str, list[str]]]
FAMILIES = tuple(Record.Kind.values)
BARRED = (Habilitation.State.SUSPENDED, Habilitation.State.REVOKED)
RUN_OUT = (Habilitation.State.EXPIRED, Habilitation.State.UNUSED)


def facts_of(community: Community, standing: Standing, person: Any, day: date) -> Facts:
    """Of one person, known or not to the community. Five queries, two more with recognitions."""
    return facts_of_people(community, standing, [person.pk], day)[person.pk]


def facts_of_people(
    community: Community, standing: Standing, keys: Iterable[int], day: date
) -> dict[int, Facts]:
    """By the key of each person. Five queries, two more with recognitions, however many."""
    return read_register(community, standing, keys).on(day)


@dataclass(frozen=True, slots=True)
class Register:
    """What is written of some people, read once and told of any day."""

    standing: Standing
    keys: Sequence[int]
    memberships: Sequence[Membership]
    records: Sequence[Record]
    badges: Sequence[Habilitation]  # of each, the last one comes last
    recognised: Sequence[Recognised]
    elsewhere: Sequence[Habilitation]
    births: Sequence[tuple[int, date]]

    def on(self, day: date) -> dict[int, Facts]:
        found: dict[int, Facts] = {key: nothing_noted() for key in self.keys}
        for membership in self.memberships:
            _add_membership(found[membership.person_id], membership, self.standing)
        for record in self.records:
            found[record.person_id][record.kind][record.name] = _record_fact(record)
        own = {(one.person_id, one.badge): one.state_on(day) for one in self.badges}
        for one in self.badges:
            if own[one.person_id, one.badge] not in BARRED:
                found[one.person_id]["badges"][one.badge] = badge_fact(one)
        recognised = [one for one in self.recognised if one.is_in_force(day)]
        _add_recognised(found, recognised, self.elsewhere, day, own)
        for person, born in self.births:
            found[person]["age"] = age_on(born, day)
        return found


def read_register(community: Community, standing: Standing, keys: Iterable[int]) -> Register:
    """Five queries, two more with recognitions, however many people and days."""
    wanted = list(keys)
    about = {"community": community, "person__in": wanted}
    recognised = recognised_by(community, wanted)
    elsewhere = Habilitation.objects.filter(
        community__in={one.giving for one in recognised},
        person__in=wanted,
        revoked_on=None,
    )
    return Register(
        standing,
        wanted,
        memberships=list(current_memberships().filter(**about)),
        records=list(Record.objects.filter(**about, withdrawn_at=None)),
        badges=list(Habilitation.objects.filter(**about).order_by("granted_on", "pk")),
        recognised=recognised,
        elsewhere=list(elsewhere) if recognised else [],
        births=list(Birth.objects.filter(person__in=wanted).values_list("person", "born_on")),
    )


def nothing_noted() -> Facts:
    """Nothing of all that a register would say."""
    return {**{family: {} for family in FAMILIES}, "badges": {}, "events": {}}


def _add_membership(facts: Facts, membership: Membership, standing: Standing) -> None:
    """The names that a membership gives: those of its role, and those of every member."""
    span = _span(membership.since, membership.until)
    for role in {str(membership.role), str(Membership.Role.MEMBER)}:
        facts["roles"][role] = span
        for family, names in standing.get(role, {}).items():
            facts[family] |= dict.fromkeys(names, span)
    facts["events"]["joining"] = membership.since.isoformat()


def _record_fact(record: Record) -> dict[str, Any]:
    """A document in the register is up to date until its end: a host withdraws one that is not."""
    told: dict[str, Any] = dict(_span(record.since, record.until))
    return told | ({"current": True} if record.kind == Record.Kind.DOCUMENT else {})


def _span(since: date, until: date | None) -> dict[str, str]:
    told = {"since": since.isoformat()}
    # An end that is a date alone is included in the documents of the core; here it is left out.
    return told | ({"until": f"{until.isoformat()}T00:00"} if until else {})


def _add_recognised(
    found: dict[int, Facts],
    recognised: Sequence[Recognised],
    elsewhere: Iterable[Habilitation],
    day: date,
    own: Mapping[tuple[int, str], Habilitation.State],
) -> None:
    """Badges given elsewhere that an agreement lets count here. One’s own goes first while it is
    good, and what was suspended or taken back here does not come back from elsewhere.
    """
    for row in elsewhere if recognised else ():
        for one in recognised:
            is_it = (row.community_id, row.badge) == (one.giving, one.badge)
            is_enough = one.level is None or (row.level or 0) >= one.level
            is_done = row.person_id not in one.missing and not row.is_suspended(day)
            if not (is_it and is_enough and is_done):
                continue
            badges, state = found[row.person_id]["badges"], own.get((row.person_id, one.taken_for))
            if state in RUN_OUT and row.state_on(day) == Habilitation.State.VALID:
                badges[one.taken_for] = badge_fact(row)
            elif state not in BARRED:
                badges.setdefault(one.taken_for, badge_fact(row))


def badge_fact(one: Habilitation) -> dict[str, Any]:
    told: dict[str, Any] = dict(_span(one.granted_on, one.ends_on))
    if one.level is not None:
        told["level"] = one.level
    if one.used_on is not None:
        told["used"] = one.used_on.isoformat()
    return told


def age_on(born: date, day: date) -> int:
    """In whole years; who is born on 29 February has the birthday on 1 March."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
