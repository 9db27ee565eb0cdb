"""What an activity can hold: one validator, called by forms and actions alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from entrelieux.activities.models import Minors, Usage
from entrelieux.communities.circles import Scope
from entrelieux.core.words import load_core
from entrelieux.places.models import Place
from entrelieux.resources.models import Resource, Terms
from entrelieux.resources.queries import possible_holders

LIST_LIMIT = 60
Check = Callable[[Any], str]


def errors_of(values: Mapping[str, Any], checks: Mapping[str, Check]) -> dict[str, str]:
    """The message of each column that cannot be kept; empty when all can."""
    found = {name: checks[name](value) for name, value in values.items() if name in checks}
    return {name: message for name, message in found.items() if message}


def link_errors(
    values: Mapping[str, Any], known: Mapping[str, Any], place: Place | None
) -> dict[str, str]:
    """What is linked is of the place; what was there before may stay (`known`, keys by column)."""
    found = {}
    if _new_keys("resources", values, known) - _keys_at(place):
        found["resources"] = _("Choisissez parmi ce qu’on trouve dans ce lieu.")
    if _new_keys("hosts", values, known) - _possible_hosts(place):
        found["hosts"] = _("Choisissez parmi les membres de ce lieu.")
    return found


def _new_keys(name: str, values: Mapping[str, Any], known: Mapping[str, Any]) -> set[int]:
    return set(values.get(name) or ()) - set(known.get(name) or ())


def _keys_at(place: Place | None) -> set[int]:
    return set(Resource.objects.of_place(place).values_list("pk", flat=True)) if place else set()


def _possible_hosts(place: Place | None) -> set[int]:
    return set(possible_holders(place).values_list("pk", flat=True)) if place else set()


def text_check(limit: int) -> Check:
    def check(value: Any) -> str:
        if not isinstance(value, str):
            return _("Écrivez un texte.")
        too_long = _("Trop long : %(limit)d caractères au plus.") % {"limit": limit}
        return too_long if len(value) > limit else ""

    return check


def name_check(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        return _("Donnez-lui un nom : celui que l’on dit au lieu.")
    return text_check(160)(value)


def choice_check(choices: Any, *, may_be_empty: bool = False) -> Check:
    allowed = {*choices, ""} if may_be_empty else set(choices)
    return lambda value: "" if value in allowed else _("Choisissez parmi les propositions.")


def concept_check(scheme: str) -> Check:
    """« scheme:id » of that scheme, or nothing."""
    return lambda value: "" if value == "" or _is_of(scheme, value) else _unknown_concept()


def concepts_check(scheme: str) -> Check:
    def check(value: Any) -> str:
        is_list = isinstance(value, list) and all(_is_of(scheme, item) for item in value)
        return "" if is_list and len(value) <= LIST_LIMIT else _unknown_concept()

    return check


def _is_of(scheme: str, value: Any) -> bool:
    is_named = isinstance(value, str) and value.startswith(f"{scheme}:")
    return is_named and load_core().at(value) is not None


def _unknown_concept() -> str:
    return _("Choisissez parmi les propositions.")


USAGE_CHECKS: dict[str, Check] = {
    **{
        name: text_check(Usage._meta.get_field(name).max_length or 0)
        for name in ("description", "rhythm", "conditions", "price")
    },
    "name": name_check,
    "concept": concept_check("usages"),
    "audiences": concepts_check("audiences"),
    "terms": choice_check(Terms.values, may_be_empty=True),
    "minors": choice_check(Minors.values, may_be_empty=True),
    "scope": choice_check(Scope.values),
}
