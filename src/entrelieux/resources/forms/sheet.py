from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from entrelieux.resources.errors import UnusableSheet
from entrelieux.resources.models import Sheet
from entrelieux.resources.sheets import read_sheet


class SheetForm(forms.Form):
    role = forms.ChoiceField(
        label=gettext_lazy("C’est"), choices=Sheet.Role.choices, widget=forms.RadioSelect
    )
    file = forms.FileField(
        label=gettext_lazy("Le fichier PDF"),
        widget=forms.FileInput(attrs={"accept": "application/pdf"}),
        help_text=gettext_lazy("15 Mo au plus."),
    )

    def clean_file(self) -> bytes:
        file: Any = self.cleaned_data["file"]
        try:
            return read_sheet(file.file, file.size)
        except UnusableSheet as refusal:
            raise forms.ValidationError(refusal.message) from refusal
