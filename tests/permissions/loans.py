"""The rows of loans: of the Atelier, where Alice hosts, to a place of the Bergerie."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from typing import Any

from django.utils import timezone

from entrelieux.accounts.models import Person
from entrelieux.bookings.actions import note_departure, propose_change, propose_loan, sign_loan
from entrelieux.bookings.models import Loan
from entrelieux.bookings.permissions import (
    can_propose_loan,
    can_see_day,
    can_see_loan,
    can_sign_for,
)
from entrelieux.core.booking import Span
from entrelieux.places.actions import create_place
from entrelieux.resources.actions import add_resource
from tests.cast import Cast
from tests.permissions.row import Row, on


def rows_of_loans(cast: Cast, place: Any) -> Iterator[Row]:
    values = {"name": "Presse", "scope": "public", "portable": True}
    press = add_resource(by=None, place=place, values=values)
    vice = add_resource(by=None, place=place, values={**values, "name": "Étau"})
    saw = add_resource(by=None, place=place, values={**values, "name": "Scie sauteuse"})
    barn = create_place(by=None, values={"name": "La Bergerie"})
    barn.communities.add(cast.bergerie)
    there = Person.objects.create_user("berger@example.org", name="Un berger")
    now = timezone.now()
    start = now - timedelta(hours=1)

    def propose(side: str, by: Person, first: int, what: Any = press) -> Loan:
        span = Span(start + timedelta(days=40 * first), start + timedelta(days=40 * first + 30))
        return propose_loan(by=by, side=side, resource=what, borrower=barn, span=span)

    asked = propose("borrower", there, 0)
    offered = propose("lender", cast.alice, 1)
    signed = sign_loan(by=cast.alice, loan=propose("borrower", there, 2, saw), side="lender")
    gone = sign_loan(by=cast.alice, loan=propose("borrower", there, 3, vice), side="lender")
    Loan.objects.filter(pk__in=[signed.pk]).update(
        starts_at=now - timedelta(days=9), ends_at=now + timedelta(days=9)
    )
    Loan.objects.filter(pk=gone.pk).update(
        starts_at=now - timedelta(days=30), ends_at=now - timedelta(days=10)
    )
    gone.refresh_from_db()
    note_departure(
        by=there, loan=gone, side="borrower", condition="works", now=now - timedelta(days=29)
    )
    propose_change(by=there, loan=gone, side="borrower", ends_at=now + timedelta(days=1))
    hosts = partial(on, can_sign_for, place)
    yield Row(
        "Proposer qu’une ressource publique soit prêtée à son lieu, ou par lui",
        "Propose that a public resource be lent to one’s place, or by it",
        partial(on, can_propose_loan, press),
        f"/ressources/{press.public_id}/preter/",
    )
    yield Row(
        "Lire un prêt entre deux lieux",
        "Read a loan between two places",
        partial(on, can_see_loan, asked),
        asked.get_absolute_url(),
    )
    yield Row(
        "Lire les prêts d’un lieu",
        "Read the loans of a place",
        partial(on, can_see_day, place),
        f"/lieux/{place.public_id}/prets/",
    )
    for fr, en, loan, gesture in (
        ("Signer un prêt pour le lieu", "Sign a loan for the place", asked, "signer/"),
        ("Refuser un prêt pour le lieu", "Refuse a loan for the place", asked, "refuser/"),
        ("Retirer un prêt que le lieu propose", "Withdraw a loan that the place proposes",
         offered, "reprendre/"),
        ("Noter qu’une ressource prêtée est partie, ou rendue",
         "Note that a lent resource left, or is back", signed, ""),
        ("Proposer une autre fin d’un prêt", "Propose another end of a loan", signed, "fin/"),
        ("Répondre à une autre fin d’un prêt", "Answer another end of a loan",
         gone, "fin/reponse/"),
    ):  # fmt: skip
        yield Row(fr, en, hosts, gesture=gesture and f"{loan.get_absolute_url()}{gesture}")
