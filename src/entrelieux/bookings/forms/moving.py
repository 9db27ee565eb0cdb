from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy

from entrelieux.bookings.forms.booking import SlotForm

REACHES = {
    "this": gettext_lazy("cette fois seulement"),
    "following": gettext_lazy("cette fois et les suivantes"),
    "all": gettext_lazy("toutes les fois à venir"),
}


class MoveForm(SlotForm):
    """Where a time goes, and which others go with it."""

    reach = forms.ChoiceField(
        label=gettext_lazy("Déplacer"), choices=list(REACHES.items()), initial="this"
    )


class HandOverForm(forms.Form):
    email = forms.EmailField(
        label=gettext_lazy("Son adresse électronique"),
        help_text=gettext_lazy(
            "Un lien l’y attend. Votre réservation reste à vous tant qu’elle n’est pas prise."
        ),
    )
