from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrelieux.activities.zones import zone_of
from entrelieux.bookings.forms.booking import DayInput
from entrelieux.bookings.models.loan import SEEN
from entrelieux.core.booking import Span
from entrelieux.places.models import Place

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2150, 1, 1)


def start_of(day: date, place: Place) -> datetime:
    """The midnight before a day, by the clock of a place."""
    return datetime.combine(day, time(), ZoneInfo(zone_of(place))).astimezone(UTC)


def end_of(day: date, place: Place) -> datetime:
    """The midnight after a day, by the clock of a place."""
    return start_of(day + timedelta(days=1), place)


class LoanForm(forms.Form):
    """Where it goes, from which day to which, and what is said of it."""

    borrower = forms.ModelChoiceField(
        label=gettext_lazy("Le lieu qui l’accueille"),
        queryset=Place.objects.none(),
        empty_label=gettext_lazy("choisissez un lieu"),
    )
    first_day = forms.DateField(label=gettext_lazy("Du"), widget=DayInput)
    last_day = forms.DateField(
        label=gettext_lazy("Au"),
        widget=DayInput,
        help_text=gettext_lazy("Le dernier jour où elle y est."),
    )
    condition_told = forms.CharField(
        label=gettext_lazy("Son état au départ"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("« Marche bien, une lame de rechange dans la mallette »."),
    )
    terms = forms.CharField(
        label=gettext_lazy("Conditions"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Assurance, consommables, qui répare."),
    )
    carried_by = forms.CharField(
        label=gettext_lazy("Qui la transporte"), required=False, max_length=160
    )

    def __init__(self, *args: Any, lender: Place, places: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lender = lender
        chosen: Any = self.fields["borrower"]
        chosen.queryset = places

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        first, last = told.get("first_day"), told.get("last_day")
        for name, day in (("first_day", first), ("last_day", last)):
            if day and not FIRST_DAY <= day <= LAST_DAY:
                self.add_error(name, _("Cette date est trop loin : choisissez-en une plus proche."))
        if first and last and last < first:
            self.add_error("last_day", _("La fin est avant le début : changez un des deux jours."))
        return told

    @property
    def span(self) -> Span:
        told = self.cleaned_data
        return Span(
            start_of(told["first_day"], self.lender),
            end_of(told["last_day"], self.lender),
        )

    @property
    def values(self) -> dict[str, str]:
        names = ("condition_told", "terms", "carried_by")
        return {name: self.cleaned_data[name].strip() for name in names}


class SeenForm(forms.Form):
    """The state in which it left, or came back."""

    condition = forms.ChoiceField(label=gettext_lazy("État vu"), choices=SEEN)
    note = forms.CharField(label=gettext_lazy("Ce que l’on voit"), required=False, max_length=300)


class EndForm(forms.Form):
    """Another last day; empty, the loan is given up."""

    last_day = forms.DateField(
        label=gettext_lazy("Le nouveau dernier jour"),
        required=False,
        widget=DayInput,
        help_text=gettext_lazy("Vide, tant qu’elle n’est pas partie : renoncer au prêt."),
    )
    because = forms.CharField(label=gettext_lazy("Pourquoi"), required=False, max_length=300)

    def __init__(self, *args: Any, lender: Place, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lender = lender

    def clean_last_day(self) -> date | None:
        day: date | None = self.cleaned_data["last_day"]
        if day and not FIRST_DAY <= day <= LAST_DAY:
            raise forms.ValidationError(
                _("Cette date est trop loin : choisissez-en une plus proche.")
            )
        return day

    @property
    def ends_at(self) -> datetime | None:
        day = self.cleaned_data["last_day"]
        return end_of(day, self.lender) if day else None
