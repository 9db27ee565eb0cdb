"""What proposals, claims and follows keep of a person."""

from __future__ import annotations

from entrelieux.accounts.models import Person
from entrelieux.accounts.personal import Erased, Kept
from entrelieux.contributions.models import Proposal
from entrelieux.places.personal import WRITTEN

PROPOSED = ("place__name", "values", "note", "state", "created_at", "reason", "appeal")

KEPT = (
    Kept(
        "claims",
        "contributions.Claim.person",
        Erased.DELETED,
        ("place__name", "message", "state", "created_at", "reason"),
    ),
    Kept("vouched", "contributions.Vouch.person", Erased.DELETED, ("claim__place__name", "at")),
    Kept(
        "follows",
        "contributions.Follow.person",
        Erased.DELETED,
        ("place__name", "query", "rhythm", "created_at"),
    ),
    Kept(
        "trusted_by",
        "contributions.TrustedContributor.person",
        Erased.DELETED,
        ("network__name", "since"),
    ),
    Kept(
        "proposals",
        "contributions.Proposal.author",
        Erased.NAMELESS,
        PROPOSED,
        stays=WRITTEN,
    ),
    Kept(
        "proposals_by_address",
        "contributions.Proposal.email",
        Erased.NAMELESS,
        PROPOSED,
        stays=WRITTEN,
    ),
    Kept(
        "proposals_decided",
        "contributions.Proposal.decided_by",
        Erased.NAMELESS,
        ("place__name", "state", "decided_at"),
        stays=WRITTEN,
    ),
    Kept(
        "proposals_confirmed",
        "contributions.Support.person",
        Erased.DELETED,
        ("proposal__public_id", "at"),
    ),
    Kept(
        "reminders",
        "contributions.ReminderRhythm.person",
        Erased.DELETED,
        ("days", "last_sent_on"),
    ),
)


def forget(person: Person) -> None:
    Proposal.objects.filter(email__iexact=person.email).update(email="")
