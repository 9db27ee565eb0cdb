"""Charters: what a community’s rules say, « puis-je ? », agreements, changes, and the journal."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Field, Router, Schema, Status

from entrelieux.api.entries import known
from entrelieux.api.people import signed_in
from entrelieux.api.schemas import Problem
from entrelieux.charters.actions import (
    answer_agreement,
    ask_agreement,
    keep_requests,
    propose_rule,
    withdraw_agreement,
)
from entrelieux.charters.deciding import Decision, decide
from entrelieux.charters.errors import NotMissing, UnsoundRule
from entrelieux.charters.inquiry import Told, told
from entrelieux.charters.models import AgreementRequest, CharterVersion, PastRequest, Proposal
from entrelieux.charters.permissions import can_answer_agreement, can_see_agreement
from entrelieux.charters.queries import (
    find_agreement,
    journal_of,
    proposals_of,
    tree_of,
    waiting_for,
    wanted_version,
)
from entrelieux.charters.reading import Reading, procedure_in_words
from entrelieux.communities.models import Community
from entrelieux.communities.permissions import is_member_of
from entrelieux.core.rules import DocumentError
from entrelieux.core.rules.changing.journal import Entry, broken
from entrelieux.core.rules.searching.paths import Path as Way
from entrelieux.lexicons.language import current_language
from entrelieux.platform.errors import NotFound

router = Router(tags=["charters"])
REFUSED = {403: Problem, 404: Problem, 409: Problem, 422: Problem}
MOST_LISTED = 200


class RuleOut(Schema):
    """A rule in force today, as a sentence of its community."""

    id: str
    sentence: str
    status: str
    keeper: str | None = None
    why: str | None = None
    since: date | None = None
    decision: str | None = None
    trial_until: date | None = None


class CharterOut(Schema):
    """`document` is the whole charter, as `/docs` describes it: rules to come and past included."""

    community: str
    url: str
    title: str
    version: int
    since: date
    digest: str
    change: str = Field(description="How its rules change")
    rules: list[RuleOut]
    document: dict[str, Any]


class Question(Schema):
    """Who signs in asks about themselves, as the register knows them; others describe a `person`.

    `facts` are those of a case, without its act, its moment and its person.
    """

    act: str = Field(max_length=80)
    at: datetime | None = Field(None, description="On the clocks of the territory; now if absent")
    facts: dict[str, Any] = {}
    person: dict[str, Any] | None = Field(None, description="Somebody who is described")


class Step(Schema):
    means: str
    told: str


class ReasonOut(Schema):
    rule: str
    how: str
    told: str


class Lost(Schema):
    """An habilitation that the rules look at and that does not hold any more, with the remedy."""

    badge: str
    state: str
    remedy: str


class Asked(Schema):
    by: str
    about: str | None = None
    lasting: bool | None = None


class Ruling(Schema):
    """`told` is the whole explanation; the rest is the same in pieces."""

    verdict: str = Field(description="yes, no, ask (an agreement is missing) or unknown (a fact)")
    told: list[str]
    reasons: list[ReasonOut] = []
    paths: list[list[Step]] = []
    waits: list[list[Step]] = []
    lost: list[Lost] = []
    asks: list[Asked] = []
    prices: list[str] = []
    warnings: list[str] = []
    reminders: list[str] = []
    version: int | None = None


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


class ProposalIn(Schema):
    """`rule` is the rule’s document; null removes it. `words` label the names that it brings."""

    rule_id: str = Field(pattern=r"^[a-z0-9][a-z0-9_.-]{0,79}$")
    rule: dict[str, Any] | None
    reason: str = Field(max_length=500)
    words: dict[str, dict[str, str]] = {}


class ProposalOut(Schema):
    id: str
    url: str
    rule_id: str
    before: dict[str, Any] | None = None
    after: dict[str, Any] | None = None
    reason: str
    state: str
    trial: str
    trial_until: date | None = None
    opened_at: datetime
    decided_at: datetime | None = None


class Line(Schema):
    number: int
    at: datetime
    content: dict[str, str | int]
    before: str
    seal: str


class Journal(Schema):
    """`broken` are the numbers of the lines that were changed, moved or put in."""

    is_sound: bool
    broken: list[int]
    lines: list[Line]


@router.get(
    "/communities/{slug}/charter",
    response={200: CharterOut, 404: Problem},
    exclude_none=True,
    summary="The rules of a community, as sentences and as a tree",
)
def read_charter(request: HttpRequest, slug: str) -> dict[str, Any]:
    version = _version(slug)
    reading = Reading(tree_of(version))
    return {
        "community": slug,
        "url": f"{settings.BASE_URL}/communautes/{slug}/charte/",
        "title": reading.text(reading.tree.name),
        "version": version.number,
        "since": version.since,
        "digest": version.digest,
        "change": procedure_in_words(reading.tree.change.by),
        "rules": [_rule(reading, rule) for rule in reading.tree.in_force(timezone.localdate())],
        "document": version.document,
    }


@router.post(
    "/communities/{slug}/charter/decide",
    response={200: Ruling, 404: Problem, 422: Problem},
    exclude_none=True,
    summary="May I? The answer with every reason, the ways to a yes, and what was lost",
)
def ask_whether(request: HttpRequest, slug: str, asked: Question) -> dict[str, Any]:
    decision = _decided(request, _version(slug), asked)
    if decision.version and is_member_of(decision.version.charter.community)(request.user):
        keep_requests(source=PastRequest.Source.MAY_I, decisions=[decision])
    return _ruling(decision)


@router.get(
    "/communities/{slug}/charter/journal",
    response={200: Journal, 404: Problem},
    summary="The journal of decisions, verified line by line",
)
def read_journal(request: HttpRequest, slug: str) -> dict[str, Any]:
    entries = journal_of(_version(slug).charter.community)
    faults = list(broken(entries))
    return {"is_sound": not faults, "broken": faults, "lines": [_line(one) for one in entries]}


@router.get(
    "/communities/{slug}/charter/proposals",
    response={200: list[ProposalOut], 404: Problem},
    exclude_none=True,
    summary="Changes of rules, the last ones first",
)
def list_proposals(request: HttpRequest, slug: str) -> list[dict[str, Any]]:
    found = proposals_of(_version(slug).charter.community)
    return [_proposal(one) for one in found[:MOST_LISTED]]


@router.post(
    "/communities/{slug}/charter/proposals",
    response={201: ProposalOut, **REFUSED},
    exclude_none=True,
    summary="Propose to add, change or remove a rule",
)
def create_proposal(request: HttpRequest, slug: str, asked: ProposalIn) -> Status[dict[str, Any]]:
    made = propose_rule(
        by=signed_in(request),
        community=_version(slug).charter.community,
        rule_id=asked.rule_id,
        after=None if asked.rule is None else {**asked.rule, "id": asked.rule_id},
        reason=asked.reason,
        words=asked.words,
    )
    return Status(201, _proposal(made))


@router.get(
    "/communities/{slug}/agreements",
    response={200: Agreements, 403: Problem, 404: Problem},
    exclude_none=True,
    summary="What waits for one’s answer, and what one asked",
)
def list_agreements(request: HttpRequest, slug: str) -> dict[str, Any]:
    person, community = signed_in(request), _version(slug).charter.community
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
    person, version = signed_in(request), _version(slug)
    decision = _decided(request, version, asked.question)
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


def _version(slug: str) -> CharterVersion:
    community = Community.objects.filter(slug=slug).first()
    if community is None:
        raise NotFound(_("Aucune communauté ne porte ce nom."))
    return wanted_version(community)


def _decided(request: HttpRequest, version: CharterVersion, asked: Question) -> Decision:
    """Of oneself, nothing but what the register knows: nobody grants a badge to herself by asking.

    Raises `UnsoundRule` with every fact that cannot be read.
    """
    if "person" in asked.facts:
        raise UnsoundRule([_("« person » se dit à côté des faits, de quelqu’un que l’on décrit.")])
    person = request.user if asked.person is None and request.user.is_authenticated else None
    facts = {**asked.facts, "person": asked.person} if asked.person is not None else asked.facts
    try:
        return decide(version.charter.community, asked.act, person, facts, asked.at)
    except DocumentError as error:
        language = current_language()
        raise UnsoundRule([one.tell(language) for one in error.problems]) from None


def _rule(reading: Reading, rule: Any) -> dict[str, Any]:
    card = reading.card(rule)
    return known(
        {
            "id": rule.id,
            "sentence": card.sentence,
            "status": rule.status,
            "keeper": card.keeper,
            "why": card.why,
            "since": rule.since,
            "decision": rule.decision,
            "trial_until": rule.trial_until,
        }
    )


def _ruling(decision: Decision) -> dict[str, Any]:
    found = told(decision)
    return {
        "verdict": found.verdict,
        "told": list(decision.told()),
        "reasons": [
            {"rule": reason.rule.id, "how": reason.how, "told": said}
            for reason, said in found.reasons
        ],
        **_ways(decision),
        "lost": _lost(decision, found),
        "asks": [
            {"by": one.by, "about": one.about, "lasting": one.lasting or None} for one in found.asks
        ],
        "prices": list(found.prices),
        "warnings": list(found.warnings),
        "reminders": list(found.reminders),
        "version": decision.version.number if decision.version else None,
    }


def _ways(decision: Decision) -> dict[str, Any]:
    explanation = decision.explanation
    if explanation is None:
        return {}
    ways = {"paths": explanation.paths, "waits": explanation.waits}
    return {name: [_way(decision, path) for path in paths] for name, paths in ways.items()}


def _way(decision: Decision, path: Way) -> list[dict[str, str]]:
    teller = decision.teller
    return [{"means": one.means, "told": teller.change(one) if teller else ""} for one in path]


def _lost(decision: Decision, found: Told) -> list[dict[str, str]]:
    return [
        {"badge": one.badge, "state": state.value, "remedy": remedy}
        for (one, state), remedy in zip(decision.lost, found.lost, strict=True)
    ]


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


def _proposal(one: Proposal) -> dict[str, Any]:
    return {
        "id": one.public_id,
        "url": settings.BASE_URL + one.get_absolute_url(),
        "rule_id": one.rule_id,
        "before": one.before,
        "after": one.after,
        "reason": one.reason,
        "state": one.state,
        "trial": one.trial,
        "trial_until": one.trial_until,
        "opened_at": one.opened_at,
        "decided_at": one.decided_at,
    }


def _line(entry: Entry) -> dict[str, Any]:
    return {
        "number": entry.number,
        "at": entry.at,
        "content": dict(entry.content),
        "before": entry.before,
        "seal": entry.seal,
    }
