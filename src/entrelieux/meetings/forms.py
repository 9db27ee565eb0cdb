"""What who asks to meet may write."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class AskForm(forms.Form):
    word = forms.CharField(
        label=_("Un mot pour l’autre côté"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Ce que vous aimeriez faire ensemble. Ne dites qui vous êtes que si vous y tenez."
        ),
    )
