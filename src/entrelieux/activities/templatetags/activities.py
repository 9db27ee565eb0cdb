"""Moments and rules in words, for templates."""

from __future__ import annotations

from datetime import datetime

from django import template
from django.utils.translation import gettext as _

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


@register.filter
def ages_said(event: Event) -> str:
    """« de 8 à 12 ans »; nothing when any age will do."""
    youngest, oldest = event.min_age, event.max_age
    if youngest is not None and oldest is not None:
        return _("de %(youngest)d à %(oldest)d ans") % {"youngest": youngest, "oldest": oldest}
    if youngest is not None:
        return _("à partir de %(age)d ans") % {"age": youngest}
    return _("jusqu’à %(age)d ans") % {"age": oldest} if oldest is not None else ""
