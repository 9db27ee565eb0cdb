"""A change of rule, from its proposal to its review, by the community’s own procedure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from entrelieux.accounts.models import Person
from entrelieux.charters.actions.charters import sound, write_version
from entrelieux.charters.actions.journal import write_in_journal
from entrelieux.charters.changing import (
    Change,
    changed,
    content_of,
    digest_of,
    kept_for_good,
    review_of,
    rule_on,
)
from entrelieux.charters.errors import NotYet, NotYours, RuleChanged
from entrelieux.charters.mails import write_lapsed, write_review
from entrelieux.charters.models import Charter, Proposal, Voice
from entrelieux.charters.permissions import can_propose_rule
from entrelieux.charters.queries import last_version, tree_of
from entrelieux.charters.taking_part import participants
from entrelieux.charters.tallying import Tally, alternatives_of, tally_of
from entrelieux.communities.models import Community
from entrelieux.core.rules.changing.jury import TooFew, drawn
from entrelieux.core.rules.document.procedures import procedure_key
from entrelieux.core.rules.tree.procedures import Jury, Procedure
from entrelieux.platform import audit

REMINDED_BEFORE = timedelta(days=14)
State, Trial = Proposal.State, Proposal.Trial
RuleDocument = dict[str, Any]


@transaction.atomic
def propose_rule(
    *,
    by: Person,
    community: Community,
    rule_id: str,
    after: RuleDocument | None,
    reason: str,
    words: Mapping[str, Mapping[str, str]] | None = None,
) -> Proposal:
    """A rule to add, to change (its `rule_id` is known) or to remove (`after` is None).

    Raises `NotYours`; `UnsoundRule` when the charter would not hold together.
    """
    charter = _locked(community)
    if not can_propose_rule(by, community):
        raise NotYours(_("La charte dit qui propose une règle, et ce n’est pas encore vous."))
    version = last_version(community)
    assert version is not None  # noqa: S101 - told by the permission
    today = timezone.localdate()
    before = content_of(rule_on(version.document, rule_id, today))
    new = dict(words or {})
    sound(changed(version.document, Change(rule_id, before, after, today, words=new)))
    change = tree_of(version).change
    proposal = Proposal.objects.create(
        charter=charter,
        by=by,
        rule_id=rule_id,
        before=before,
        after=content_of(after),
        words=new,
        reason=reason,
        procedure=version.document.get("change", {}).get("by", {"consent": {"review": "P3M"}}),
    )
    content = _line("proposal", proposal, "opened", members=len(participants(version)))
    entry = write_in_journal(charter=charter, content=content)
    if isinstance(change.by, Jury):
        proposal.jury = _jury(change.by, [p.pk for p in participants(version)], entry.seal)
        proposal.save(update_fields=["jury"])
    audit.record("propose_rule", charter, by=by, rule=rule_id, proposal=proposal.pk)
    return proposal


def _jury(procedure: Jury, keys: list[int], seed: str) -> list[int]:
    """Drawn with the seal of the line that closed the list: anyone can draw it again."""
    try:
        return [int(one) for one in drawn(procedure, map(str, keys), seed)]
    except TooFew:
        raise NotYet(
            _("Le jury a %(size)s sièges et %(there)s personnes peuvent y siéger.")
            % {"size": procedure.size, "there": len(set(keys))}
        ) from None


def _locked(community: Community) -> Charter:
    return Charter.objects.select_for_update().get(community=community)


def _line(kind: str, proposal: Proposal, outcome: str, **more: str | int) -> dict[str, str | int]:
    return {
        "kind": kind,
        "proposal": proposal.public_id,
        "rule": proposal.rule_id,
        "procedure": next(iter(proposal.procedure)),
        "outcome": outcome,
        **more,
    }


@transaction.atomic
def withdraw_proposal(*, by: Person, proposal: Proposal) -> Proposal:
    """By who proposed it."""
    charter = _locked(proposal.charter.community)
    current = _open(proposal)
    if current.by_id != by.pk:
        raise NotYours(_("Seule la personne qui l’a proposée retire une proposition."))
    current.state, current.decided_at = State.WITHDRAWN, timezone.now()
    current.save(update_fields=["state", "decided_at"])
    write_in_journal(charter=charter, content=_line("proposal", current, "withdrawn"))
    audit.record("withdraw_proposal", charter, by=by, proposal=current.pk)
    return current


def _open(proposal: Proposal) -> Proposal:
    """The row under its lock. Raises `NotYet`."""
    current = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if current.state != State.OPEN:
        raise NotYet(_("Cette proposition est déjà décidée."))
    return current


@transaction.atomic
def decide_proposal(*, by: Person, proposal: Proposal, choice: str = "") -> Proposal:
    """Counts what was said by the procedure, and adopts or refuses.

    Raises `NotYet` when the procedure is not there; `RuleChanged` when the rule changed meanwhile.
    """
    charter = _locked(proposal.charter.community)
    current = _open(proposal)
    tally = tally_of(current)
    if not tally.can_decide(timezone.now()):
        raise NotYet(tally.waits_for(timezone.now()))
    outcome = tally.outcome
    current.decided_at = timezone.now()
    if outcome.why == "adopted" and outcome.winner != "status-quo":
        _adopt(charter, current, tally, by)
    else:
        current.state = State.REFUSED
        current.save(update_fields=["state", "decided_at"])
        content = _line("decision", current, "refused", **tally.counts)
        write_in_journal(charter=charter, content=content)
    audit.record("decide_proposal", charter, by=by, proposal=current.pk, outcome=current.state)
    return current


def _adopt(charter: Charter, proposal: Proposal, tally: Tally, by: Person) -> None:
    version = last_version(charter.community)
    assert version is not None  # noqa: S101 - a proposal is of a charter that has one
    today = timezone.localdate()
    after = alternatives_of(proposal)[str(tally.outcome.winner)]
    until = review_of(tally.procedure, today)
    decision = _decision(tally.procedure, today)
    change = Change(
        proposal.rule_id, proposal.before, after, today, until, decision, proposal.words
    )
    try:
        document = changed(version.document, change)
    except RuleChanged:
        raise RuleChanged(
            _("Cette règle a changé depuis : retirez la proposition et faites-en une nouvelle.")
        ) from None
    told = {**_line("decision", proposal, "adopted", **tally.counts), "replaces": version.digest}
    proposal.version = write_version(
        charter=charter, document=document, since=today, decision=decision, **_known(told)
    )
    # A trial of the same rule is over: this decision takes its place.
    earlier = Proposal.objects.filter(charter=charter, rule_id=proposal.rule_id)
    earlier.filter(trial=Trial.RUNNING).update(trial=Trial.LAPSED)
    proposal.after, proposal.state = after, State.ADOPTED
    proposal.trial, proposal.trial_until = (Trial.RUNNING, until) if until else (Trial.NONE, None)
    proposal.save()


def _known(told: dict[str, str | int]) -> dict[str, str | int]:
    """For the line of a version, which says its own kind and outcome."""
    return {key: value for key, value in told.items() if key not in ("kind", "outcome")}


def _decision(procedure: Procedure, day: date) -> str:
    """How and when a rule was decided, as its page says it."""
    names = {
        "consent": _("consentement du %(day)s"),
        "majority": _("vote du %(day)s"),
        "majority_judgment": _("jugement majoritaire du %(day)s"),
        "schulze": _("classement du %(day)s"),
        "advice": _("décision après avis du %(day)s"),
        "jury": _("jury du %(day)s"),
    }
    return names[procedure_key(procedure)] % {"day": f"{day:%d/%m/%Y}"}


@transaction.atomic
def review_trial(*, by: Person, proposal: Proposal, keeps: bool) -> Proposal:
    """At the review: the rule stays, or what it replaced comes back at once.

    Raises `NotYet` while an objection of the trial stands, or when the trial is over.
    """
    charter = _locked(proposal.charter.community)
    current = Proposal.objects.select_for_update().get(pk=proposal.pk)
    today = timezone.localdate()
    if current.trial != Trial.RUNNING or current.trial_until is None:
        raise NotYet(_("Cette règle n’est pas à l’essai."))
    if today >= current.trial_until:
        raise NotYet(_("L’essai est fini et la règle est tombée : proposez-la de nouveau."))
    if keeps and current.voices.filter(kind=Voice.Kind.OBJECTION, is_integrated=False).exists():
        raise NotYet(_("Une objection est encore là : levez-la avec qui l’a faite, ou changez."))
    version = last_version(charter.community)
    assert version is not None  # noqa: S101 - a trial is of a charter that has one
    said = _("gardée après l’essai, le %(day)s") % {"day": f"{today:%d/%m/%Y}"}
    if keeps:
        document = kept_for_good(version.document, current.rule_id, current.trial_until, said)
    else:
        back = Change(current.rule_id, current.after, current.before, today, None, said)
        document = changed(version.document, back)
    outcome = "kept" if keeps else "lapsed"
    write_version(
        charter=charter, document=document, since=today, decision=said,
        proposal=current.public_id, rule=current.rule_id, review=outcome,
    )  # fmt: skip
    current.trial = Trial.KEPT if keeps else Trial.LAPSED
    current.save(update_fields=["trial"])
    audit.record("review_trial", charter, by=by, proposal=current.pk, keeps=keeps)
    return current


def remind_reviews(*, day: date) -> int:
    """Writes to who takes part in decisions that a trial ends soon; once for each trial."""
    due = Proposal.objects.filter(
        trial=Trial.RUNNING,
        trial_until__gt=day,
        trial_until__lte=day + REMINDED_BEFORE,
        reminded_on=None,
    )
    return sum(_remind(proposal, day) for proposal in due.select_related("charter__community"))


@transaction.atomic
def _remind(proposal: Proposal, day: date) -> bool:
    current = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if current.reminded_on is not None or current.trial != Trial.RUNNING:
        return False
    current.reminded_on = day
    current.save(update_fields=["reminded_on"])
    version = last_version(proposal.charter.community)
    for person in participants(version) if version else ():
        write_review(proposal=proposal, to=person)
    audit.record("remind_review", proposal.charter, proposal=current.pk)
    return True


def lapse_trials(*, day: date) -> int:
    """Says that trials which nobody reviewed are over; the rules are already out of force."""
    due = Proposal.objects.filter(trial=Trial.RUNNING, trial_until__lte=day)
    return sum(_lapse(proposal) for proposal in due.select_related("charter__community"))


@transaction.atomic
def _lapse(proposal: Proposal) -> bool:
    charter = _locked(proposal.charter.community)
    current = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if current.trial != Trial.RUNNING:
        return False
    current.trial = Trial.LAPSED
    current.save(update_fields=["trial"])
    write_in_journal(charter=charter, content=_line("trial", current, "lapsed"))
    write_lapsed(proposal=current)
    audit.record("lapse_trial", charter, proposal=current.pk, rule=digest_of(current.after)[:12])
    return True
