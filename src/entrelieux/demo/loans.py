"""What travels between the places of the demonstration, as their hosts would have signed it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from entrelieux.accounts.models import Person
from entrelieux.activities.zones import zone_of
from entrelieux.bookings.actions import note_departure, propose_loan, sign_loan
from entrelieux.bookings.models import Loan, Side
from entrelieux.core.booking import Span
from entrelieux.places.models import Place
from entrelieux.resources.models import Resource

FILE = Path(__file__).resolve().parent / "loans.toml"
SAID = ("condition_told", "terms", "carried_by")


def make_loans(people: Mapping[str, Person]) -> None:
    """Nothing when they are there already."""
    if Loan.objects.filter(is_example=True).exists():
        return
    with FILE.open("rb") as file:
        for told in tomllib.load(file)["loan"]:
            _make(told, people)


def _make(told: Mapping[str, Any], people: Mapping[str, Person]) -> None:
    here = Resource.objects.filter(is_example=True, place__communities__slug=told["lender"])
    resource = here.select_related("place__root").get(name=told["resource"])
    borrower = Place.objects.shown().filter(communities__slug=told["borrower"]).first()
    if borrower is None:
        return
    loan = propose_loan(
        by=people[told["proposed_by"]],
        side=told["side"],
        resource=resource,
        borrower=borrower,
        span=_span(told, resource),
        values={name: told[name] for name in SAID},
        is_example=True,
    )
    if "signed_by" not in told:
        return  # waits for the other’s signature
    by, side = people[told["signed_by"]], Side.LENDER
    loan = sign_loan(by=by, loan=loan, side=side)
    if "left" in told:
        note_departure(
            by=by,
            loan=loan,
            side=side,
            condition="degraded",
            note=told["left"],
            now=timezone.now(),
        )


def _span(told: Mapping[str, Any], resource: Resource) -> Span:
    there = ZoneInfo(zone_of(resource.card))
    today = timezone.localdate()
    edges = (told["first_day"], told["last_day"] + 1)
    return Span(
        *(datetime.combine(today + timedelta(days=n), time(), there).astimezone(UTC) for n in edges)
    )
