"""Moments and rules in words, for templates."""

from __future__ import annotations

from datetime import datetime

from django import template

from entrelieux.activities.models import Event
from entrelieux.activities.wording import day_words, hours_words, rule_words
from entrelieux.core.booking import parse_rule

register = template.Library()


@register.simple_tag
def hours_of(start: datetime, end: datetime | None = None) -> str:
    """« de 14 h à 17 h »; both are told on the clocks of the place."""
    return hours_words(start, end)


@register.filter
def repeats_said(event: Event) -> str:
    """« chaque jeudi »; the day, for what happens once."""
    if event.rule:
        return rule_words(parse_rule(event.rule), event.first_day)
    return day_words(event.first_day)
