"""Agreements that were given, and who may give them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from entrelieux.accounts.models import Person
from entrelieux.charters.models import AgreementRequest, Charter, Record
from entrelieux.communities.models import Community, Membership
from entrelieux.communities.queries import members_of

State = AgreementRequest.State


def find_agreement(public_id: str) -> AgreementRequest | None:
    rows = AgreementRequest.objects.select_related("community", "person")
    return rows.filter(public_id=public_id).first()


def given_to(
    community: Community, person: Any, act: str, kinds: Iterable[str], day: date
) -> dict[str, dict[str, int]]:
    """The agreements that hold for an act, with how many people gave each."""
    return given_among(agreements_of(community, [person.pk]), person, act, kinds, day)


def agreements_of(community: Community, keys: Iterable[int]) -> list[AgreementRequest]:
    """All that was given to some people, for whatever act and until whenever."""
    rows = AgreementRequest.objects.filter(
        community=community, person__in=list(keys), state=State.GIVEN
    )
    return list(rows)


def given_among(
    rows: Iterable[AgreementRequest], person: Any, act: str, kinds: Iterable[str], day: date
) -> dict[str, dict[str, int]]:
    """Of rows that were read already."""
    about = {"", *kinds}
    givers: dict[str, set[int | None]] = {}
    for row in rows:
        is_hers = row.person_id == person.pk and (row.until is None or row.until > day)
        if is_hers and (row.lasting or (row.act == act and row.kind in about)):
            name = f"{row.wanted}/{row.about}" if row.about else row.wanted
            givers.setdefault(name, set()).add(row.answered_by_id)
    return {name: {"count": len(people)} for name, people in givers.items()}


def givers_of(community: Community, name: str) -> QuerySet[Person]:
    """Who may give the agreement of a role; the hosts, where nobody has it or it is a person’s."""
    holders = holders_of(community, name)
    return holders if holders.exists() else members_of(community, [Membership.Role.HOST])


def holders_of(community: Community, name: str) -> QuerySet[Person]:
    """Those who have a role of the charter, by their membership or by a record."""
    standing = Charter.objects.filter(community=community).values_list("standing", flat=True)
    told = standing.first() or {}
    roles = [role for role in Membership.Role.values if name in told.get(role, {}).get("roles", [])]
    roles += [name] if name in Membership.Role.values else []
    recorded = Record.objects.filter(
        community=community, kind=Record.Kind.ROLE, name=name, withdrawn_at=None
    )
    members = members_of(community, roles).values("pk") if roles else Person.objects.none()
    return Person.objects.filter(
        Q(pk__in=members) | Q(pk__in=recorded.values("person")), is_active=True
    ).order_by("name", "pk")


def waiting_for(person: Any, community: Community) -> list[AgreementRequest]:
    """The requests that a person may answer; her own are for somebody else."""
    asked = AgreementRequest.objects.filter(community=community, state=State.ASKED)
    others = asked.exclude(person=person).select_related("person", "community")
    mine: dict[str, bool] = {}
    found = []
    for one in others:
        if one.wanted not in mine:
            mine[one.wanted] = givers_of(community, one.wanted).filter(pk=person.pk).exists()
        if mine[one.wanted]:
            found.append(one)
    return found
