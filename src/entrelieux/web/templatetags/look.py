"""Signs, icons and the map’s settings, for templates."""

from __future__ import annotations

import json
from collections.abc import Iterable

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from entrelieux.core.geo import Minutes, wording
from entrelieux.web.maps import MapSettings, map_settings
from entrelieux.web.signs import Sign, first_sign, sign_of

register = template.Library()


@register.simple_tag
def kind_sign(kind: str, size: str = "") -> SafeString:
    """The drawn sign of a kind; the word must stand beside it. Sizes: "small", "" or "large"."""
    return _drawing(sign_of(kind), size)


@register.simple_tag
def kinds_sign(kinds: Iterable[str], size: str = "") -> SafeString:
    """One sign for a place of several kinds: the first that is drawn."""
    return _drawing(first_sign(kinds or ()), size)


@register.filter
def tone_of(kind: str) -> str:
    return sign_of(kind).tone


@register.simple_tag
def icon(name: str) -> SafeString:
    """A small drawing beside a word: "search", "map", "clock", "check", "alert"…"""
    return format_html(
        '<svg aria-hidden="true" focusable="false"><use href="{}#ui-{}"/></svg>',
        static("icons/signs.svg"),
        name,
    )


@register.simple_tag
def live_map_settings(query: str = "") -> MapSettings:
    return map_settings(query)


@register.filter
def by_car(minutes: Minutes) -> str:
    """« 25 à 60 min », « 1 h 20 à 3 h 05 »: how long it takes, in the language of the page."""
    return wording(minutes, get_language() or "fr")


@register.filter
def map_json(settings: MapSettings) -> SafeString:
    """The settings as the text of a JSON script that no value can close."""
    text = json.dumps(settings, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return mark_safe(text)  # noqa: S308 - <, > and & are escaped above


def _drawing(sign: Sign, size: str) -> SafeString:
    return format_html(
        '<svg class="sign{} tone--{}" aria-hidden="true" focusable="false">'
        '<use href="{}#{}"/></svg>',
        f" sign--{size}" if size else "",
        sign.tone,
        static("icons/signs.svg"),
        sign.name,
    )
