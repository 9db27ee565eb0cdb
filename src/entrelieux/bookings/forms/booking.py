from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrelieux.bookings.models import Bookable
from entrelieux.bookings.queries import find_bookable_resource
from entrelieux.bookings.wanted import Wanted
from entrelieux.bookings.wording import group_words
from entrelieux.charters.models import TrainedGroup
from entrelieux.communities.models import Community
from entrelieux.core.booking import Rule, Slot, Weekday
from entrelieux.resources.models import Resource

EVERY = {
    "": gettext_lazy("une seule fois"),
    "daily": gettext_lazy("tous les jours"),
    "weekly": gettext_lazy("chaque semaine"),
    "biweekly": gettext_lazy("une semaine sur deux"),
    "monthly": gettext_lazy("chaque mois, au même rang (le premier samedi…)"),
}
LAST_WEEK = 5
_ADDRESS = re.compile(r"(?:.*/ressources/)?([\w-]{6,12})(?:/.*)?$")


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class HourInput(forms.TimeInput):
    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class SlotForm(forms.Form):
    """A moment by the clock of the place."""

    day = forms.DateField(label=gettext_lazy("Quel jour"), widget=DayInput)
    start = forms.TimeField(label=gettext_lazy("De"), widget=HourInput)
    end = forms.TimeField(label=gettext_lazy("À"), widget=HourInput)
    last_day = forms.DateField(
        label=gettext_lazy("Jusqu’au"),
        required=False,
        widget=DayInput,
        help_text=gettext_lazy("Si cela ne finit pas le même jour."),
    )

    @property
    def slot(self) -> Slot:
        told = self.cleaned_data
        last = told["last_day"] or told["day"]
        return Slot(
            datetime.combine(told["day"], told["start"]), datetime.combine(last, told["end"])
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and self.slot.end <= self.slot.start:
            self.add_error("end", _("La fin est avant le début : changez l’heure, ou le jour."))
        return cleaned


class GroupChoice(forms.ModelChoiceField):
    """« la 4ᵉ B, 24 personnes »."""

    def label_from_instance(self, group: TrainedGroup) -> str:
        return group_words(group)


class BookingForm(SlotForm):
    """One resource or several together, once or again and again."""

    units = forms.IntegerField(label=gettext_lazy("Combien"), min_value=1, initial=1)
    every = forms.ChoiceField(
        label=gettext_lazy("Et recommencer"), choices=list(EVERY.items()), required=False
    )
    until = forms.DateField(label=gettext_lazy("Jusqu’à quand"), required=False, widget=DayInput)
    others = forms.MultipleChoiceField(
        label=gettext_lazy("Avec, en même temps"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    elsewhere = forms.CharField(
        label=gettext_lazy("Et dans un autre lieu"),
        required=False,
        max_length=300,
        help_text=gettext_lazy(
            "L’adresse de la page d’une autre ressource : tout est réservé ensemble, ou rien."
        ),
    )
    community = forms.ModelChoiceField(
        label=gettext_lazy("Au titre de"), queryset=Community.objects.none(), required=False
    )
    group = GroupChoice(
        TrainedGroup.objects.none(),
        label=gettext_lazy("Pour quel groupe"),
        required=False,
        empty_label=gettext_lazy("aucun groupe"),
        help_text=gettext_lazy("Compté, jamais nommé : les règles regardent ce qu’il a appris."),
    )
    purpose = forms.CharField(label=gettext_lazy("Pour quoi faire"), max_length=120, required=False)
    note = forms.CharField(
        label=gettext_lazy("Un mot au lieu"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(
        self,
        *args: Any,
        resource: Resource,
        bookable: Bookable,
        beside: Sequence[Resource],
        person: Any,
        communities: Sequence[Community] = (),
        groups: QuerySet[TrainedGroup] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.resource, self.person = resource, person
        self.beside = {one.public_id: one for one in beside}
        self.fields["units"].max_value = bookable.capacity
        self.fields["units"].widget.attrs["max"] = bookable.capacity
        if bookable.capacity == 1:
            del self.fields["units"]
        self.fields["others"].choices = [(key, one.name) for key, one in self.beside.items()]
        if not beside:
            del self.fields["others"]
        keys = [community.pk for community in communities]
        self.fields["community"].queryset = Community.objects.filter(pk__in=keys)
        self.fields["community"].empty_label = _("moi-même")
        if not communities:
            del self.fields["community"]
        if groups:
            self.fields["group"].queryset = groups
        else:
            del self.fields["group"]

    def clean_elsewhere(self) -> Resource | None:
        text = self.cleaned_data["elsewhere"].strip()
        if not text:
            return None
        match = _ADDRESS.match(text)
        found = find_bookable_resource(match[1], self.person) if match else None
        if found is None or found == self.resource:
            raise forms.ValidationError(
                _("Aucune ressource n’est à cette adresse : copiez celle de sa page.")
            )
        return found

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("every") and not cleaned.get("until") and "until" not in self.errors:
            self.add_error("until", _("Dites jusqu’à quand cela se répète."))
        return cleaned

    @property
    def wanted(self) -> Wanted:
        """What is asked for, once the form is valid."""
        told = self.cleaned_data
        others = [self.beside[key] for key in told.get("others", [])]
        if told["elsewhere"] and told["elsewhere"] not in others:
            others.append(told["elsewhere"])
        return Wanted(
            lines=[(self.resource, told.get("units", 1)), *((one, 1) for one in others)],
            slot=self.slot,
            rule=rule_text(told["every"], told["day"], told["until"]),
            purpose=told["purpose"],
            note=told["note"],
            community=told.get("community"),
            group=told.get("group"),
        )


def rule_text(every: str, first: date, until: date | None) -> str:
    """Rules tell no day that the first time does not: so they can be moved."""
    if not every:
        return ""
    rank = (first.day - 1) // 7 + 1
    ranked = Weekday(first.weekday(), -1 if rank == LAST_WEEK else rank)
    rules = {
        "daily": Rule("DAILY", until=until),
        "weekly": Rule("WEEKLY", until=until),
        "biweekly": Rule("WEEKLY", interval=2, until=until),
        "monthly": Rule("MONTHLY", weekdays=(ranked,), until=until),
    }
    return str(rules[every])


def usual_length(bookable: Bookable) -> timedelta:
    return timedelta(minutes=max(bookable.shortest_minutes, 60))
