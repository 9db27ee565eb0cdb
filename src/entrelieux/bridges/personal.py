"""What needs, offers and bridges keep of a person."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from entrelieux.accounts.models import Person
from entrelieux.accounts.personal import Erased, Kept
from entrelieux.bridges.models import Offer
from entrelieux.inventory.actions import remove_entry
from entrelieux.inventory.models import Revision
from entrelieux.inventory.queries import photos_of
from entrelieux.places.personal import WRITTEN
from entrelieux.platform import audit

LINKED = _("Les passerelles auxquelles vous avez pris part : elles restent comptées, sans vous.")
BRIDGE = ("title", "state", "suggested_at", "happened_on", "outcome")

KEPT = (
    Kept(
        "needs",
        "bridges.Need.author",
        Erased.DELETED,
        (
            "sentence",
            "description",
            "state",
            "visibility",
            "commune",
            "who",
            "when",
            "created_at",
            "thanks",
        ),
    ),
    Kept(
        "needs_forwarded",
        "bridges.Need.forwarded_by",
        Erased.NAMELESS,
        ("public_id", "forwarded_at"),
        stays=LINKED,
    ),
    Kept(
        "bridges_asked",
        "bridges.Bridge.asker",
        Erased.NAMELESS,
        (*BRIDGE, "asker_state", "asker_because", "asker_thanks"),
        stays=LINKED,
    ),
    Kept(
        "bridges_given",
        "bridges.Bridge.giver",
        Erased.NAMELESS,
        (*BRIDGE, "giver_state", "giver_because", "giver_thanks"),
        stays=LINKED,
    ),
    Kept(
        "bridges_made",
        "bridges.Bridge.made_by",
        Erased.NAMELESS,
        ("title", "state", "suggested_at"),
        stays=LINKED,
    ),
    # Those made for a place stay its own; the others go (`forget`).
    Kept(
        "offers",
        "bridges.Offer.author",
        Erased.NAMELESS,
        ("name", "description", "place__name", "commune", "available", "state", "created_at"),
        stays=WRITTEN,
    ),
    Kept(
        "offers_confirmed",
        "bridges.Offer.confirmed_by",
        Erased.NAMELESS,
        ("name", "confirmed_on"),
        stays=WRITTEN,
    ),
)


def forget(person: Person) -> None:
    """What she offered herself goes with its history: it is her words about herself."""
    own = list(Offer.objects.filter(author=person, place=None))
    pictures = photos_of(own)
    for offer in own:
        if offer.removed_at is None:
            remove_entry(by=person, entry=offer)
        subject = audit.subject_of(offer)
        for photo in pictures.get(subject, ()):
            photo.delete()
        Revision.objects.filter(subject=subject).delete()
        offer.delete()
