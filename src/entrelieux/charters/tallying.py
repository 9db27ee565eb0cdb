"""Where a proposal is in the procedure of its community, and what it would come to now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from entrelieux.charters.models import Ballot, Proposal, Voice
from entrelieux.charters.queries import last_version
from entrelieux.charters.taking_part import participants
from entrelieux.core.rules.changing.advice import by_advice, missing_advice
from entrelieux.core.rules.changing.consent import Objection, Round, by_consent
from entrelieux.core.rules.changing.judgment import by_judgment
from entrelieux.core.rules.changing.outcome import Outcome
from entrelieux.core.rules.changing.schulze import by_ranking
from entrelieux.core.rules.changing.voting import by_majority
from entrelieux.core.rules.document.procedures import CHANGE, procedure_key
from entrelieux.core.rules.tree.procedures import (
    Advice,
    Consent,
    Jury,
    Majority,
    MajorityJudgment,
    Procedure,
    Schulze,
)

PROPOSAL, STATUS_QUO = "proposal", "status-quo"
CHOICES = ("for", "against", "blank")
GRADES = range(6)  # to reject, insufficient, fair, fairly good, good, very good
# A vote is counted once everybody voted, or after this.
OPEN_FOR = timedelta(days=7)


def procedure_of(proposal: Proposal) -> Procedure:
    """That of the charter on the day the proposal was opened."""
    procedure: Procedure = CHANGE.read({"by": proposal.procedure}, "").by
    return procedure


def alternatives_of(proposal: Proposal) -> dict[str, dict[str, Any] | None]:
    """The versions to choose from, by key: as proposed, those put beside, and as it is today."""
    others = {one.key: one.after for one in proposal.others.all()}
    return {PROPOSAL: proposal.after, **others, STATUS_QUO: proposal.before}


@dataclass
class Tally:
    """`members` are those who take part: the jury, where there is one."""

    proposal: Proposal
    procedure: Procedure
    members: list[int]

    @property
    def key(self) -> str:
        return procedure_key(self.procedure)

    @property
    def is_vote(self) -> bool:
        return isinstance(self.procedure, (Majority, Jury, MajorityJudgment, Schulze))

    @property
    def chooses(self) -> bool:
        """Whether other versions may be put beside the proposal."""
        return isinstance(self.procedure, (MajorityJudgment, Schulze))

    @cached_property
    def ballots(self) -> list[Mapping[str, Any]]:
        rows = Ballot.objects.filter(proposal=self.proposal, person__in=self.members)
        return list(rows.values_list("content", flat=True))

    @cached_property
    def round(self) -> Round:
        voices = [one for one in self.proposal.voices.all() if one.kind == Voice.Kind.OBJECTION]
        told = tuple(Objection(one.clause, one.text, one.is_integrated) for one in voices)
        return Round(self.proposal.is_clarified, self.proposal.is_heard, told)

    @cached_property
    def missing_advice(self) -> tuple[str, ...]:
        """The roles whose advice is still to come; `clause` of an advice is the role it is of."""
        if not isinstance(self.procedure, Advice):
            return ()
        return missing_advice(self.procedure, (), self._advised)

    @property
    def _advised(self) -> list[str]:
        voices = self.proposal.voices.all()
        return [one.clause for one in voices if one.kind == Voice.Kind.ADVICE]

    @cached_property
    def outcome(self) -> Outcome:
        """What it would come to if it were decided now."""
        match self.procedure:
            case Consent():
                return by_consent(self.round)
            case Advice():
                return by_advice(self.procedure, (), self._advised)
            case MajorityJudgment():
                grades = [{k: int(v) for k, v in told.items()} for told in self.ballots]
                return by_judgment(self.procedure, grades, len(self.members))
            case Schulze():
                return by_ranking(self.procedure, self._rankings(), len(self.members))
        chosen = Counter(str(told.get("choice")) for told in self.ballots)
        return by_majority(
            self.procedure,
            in_favour=chosen["for"],
            against=chosen["against"],
            blank=chosen["blank"],
            members=len(self.members),
        )

    def _rankings(self) -> list[list[list[str]]]:
        found = []
        for told in self.ballots:
            ranks = sorted({int(rank) for rank in told.values()})
            found.append([[n for n, r in told.items() if int(r) == rank] for rank in ranks])
        return found

    @property
    def counts(self) -> dict[str, int]:
        """What the journal keeps: numbers alone."""
        if not self.is_vote:
            return {"objections": len(self.round.objections), "members": len(self.members)}
        told = {"voters": len(self.ballots), "members": len(self.members)}
        if isinstance(self.procedure, (Majority, Jury)):
            chosen = Counter(str(one.get("choice")) for one in self.ballots)
            told |= {choice: chosen[choice] for choice in CHOICES}
        return told

    def can_decide(self, now: datetime) -> bool:
        if isinstance(self.procedure, Consent):
            return self.round.step == "adopt"
        if isinstance(self.procedure, Advice):
            return not self.missing_advice
        everybody = len(self.ballots) >= len(self.members)
        return everybody or now >= self.proposal.opened_at + OPEN_FOR

    def waits_for(self, now: datetime) -> str:
        """What comes first."""
        if isinstance(self.procedure, Consent):
            steps = {
                "clarify": _("Les questions d’abord : dites quand elles sont posées."),
                "object": _("Tout le monde n’a pas encore pu objecter."),
                "integrate": _("Une objection est encore là : il faut la lever ou l’intégrer."),
            }
            return steps.get(self.round.step, "")
        if isinstance(self.procedure, Advice):
            return _("Il manque des avis.")
        return _("Le vote se compte quand tout le monde a voté, ou au bout de sept jours.")


def tally_of(proposal: Proposal) -> Tally:
    version = last_version(proposal.charter.community)
    people = participants(version) if version else []
    members = proposal.jury or [person.pk for person in people]
    return Tally(proposal, procedure_of(proposal), list(members))
