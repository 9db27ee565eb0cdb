from __future__ import annotations

from datetime import date, time
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from entrelieux.activities.forms.activity import ActivityForm
from entrelieux.activities.forms.repeat import RepeatField, rule_of
from entrelieux.activities.models import Entrance, State, Usage
from entrelieux.activities.validity import EVENT_CHECKS, event_errors
from entrelieux.core.booking import parse_rule
from entrelieux.core.booking.recurrence import days_of

DAY = {"type": "date"}
HOUR = {"type": "time"}


class EventForm(ActivityForm):
    """An event and how it repeats; what becomes of one of its times is said apart (`TimeForm`)."""

    EDITED: ClassVar[tuple[str, ...]] = (
        "name",
        "first_day",
        "start_time",
        "end_time",
        "last_day",
        "rule",
        "description",
        "entrance",
        "seats",
        "entrance_url",
        "closes_hours",
        "where",
        "audiences",
        "minors",
        "min_age",
        "max_age",
        "conditions",
        "terms",
        "price",
        "usage",
        "concept",
        "resources",
        "hosts",
        "online_url",
        "link",
        "state",
        "scope",
    )
    FIRST = (
        "name",
        "first_day",
        "start_time",
        "end_time",
        "rule",
        "description",
        "entrance",
        "seats",
    )
    CHECKS = EVENT_CHECKS

    first_day = forms.DateField(
        label=_("Le premier jour"), widget=forms.DateInput(DAY, format="%Y-%m-%d")
    )
    start_time = forms.TimeField(
        label=_("De"), required=False, widget=forms.TimeInput(HOUR, format="%H:%M")
    )
    end_time = forms.TimeField(
        label=_("À"),
        required=False,
        widget=forms.TimeInput(HOUR, format="%H:%M"),
        help_text=_("Sans heures, cela dure toute la journée."),
    )
    last_day = forms.DateField(
        label=_("Finit un autre jour"),
        required=False,
        widget=forms.DateInput(DAY, format="%Y-%m-%d"),
        help_text=_("Pour ce qui dure plusieurs jours, ou passe minuit."),
    )
    rule = RepeatField(label=_("Se répète"), required=False)
    where = forms.CharField(
        label=_("Où exactement"),
        max_length=200,
        required=False,
        help_text=_("La salle, ou un autre endroit que le lieu."),
    )
    usage = forms.TypedChoiceField(
        label=_("Fait partie de"), coerce=int, empty_value=None, required=False
    )
    online_url = forms.CharField(
        label=_("Lien pour y assister à distance"), max_length=300, required=False
    )
    entrance = forms.ChoiceField(label=_("Pour venir"), choices=Entrance.choices)
    seats = forms.IntegerField(
        label=_("Combien de places"),
        min_value=1,
        max_value=10_000,
        required=False,
        help_text=_("Quand elles sont prises, on s’inscrit sur une liste d’attente."),
    )
    entrance_url = forms.CharField(
        label=_("Lien pour s’inscrire ailleurs"), max_length=300, required=False
    )
    closes_hours = forms.IntegerField(
        label=_("Fin des inscriptions, en heures avant le début"),
        min_value=0,
        max_value=720,
        required=False,
    )
    min_age = forms.IntegerField(
        label=_("À partir de quel âge"), min_value=0, max_value=120, required=False
    )
    max_age = forms.IntegerField(
        label=_("Jusqu’à quel âge"), min_value=0, max_value=120, required=False
    )
    link = forms.CharField(label=_("Lien pour en savoir plus"), max_length=300, required=False)
    state = forms.ChoiceField(label=_("A-t-il lieu"), choices=State.choices)

    field_order = EDITED

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        at_place = Usage.objects.of_place(self.place) if self.place else Usage.objects.none()
        usages = [(usage.pk, usage.name) for usage in at_place]
        if usages:
            self.fields["usage"].choices = [("", "–"), *usages]
        else:
            del self.fields["usage"]
        if kwargs.get("is_new"):
            del self.fields["state"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors:
            self.refuse(event_errors({**self.state, **self.values()}, self.place))
        if not self.errors:
            self._refuse_a_first_day_apart()
        return cleaned

    def _refuse_a_first_day_apart(self) -> None:
        """Calendars may begin on another day than those of their rule; people never mean it."""
        first, text = self.cleaned_data["first_day"], self.value_of("rule")
        if text and first not in set(days_of(parse_rule(text), first, first)):
            self.add_error("rule", _("Le premier jour doit être l’un des jours choisis."))

    def value_of(self, name: str) -> Any:
        if name == "rule":
            return rule_of(self.cleaned_data["rule"], self.cleaned_data["first_day"])
        value = super().value_of(name)
        if name == "closes_hours":
            return value or 0
        if name == "concept" and not value:
            usage = Usage.objects.filter(pk=self.cleaned_data.get("usage")).first()
            return usage.concept if usage else ""
        return value.isoformat() if isinstance(value, date | time) else value


class TimeForm(forms.Form):
    """Another moment for one time of an event."""

    first_day = forms.DateField(label=_("Le jour"), widget=forms.DateInput(DAY, format="%Y-%m-%d"))
    start_time = forms.TimeField(label=_("De"), widget=forms.TimeInput(HOUR, format="%H:%M"))
    end_time = forms.TimeField(label=_("À"), widget=forms.TimeInput(HOUR, format="%H:%M"))
    last_day = forms.DateField(
        label=_("Finit un autre jour"),
        required=False,
        widget=forms.DateInput(DAY, format="%Y-%m-%d"),
    )
    note = forms.CharField(label=_("Pourquoi ce changement ?"), max_length=300, required=False)
