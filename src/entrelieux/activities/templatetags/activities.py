"""Moments and rules in words, for templates."""

from __future__ import annotations

from datetime import datetime

from django import template

from entrelieux.activities.wording import hours_words

register = template.Library()


@register.simple_tag
def hours_of(start: datetime, end: datetime | None = None) -> str:
    """« de 14 h à 17 h »; both are told on the clocks of the place."""
    return hours_words(start, end)
