"""The audit row that every action writes inside its transaction."""

from __future__ import annotations

from typing import Any

from entrelieux.platform.models import AuditEvent


def record(verb: str, subject: object, *, by: Any = None, **details: Any) -> None:
    """Writes who (`by`, None for the software itself) did `verb` to `subject`.

    `subject` is a model instance, written as ``place:12``, or a text.
    """
    name = subject if isinstance(subject, str) else subject_of(subject)
    AuditEvent.objects.create(verb=verb, subject=name, by=by, details=details)


def subject_of(instance: Any) -> str:
    return f"{instance._meta.model_name}:{instance.pk}"
