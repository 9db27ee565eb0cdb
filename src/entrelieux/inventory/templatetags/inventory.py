"""What the templates of entries share."""

from __future__ import annotations

from django import forms, template

register = template.Library()


@register.filter
def label_of_field(form: forms.Form, name: str) -> str:
    return str(form[name].label) if name in form.fields else name
