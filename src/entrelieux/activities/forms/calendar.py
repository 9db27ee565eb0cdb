from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrelieux.activities.actions.following import MOST_BYTES
from entrelieux.communities.circles import Scope


class CalendarForm(forms.Form):
    """The calendar that a place publishes elsewhere: its address, or its file."""

    url = forms.CharField(
        label=gettext_lazy("L’adresse de l’agenda (.ics)"),
        max_length=500,
        required=False,
        widget=forms.URLInput,
        help_text=gettext_lazy(
            "Elle finit souvent par .ics. Elle sera relue quatre fois par jour."
        ),
    )
    file = forms.FileField(
        label=gettext_lazy("Ou un fichier .ics"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".ics,text/calendar"}),
        help_text=gettext_lazy("Lu une seule fois."),
    )
    scope = forms.ChoiceField(
        label=gettext_lazy("Ses rendez-vous sont visibles par"),
        choices=Scope.choices,
        initial=Scope.PUBLIC,
    )

    def clean_url(self) -> str:
        """`webcal:` is how calendars write « https: » so that programs follow them."""
        url = self.cleaned_data["url"].strip()
        scheme, _colon, rest = url.partition("://")
        return f"https://{rest}" if scheme.lower() in {"webcal", "webcals"} else url

    def clean_file(self) -> bytes:
        file: Any = self.cleaned_data["file"]
        if not file:
            return b""
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("Ce fichier est trop gros : 5 Mo au plus."))
        content: bytes = file.read()
        return content

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and bool(cleaned.get("url")) == bool(cleaned.get("file")):
            self.add_error("url", _("Donnez une adresse, ou un fichier : l’un des deux."))
        return cleaned
