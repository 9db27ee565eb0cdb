"""What a resource can hold: one validator, called by forms and actions alike."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

from entrelieux.communities.circles import Scope
from entrelieux.core.words import load_core
from entrelieux.resources.models import Access, Condition, Kind, Resource, Terms
from entrelieux.resources.wording import UNITS

SPECIFICATIONS_LIMIT = 40
LIST_LIMIT = 60
KEY_LIMIT, VALUE_LIMIT = 80, 200
MOST, LONG_TEXT = 1e9, 20_000
Check = Callable[[Any], str]


def errors_of(values: Mapping[str, Any]) -> dict[str, str]:
    """The message of each column that cannot be kept; empty when all can."""
    found = {name: CHECKS[name](value) for name, value in values.items() if name in CHECKS}
    return {name: message for name, message in found.items() if message}


def _text(name: str) -> Check:
    limit = Resource._meta.get_field(name).max_length or 0

    def check(value: Any) -> str:
        if not isinstance(value, str):
            return _("Écrivez un texte.")
        too_long = _("Trop long : %(limit)d caractères au plus.") % {"limit": limit}
        return too_long if len(value) > limit else ""

    return check


def _name(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        return _("Donnez-lui un nom : celui que l’on dit au lieu.")
    return _text("name")(value)


def _one_of(choices: Any, *, empty: bool = False) -> Check:
    allowed = {*choices, ""} if empty else set(choices)
    return lambda value: "" if value in allowed else _("Choisissez parmi les propositions.")


def _some_of(choices: Any) -> Check:
    allowed = set(choices)

    def check(value: Any) -> str:
        is_list = isinstance(value, list) and all(item in allowed for item in value)
        return "" if is_list else _("Choisissez parmi les propositions.")

    return check


def is_known(concept: Any) -> bool:
    """Whether the vocabulary has it: « machines:laser-cutter »."""
    if not isinstance(concept, str):
        return False
    scheme, _colon, known = concept.rpartition(":")
    return bool(scheme) and load_core().get(known, scheme) is not None


def _concept(value: Any) -> str:
    return "" if value == "" or is_known(value) else _("Choisissez parmi les propositions.")


def _concepts(value: Any) -> str:
    if not isinstance(value, list) or not all(is_known(item) for item in value):
        return _("Choisissez parmi les propositions.")
    return _at_most(LIST_LIMIT, value)


def _at_most(limit: int, value: list[Any]) -> str:
    too_many = _("Trop de valeurs : %(limit)d au plus.") % {"limit": limit}
    return too_many if len(value) > limit else ""


def _is_quantity(value: Any) -> bool:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return is_number and math.isfinite(value) and 0 <= value <= MOST


def _quantity(value: Any) -> str:
    return "" if value is None or _is_quantity(value) else _("Écrivez un nombre, zéro ou plus.")


def _specifications(value: Any) -> str:
    if not isinstance(value, list) or not all(_is_specification(item) for item in value):
        return _("Chaque caractéristique a un nom, une valeur, et une unité de la liste.")
    return _at_most(SPECIFICATIONS_LIMIT, value)


def _is_specification(item: Any) -> bool:
    if not isinstance(item, dict) or item.keys() != {"key", "value", "unit"}:
        return False
    key, value, unit = item["key"], item["value"], item["unit"]
    is_named = isinstance(key, str) and len(key.strip()) > 0 and len(key) <= KEY_LIMIT
    is_text = isinstance(value, str) and 0 < len(value) <= VALUE_LIMIT
    is_measured = isinstance(value, int | float) and not isinstance(value, bool)
    is_value = is_text or (is_measured and math.isfinite(value) and abs(value) <= MOST)
    return is_named and is_value and (unit == "" or unit in UNITS)


def _address(value: Any) -> str:
    if value == "":
        return ""
    try:
        URLValidator(schemes=["http", "https"])(value)
    except ValidationError:
        return _("Écrivez l’adresse complète, par exemple https://exemple.fr.")
    return ""


def _yes_or_no(value: Any) -> str:
    return "" if isinstance(value, bool) else _("Choisissez parmi les propositions.")


TEXTS = ("description", "make", "model", "unit", "condition_note", "owner", "price")


def _facts(value: Any) -> str:
    is_plain = isinstance(value, dict) and all(map(_is_fact, value.items()))
    return "" if is_plain else _("Un fait se dit par un texte, un nombre, oui ou non.")


def _is_fact(told: tuple[Any, Any]) -> bool:
    """As `store_value` writes it; None takes a fact back."""
    uri, value = told
    items = value if isinstance(value, list) else [value]
    texts = [item for item in items if isinstance(item, str)]
    is_stored = all(item is None or isinstance(item, str | int) for item in items)
    return isinstance(uri, str) and is_stored and all(len(text) <= LONG_TEXT for text in texts)


CHECKS: dict[str, Check] = {
    "facts": _facts,
    **{name: _text(name) for name in TEXTS},
    "name": _name,
    "kind": _one_of(Kind.values),
    "condition": _one_of(Condition.values),
    "terms": _one_of(Terms.values, empty=True),
    "scope": _one_of(Scope.values),
    "access": _some_of(Access.values),
    "concept": _concept,
    "training": _concept,
    "works": _concepts,
    "refuses": _concepts,
    "quantity": _quantity,
    "specifications": _specifications,
    "portable": _yes_or_no,
    "manual_url": _address,
    "safety_url": _address,
}
