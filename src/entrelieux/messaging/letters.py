"""Letters: what is written to people, from a template, in their language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation


def write_letter(
    template: str,
    *,
    to: str,
    language: str,
    facts: Mapping[str, Any],
    headers: Mapping[str, str] | None = None,
) -> None:
    """The first line of the template is the subject."""
    with translation.override(language):
        text = render_to_string(template, dict(facts))
    subject, _newline, body = text.strip().partition("\n")
    EmailMessage(subject, body.strip() + "\n", to=[to], headers=dict(headers or {})).send()
