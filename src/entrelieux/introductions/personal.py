"""What following bridges up keeps of a person."""

from __future__ import annotations

from entrelieux.accounts.personal import Erased, Kept

KEPT = (
    Kept(
        "bridges_letter",
        "introductions.Digest.person",
        Erased.DELETED,
        ("rhythm", "department", "around__name", "minutes", "last_sent_on"),
    ),
    Kept(
        "bridge_questions",
        "introductions.Question.person",
        Erased.DELETED,
        ("bridge__title", "times", "asked_at"),
    ),
)
