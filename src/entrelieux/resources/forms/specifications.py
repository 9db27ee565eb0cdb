"""Specifications as rows of three boxes: a name, a value, a unit; no script needed."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from entrelieux.core.words.lexicon.errors import NotANumber
from entrelieux.core.words.lexicon.numbers import parse_number, render_number
from entrelieux.core.words.lexicon.units import Unit, shown_unit
from entrelieux.places.vocabulary import current_language
from entrelieux.resources.wording import key_label

EMPTY_ROWS = 2
PLURAL = Decimal(2)
PARTS = ("key", "value", "unit")
# The key that a row had, which its label stands for as long as nobody writes another.
KNOWN = "known"


class SpecificationsWidget(forms.Widget):
    template_name = "resources/specifications_widget.html"
    use_fieldset = True

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        rows = [self._row(item) for item in value or ()]
        empty = [dict.fromkeys((*PARTS, KNOWN), "")] * EMPTY_ROWS
        return {**context, "rows": [*rows, *empty], "units": self._units(), "name": name}

    def _row(self, item: Mapping[str, Any]) -> dict[str, str]:
        return {
            "key": key_label(item["key"]),
            KNOWN: item["key"],
            "value": written(item["value"]),
            "unit": item["unit"],
        }

    def _units(self) -> list[tuple[str, str]]:
        return [(unit.value, shown_unit(unit, PLURAL, current_language())) for unit in Unit]

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[dict[str, str]]:
        columns = [data.getlist(f"{name}_{part}") for part in (*PARTS, KNOWN)]
        return [
            {"key": known if known and key_label(known) == key.strip() else key, **rest}
            for key, value, unit, known in zip(*columns, strict=False)
            for rest in [{"value": value, "unit": unit}]
        ]

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return f"{name}_key" not in data


class SpecificationsField(forms.Field):
    """Its value is a list of {"key", "value", "unit"}; what reads as a number is one."""

    widget = SpecificationsWidget

    def clean(self, value: Any) -> list[dict[str, Any]]:
        rows = [{part: row[part].strip() for part in PARTS} for row in value or ()]
        return [self._specification(row) for row in rows if row["key"] or row["value"]]

    def _specification(self, row: dict[str, str]) -> dict[str, Any]:
        if not row["key"]:
            raise forms.ValidationError(_("Dites ce que mesure « %(value)s ».") % row)
        if not row["value"]:
            raise forms.ValidationError(_("Donnez une valeur à « %(key)s », ou effacez-la.") % row)
        number = number_of(row["value"])
        if row["unit"] and number is None:
            raise forms.ValidationError(_("« %(value)s » n’est pas un nombre.") % row)
        return {**row, "value": row["value"] if number is None else number}

    def has_changed(self, initial: Any, data: Any) -> bool:
        return True


def number_of(text: str) -> float | int | None:
    try:
        number = parse_number(text)
    except NotANumber:
        return None
    return int(number) if number == number.to_integral_value() else float(number)


def written(value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    return render_number(Decimal(repr(value)), current_language())
