"""Depositing a list, and correcting how its columns are understood."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from entrelieux.core.interchange.registry import FORMATS
from entrelieux.places.models import Source

AUTOMATIC = ""
IGNORED = ""


class UploadForm(forms.Form):
    """A file, and the source that it comes from: a known one, or a new one."""

    file = forms.FileField(
        label=_("Le fichier"),
        help_text=_("CSV, Excel, LibreOffice, JSON ou GeoJSON, jusqu’à 60 Mo."),
    )
    source = forms.ModelChoiceField(
        label=_("D’où vient-il ?"),
        queryset=Source.objects.all(),
        required=False,
        empty_label=_("Une nouvelle source"),
    )
    name = forms.CharField(label=_("Nom de la nouvelle source"), max_length=160, required=False)
    licence = forms.CharField(
        label=_("Sa licence"),
        max_length=60,
        required=False,
        help_text=_("Par exemple : Licence Ouverte 2.0, ODbL 1.0, CC BY 4.0."),
    )
    url = forms.URLField(label=_("Sa page"), required=False, assume_scheme="https")
    format = forms.ChoiceField(label=_("Format"), required=False)
    departments = forms.CharField(
        label=_("Garder ces départements"),
        required=False,
        help_text=_("Vide : toutes les lignes. Par exemple : 03, 15, 43, 63."),
    )

    reread_url = forms.URLField(
        label=_("Adresse où la relire"),
        required=False,
        assume_scheme="https",
        help_text=_("La liste y sera relue d’elle-même ; ce qui en disparaît est signalé."),
    )
    every_hours = forms.IntegerField(
        label=_("Toutes les (heures)"), min_value=1, max_value=8_760, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [(name, name) for name in sorted(FORMATS)]
        self.fields["format"].choices = [(AUTOMATIC, _("Reconnaître tout seul")), *names]

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > settings.IMPORT_MAX_BYTES:
            raise forms.ValidationError(
                _("Ce fichier pèse plus de %(limit)d Mo : découpez-le, puis déposez chaque partie.")
                % {"limit": settings.IMPORT_MAX_BYTES // 1024 // 1024}
            )
        return file

    def clean_departments(self) -> list[str]:
        codes = self.cleaned_data["departments"].replace(",", " ").split()
        wrong = [code for code in codes if not (len(code) in {2, 3} and code[:1].isdigit())]
        if wrong:
            raise forms.ValidationError(
                _("« %(code)s » n’est pas un numéro de département.") % {"code": wrong[0]}
            )
        return codes

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("source") and not cleaned.get("name"):
            self.add_error("name", _("Donnez un nom à cette nouvelle source."))
        return cleaned

    def source_facts(self) -> dict[str, Any]:
        """What `declare_source` needs."""
        known = self.cleaned_data.get("source")
        reading = {
            "format": self.cleaned_data.get("format", ""),
            "departments": self.cleaned_data.get("departments") or [],
        }
        if self.cleaned_data.get("reread_url"):
            reading["url"] = self.cleaned_data["reread_url"]
            reading["every_hours"] = self.cleaned_data.get("every_hours") or 24
        if known:
            return {"slug": known.slug, "reading": reading}
        facts = {key: self.cleaned_data.get(key, "") for key in ("name", "licence", "url")}
        return {"slug": slugify(facts["name"])[:60], "reading": reading, **facts}


class MappingForm(forms.Form):
    """One choice per column of the file: the field that it feeds, or none."""

    def __init__(self, *args: Any, columns: dict[str, list[str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.columns = list(columns)
        for index, (column, targets) in enumerate(columns.items()):
            self.fields[f"column_{index}"] = forms.MultipleChoiceField(
                label=column,
                required=False,
                choices=TARGET_CHOICES,
                initial=targets,
            )

    def mapping(self) -> dict[str, list[str]]:
        return {
            column: self.cleaned_data.get(f"column_{index}", [])
            for index, column in enumerate(self.columns)
        }


TARGET_CHOICES = [
    ("name", _("nom")),
    ("street_address", _("numéro et rue")),
    ("postcode", _("code postal")),
    ("city", _("commune")),
    ("insee", _("code INSEE")),
    ("lat", _("latitude")),
    ("lon", _("longitude")),
    ("website", _("site web")),
    ("phone", _("téléphone du lieu")),
    ("email", _("adresse électronique du lieu")),
    ("types", _("sorte de lieu")),
    ("opening_hours", _("horaires")),
    ("description", _("description")),
    ("public_id", _("identifiant")),
    ("updated_at", _("date de mise à jour")),
]
