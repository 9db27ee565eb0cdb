from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from entrelieux.core.geo import Commune, load_france
from entrelieux.core.hours import parse_text


class StopForm(forms.Form):
    """A stop as its people say it: a village, hours in words, and until when."""

    name = forms.CharField(
        label=_("Où, dans la commune"),
        max_length=160,
        help_text=_("« Place de la mairie », par exemple."),
    )
    commune = forms.CharField(label=_("Commune"), max_length=120)
    hours = forms.CharField(
        label=_("Quand"),
        max_length=255,
        help_text=_("« Le 1er mardi du mois de 9 h à 12 h », par exemple."),
    )
    starts_on = forms.DateField(
        label=_("À partir du"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    ends_on = forms.DateField(
        label=_("Jusqu’au"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    def clean_commune(self) -> Commune:
        found = next(iter(load_france().find(self.cleaned_data["commune"])), None)
        if found is None:
            raise forms.ValidationError(gettext("Aucune commune ne s’appelle ainsi."))
        return found.commune

    def clean_hours(self) -> str:
        reading = parse_text(self.cleaned_data["hours"])
        if reading.label != "hours":
            raise forms.ValidationError(
                gettext("Dites un jour et une heure : « le jeudi de 14 h à 17 h ».")
            )
        return reading.opening_hours

    def clean(self) -> dict[str, Any]:
        starts, ends = self.cleaned_data.get("starts_on"), self.cleaned_data.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", gettext("La fin vient après le début."))
        return self.cleaned_data

    def values(self) -> dict[str, Any]:
        told = self.cleaned_data
        commune: Commune = told["commune"]
        return {
            "name": told["name"],
            "insee": commune.code,
            "lat": commune.lat,
            "lon": commune.lon,
            "opening_hours": told["hours"],
            "starts_on": told["starts_on"],
            "ends_on": told["ends_on"],
        }
