"""What projects keep of those who take part."""

from __future__ import annotations

from entrelieux.accounts.personal import Erased, Kept
from entrelieux.places.personal import WRITTEN

KEPT = (
    Kept(
        "projects",
        "projects.Participation.person",
        Erased.DELETED,
        ("project__name", "project__public_id", "part", "since"),
    ),
    Kept(
        "projects_confirmed",
        "projects.Project.confirmed_by",
        Erased.NAMELESS,
        ("name", "confirmed_on"),
        stays=WRITTEN,
    ),
    Kept(
        "steps_told",
        "projects.Step.added_by",
        Erased.NAMELESS,
        ("project__name", "on", "title", "text"),
        stays=WRITTEN,
    ),
)
