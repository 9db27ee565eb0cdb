from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from entrelieux.activities.actions import Party
from entrelieux.activities.listing import listed
from entrelieux.activities.models import Event, Minors, Occurrence
from entrelieux.activities.models.registration import LARGEST_PARTY


class RegistrationForm(forms.Form):
    """Somebody comes, alone or with others; without an account, she gives an address."""

    day = forms.ChoiceField(label=_("Quelle date"))
    name = forms.CharField(
        label=_("Votre nom"), max_length=80, help_text=_("Pour les animateurs seulement.")
    )
    email = forms.EmailField(
        label=_("Votre adresse électronique"),
        help_text=_("Un lien vous y attend pour confirmer. Elle est oubliée après le rendez-vous."),
    )
    adults = forms.IntegerField(
        label=_("Combien d’adultes, vous compris"), min_value=0, max_value=LARGEST_PARTY, initial=1
    )
    minors = forms.IntegerField(
        label=_("Combien de mineurs"), min_value=0, max_value=LARGEST_PARTY, initial=0
    )
    note = forms.CharField(
        label=_("Un mot aux animateurs"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    wants_reminder = forms.BooleanField(label=_("M’écrire un rappel la veille"), required=False)
    is_responsible = forms.BooleanField(
        label=_("J’ai 18 ans ou plus, et je réponds des mineurs que j’inscris"),
        error_messages={
            "required": _("Un parent, ou un responsable majeur, fait l’inscription : demandez-lui.")
        },
    )
    # Hidden from people by the style sheet and from screen readers: a program fills it.
    surname = forms.CharField(required=False, max_length=200)

    def __init__(
        self, *args: Any, event: Event, times: Sequence[Occurrence], person: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.times = {time.day.isoformat(): time for time in times}
        self.fields["day"].choices = [(day, listed(time).when) for day, time in self.times.items()]
        if len(times) == 1:
            self.fields["day"].widget = forms.HiddenInput()
            self.fields["day"].initial = next(iter(self.times))
        if person.is_authenticated:
            del self.fields["email"]
            self.fields["name"].initial = person.name
        if event.minors == Minors.ADULTS:
            del self.fields["minors"]
        if event.minors == Minors.MINORS:
            del self.fields["adults"]
            self.fields["minors"].initial = 1

    @property
    def occurrence(self) -> Occurrence:
        """The time that was chosen, once the form is valid."""
        return self.times[self.cleaned_data["day"]]

    @property
    def party(self) -> Party:
        told = self.cleaned_data
        return Party(
            name=told["name"],
            adults=told.get("adults") or 0,
            minors=told.get("minors") or 0,
            note=" ".join(told["note"].split()),
            wants_reminder=told["wants_reminder"],
        )

    @property
    def is_by_a_program(self) -> bool:
        return bool(self.cleaned_data.get("surname"))

    @property
    def shown_fields(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if field.name != "surname"]


class DoorForm(forms.Form):
    """Somebody who is there without having registered: what the hosts write down."""

    name = forms.CharField(
        label=_("Prénom"),
        max_length=80,
        help_text=_("D’un adulte : un mineur n’est jamais nommé."),
    )
    adults = forms.IntegerField(label=_("Adultes"), min_value=0, max_value=LARGEST_PARTY, initial=1)
    minors = forms.IntegerField(label=_("Mineurs"), min_value=0, max_value=LARGEST_PARTY, initial=0)
    is_agreed = forms.BooleanField(
        label=_("Un parent ou un responsable est d’accord pour les mineurs"), required=False
    )

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if event.minors == Minors.ADULTS:
            del self.fields["minors"], self.fields["is_agreed"]
        if event.minors == Minors.MINORS:
            del self.fields["adults"]
            self.fields["name"].help_text = _("D’un parent ou d’un responsable.")
            self.fields["minors"].initial = 1

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("minors") and not told.get("is_agreed"):
            self.add_error("is_agreed", _("Demandez-le au parent ou au responsable."))
        return told

    @property
    def party(self) -> Party:
        told = self.cleaned_data
        return Party(
            name=told["name"], adults=told.get("adults") or 0, minors=told.get("minors") or 0
        )
