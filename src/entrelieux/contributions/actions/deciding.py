"""Confirming, publishing and refusing proposals, and examining a refusal again."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from entrelieux.accounts.models import Person
from entrelieux.contributions.errors import AlreadyDecided, NotYourDecision
from entrelieux.contributions.mails import write_mail
from entrelieux.contributions.models import Proposal, Support
from entrelieux.contributions.policies import thresholds_for
from entrelieux.places.actions import create_place, edit_place
from entrelieux.places.models import ChangeSet, Statement
from entrelieux.platform import audit
from entrelieux.platform.errors import EntrelieuxError
from entrelieux.platform.links import signed_link


@transaction.atomic
def support_proposal(*, by: Person, proposal: Proposal) -> Proposal:
    """One more person says that it is true; enough of them publish it.

    Raises `AlreadyDecided`; `EditConflict` when the card changed meanwhile.
    """
    locked = _open(proposal)
    Support.objects.get_or_create(proposal=locked, person=by)
    audit.record("support_proposal", locked, by=by)
    return publish(locked, by=None) if is_confirmed(locked) else locked


def is_confirmed(proposal: Proposal) -> bool:
    """Enough members of the network confirmed it, and its fields are theirs to confirm."""
    thresholds = thresholds_for(proposal.place)
    if proposal.place and not set(proposal.values) <= set(thresholds.neighbour_fields):
        return False
    return proposal.supports.count() >= thresholds.confirmations


@transaction.atomic
def publish_proposal(*, by: Person, proposal: Proposal) -> Proposal:
    """Raises `AlreadyDecided`; `EditConflict` when the card changed meanwhile;
    `NotYourDecision` for an appeal against one's own refusal."""
    locked = _open(proposal)
    _refuse_own_appeal(by, locked)
    return publish(locked, by=by)


@transaction.atomic
def refuse_proposal(*, by: Person, proposal: Proposal, reason: str) -> Proposal:
    """The reason is sent to the author, with a link to ask for another look."""
    locked = _open(proposal)
    _refuse_own_appeal(by, locked)
    if not reason.strip():
        raise EntrelieuxError(_("Dites pourquoi : la personne qui propose recevra votre raison."))
    is_final = locked.state == Proposal.State.APPEALED
    locked.reason = reason.strip()[:600]
    _decide(locked, Proposal.State.REFUSED, by)
    _tell_author(locked, "refused_again" if is_final else "refused")
    if is_final:
        _forget_address(locked)
    audit.record("refuse_proposal", locked, by=by)
    return locked


@transaction.atomic
def appeal_refusal(*, proposal: Proposal, text: str) -> Proposal:
    """The author asks somebody else to look again, once. Raises `AlreadyDecided`."""
    locked = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if locked.state != Proposal.State.REFUSED or locked.appeal:
        raise AlreadyDecided(_("Cette proposition a déjà été réexaminée."))
    locked.state, locked.appeal = Proposal.State.APPEALED, text[:2_000]
    locked.save(update_fields=["state", "appeal"])
    audit.record("appeal_refusal", locked, by=locked.author)
    return locked


def publish(proposal: Proposal, *, by: Person | None) -> Proposal:
    """Writes it on the map in the name of its author, in the caller's transaction."""
    note = _("Proposition %(id)s") % {"id": proposal.public_id}
    if proposal.note:
        note = f"{note} – {proposal.note}"
    if proposal.place is None:
        proposal.place = create_place(by=proposal.author, values=proposal.values, note=note)
    else:
        edit_place(
            by=proposal.author,
            place=proposal.place,
            base=proposal.base,
            values=proposal.values,
            note=note,
        )
    proposal.change = _latest_change(proposal)
    _decide(proposal, Proposal.State.PUBLISHED, by)
    if by is None or by != proposal.author:
        _tell_author(proposal, "published")
    _forget_address(proposal)
    audit.record("publish_proposal", proposal, by=by)
    return proposal


def _latest_change(proposal: Proposal) -> ChangeSet | None:
    last = (
        Statement.objects.filter(place=proposal.place, field__in=proposal.values)
        .select_related("added_in")
        .order_by("-pk")
        .first()
    )
    return last.added_in if last else None


def _open(proposal: Proposal) -> Proposal:
    locked = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if not locked.is_open:
        raise AlreadyDecided(_("Cette proposition est déjà décidée."))
    return locked


def _refuse_own_appeal(by: Person, proposal: Proposal) -> None:
    if proposal.state == Proposal.State.APPEALED and proposal.decided_by_id == by.pk:
        raise NotYourDecision(_("Une autre personne que vous réexamine ce que vous avez refusé."))


def _decide(proposal: Proposal, state: str, by: Person | None) -> None:
    proposal.state, proposal.decided_by, proposal.decided_at = state, by, timezone.now()
    proposal.save()


def _tell_author(proposal: Proposal, template: str) -> None:
    to = proposal.author.email if proposal.author else proposal.email
    if not to:
        return
    place = proposal.place
    facts = {
        "proposal": proposal,
        "name": place.name if place else proposal.values.get("name", ""),
        "address": settings.BASE_URL + (place.get_absolute_url() if place else reverse("home")),
        "appeal": signed_link("proposal_appeal", "appeal", proposal.pk),
    }
    write_mail(template, to=to, language=proposal.language, facts=facts)


def _forget_address(proposal: Proposal) -> None:
    if proposal.email:
        proposal.email = ""
        proposal.save(update_fields=["email"])
