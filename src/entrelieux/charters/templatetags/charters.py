"""Words of charters, for templates."""

from __future__ import annotations

from collections.abc import Mapping

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _

from entrelieux.charters.reading import Reading
from entrelieux.communities.models import Community
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


@register.simple_tag
def charter_trail(community: Community, here: str) -> list[tuple[str, str]]:
    """Where a page of a charter is, for the component that shows it."""
    return [
        (community.name, reverse("community", args=[community.slug])),
        (_("La charte"), reverse("charter", args=[community.slug])),
        (here, ""),
    ]
