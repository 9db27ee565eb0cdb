from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy

from entrelieux.activities.forms.calendar import CalendarForm
from entrelieux.bookings.forms.booking import SlotForm
from entrelieux.bookings.models import Closure
from entrelieux.core.booking import Span
from entrelieux.resources.models import Resource


class ClosureForm(SlotForm):
    """Of the whole place, or of one resource with what is inside."""

    of = forms.ChoiceField(label=gettext_lazy("Ce qui est fermé"), required=False)
    reason = forms.ChoiceField(
        label=gettext_lazy("Pourquoi"),
        choices=[
            (reason.value, reason.label)
            for reason in (Closure.Reason.CLOSED, Closure.Reason.MAINTENANCE)
        ],
    )
    note = forms.CharField(label=gettext_lazy("Précision"), max_length=160, required=False)
    field_order = ["of", "day", "start", "last_day", "end", "reason", "note"]

    def __init__(self, *args: Any, resources: Sequence[Resource], zone: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.resources = {one.public_id: one for one in resources}
        self.zone = ZoneInfo(zone)
        self.fields["of"].choices = [
            ("", gettext_lazy("tout le lieu")),
            *((key, one.name) for key, one in self.resources.items()),
        ]

    @property
    def resource(self) -> Resource | None:
        return self.resources.get(self.cleaned_data["of"])

    @property
    def span(self) -> Span:
        slot = self.slot
        start, end = (
            edge.replace(tzinfo=self.zone).astimezone(UTC) for edge in (slot.start, slot.end)
        )
        return Span(start, end)


class BlockingForm(forms.Form):
    """A calendar kept elsewhere: when it has something, the resource is taken here."""

    resource = forms.ChoiceField(label=gettext_lazy("La ressource"))
    url = forms.CharField(
        label=gettext_lazy("L’adresse de l’agenda (.ics)"),
        max_length=500,
        widget=forms.URLInput,
        help_text=gettext_lazy("Relue chaque heure : les moments seulement, jamais les titres."),
    )

    def __init__(self, *args: Any, resources: Sequence[Resource], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.resources = {one.public_id: one for one in resources}
        self.fields["resource"].choices = [(key, one.name) for key, one in self.resources.items()]

    clean_url = CalendarForm.clean_url
