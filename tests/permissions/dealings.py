"""The rows of what passes between people and between communities: offers, bridges, exchanges."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from typing import Any

from django.utils import timezone

from entrelieux.accounts.permissions import is_signed_in
from entrelieux.bridges.actions import post_offer
from entrelieux.bridges.models import Bridge, Need, SideState
from entrelieux.bridges.permissions import (
    can_change_offer,
    can_post,
    can_see_bridge,
    can_see_offer,
)
from entrelieux.exchanges.actions.agreements import propose_agreement, sign_agreement, unit_named
from entrelieux.exchanges.models import Agreement
from entrelieux.exchanges.permissions import (
    can_note_exchange,
    can_read_books,
    can_sign_for,
    can_withdraw,
)
from tests.cast import Cast
from tests.permissions.row import Row, anyone, on


def rows_of_offers(cast: Cast, place: Any) -> Iterator[Row]:
    now = timezone.now()
    offer = post_offer(by=cast.bob, values={"name": "Je prête ma remorque"}, now=now)
    values = {"name": "Nous prêtons la salle", "scope": "network"}
    shared = post_offer(by=cast.alice, place=place, values=values, now=now)
    yield Row("Proposer quelque chose", "Offer something", can_post, "/offres/nouvelle/")
    yield Row("Lire une offre publique", "Read a public offer", anyone, offer.get_absolute_url())
    yield Row(
        "Lire une offre qu’un lieu fait à son réseau",
        "Read an offer that a place makes to its network",
        partial(on, can_see_offer, shared),
        shared.get_absolute_url(),
    )
    keeps, at = partial(on, can_change_offer, offer), f"/offres/{offer.public_id}"
    yield Row("Changer une offre de Bob", "Change an offer of Bob’s", keeps, f"{at}/modifier/")
    yield Row(
        "Renouveler ou retirer une offre de Bob",
        "Renew or withdraw an offer of Bob’s",
        keeps,
        gesture=f"{at}/renouveler/",
    )
    yield Row(
        "Changer l’offre d’un lieu",
        "Change an offer of a place’s",
        partial(on, can_change_offer, shared),
        f"/offres/{shared.public_id}/modifier/",
    )


def rows_of_bridges(need: Need, place: Any) -> Iterator[Row]:
    """Between Bob, who asks, and the hosts of the Atelier, who give."""
    bridge = Bridge.objects.create(
        need=need,
        asker=need.author,
        source_kind="resource",
        source_id="x1",
        giver_place=place,
        asker_state=SideState.ACCEPTED,
    )
    yield Row("Lire ses passerelles", "Read one’s bridges", is_signed_in, "/passerelles/")
    yield Row(
        "Lire une passerelle entre Bob et le lieu",
        "Read a bridge between Bob and the place",
        partial(on, can_see_bridge, bridge),
        bridge.get_absolute_url(),
    )
    yield Row("Lire les histoires", "Read the stories", anyone, "/histoires/")


def rows_of_exchanges(cast: Cast) -> Iterator[Row]:
    signed = _agreement(cast)
    sign_agreement(by=None, agreement=signed)
    at = f"/communautes/{cast.atelier.slug}"
    yield Row(
        "Proposer une entente à une autre communauté",
        "Propose an agreement to another community",
        can_sign_for(cast.atelier),
        f"{at}/ententes/proposer/",
    )
    yield Row(
        "Lire une entente qui n’est pas publique",
        "Read an agreement that is not public",
        partial(on, _can_read, signed),
        signed.get_absolute_url(),
    )
    yield Row(
        "Signer une entente au nom de la communauté d’en face",
        "Sign an agreement in the name of the other community",
        can_sign_for(cast.bergerie),
    )
    ours, theirs = (signed.recognitions.get(accepting=one) for one in (cast.atelier, cast.bergerie))
    path = f"{signed.get_absolute_url()}reconnaissances"
    yield Row(
        "Ne plus reconnaître une habilitation de l’autre communauté",
        "Recognise a badge of the other community no more",
        can_withdraw(ours),
        gesture=f"{path}/{ours.pk}/retirer/",
    )
    yield Row(
        "Faire que l’autre communauté ne reconnaisse plus une habilitation",
        "Make the other community recognise a badge no more",
        can_withdraw(theirs),
        gesture=f"{path}/{theirs.pk}/retirer/",
    )
    yield Row(
        "Noter un échange entre les deux",
        "Note an exchange between the two",
        can_note_exchange(signed),
    )
    yield Row(
        "Lire les comptes d’une communauté",
        "Read the accounts of a community",
        can_read_books(cast.atelier),
        f"{at}/comptes/",
    )
    yield Row("Lire ses propres comptes", "Read one’s own accounts", is_signed_in, "/comptes/")


def _agreement(cast: Cast) -> Agreement:
    told = {
        "scope": "Les machines à bois",
        "review_on": timezone.localdate() + timedelta(days=180),
        "unit": unit_named("hours"),
    }
    return propose_agreement(
        by=cast.alice,
        first=cast.atelier,
        second=cast.bergerie,
        values=told,
        recognitions=[
            {"accepting": cast.atelier, "badge": "tonte", "taken_for": "laser"},
            {"accepting": cast.bergerie, "badge": "laser", "taken_for": "tonte"},
        ],
    )


def _can_read(person: Any, agreement: Agreement) -> bool:
    return Agreement.objects.visible_to(person).filter(pk=agreement.pk).exists()
