from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrelieux.bookings.actions.offering import SETTINGS
from entrelieux.bookings.models import Bookable, Sharing

GRIDS = {
    0: gettext_lazy("à la minute"),
    15: gettext_lazy("15 minutes"),
    30: gettext_lazy("30 minutes"),
    60: gettext_lazy("1 heure"),
    720: gettext_lazy("une demi-journée"),
    1440: gettext_lazy("une journée"),
}
LENGTHS = {
    15: gettext_lazy("15 minutes"),
    30: gettext_lazy("30 minutes"),
    60: gettext_lazy("1 heure"),
    120: gettext_lazy("2 heures"),
    240: gettext_lazy("4 heures"),
    480: gettext_lazy("8 heures"),
    1440: gettext_lazy("1 jour"),
    2880: gettext_lazy("2 jours"),
    10080: gettext_lazy("1 semaine"),
    43200: gettext_lazy("30 jours"),
}
AROUND = {
    0: gettext_lazy("rien"),
    **{n: LENGTHS.get(n, gettext_lazy("10 minutes")) for n in (10, 15, 30, 60)},
}
NOTICES = {
    0: gettext_lazy("jusqu’au dernier moment"),
    **{n: LENGTHS[n] for n in (60, 240, 1440, 2880, 10080)},
}
LONGEST_KNOWN = {"": gettext_lazy("aussi longtemps qu’on veut"), **LENGTHS}


def _choices(told: dict[Any, Any]) -> list[tuple[Any, Any]]:
    return list(told.items())


class BookableForm(forms.ModelForm):
    """How a resource lets itself be booked."""

    class Meta:
        model = Bookable
        fields = SETTINGS
        labels = {
            "is_open": gettext_lazy("On peut la réserver ici"),
            "sharing": gettext_lazy("Ce qui se partage"),
            "capacity": gettext_lazy("Combien d’exemplaires, ou de places"),
            "asks": gettext_lazy("Qui doit attendre votre accord"),
            "keeps_hours": gettext_lazy("Seulement aux heures d’ouverture du lieu"),
            "ahead_days": gettext_lazy("Jusqu’à combien de jours à l’avance"),
        }

    grid_minutes = forms.TypedChoiceField(
        label=gettext_lazy("Par pas de"), choices=_choices(GRIDS), coerce=int
    )
    shortest_minutes = forms.TypedChoiceField(
        label=gettext_lazy("Au moins"), choices=_choices(LENGTHS), coerce=int
    )
    longest_minutes = forms.TypedChoiceField(
        label=gettext_lazy("Au plus"),
        choices=_choices(LONGEST_KNOWN),
        coerce=int,
        empty_value=None,
        required=False,
    )
    before_minutes = forms.TypedChoiceField(
        label=gettext_lazy("Pour préparer avant"), choices=_choices(AROUND), coerce=int
    )
    after_minutes = forms.TypedChoiceField(
        label=gettext_lazy("Pour ranger après"), choices=_choices(AROUND), coerce=int
    )
    notice_minutes = forms.TypedChoiceField(
        label=gettext_lazy("À demander au moins"), choices=_choices(NOTICES), coerce=int
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # What the API set and these lists do not have is kept as it is.
        for name in (
            "grid_minutes",
            "shortest_minutes",
            "longest_minutes",
            "before_minutes",
            "after_minutes",
            "notice_minutes",
        ):
            value = getattr(self.instance, name)
            known = [key for key, _label in self.fields[name].choices]
            if value is not None and value not in known:
                label = _("%(count)d minutes") % {"count": value}
                self.fields[name].choices = [*self.fields[name].choices, (value, label)]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("sharing") == Sharing.EXCLUSIVE:
            told["capacity"] = 1
        shortest, longest = told.get("shortest_minutes"), told.get("longest_minutes")
        if shortest and longest and longest < shortest:
            self.add_error("longest_minutes", _("C’est moins que le moins : allongez-le."))
        return told
