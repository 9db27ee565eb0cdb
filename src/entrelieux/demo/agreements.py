"""The agreements of the demonstration, as their hosts would have written them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.utils import timezone

from entrelieux.accounts.models import Person
from entrelieux.communities.models import Community
from entrelieux.exchanges.actions.agreements import (
    note_step,
    propose_agreement,
    sign_agreement,
    unit_named,
)
from entrelieux.exchanges.actions.transfers import exchange
from entrelieux.exchanges.models import Agreement

FILE = Path(__file__).resolve().parent / "agreements.toml"
FIELDS = (
    "scope",
    "days_per_month",
    "conditions",
    "ceiling",
    "is_public_first",
    "is_public_second",
)


def make_agreements(people: Mapping[str, Person]) -> None:
    """Nothing when they are there already."""
    if Agreement.objects.filter(is_example=True).exists():
        return
    with FILE.open("rb") as file:
        for told in tomllib.load(file)["agreement"]:
            _make(told, people)


def _make(told: Mapping[str, Any], people: Mapping[str, Person]) -> None:
    communities = {one.slug: one for one in Community.objects.all()}
    values = {name: told[name] for name in FIELDS if name in told}
    agreement = propose_agreement(
        by=None,
        first=communities[told["first"]],
        second=communities[told["second"]],
        values={
            **values,
            "unit": unit_named(told.get("unit", "")),
            "review_on": timezone.localdate() + timedelta(days=told["review_in_days"]),
        },
        recognitions=[
            {name: value for name, value in one.items() if name != "done_by"}
            | {"accepting": communities[one["accepting"]]}
            for one in told.get("recognition", ())
        ],
        is_example=True,
    )
    if "exchange" not in told:
        return  # waits for the other’s signature
    agreement = sign_agreement(by=None, agreement=agreement)
    for one in told["recognition"]:
        recognition = agreement.recognitions.get(badge=one["badge"])
        for name in one.get("done_by", ()):
            note_step(by=None, recognition=recognition, person=people[name])
    for one in told["exchange"]:
        exchange(
            by=None,
            agreement=agreement,
            guest=people[one["guest"]],
            home=communities[one["home"]],
            amount=Decimal(one["amount"]),
            memo=one["memo"],
        )
