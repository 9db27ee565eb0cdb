"""What a card can hold: one validator, called by forms, the API and imports."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, URLValidator
from django.utils.translation import gettext as _

from entrelieux.core.hours.evaluate import is_valid as is_valid_hours
from entrelieux.core.interchange.records import PlaceField

TEXT_LIMITS = {
    PlaceField.NAME: 200,
    PlaceField.STREET_ADDRESS: 250,
    PlaceField.ADDRESS_COMPLEMENT: 250,
    PlaceField.CITY: 120,
    PlaceField.DESCRIPTION: 10_000,
    PlaceField.HOLDER: 200,
    PlaceField.LEGAL_FORM: 60,
}
STATUSES = ("planned", "open", "suspended", "closed")
PARTIAL_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
E164 = re.compile(r"\+[1-9]\d{6,14}")
LIST_LIMIT = 60


def errors_of(values: Mapping[str, Any]) -> dict[str, str]:
    """The message of each field that cannot be kept; empty when all can. None withdraws a fact."""
    errors = {}
    for name, value in values.items():
        try:
            field = PlaceField(name)
        except ValueError:
            errors[name] = _("Ce champ n’existe pas sur une fiche.")
            continue
        message = _error_of(field, value)
        if message:
            errors[name] = message
    return errors


def _error_of(field: PlaceField, value: Any) -> str:
    if value is None:
        return _("Un lieu a toujours un nom.") if field is PlaceField.NAME else ""
    check = CHECKS.get(field)
    return check(field, value) if check else ""


def _text(field: PlaceField, value: Any) -> str:
    limit = TEXT_LIMITS[field]
    if not isinstance(value, str):
        return _("Écrivez un texte.")
    if field is PlaceField.NAME and not value.strip():
        return _("Un lieu a toujours un nom.")
    if len(value) > limit:
        return _("Trop long : %(limit)d caractères au plus.") % {"limit": limit}
    return ""


def _pattern(pattern: str, message: Callable[[], str]) -> Callable[[PlaceField, Any], str]:
    compiled = re.compile(pattern)

    def check(field: PlaceField, value: Any) -> str:
        return "" if isinstance(value, str) and compiled.fullmatch(value) else message()

    return check


def _position(field: PlaceField, value: Any) -> str:
    try:
        lat, lon = float(value["lat"]), float(value["lon"])
    except (KeyError, TypeError, ValueError):
        return _("Donnez une latitude et une longitude en degrés.")
    if value.get("fidelity") not in {"exact", "street", "commune"}:
        return _("Dites si la position est exacte, à la rue ou au centre de la commune.")
    if not (-90 <= lat <= 90 and -180 <= lon <= 180) or (lat == 0 and lon == 0):
        return _("Cette position n’est pas sur Terre : vérifiez latitude et longitude.")
    return ""


def _hours(field: PlaceField, value: Any) -> str:
    if not isinstance(value, Mapping) or not {"osm", "text"} <= value.keys():
        return _("Donnez les horaires en texte.")
    if value["osm"] and not is_valid_hours(value["osm"]):
        return _("Ces horaires ne suivent pas la notation opening_hours d’OpenStreetMap.")
    return ""


def _url(field: PlaceField, value: Any) -> str:
    try:
        URLValidator(schemes=["http", "https"])(value)
    except ValidationError:
        return _("Écrivez l’adresse complète, par exemple https://exemple.fr.")
    return ""


def _email(field: PlaceField, value: Any) -> str:
    try:
        EmailValidator()(value)
    except ValidationError:
        return _("Cette adresse électronique n’est pas complète.")
    return ""


def _list(field: PlaceField, value: Any) -> str:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        return _("Choisissez parmi les propositions.")
    if len(value) > LIST_LIMIT or any(len(item) > 200 for item in value):
        return _("Trop de valeurs : %(limit)d au plus.") % {"limit": LIST_LIMIT}
    return ""


def _mapping(field: PlaceField, value: Any) -> str:
    is_text = isinstance(value, Mapping) and all(
        isinstance(key, str) and isinstance(item, str) for key, item in value.items()
    )
    return "" if is_text else _("Donnez des couples de textes.")


def _addresses(field: PlaceField, value: Any) -> str:
    """Pages show these as links: nothing but http(s) may be one."""
    message = _mapping(field, value)
    return message or next(filter(None, (_url(field, item) for item in value.values())), "")


def _one_of(choices: Callable[[], Any]) -> Callable[[PlaceField, Any], str]:
    def check(field: PlaceField, value: Any) -> str:
        return "" if value in choices() else _("Choisissez parmi les propositions.")

    return check


CHECKS: dict[PlaceField, Callable[[PlaceField, Any], str]] = {
    **dict.fromkeys(TEXT_LIMITS, _text),
    **dict.fromkeys(
        (
            PlaceField.ALTERNATE_NAMES,
            PlaceField.KINDS,
            PlaceField.TYPES,
            PlaceField.ACCESS,
            PlaceField.AUDIENCES,
            PlaceField.SERVICES,
            PlaceField.FEES,
            PlaceField.LABELS,
        ),
        _list,
    ),
    **dict.fromkeys((PlaceField.ACCESSIBILITY, PlaceField.EXTERNAL_IDS), _mapping),
    PlaceField.SOCIAL: _addresses,
    **dict.fromkeys(
        (PlaceField.OPENED_ON, PlaceField.CLOSED_ON),
        _pattern(
            PARTIAL_DATE.pattern, lambda: _("Écrivez une date : 2024, 2024-05 ou 2024-05-31.")
        ),
    ),
    PlaceField.STATUS: _one_of(lambda: STATUSES),
    PlaceField.ITINERANT: _one_of(lambda: (True, False)),
    PlaceField.TIME_ZONE: _one_of(available_timezones),
    PlaceField.POSTCODE: _pattern(
        r"[A-Z0-9][A-Z0-9 -]{1,9}", lambda: _("Un code postal français a cinq chiffres.")
    ),
    PlaceField.INSEE: _pattern(
        r"[0-9][0-9AB][0-9]{3}", lambda: _("Un code INSEE de commune a cinq caractères.")
    ),
    PlaceField.COUNTRY: _pattern(r"[A-Z]{2}", lambda: _("Deux lettres, par exemple FR.")),
    PlaceField.PHONE: _pattern(
        E164.pattern, lambda: _("Écrivez le numéro complet, par exemple +33 4 73 00 00 00.")
    ),
    PlaceField.POSITION: _position,
    PlaceField.HOURS: _hours,
    PlaceField.WEBSITE: _url,
    PlaceField.EMAIL: _email,
}
