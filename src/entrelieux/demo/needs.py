"""Needs and offers of the demonstration, read from their sentence as anybody's are."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.utils import timezone, translation

from entrelieux.accounts.models import Person
from entrelieux.bridges.actions import match_need, post_need, post_offer
from entrelieux.bridges.forms import NeedForm
from entrelieux.bridges.models import Need, Offer, Visibility
from entrelieux.bridges.understanding import commune_of

FILE = Path(__file__).resolve().parent / "needs.toml"
People = Mapping[str, Person]


def tell_needs(people: People) -> None:
    """Offers, then needs, each matched at once; what is already there is left as it is."""
    told = tomllib.loads(FILE.read_text("utf-8"))
    with translation.override("fr"):
        for facts in told["offer"]:
            _tell_offer(facts, people[facts["by"]])
        for facts in told["need"]:
            _tell_need(facts["sentence"], people[facts["by"]])


def _tell_offer(facts: Mapping[str, Any], person: Person) -> None:
    if Offer.objects.filter(name=facts["name"]).exists():
        return
    commune = commune_of(facts["commune"])
    where = (
        {
            "lat": commune.lat,
            "lon": commune.lon,
            "commune": commune.name,
            "commune_code": commune.code,
            "department": commune.department,
        }
        if commune
        else {}
    )
    said = {name: facts[name] for name in ("name", "kind", "terms", "mobile_km")}
    post_offer(by=person, values={**said, **where}, now=timezone.now(), is_example=True)


def _tell_need(sentence: str, person: Person) -> None:
    if Need.objects.filter(sentence=sentence).exists():
        return
    read = NeedForm.reading(sentence, person=person).initial
    form = NeedForm({**read, "visibility": Visibility.PUBLIC}, person=person)
    if not form.is_valid():
        raise ValueError(f"{sentence}: {form.errors.as_json()}")
    now = timezone.now()
    need = post_need(by=person, values={**form.values(), "is_example": True}, now=now)
    match_need(need=need, now=now)
