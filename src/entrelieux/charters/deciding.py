"""The one question that other apps ask: may this person do that, and why?

    decision = decide(community, "book", person, {"thing": {"kinds": ["laser"]}}, at=start)
    decision.is_allowed, decision.told()

`facts` are those of a case (docs/en/charters.md) without its act, its person and its moment:
`thing`, `until`, `people`, `during`, `used`, `quantities`… What is left out is not known, and an
unknown fact never grants. A `person` among them adds to what the community knows of the person.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from entrelieux.charters.losing import lost_by
from entrelieux.charters.models import AgreementRequest, CharterVersion
from entrelieux.charters.queries import (
    BROUGHT,
    Register,
    agreements_of,
    explainer_of,
    given_among,
    read_register,
    version_on,
)
from entrelieux.charters.remedies import Lost, lost_in_words
from entrelieux.communities.models import Community
from entrelieux.core.rules import Answer, Case, Wording, read_case
from entrelieux.core.rules.explaining.explanation import Explanation
from entrelieux.core.rules.explaining.telling import Teller
from entrelieux.core.rules.tree.atoms import Agreement
from entrelieux.lexicons.language import current_language

NO_CHARTER = Answer("yes")


@dataclass
class Decision:
    """`answer` of the version that was in force when it was asked; yes where there is no charter.

    `lost` are the habilitations that the rules ask for and that the person does not hold any more,
    or that were given elsewhere and do not count here, each with its state.
    """

    case: Case
    answer: Answer = NO_CHARTER
    version: CharterVersion | None = None
    lost: tuple[Lost, ...] = field(default=())

    @property
    def verdict(self) -> str:
        return self.answer.verdict

    @property
    def is_allowed(self) -> bool:
        return self.verdict == "yes"

    @property
    def asks(self) -> tuple[Agreement, ...]:
        """Whose agreement would let it happen, when that is all that is missing."""
        return self.answer.asks

    @cached_property
    def explanation(self) -> Explanation | None:
        """Every reason and the ways to a yes; it takes some milliseconds, so only when asked."""
        return explainer_of(self.version).explain(self.case) if self.version else None

    @cached_property
    def teller(self) -> Teller | None:
        return teller_of(self.version) if self.version else None

    def told(self) -> tuple[str, ...]:
        """The explanation in the community’s words, the answer first, then what was lost and the
        remedy; nothing without charter.
        """
        if self.explanation is None or self.teller is None:
            return ()
        return (*self.teller.tell(self.explanation), *self.lost_in_words())

    def lost_in_words(self) -> tuple[str, ...]:
        """« Le badge laser : elle a expiré, refaites la formation. »"""
        if self.teller is None:
            return ()
        label = self.teller.wording.label
        return tuple(lost_in_words(one, label) for one in self.lost)


def teller_of(version: CharterVersion) -> Teller:
    begun = timezone.localdate(version.charter.created_at)
    return Teller(Wording(explainer_of(version).charter, current_language()), begun)


@dataclass(frozen=True, slots=True)
class Known:
    """What decides of one person whatever the day: for many moments at once."""

    version: CharterVersion
    register: Register
    agreements: Sequence[AgreementRequest]


def known_of(community: Community, person: Any) -> Known | None:
    """By the charter of today; None where there is none."""
    version = version_on(community, timezone.localdate())
    return _read(version, person) if version else None


def _read(version: CharterVersion, person: Any) -> Known:
    community = version.charter.community
    register = read_register(community, version.charter.standing, [person.pk])
    return Known(version, register, agreements_of(community, [person.pk]))


def decide(
    community: Community,
    action: str,
    person: Any,
    facts: Mapping[str, Any] | None = None,
    at: datetime | None = None,
    known: Known | None = None,
    zone: str = "",
) -> Decision:
    """Whether a person, known to the community or not (None: a stranger), may do an act.

    `at` is when it would happen, now by default; `zone`, the clocks by which rules tell hours and
    days, those of the territory by default. The rules in force now decide, or those of
    `facts["asked_at"]`. Seven queries, some more for a refusal and with recognitions; with what
    is `known` of today, none but for a refusal. Raises `DocumentError` when facts cannot be read.
    """
    now = timezone.now()
    told = {"asked_at": on_the_wall(now, zone), **(facts or {}), "at": on_the_wall(at or now, zone)}
    asked = datetime.fromisoformat(told["asked_at"]).date()
    version = known.version if known else version_on(community, asked)
    if version is None:
        return Decision(read_case({**told, "act": action}))
    case = case_for(version, action, person, told, known)
    answer = explainer_of(version).decide(case)
    is_lost = answer.verdict != "yes" and _is_known(person)
    lost = lost_by(person, version, case) if is_lost else ()
    return Decision(case, answer, version, lost)


def on_the_wall(moment: datetime, zone: str = "") -> str:
    """On the clocks of a zone, or of the territory, as cases write moments."""
    clocks = ZoneInfo(zone) if zone else None
    local = timezone.localtime(moment, clocks) if timezone.is_aware(moment) else moment
    return local.replace(tzinfo=None).isoformat(timespec="minutes")


def case_for(
    version: CharterVersion,
    action: str,
    person: Any,
    facts: Mapping[str, Any],
    known: Known | None = None,
) -> Case:
    """The case of an act, with what the community knows of the person and the agreements given.

    Who says of nobody that she brings them brings nobody.
    """
    told = dict(facts)
    if isinstance(told.get("people", {}), Mapping):
        told["people"] = {BROUGHT: [], **told.get("people", {})}
    more = told.pop("person", {})
    day = datetime.fromisoformat(told["at"]).date()
    if _is_known(person):
        read = known or _read(version, person)
        kinds = [*(told.get("thing") or {}).get("kinds", ())]
        given = given_among(read.agreements, person, action, kinds, day)
        told["agreements"] = {**given, **_by_name(told.get("agreements", {}))}
        told["person"] = {**read.register.on(day)[person.pk], **more}
    else:
        told["person"] = more
    return read_case({**told, "act": action})


def _is_known(person: Any) -> bool:
    return person is not None and getattr(person, "pk", None) is not None


def _by_name(told: Any) -> dict[str, Any]:
    """A family of a document, by name."""
    if isinstance(told, Mapping):
        return dict(told)
    return {
        one if isinstance(one, str) else one["name"]: True if isinstance(one, str) else _rest(one)
        for one in told
    }


def _rest(one: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in one.items() if key != "name"}
