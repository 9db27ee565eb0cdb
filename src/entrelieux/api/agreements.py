"""« Sauf accord de… » by the API: asked, answered, taken back."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Field, Router, Schema, Status

from entrelieux.api.entries import known
from entrelieux.api.people import signed_in
from entrelieux.api.rulings import Question, decided
from entrelieux.api.schemas import REFUSED, Problem
from entrelieux.charters.actions import answer_agreement, ask_agreement, withdraw_agreement
from entrelieux.charters.errors import NotMissing
from entrelieux.charters.models import AgreementRequest
from entrelieux.charters.permissions import can_answer_agreement, can_see_agreement
from entrelieux.charters.queries import find_agreement, waiting_for, wanted_version
from entrelieux.communities.views import wanted_community
from entrelieux.platform.errors import NotFound

router = Router(tags=["charters"])
MOST_LISTED = 200


class AgreementIn(Schema):
    """The question whose answer was `ask`, and whose agreement to ask among its `asks`."""

    question: Question
    wanted: str = Field(max_length=80)
    about: str | None = Field(None, max_length=80)
    note: str = Field("", max_length=300)


class AgreementOut(Schema):
    id: str
    url: str
    state: str
    act: str
    kind: str | None = None
    wanted: str
    about: str | None = None
    note: str | None = None
    asked_at: datetime
    until: date | None = None
    is_mine: bool
    may_answer: bool


class Agreements(Schema):
    waiting: list[AgreementOut] = Field(description="Those that wait for one’s answer")
    mine: list[AgreementOut]


class Answered(Schema):
    gives: bool


@router.get(
    "/communities/{slug}/agreements",
    response={200: Agreements, 403: Problem, 404: Problem},
    exclude_none=True,
    summary="What waits for one’s answer, and what one asked",
)
def list_agreements(request: HttpRequest, slug: str) -> dict[str, Any]:
    person, community = signed_in(request), wanted_version(wanted_community(slug)).charter.community
    mine = AgreementRequest.objects.filter(community=community, person=person)
    return {
        "waiting": [_agreement(request, one) for one in waiting_for(person, community)],
        "mine": [_agreement(request, one) for one in mine[:MOST_LISTED]],
    }


@router.post(
    "/communities/{slug}/agreements",
    response={201: AgreementOut, **REFUSED},
    exclude_none=True,
    summary="Ask the agreement that is all that is missing",
)
def create_agreement(request: HttpRequest, slug: str, asked: AgreementIn) -> Status[dict[str, Any]]:
    person, version = signed_in(request), wanted_version(wanted_community(slug))
    decision = decided(request, version, asked.question)
    wanted = (asked.wanted, asked.about)
    agreement = next((one for one in decision.asks if (one.by, one.about) == wanted), None)
    if agreement is None or asked.question.person is not None:
        raise NotMissing(_("Cet accord n’est pas ce qui manque : demandez d’abord."))
    made = ask_agreement(
        by=person,
        community=version.charter.community,
        decision=decision,
        agreement=agreement,
        note=asked.note.strip(),
    )
    return Status(201, _agreement(request, made))


@router.get(
    "/agreements/{id}",
    response={200: AgreementOut, 403: Problem, 404: Problem},
    exclude_none=True,
    summary="One request, for who asked and who may answer",
)
def read_agreement(request: HttpRequest, id: str) -> dict[str, Any]:
    return _agreement(request, _wanted_agreement(request, id))


@router.post(
    "/agreements/{id}/answer",
    response={200: AgreementOut, **REFUSED},
    exclude_none=True,
    summary="Give one’s agreement, or refuse it",
)
def give_answer(request: HttpRequest, id: str, answer: Answered) -> dict[str, Any]:
    found = _wanted_agreement(request, id)
    done = answer_agreement(by=signed_in(request), request=found, gives=answer.gives)
    return _agreement(request, done)


@router.post(
    "/agreements/{id}/withdraw",
    response={200: AgreementOut, **REFUSED},
    exclude_none=True,
    summary="Take back what one asked, or an agreement that was given",
)
def take_back(request: HttpRequest, id: str) -> dict[str, Any]:
    found = _wanted_agreement(request, id)
    return _agreement(request, withdraw_agreement(by=signed_in(request), request=found))


def _wanted_agreement(request: HttpRequest, public_id: str) -> AgreementRequest:
    """For whoever may not see it, it is not there."""
    found = find_agreement(public_id)
    if found is None or not can_see_agreement(request.user, found):
        raise NotFound(_("Cette demande n’existe pas."))
    return found


def _agreement(request: HttpRequest, one: AgreementRequest) -> dict[str, Any]:
    is_open = one.state == AgreementRequest.State.ASKED
    return known(
        {
            "id": one.public_id,
            "url": settings.BASE_URL + one.get_absolute_url(),
            "state": one.state,
            "act": one.act,
            "kind": one.kind,
            "wanted": one.wanted,
            "about": one.about,
            "note": one.note,
            "asked_at": one.asked_at,
            "until": one.until,
        }
    ) | {
        "is_mine": request.user.pk == one.person_id,
        "may_answer": is_open and can_answer_agreement(request.user, one),
    }
