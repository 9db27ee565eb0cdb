"""Needs: told in one sentence, what was understood of it, and who could answer with the reasons.

Nobody but its author reads the suggestions of a need; nobody is told whose it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Literal

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Field, Query, Router, Schema, Status

from entrelieux.accounts.models import Person
from entrelieux.api.entries import AFTER, LIMIT, known
from entrelieux.api.paging import next_address
from entrelieux.api.people import signed_in
from entrelieux.api.schemas import REFUSED, Problem
from entrelieux.bridges.actions import change_need, close_need, match_need, post_need, renew_need
from entrelieux.bridges.errors import UnusableNeed
from entrelieux.bridges.forms import NeedForm
from entrelieux.bridges.models import Need, NeedState, Terms, Visibility
from entrelieux.bridges.page import NeedPage, ShownSuggestion, need_page
from entrelieux.bridges.permissions import can_change_need
from entrelieux.bridges.queries import find_need, needs_for
from entrelieux.places.errors import InvalidValues
from entrelieux.platform.errors import Forbidden, NotFound

router = Router(tags=["needs"])
TERMS = f"^({'|'.join(Terms.values)})?$"
SENTENCE: dict[str, Any] = {"min_length": 3, "max_length": 300}


class Chips(Schema):
    """What was understood, or what corrects it; what is absent stays as the sentence says."""

    things: list[str] | None = Field(
        None, description="Words of the sentence to keep; one that is left out is struck out"
    )
    refused: list[str] | None = None
    quantity: int | None = Field(None, ge=1, le=1_000_000)
    people: int | None = Field(None, ge=1, le=100_000)
    size: str | None = Field(None, max_length=60, description="`120 × 60 cm`")
    when: str | None = Field(None, max_length=160)
    commune: str | None = Field(None, max_length=100, description="Its name, postcode or code")
    reach: int | None = Field(None, ge=1, le=999)
    reach_unit: Literal["min", "km"] | None = None
    terms: str | None = Field(None, pattern=TERMS)
    who: str | None = Field(None, max_length=120, description="A role, never a name")
    has_minors: bool | None = None


class NeedIn(Chips):
    sentence: str = Field(**SENTENCE)
    description: str | None = Field(None, max_length=4_000)
    visibility: Visibility = Visibility.NETWORK
    places: list[str] = Field([], max_length=20, description="Names, as on the map")


class NeedChange(Chips):
    sentence: str | None = Field(None, **SENTENCE)
    description: str | None = Field(None, max_length=4_000)
    visibility: Visibility | None = None
    places: list[str] | None = Field(None, max_length=20)


class NeedOut(Schema):
    """Never whose it is. Fields not known are absent; `chips` only for who may change them."""

    id: str
    url: str
    sentence: str
    description: str | None = None
    state: NeedState
    visibility: Visibility
    concepts: list[str] | None = Field(None, description="Of the shared vocabulary: `scheme:id`")
    refused: list[str] | None = None
    commune: str | None = None
    department: str | None = None
    max_minutes: int | None = None
    max_km: float | None = None
    quantity: int | None = None
    people: int | None = None
    when: str | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    terms: str | None = None
    has_minors: bool | None = None
    is_gap: bool = Field(description="Nothing on the network answers it")
    written_at: datetime
    expires_at: datetime
    is_example: bool | None = None
    chips: Chips | None = None


class NeedPageOut(Schema):
    items: list[NeedOut]
    next: str | None = None


class ReasonOut(Schema):
    code: str
    points: float
    sentence: str


class SuggestionOut(Schema):
    """The points of the reasons and `constant` sum to `score`."""

    bridge: str = Field(description="What to answer: /bridges/{id}/answer")
    kind: str
    title: str
    url: str
    place: str
    score: float
    constant: float
    km: float | None = None
    reasons: list[ReasonOut]


class NearMissOut(Schema):
    title: str
    place: str
    url: str
    why: list[str]


class SuggestionsOut(Schema):
    is_gap: bool
    suggestions: list[SuggestionOut]
    near_misses: list[NearMissOut]
    better: list[str] = Field(description="What would let an answer in")


class CloseIn(Schema):
    thanks: str = Field("", max_length=1_000)


@router.get("/needs/understood", response={200: Chips, 422: Problem}, exclude_none=True)
def read_sentence(request: HttpRequest, sentence: str = Query(**SENTENCE)) -> dict[str, Any]:
    """What is understood of a sentence, for anybody; nothing is kept."""
    return chips_of(NeedForm.reading(sentence, person=request.user).initial)


@router.get(
    "/needs",
    response={200: NeedPageOut, 403: Problem, 404: Problem, 422: Problem},
    exclude_none=True,
    summary="The needs that one may read, or one’s own, the latest first",
)
def list_needs(
    request: HttpRequest,
    after: str = AFTER,
    limit: int = LIMIT,
    mine: bool = Query(False, description="Only one’s own, the closed ones too"),
    gaps: bool = Query(False, description="Only those that nothing answers"),
) -> dict[str, Any]:
    author = signed_in(request) if mine else None
    found = needs_for(request.user, only_gaps=gaps, by=author).order_by("-pk")
    if after:
        last = Need.objects.visible_to(request.user).filter(public_id=after).first()
        if last is None:
            raise NotFound(_("Rien ne porte cet identifiant : reprenez du début."))
        found = found.filter(pk__lt=last.pk)
    rows = list(found[: limit + 1])
    page: dict[str, Any] = {"items": [_told(one) for one in rows[:limit]]}
    if len(rows) > limit:
        page["next"] = next_address(request, rows[limit - 1].public_id)
    return page


@router.post("/needs", response={201: NeedOut, **REFUSED}, exclude_none=True)
def create_need(request: HttpRequest, asked: NeedIn) -> Status[dict[str, Any]]:
    """A need from its sentence; what the body does not correct is as the sentence says."""
    person, now = signed_in(request), timezone.now()
    read = NeedForm.reading(asked.sentence, person=person).initial
    form = _valid(read, asked, person)
    need = post_need(
        by=person, values=form.values(), now=now, shown_at=form.cleaned_data["shown_at"]
    )
    return Status(201, _told(match_need(need=need, now=now), person))


@router.get("/needs/{id}", response={200: NeedOut, 404: Problem}, exclude_none=True)
def read_need(request: HttpRequest, id: str) -> dict[str, Any]:
    """One need, for whom its author lets read it; its chips for the author."""
    return _told(_wanted(request, id), request.user)


@router.patch("/needs/{id}", response={200: NeedOut, **REFUSED}, exclude_none=True)
def change_chips(request: HttpRequest, id: str, asked: NeedChange) -> dict[str, Any]:
    """Corrects what was understood; another sentence is read anew."""
    need, person = _own(request, id), signed_in(request)
    form = _valid(_kept_values(need, asked, person), asked, person)
    changed = change_need(
        by=person, need=need, values=form.values(), shown_at=form.cleaned_data["shown_at"]
    )
    return _told(match_need(need=changed, now=timezone.now()), person)


@router.post("/needs/{id}/close", response={200: NeedOut, **REFUSED}, exclude_none=True)
def close(request: HttpRequest, id: str, asked: CloseIn) -> dict[str, Any]:
    """Over for good, with a word of thanks or none."""
    need, person = _own(request, id), signed_in(request)
    closed = close_need(by=person, need=need, now=timezone.now(), thanks=asked.thanks)
    return _told(closed, person)


@router.post("/needs/{id}/renew", response={200: NeedOut, **REFUSED}, exclude_none=True)
def renew(request: HttpRequest, id: str) -> dict[str, Any]:
    """Still looked for, or again."""
    need, person, now = _own(request, id), signed_in(request), timezone.now()
    return _told(match_need(need=renew_need(by=person, need=need, now=now), now=now), person)


@router.get(
    "/needs/{id}/suggestions",
    response={200: SuggestionsOut, 403: Problem, 404: Problem},
    exclude_none=True,
    summary="Who could answer one’s own need, with every reason",
)
def list_suggestions(request: HttpRequest, id: str) -> dict[str, Any]:
    need = _own(request, id)
    page: NeedPage = need_page(need, request.user)
    return {
        "is_gap": need.is_gap,
        "suggestions": [_suggestion(one) for one in page.suggestions],
        "near_misses": [
            {"title": one.title, "place": one.place, "url": one.url, "why": list(one.why)}
            for one in page.near_misses
        ],
        "better": list(page.better),
    }


def chips_of(fields: Mapping[str, Any]) -> dict[str, Any]:
    return known({name: fields.get(name) for name in Chips.model_fields})


def _valid(read: Mapping[str, Any], asked: NeedIn | NeedChange, person: Person) -> NeedForm:
    """The form of the page, filled by what was read and what corrects it. Raises."""
    told = asked.model_dump(exclude={"sentence", "places"})
    corrected = {name: value for name, value in told.items() if value is not None}
    data = {**read, **corrected}
    if asked.places is not None:
        data["places"] = "\n".join(asked.places) or read.get("places", "")
    form = NeedForm(data, person=person)
    if not form.is_valid():
        raise InvalidValues({name: " ".join(said) for name, said in form.errors.items()})
    if not form.cleaned_data["phrase"].strip():
        raise UnusableNeed(_("Dites ce que vous cherchez, en une phrase."))
    return form


def _kept_values(need: Need, asked: NeedChange, person: Person) -> Mapping[str, Any]:
    """The fields as they are; what a new sentence says instead of what the old one did."""
    stored = NeedForm.reading(need.sentence, person=person, instance=need).initial
    if asked.sentence in (None, need.sentence):
        return stored
    fresh = NeedForm.reading(asked.sentence, person=person).initial
    rest = ("description", "community", "visibility", "places")
    return {**fresh, **{name: stored[name] for name in rest}}


def _wanted(request: HttpRequest, public_id: str) -> Need:
    found = find_need(public_id, request.user)
    if found is None:
        raise NotFound(_("Ce besoin n’existe pas, ou n’est pas pour vous."))
    return found


def _own(request: HttpRequest, public_id: str) -> Need:
    found = _wanted(request, public_id)
    if not can_change_need(request.user, found):
        raise Forbidden(_("Seule la personne qui l’a écrit change un besoin."))
    return found


def _told(need: Need, person: Any = None) -> dict[str, Any]:
    told = known(
        {
            "id": need.public_id,
            "url": settings.BASE_URL + need.get_absolute_url(),
            "sentence": need.sentence,
            "description": need.description,
            "state": need.state,
            "visibility": need.visibility,
            "concepts": need.concepts,
            "refused": need.refused,
            "commune": need.commune,
            "department": need.department,
            "max_minutes": need.max_minutes,
            "max_km": need.max_km,
            "quantity": need.quantity,
            "people": need.people,
            "when": need.when,
            "starts_on": need.starts_on,
            "ends_on": need.ends_on,
            "terms": need.terms,
            "has_minors": need.has_minors or None,
            "written_at": need.created_at,
            "expires_at": need.expires_at,
            "is_example": need.is_example or None,
        }
    )
    told["is_gap"] = need.is_gap
    if person is not None and can_change_need(person, need):
        form = NeedForm.reading(need.sentence, person=person, instance=need)
        told["chips"] = chips_of(form.initial)
    return told


def _suggestion(one: ShownSuggestion) -> dict[str, Any]:
    bridge = one.bridge
    told = {
        "bridge": bridge.public_id,
        "kind": bridge.source_kind,
        "title": bridge.title,
        "url": settings.BASE_URL + one.url if one.url else "",
        "place": one.place_name,
        "score": bridge.score,
        "constant": bridge.constant,
        "reasons": [
            {"code": reason.code, "points": reason.points, "sentence": reason.sentence}
            for reason in one.reasons
        ],
    }
    return told if bridge.km is None else {**told, "km": bridge.km}
