"""What the templates of entries share."""

from __future__ import annotations

from typing import Any

from django import forms, template

from entrelieux.inventory.columns import Column

register = template.Library()


@register.filter
def label_of_field(form: forms.Form, name: str) -> str:
    """Of a column, or of a fact: « facts.https://… », whose labels a form may tell."""
    told = getattr(form, "fact_labels", {})
    return str(form[name].label) if name in form.fields else told.get(name, name)


@register.filter
def cell_of(column: Column, row: Any) -> str:
    """What a person reads in one cell of a table of entries."""
    return column.cell(row)
