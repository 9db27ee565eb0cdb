"""What is written to those who contribute and to those who keep cards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from entrelieux.accounts.models import Person
from entrelieux.messaging.letters import write_letter


def write_mail(
    template: str,
    *,
    to: str,
    language: str,
    facts: Mapping[str, Any],
    headers: Mapping[str, str] | None = None,
) -> None:
    """One of the letters of this app."""
    write_letter(
        f"contributions/mail/{template}.txt",
        to=to,
        language=language,
        facts=facts,
        headers=headers,
    )


def write_to_people(template: str, people: Iterable[Person], facts: Mapping[str, Any]) -> None:
    for person in people:
        write_mail(template, to=person.email, language=person.language, facts=facts)
