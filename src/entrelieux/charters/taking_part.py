"""Who proposes and who takes part, by the charter itself."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from entrelieux.accounts.models import Person
from entrelieux.charters.models import CharterVersion
from entrelieux.charters.queries import explainer_of, facts_of_people
from entrelieux.communities.queries import members_of
from entrelieux.core.rules.deciding.conditions import compile_condition
from entrelieux.core.rules.facts.reading import read_person
from entrelieux.core.rules.tree.conditions import Condition


def may_propose(version: CharterVersion, person: Any) -> bool:
    condition = explainer_of(version).charter.change.propose
    return bool(_meeting(version, condition, [person.pk]))


def may_take_part(version: CharterVersion, person: Any) -> bool:
    condition = explainer_of(version).charter.change.take_part
    return bool(_meeting(version, condition, [person.pk]))


def participants(version: CharterVersion) -> list[Person]:
    """The members of today who take part in decisions."""
    members = list(members_of(version.charter.community).order_by("pk"))
    condition = explainer_of(version).charter.change.take_part
    kept = _meeting(version, condition, [member.pk for member in members])
    return [member for member in members if member.pk in kept]


def member_facts(version: CharterVersion) -> list[dict[str, Any]]:
    """What is known of each member of today, as an examination wants it."""
    community = version.charter.community
    keys = list(members_of(community).order_by("pk").values_list("pk", flat=True))
    today = timezone.localdate()
    found = facts_of_people(community, version.charter.standing, keys, today)
    return [read_person(_of_today(told, today.isoformat())) for told in found.values()]


def _of_today(told: dict[str, Any], day: str) -> dict[str, Any]:
    """What is held on a day, without dates: an examination has no moment to compare them with."""
    return {
        key: _held(value, day) if isinstance(value, dict) and key != "events" else value
        for key, value in told.items()
    }


def _held(family: dict[str, Any], day: str) -> dict[str, Any]:
    return {
        name: {key: value for key, value in one.items() if key not in ("since", "until")} or True
        for name, one in family.items()
        if one.get("since", "") <= day and day < one.get("until", "9999")
    }


def _meeting(version: CharterVersion, condition: Condition | None, keys: list[int]) -> set[int]:
    """Those who surely meet a condition; all of them when there is none."""
    if condition is None:
        return set(keys)
    check = compile_condition(condition, explainer_of(version).finder(None).charter.mode)
    charter = version.charter
    today = timezone.localdate()
    told = facts_of_people(charter.community, charter.standing, keys, today)
    facts = {"at": timezone.localtime().replace(tzinfo=None)}
    return {key for key, one in told.items() if check(read_person(one), facts) is True}
