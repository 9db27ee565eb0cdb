"""What people say of a proposal: questions, objections, advice, votes, other versions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from entrelieux.accounts.models import Person
from entrelieux.charters.actions.charters import sound
from entrelieux.charters.changing import Change, changed, content_of
from entrelieux.charters.errors import NotYet, NotYours
from entrelieux.charters.models import Alternative, Ballot, Proposal, Voice
from entrelieux.charters.permissions import can_take_part
from entrelieux.charters.queries import holders_of, last_version
from entrelieux.charters.tallying import CHOICES, GRADES, alternatives_of, procedure_of
from entrelieux.core.rules.changing.consent import IncompleteObjection, Objection
from entrelieux.core.rules.tree.procedures import Jury, Majority, MajorityJudgment, Schulze
from entrelieux.platform import audit

Kind = Voice.Kind


@transaction.atomic
def speak(*, by: Person, proposal: Proposal, kind: str, text: str, clause: str = "") -> Voice:
    """A question, an answer, an advice or an objection. Raises `NotYours`, `NotYet`."""
    _refuse_others(by, proposal)
    on_trial = proposal.trial == Proposal.Trial.RUNNING and kind == Kind.OBJECTION
    if not (proposal.is_open or on_trial):
        raise NotYet(_("Cette proposition est déjà décidée."))
    if kind == Kind.OBJECTION:
        _refuse_preference(clause, text)
    if kind == Kind.ADVICE:
        _refuse_advice_of_others(by, proposal, clause)
    voice = Voice.objects.create(proposal=proposal, by=by, kind=kind, text=text, clause=clause)
    audit.record("speak", proposal.charter, by=by, proposal=proposal.pk, kind=kind)
    return voice


def _refuse_preference(clause: str, harm: str) -> None:
    try:
        Objection(clause, harm)
    except IncompleteObjection:
        raise NotYet(
            _("Une objection nomme la règle visée et le tort qu’elle ferait : écrivez les deux.")
        ) from None


def _refuse_advice_of_others(by: Person, proposal: Proposal, role: str) -> None:
    """The advice of a role is given by who has it; anybody’s own advice is of no role."""
    community = proposal.charter.community
    if role and not holders_of(community, role).filter(pk=by.pk).exists():
        raise NotYours(_("Cet avis est celui d’un autre rôle : donnez le vôtre sans le nommer."))


def _refuse_others(by: Person, proposal: Proposal) -> None:
    if not can_take_part(by, proposal):
        raise NotYours(_("La charte dit qui prend part aux décisions, et ce n’est pas vous ici."))


@transaction.atomic
def integrate_objection(*, by: Person, voice: Voice) -> Voice:
    """By who made it, once what was said answers it: nobody else lifts an objection."""
    if voice.by_id is not None and voice.by_id != by.pk:
        raise NotYours(_("Seule la personne qui l’a faite lève son objection."))
    voice.is_integrated = True
    voice.save(update_fields=["is_integrated"])
    audit.record("integrate_objection", voice.proposal.charter, by=by, voice=voice.pk)
    return voice


@transaction.atomic
def amend_proposal(*, by: Person, proposal: Proposal, after: dict[str, Any]) -> Proposal:
    """The proposal with what was said of it: another text, and everyone may object again."""
    current = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if current.by_id != by.pk or not current.is_open:
        raise NotYours(_("Seule la personne qui l’a proposée en change le texte."))
    _refuse_unsound(current, after)
    current.after, current.is_heard = content_of(after), False
    current.save(update_fields=["after", "is_heard"])
    audit.record("amend_proposal", current.charter, by=by, proposal=current.pk)
    return current


def _refuse_unsound(proposal: Proposal, after: dict[str, Any]) -> None:
    version = last_version(proposal.charter.community)
    if version is not None:
        change = Change(
            proposal.rule_id, proposal.before, after, timezone.localdate(), words=proposal.words
        )
        sound(changed(version.document, change))


@transaction.atomic
def advance_round(*, by: Person, proposal: Proposal) -> Proposal:
    """The next step of consent: questions are asked, then everyone could object."""
    _refuse_others(by, proposal)
    current = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if not current.is_clarified:
        current.is_clarified = True
    else:
        current.is_heard = True
    current.save(update_fields=["is_clarified", "is_heard"])
    audit.record("advance_round", current.charter, by=by, proposal=current.pk)
    return current


@transaction.atomic
def put_beside(*, by: Person, proposal: Proposal, after: dict[str, Any]) -> Alternative:
    """Another version, where the procedure chooses among several; before anybody voted."""
    _refuse_others(by, proposal)
    if not isinstance(procedure_of(proposal), (MajorityJudgment, Schulze)):
        raise NotYet(_("Ici, on ne choisit pas entre plusieurs versions : proposez après."))
    if not proposal.is_open or proposal.ballots.exists():
        raise NotYet(_("Le vote a commencé : proposez votre version après."))
    _refuse_unsound(proposal, after)
    other = Alternative.objects.create(proposal=proposal, by=by, after=content_of(after))
    audit.record("put_beside", proposal.charter, by=by, proposal=proposal.pk)
    return other


@transaction.atomic
def cast_ballot(*, by: Person, proposal: Proposal, content: Mapping[str, Any]) -> Ballot:
    """A vote, which may change until it is counted. Raises `NotYours`, `NotYet`."""
    _refuse_others(by, proposal)
    if not Proposal.objects.select_for_update().get(pk=proposal.pk).is_open:
        raise NotYet(_("Cette proposition est déjà décidée."))
    checked = _checked(proposal, content)
    ballot, _created = Ballot.objects.update_or_create(
        proposal=proposal, person=by, defaults={"content": checked}
    )
    audit.record("cast_ballot", proposal.charter, by=by, proposal=proposal.pk)
    return ballot


def _checked(proposal: Proposal, content: Mapping[str, Any]) -> dict[str, Any]:
    procedure = procedure_of(proposal)
    if isinstance(procedure, (Majority, Jury)) and content.get("choice") in CHOICES:
        return {"choice": content["choice"]}
    if isinstance(procedure, (MajorityJudgment, Schulze)):
        keys = list(alternatives_of(proposal))
        top = len(GRADES) if isinstance(procedure, MajorityJudgment) else len(keys) + 1
        if set(content) == set(keys) and all(int(content[key]) in range(top) for key in keys):
            return {key: int(content[key]) for key in keys}
    raise NotYet(_("Ce vote n’est pas entier : répondez pour chaque version."))
