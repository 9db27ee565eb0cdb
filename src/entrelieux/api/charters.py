"""Charters: what a community’s rules say, and the journal of its decisions."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from ninja import Field, Router, Schema

from entrelieux.api.entries import known
from entrelieux.api.schemas import Problem
from entrelieux.charters.queries import journal_of, tree_of, wanted_version
from entrelieux.charters.reading import Reading, procedure_in_words
from entrelieux.communities.views import wanted_community
from entrelieux.core.rules.changing.journal import Entry, broken

router = Router(tags=["charters"])


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
    version = wanted_version(wanted_community(slug))
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


@router.get(
    "/communities/{slug}/charter/journal",
    response={200: Journal, 404: Problem},
    summary="The journal of decisions, verified line by line",
)
def read_journal(request: HttpRequest, slug: str) -> dict[str, Any]:
    entries = journal_of(wanted_version(wanted_community(slug)).charter.community)
    faults = list(broken(entries))
    return {"is_sound": not faults, "broken": faults, "lines": [_line(one) for one in entries]}


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


def _line(entry: Entry) -> dict[str, Any]:
    return {
        "number": entry.number,
        "at": entry.at,
        "content": dict(entry.content),
        "before": entry.before,
        "seal": entry.seal,
    }
