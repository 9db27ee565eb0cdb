from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class ReportForm(forms.Form):
    """« Quelque chose est faux » : a text, an optional address, and a trap for robots."""

    text = forms.CharField(
        label=_("Qu’est-ce qui n’est pas juste ?"),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Par exemple : « fermé le mercredi depuis septembre »."),
    )
    email = forms.EmailField(
        label=_("Votre adresse électronique"),
        required=False,
        help_text=_(
            "Pour vous répondre. Elle n’est montrée qu’aux personnes qui tiennent la fiche."
        ),
    )
    # People never see this field; robots fill it in.
    site = forms.CharField(required=False, widget=forms.TextInput(attrs={"tabindex": "-1"}))

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("site"):
            raise forms.ValidationError(_("Laissez vide le champ caché."))
        return self.cleaned_data
