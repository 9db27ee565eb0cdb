"""Signs and conditions of resources, for templates."""

from __future__ import annotations

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from entrelieux.resources.models import Condition, Resource
from entrelieux.resources.wording import CONDITION_SIGNS, measure_words

register = template.Library()


@register.simple_tag
def resource_sign(kind: str, size: str = "") -> SafeString:
    """The drawn sign of a kind of resource; the word must stand beside it."""
    return format_html(
        '<svg class="sign{}" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        f" sign--{size}" if size else "",
        static("icons/inventory.svg"),
        kind,
    )


@register.simple_tag
def condition_badge(resource: Resource) -> SafeString:
    """The condition by its word and its sign."""
    sign, tone = CONDITION_SIGNS[Condition(resource.condition)]
    return format_html(
        '<span class="badge badge--{}"><svg aria-hidden="true" focusable="false">'
        '<use href="{}#ui-{}"/></svg>{}</span>',
        tone,
        static("icons/signs.svg"),
        sign,
        Condition(resource.condition).label,
    )


@register.filter
def amount_said(resource: Resource) -> str:
    return "" if resource.quantity is None else measure_words(resource.quantity, resource.unit)
