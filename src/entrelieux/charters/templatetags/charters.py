"""Words of charters, for templates."""

from __future__ import annotations

from collections.abc import Mapping

from django import template

from entrelieux.charters.reading import Reading
from entrelieux.core.rules.tree.atoms import Agreement

register = template.Library()


@register.filter
def asked_of(ask: Agreement, reading: Reading) -> str:
    """« d’un animateur », contracted as the language wants."""
    return reading.wording.language.of(reading.label(ask.by))


@register.filter
def label_in(name: str, reading: Reading) -> str:
    """The community’s word for a name."""
    return reading.label(name)


@register.filter
def answered(answers: Mapping[str, str], field: str) -> str:
    """What a form says of a field whose name is made in the template."""
    return answers.get(field, "")
