"""What cards keep of who wrote and confirmed them, and of who reported an error."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from entrelieux.accounts.models import Person
from entrelieux.accounts.personal import Erased, Kept
from entrelieux.places.models import Report

WRITTEN = _(
    "Ce que vous avez écrit, confirmé ou photographié des lieux, de leurs ressources, de leurs "
    "usages et de leurs projets : d’autres s’en servent."
)
FACT = ("place__name", "field", "value")

KEPT = (
    Kept("changes", "places.ChangeSet.by", Erased.NAMELESS, ("at", "kind", "note"), stays=WRITTEN),
    Kept("facts_written", "places.Statement.by", Erased.NAMELESS, FACT, stays=WRITTEN),
    Kept(
        "facts_verified",
        "places.Statement.verified_by",
        Erased.NAMELESS,
        (*FACT, "verified_at"),
        stays=WRITTEN,
    ),
    Kept(
        "reports_closed",
        "places.Report.closed_by",
        Erased.NAMELESS,
        ("place__name", "closed_at"),
        stays=WRITTEN,
    ),
    Kept(
        "reports",
        "places.Report.email",
        Erased.NAMELESS,
        ("place__name", "text", "created_at"),
        stays=WRITTEN,
    ),
)


def forget(person: Person) -> None:
    Report.objects.filter(email__iexact=person.email).update(email="")
