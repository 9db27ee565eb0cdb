"""What can be asked about a person alone."""

from __future__ import annotations

from typing import Any

from entrelieux.platform.predicates import predicate


@predicate
def is_signed_in(person: Any) -> bool:
    return person.is_authenticated and person.is_active


@predicate
def is_operator(person: Any) -> bool:
    """Runs this server, and may do everything on it."""
    return is_signed_in(person) and person.is_operator
