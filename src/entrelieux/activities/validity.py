"""What an event can hold: its days, its hours, its repetition."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time, timedelta
from functools import cache
from typing import Any
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

from entrelieux.activities.models import Entrance, Event, Minors, State, Usage
from entrelieux.activities.series import slot_between, slot_from
from entrelieux.activities.validation import (
    Check,
    choice_check,
    concept_check,
    concepts_check,
    name_check,
    text_check,
)
from entrelieux.communities.circles import Scope
from entrelieux.core.booking import BadRule, parse_rule
from entrelieux.places.models import Place
from entrelieux.resources.models import Terms

DATES_LIMIT = 400
LONGEST = timedelta(days=62)
FIRST_YEAR, LAST_YEAR = 1990, 2100


def plain_values(values: Mapping[str, Any]) -> dict[str, Any]:
    """Days and hours as a state writes them: « 2026-11-26 », « 14:00:00 »."""
    return {
        name: value.isoformat() if isinstance(value, date | time) else value
        for name, value in values.items()
    }


def event_errors(state: Mapping[str, Any], place: Place | None) -> dict[str, str]:
    """What the columns say together, each being right by itself."""
    first = date.fromisoformat(state["first_day"])
    last = date.fromisoformat(state["last_day"]) if state.get("last_day") else None
    start, end = (
        time.fromisoformat(state[name]) if state.get(name) else None
        for name in ("start_time", "end_time")
    )
    if (start is None) != (end is None):
        missing = "start_time" if start is None else "end_time"
        return {missing: _("Dites les deux heures, ou aucune si cela dure toute la journée.")}
    slot = slot_between(first, start, last, end)
    if slot.end <= slot.start:
        name = "last_day" if last and last < first else "end_time"
        return {name: _("La fin vient après le début : corrigez l’un des deux.")}
    if slot.end - slot.start > LONGEST:
        return {"last_day": _("Deux mois au plus : faites-en plusieurs rendez-vous.")}
    return {
        **_rule_errors(state.get("rule", ""), first),
        **_usage_errors(state.get("usage"), place),
        **_entrance_errors(state),
    }


def _rule_errors(text: str, first: date) -> dict[str, str]:
    if not text:
        return {}
    rule = parse_rule(text)
    if rule.until and rule.until < first:
        return {"rule": _("La dernière date vient après la première.")}
    return {}


def _usage_errors(key: int | None, place: Place | None) -> dict[str, str]:
    if not key:
        return {}
    at_place = place is not None and Usage.objects.of_place(place).filter(pk=key).exists()
    return {} if at_place else {"usage": _("Choisissez un usage de ce lieu.")}


def _entrance_errors(state: Mapping[str, Any]) -> dict[str, str]:
    youngest, oldest = state.get("min_age"), state.get("max_age")
    if youngest is not None and oldest is not None and oldest < youngest:
        return {"max_age": _("L’âge maximum vient après l’âge minimum.")}
    if state.get("entrance") == Entrance.ELSEWHERE and not state.get("entrance_url"):
        return {"entrance_url": _("Donnez le lien par lequel on s’inscrit.")}
    return {}


def number_check(least: int, most: int, *, may_be_none: bool = True) -> Check:
    def check(value: Any) -> str:
        if value is None and may_be_none:
            return ""
        is_whole = isinstance(value, int) and not isinstance(value, bool)
        fits = is_whole and least <= value <= most
        said = _("Écrivez un nombre entre %(least)d et %(most)d.")
        return "" if fits else said % {"least": least, "most": most}

    return check


def _day(value: Any) -> str:
    try:
        year = date.fromisoformat(value).year
    except (TypeError, ValueError):
        return _("Dites le jour.")
    is_near = FIRST_YEAR <= year <= LAST_YEAR
    return "" if is_near else _("Cette année est trop loin : vérifiez la date.")


def _day_or_none(value: Any) -> str:
    return "" if value in (None, "") else _day(value)


def _hour(value: Any) -> str:
    if value in (None, ""):
        return ""
    try:
        has_offset = time.fromisoformat(value).tzinfo is not None
    except (TypeError, ValueError):
        has_offset = True
    return _("Écrivez l’heure ainsi : 14:30.") if has_offset else ""


def _rule(value: Any) -> str:
    try:
        is_read = value == "" or bool(parse_rule(value))
    except (AttributeError, BadRule):
        is_read = False
    return "" if is_read else _("Cette répétition n’est pas comprise : choisissez-en une autre.")


def _days(value: Any) -> str:
    is_list = isinstance(value, list) and len(value) <= DATES_LIMIT
    return "" if is_list and not any(map(_day, value)) else _("Des dates ne sont pas comprises.")


def _moved(value: Any) -> str:
    wrong = _("La fin vient après le début : corrigez l’un des deux.")
    if not isinstance(value, dict) or len(value) > DATES_LIMIT or any(map(_day, value)):
        return wrong
    try:
        slots = [slot_from(slot) for slot in value.values()]
    except (KeyError, TypeError, ValueError):
        return wrong
    fits = all(timedelta(0) < slot.end - slot.start <= LONGEST for slot in slots)
    near = all(FIRST_YEAR <= slot.start.year <= LAST_YEAR for slot in slots)
    return "" if fits and near else wrong


def address_check(value: Any) -> str:
    if value == "":
        return ""
    try:
        URLValidator(schemes=["http", "https"])(value)
    except ValidationError:
        return _("Écrivez l’adresse complète, par exemple https://exemple.fr.")
    return ""


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def _zone(value: Any) -> str:
    return "" if value in _zones() else _("Ce fuseau horaire n’existe pas.")


EVENT_CHECKS: dict[str, Check] = {
    **{
        name: text_check(Event._meta.get_field(name).max_length or 0)
        for name in ("description", "conditions", "price", "where")
    },
    "name": name_check,
    "concept": concept_check("usages"),
    "audiences": concepts_check("audiences"),
    "terms": choice_check(Terms.values, may_be_empty=True),
    "minors": choice_check(Minors.values, may_be_empty=True),
    "scope": choice_check(Scope.values),
    "state": choice_check(State.values),
    "zone": _zone,
    "first_day": _day,
    "last_day": _day_or_none,
    "start_time": _hour,
    "end_time": _hour,
    "rule": _rule,
    "added": _days,
    "cancelled": _days,
    "moved": _moved,
    "online_url": address_check,
    "link": address_check,
    "entrance": choice_check(Entrance.values),
    "entrance_url": address_check,
    "seats": number_check(1, 10_000),
    "closes_hours": number_check(0, 720, may_be_none=False),
    "min_age": number_check(0, 120),
    "max_age": number_check(0, 120),
}
