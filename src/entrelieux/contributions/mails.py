"""What is written to those who contribute and to those who keep cards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation

from entrelieux.accounts.models import Person


def write_mail(
    template: str,
    *,
    to: str,
    language: str,
    facts: Mapping[str, Any],
    headers: Mapping[str, str] | None = None,
) -> None:
    """The first line of the template is the subject."""
    with translation.override(language):
        text = render_to_string(f"contributions/mail/{template}.txt", dict(facts))
    subject, _newline, body = text.strip().partition("\n")
    EmailMessage(subject, body.strip() + "\n", to=[to], headers=dict(headers or {})).send()


def write_to_people(template: str, people: Iterable[Person], facts: Mapping[str, Any]) -> None:
    for person in people:
        write_mail(template, to=person.email, language=person.language, facts=facts)
