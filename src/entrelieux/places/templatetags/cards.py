"""Showing the values of a card in templates."""

from __future__ import annotations

import json
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrelieux.core.interchange.records import PlaceField
from entrelieux.places.vocabulary import label_of

register = template.Library()

FIELD_LABELS = {
    PlaceField.NAME: gettext_lazy("Nom"),
    PlaceField.ALTERNATE_NAMES: gettext_lazy("Autres noms"),
    PlaceField.KINDS: gettext_lazy("Ce que c’est"),
    PlaceField.TYPES: gettext_lazy("Sortes, dans les mots de la source"),
    PlaceField.STATUS: gettext_lazy("État"),
    PlaceField.OPENED_ON: gettext_lazy("Ouvert depuis"),
    PlaceField.CLOSED_ON: gettext_lazy("Fermé depuis"),
    PlaceField.STREET_ADDRESS: gettext_lazy("Numéro et rue"),
    PlaceField.ADDRESS_COMPLEMENT: gettext_lazy("Complément d’adresse"),
    PlaceField.POSTCODE: gettext_lazy("Code postal"),
    PlaceField.CITY: gettext_lazy("Commune"),
    PlaceField.INSEE: gettext_lazy("Code INSEE"),
    PlaceField.COUNTRY: gettext_lazy("Pays"),
    PlaceField.POSITION: gettext_lazy("Position"),
    PlaceField.TIME_ZONE: gettext_lazy("Fuseau horaire"),
    PlaceField.HOURS: gettext_lazy("Horaires"),
    PlaceField.ITINERANT: gettext_lazy("Itinérant"),
    PlaceField.DESCRIPTION: gettext_lazy("Description"),
    PlaceField.ACCESS: gettext_lazy("Qui peut entrer"),
    PlaceField.AUDIENCES: gettext_lazy("Pour qui"),
    PlaceField.SERVICES: gettext_lazy("Services"),
    PlaceField.FEES: gettext_lazy("Tarifs"),
    PlaceField.ACCESSIBILITY: gettext_lazy("Accessibilité"),
    PlaceField.LABELS: gettext_lazy("Labels"),
    PlaceField.LEGAL_FORM: gettext_lazy("Forme juridique"),
    PlaceField.HOLDER: gettext_lazy("Porté par"),
    PlaceField.WEBSITE: gettext_lazy("Site web"),
    PlaceField.PHONE: gettext_lazy("Téléphone"),
    PlaceField.EMAIL: gettext_lazy("Adresse électronique"),
    PlaceField.SOCIAL: gettext_lazy("Réseaux sociaux"),
    PlaceField.EXTERNAL_IDS: gettext_lazy("Identifiants ailleurs"),
}
FIDELITIES = {
    "exact": gettext_lazy("position exacte"),
    "street": gettext_lazy("à la rue près"),
    "commune": gettext_lazy("au centre de la commune"),
}
CONCEPT_FIELDS = {
    PlaceField.KINDS,
    PlaceField.ACCESS,
    PlaceField.AUDIENCES,
    PlaceField.SERVICES,
    PlaceField.FEES,
    PlaceField.LABELS,
}
REASONS = {
    "only": gettext_lazy("seule source à le dire"),
    "people": gettext_lazy("dit par les personnes du lieu"),
    "verified": gettext_lazy("vérifié le plus récemment"),
    "precise": gettext_lazy("la valeur la plus précise"),
    "recent": gettext_lazy("l’information la plus récente"),
    "trusted": gettext_lazy("la source la plus fiable de l’année"),
    "first": gettext_lazy("la première qui l’a dit"),
    "gathered": gettext_lazy("les valeurs de toutes les sources, réunies"),
}


@register.filter
def field_label(field: str) -> str:
    try:
        return str(FIELD_LABELS[PlaceField(field)])
    except ValueError:
        return str(field)


@register.filter
def reason_label(reason: str) -> str:
    return str(REASONS.get(str(reason), reason))


@register.filter
def concept_label(concept: str) -> str:
    return label_of(concept)


@register.filter
def field_value(value: Any, field: str) -> str:
    """One line of text for any value of a card."""
    if value in (None, "", [], {}):
        return "–"
    name = PlaceField(field)
    if name is PlaceField.POSITION:
        fidelity = FIDELITIES.get(value.get("fidelity", ""), "")
        return f"{value['lat']:.5f}, {value['lon']:.5f} ({fidelity})"
    if name is PlaceField.HOURS:
        return value.get("osm") or value.get("text") or "–"
    if name is PlaceField.PHONE:
        return phone_shown(value)
    if name in CONCEPT_FIELDS:
        return ", ".join(label_of(item) for item in value)
    return plain(value)


def plain(value: Any) -> str:
    if isinstance(value, bool):
        return _("oui") if value else _("non")
    if isinstance(value, dict):
        return ", ".join(f"{key} : {item}" for key, item in value.items())
    if isinstance(value, list):
        return ", ".join(str(item) for item in value)
    return str(value)


@register.filter
def phone_shown(number: str) -> str:
    """+33471000000 as French people write it, unbreakable."""
    if number.startswith("+33") and len(number) == 12:
        digits = "0" + number[3:]
        return "\u00a0".join(digits[i : i + 2] for i in range(0, 10, 2))
    return number


@register.filter
def web_shown(address: str) -> str:
    return address.split("://", 1)[-1].removeprefix("www.").rstrip("/")


@register.simple_tag(takes_context=True)
def json_ld(context: template.Context, data: dict[str, Any]) -> SafeString:
    """A JSON-LD script that no value can close."""
    text = json.dumps(data, ensure_ascii=False)
    for character in "<>&":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return format_html(
        '<script type="application/ld+json" nonce="{}">{}</script>',
        context.get("CSP_NONCE", ""),
        mark_safe(text),  # noqa: S308 - <, > and & are escaped above
    )
