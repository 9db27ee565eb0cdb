"""« Puis-je ? » by the API: the question, and the answer with every reason."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Field, Router, Schema

from entrelieux.api.schemas import Problem
from entrelieux.charters.actions import keep_requests
from entrelieux.charters.deciding import Decision, decide
from entrelieux.charters.errors import UnsoundRule
from entrelieux.charters.inquiry import Told, told
from entrelieux.charters.models import CharterVersion, PastRequest
from entrelieux.charters.queries import wanted_version
from entrelieux.communities.permissions import is_member_of
from entrelieux.communities.views import wanted_community
from entrelieux.core.rules import DocumentError
from entrelieux.core.rules.searching.paths import Path as Way
from entrelieux.lexicons.language import current_language

router = Router(tags=["charters"])


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


@router.post(
    "/communities/{slug}/charter/decide",
    response={200: Ruling, 404: Problem, 422: Problem},
    exclude_none=True,
    summary="May I? The answer with every reason, the ways to a yes, and what was lost",
)
def ask_whether(request: HttpRequest, slug: str, asked: Question) -> dict[str, Any]:
    decision = decided(request, wanted_version(wanted_community(slug)), asked)
    if decision.version and is_member_of(decision.version.charter.community)(request.user):
        keep_requests(source=PastRequest.Source.MAY_I, decisions=[decision])
    return _ruling(decision)


def decided(request: HttpRequest, version: CharterVersion, asked: Question) -> Decision:
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
        {"badge": one.badge, "state": one.state.value, "remedy": remedy}
        for one, remedy in zip(decision.lost, found.lost, strict=True)
    ]
