"""Editing a card: form fields on one side, values of the card on the other."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from entrelieux.core.hours import parse_text
from entrelieux.core.interchange.clean import clean_email, clean_phone, clean_url
from entrelieux.core.interchange.records import PlaceField
from entrelieux.places.models import Place
from entrelieux.places.validation import errors_of
from entrelieux.places.vocabulary import concept_choices

TEXT_FIELDS = (
    PlaceField.NAME,
    PlaceField.STREET_ADDRESS,
    PlaceField.ADDRESS_COMPLEMENT,
    PlaceField.POSTCODE,
    PlaceField.CITY,
    PlaceField.DESCRIPTION,
    PlaceField.HOLDER,
    PlaceField.WEBSITE,
    PlaceField.PHONE,
    PlaceField.EMAIL,
    PlaceField.STATUS,
)
CHOICE_FIELDS = {
    PlaceField.KINDS: "kinds",
    PlaceField.AUDIENCES: "audiences",
    PlaceField.SERVICES: "services",
    PlaceField.ACCESS: "access",
}
EDITED = (*TEXT_FIELDS, *CHOICE_FIELDS, PlaceField.HOURS, PlaceField.POSITION)


class PlaceForm(forms.Form):
    """The fields of a card that people edit; `base` carries what it showed when it was opened."""

    name = forms.CharField(label=_("Nom du lieu"), max_length=200)
    kinds = forms.MultipleChoiceField(
        label=_("Ce que c’est"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Plusieurs réponses sont possibles."),
    )
    status = forms.ChoiceField(label=_("Aujourd’hui"), choices=Place.Status.choices)
    street_address = forms.CharField(label=_("Numéro et rue"), max_length=250, required=False)
    address_complement = forms.CharField(
        label=_("Complément d’adresse"), max_length=250, required=False
    )
    postcode = forms.CharField(label=_("Code postal"), max_length=10, required=False)
    city = forms.CharField(label=_("Commune"), max_length=120, required=False)
    lat = forms.FloatField(
        label=_("Latitude"), min_value=-90, max_value=90, required=False, localize=False
    )
    lon = forms.FloatField(
        label=_("Longitude"), min_value=-180, max_value=180, required=False, localize=False
    )
    hours = forms.CharField(
        label=_("Horaires"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Écrivez-les comme vous les diriez : « mardi 9h-12h, 1er samedi du mois 10h-12h »."
        ),
    )
    description = forms.CharField(
        label=_("En quelques phrases"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    access = forms.MultipleChoiceField(
        label=_("Qui peut entrer"), required=False, widget=forms.CheckboxSelectMultiple
    )
    audiences = forms.MultipleChoiceField(
        label=_("Pour qui"), required=False, widget=forms.CheckboxSelectMultiple
    )
    services = forms.MultipleChoiceField(
        label=_("Services"), required=False, widget=forms.CheckboxSelectMultiple
    )
    website = forms.CharField(label=_("Site web"), max_length=300, required=False)
    phone = forms.CharField(label=_("Téléphone du lieu"), max_length=30, required=False)
    email = forms.CharField(
        label=_("Adresse électronique du lieu"),
        max_length=200,
        required=False,
        help_text=_("Elle est publique : donnez celle du lieu, pas celle d’une personne."),
    )
    holder = forms.CharField(label=_("Porté par"), max_length=200, required=False)
    note = forms.CharField(label=_("Pourquoi ce changement ?"), max_length=300, required=False)
    base = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, place: Place | None = None, **kwargs: Any) -> None:
        card = place.card if place else {}
        kwargs.setdefault("initial", initial_of(card))
        super().__init__(*args, **kwargs)
        for field, scheme in CHOICE_FIELDS.items():
            self.fields[field.value].choices = concept_choices(scheme)

    def clean_hours(self) -> dict[str, str] | None:
        text = self.cleaned_data["hours"].strip()
        if not text:
            return None
        reading = parse_text(text)
        return {"osm": reading.opening_hours, "text": text, "label": reading.label}

    def clean_website(self) -> str | None:
        return self._cleaned(clean_url, "website")

    def clean_phone(self) -> str | None:
        return self._cleaned(clean_phone, "phone")

    def clean_email(self) -> str | None:
        return self._cleaned(clean_email, "email")

    def _cleaned(self, cleaner: Any, name: str) -> str | None:
        typed = self.cleaned_data[name].strip()
        if not typed:
            return None
        return cleaner(typed).value or typed  # what cannot be cleaned is left to the validator

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name, message in errors_of(self.values()).items():
            self.add_error(name if name in self.fields else None, message)
        return cleaned

    def values(self) -> dict[str, Any]:
        """The card's values that the form holds; None where it was emptied."""
        data = self.cleaned_data
        values = {field.value: data.get(field.value) or None for field in TEXT_FIELDS}
        values |= {field.value: data.get(field.value) or None for field in CHOICE_FIELDS}
        values[PlaceField.HOURS.value] = self._hours()
        values[PlaceField.POSITION.value] = self._position()
        base = self.base_values()
        if PlaceField.STATUS.value not in base and data.get("status") == Place.Status.OPEN:
            values[PlaceField.STATUS.value] = None  # a card that says nothing is of an open place
        return {field: self._kept(field, value, base) for field, value in values.items()}

    def _kept(self, field: str, value: Any, base: dict[str, Any]) -> Any:
        """After a conflict, the value of the other person where it was preferred."""
        prefers_theirs = self.data.get(f"keep_{field}") == "theirs"
        return base.get(field) if prefers_theirs else value

    def after_conflict(self, place: Place) -> PlaceForm:
        """The form again: the card as it is now, with what this person had changed on it."""
        before = self.base_values()
        mine = {f: value for f, value in self.values().items() if value != before.get(f)}
        initial = initial_of({**place.card, **mine}) | {"base": base_of(place.card)}
        return PlaceForm(place=place, initial=initial)

    def _hours(self) -> dict[str, str] | None:
        """The hours as they were when their text was not touched: nothing is parsed anew."""
        before = self.base_values().get(PlaceField.HOURS.value)
        typed = self.cleaned_data.get("hours")
        if before and typed and typed["text"] == hours_text(before):
            return dict(before)
        return typed

    def _position(self) -> dict[str, Any] | None:
        lat, lon = self.cleaned_data.get("lat"), self.cleaned_data.get("lon")
        if lat is None or lon is None:
            return None
        before = self.base_values().get(PlaceField.POSITION.value) or {}
        if (before.get("lat"), before.get("lon")) == (lat, lon):
            return dict(before)
        return {"lat": lat, "lon": lon, "fidelity": "exact"}

    def base_values(self) -> dict[str, Any]:
        """What the card showed when the form was opened; empty when that cannot be read."""
        try:
            base = json.loads(self.data.get("base") or "{}")
        except ValueError:
            return {}
        return base if isinstance(base, dict) else {}


def base_of(card: dict[str, Any]) -> str:
    """What the hidden field carries: the values that this form edits, as the card shows them."""
    return json.dumps({f.value: card[f.value] for f in EDITED if f.value in card})


def initial_of(card: dict[str, Any]) -> dict[str, Any]:
    position = card.get(PlaceField.POSITION.value) or {}
    return {
        **{f.value: card[f.value] for f in EDITED if f.value in card},
        "hours": hours_text(card.get(PlaceField.HOURS.value)),
        "lat": position.get("lat"),
        "lon": position.get("lon"),
        "status": card.get(PlaceField.STATUS.value, Place.Status.OPEN),
        "base": base_of(card),
    }


def hours_text(hours: dict[str, str] | None) -> str:
    return (hours or {}).get("text") or (hours or {}).get("osm") or ""
