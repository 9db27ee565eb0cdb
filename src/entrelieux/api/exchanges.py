"""Agreements between two communities, and what each recognises of the other."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from ninja import Field, Router, Schema

from entrelieux.api.entries import known
from entrelieux.api.people import signed_in
from entrelieux.api.schemas import REFUSED, Problem
from entrelieux.exchanges.actions.agreements import withdraw_recognition
from entrelieux.exchanges.models import Agreement, Recognition
from entrelieux.exchanges.permissions import is_withdrawable
from entrelieux.exchanges.views.agreements import wanted_agreement, wanted_recognition

router = Router(tags=["exchanges"])


class RecognitionOut(Schema):
    id: int
    accepting: str = Field(description="The community that recognises")
    badge: str = Field(description="What the other calls it, in its rules")
    taken_for: str = Field(description="What it counts for where it is recognised")
    level: int | None = None
    extra_step: str | None = None
    withdrawn_at: datetime | None = None
    withdrawn_because: str | None = None
    may_withdraw: bool


class CommunitiesAgreementOut(Schema):
    id: str
    url: str
    first: str
    second: str
    scope: str
    signed_on: date | None = None
    ends_on: date | None = None
    recognitions: list[RecognitionOut]


class WithdrawIn(Schema):
    because: str = Field("", max_length=300, description="The other community reads it")


@router.get(
    "/communities-agreements/{id}",
    response={200: CommunitiesAgreementOut, 404: Problem},
    exclude_none=True,
    summary="An agreement between two communities, with what each recognises of the other",
)
def read_communities_agreement(request: HttpRequest, id: str) -> dict[str, Any]:
    return _agreement(request, wanted_agreement(request, id))


@router.post(
    "/communities-agreements/{id}/recognitions/{recognition}/withdraw",
    response={200: CommunitiesAgreementOut, **REFUSED},
    exclude_none=True,
    summary="Recognise a badge no more; what is booked by it is kept, and both sides are told",
)
def withdraw(request: HttpRequest, id: str, recognition: int, asked: WithdrawIn) -> dict[str, Any]:
    person = signed_in(request)
    found = wanted_recognition(request, id, recognition)
    withdraw_recognition(by=person, recognition=found, because=asked.because)
    return _agreement(request, wanted_agreement(request, id))


def _agreement(request: HttpRequest, one: Agreement) -> dict[str, Any]:
    recognitions = one.recognitions.select_related("accepting")
    return {
        "id": one.public_id,
        "url": settings.BASE_URL + one.get_absolute_url(),
        "first": one.first.slug,
        "second": one.second.slug,
        "scope": one.scope,
        "signed_on": one.signed_on,
        "ends_on": one.ends_on,
        "recognitions": [_recognition(request, it) for it in recognitions],
    }


def _recognition(request: HttpRequest, one: Recognition) -> dict[str, Any]:
    return known(
        {
            "id": one.pk,
            "accepting": one.accepting.slug,
            "badge": one.badge,
            "taken_for": one.taken_for,
            "level": one.level,
            "extra_step": one.extra_step,
            "withdrawn_at": one.withdrawn_at,
            "withdrawn_because": one.withdrawn_because,
            "may_withdraw": is_withdrawable(one, request.user),
        }
    )
