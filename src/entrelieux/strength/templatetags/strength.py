"""Shapes of the picture of a network."""

from __future__ import annotations

from django import template

register = template.Library()

# A diamond as large as a disc of the same radius looks.
_TALL = 1.25


@register.simple_tag
def diamond(x: float, y: float, radius: float) -> str:
    """The path of a mark that is told from the others by its shape too."""
    half = round(radius * _TALL, 1)
    return f"M{x} {round(y - half, 1)}l{half} {half} {-half} {half} {-half} {-half}z"
