"""« Sauf accord de… »: asked in one gesture, answered in one."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from entrelieux.accounts.models import Person
from entrelieux.charters.deciding import Decision
from entrelieux.charters.errors import AgreementAnswered, NotYours
from entrelieux.charters.mails import write_answer, write_request
from entrelieux.charters.models import AgreementRequest
from entrelieux.charters.permissions import can_answer_agreement
from entrelieux.charters.queries import givers_of
from entrelieux.communities.models import Community
from entrelieux.core.rules.facts.writing import write_case
from entrelieux.core.rules.tree.atoms import Agreement
from entrelieux.platform import audit
from entrelieux.platform.errors import TooOften
from entrelieux.platform.rate import spend

# How long an agreement holds that is not given once and for all.
HOLDS_FOR = timedelta(days=30)
REQUESTS_PER_DAY = 30
DAY_SECONDS = 86_400
State = AgreementRequest.State


@transaction.atomic
def ask_agreement(
    *, by: Person, community: Community, decision: Decision, agreement: Agreement, note: str = ""
) -> AgreementRequest:
    """Writes to all those whose agreement it is. Asked again, it is the same request.

    Raises `TooOften`.
    """
    case = decision.case
    kinds = case.facts.get("kinds") or ("",)
    told = {
        "community": community,
        "person": by,
        "act": case.act,
        "kind": kinds[0],
        "wanted": agreement.by,
        "about": agreement.about or "",
    }
    known = AgreementRequest.objects.select_for_update().filter(**told, state=State.ASKED).first()
    if known:
        return known
    _refuse_if_too_often(by)
    request = AgreementRequest.objects.create(
        **told, lasting=agreement.lasting, note=note, case=write_case(case)
    )
    givers = givers_of(community, agreement.by).exclude(pk=by.pk)
    for giver in givers:
        write_request(request=request, to=giver)
    audit.record("ask_agreement", community, by=by, request=request.pk, wanted=agreement.by)
    return request


def _refuse_if_too_often(person: Person) -> None:
    key = f"agreement-from:{person.pk}"
    spent = spend(key, rate=REQUESTS_PER_DAY / DAY_SECONDS, burst=REQUESTS_PER_DAY)
    if not spent.allowed:
        raise TooOften(
            _("Vous avez beaucoup demandé aujourd’hui : réessayez demain."),
            retry_after=spent.retry_after,
        )


@transaction.atomic
def answer_agreement(*, by: Person, request: AgreementRequest, gives: bool) -> AgreementRequest:
    """Raises `NotYours`; `AgreementAnswered` when somebody did before."""
    current = AgreementRequest.objects.select_for_update().get(pk=request.pk)
    if not can_answer_agreement(by, current):
        raise NotYours(_("Cet accord n’est pas à vous : la charte dit qui le donne."))
    if current.state != State.ASKED:
        raise AgreementAnswered(_("Cette demande a déjà sa réponse."))
    now = timezone.now()
    current.state = State.GIVEN if gives else State.REFUSED
    current.answered_at, current.answered_by = now, by
    if gives and not current.lasting:
        current.until = timezone.localtime(now + HOLDS_FOR).date()
    current.save(update_fields=["state", "answered_at", "answered_by", "until"])
    write_answer(request=current)
    audit.record("answer_agreement", current.community, by=by, request=current.pk, gives=gives)
    return current


@transaction.atomic
def withdraw_agreement(*, by: Person, request: AgreementRequest) -> AgreementRequest:
    """By who asked, or by those who could give it: what was given does not hold any more."""
    current = AgreementRequest.objects.select_for_update().get(pk=request.pk)
    if by.pk != current.person_id and not can_answer_agreement(by, current):
        raise NotYours(_("Cet accord n’est pas à vous : la charte dit qui le donne."))
    current.state = State.WITHDRAWN
    current.save(update_fields=["state"])
    audit.record("withdraw_agreement", current.community, by=by, request=current.pk)
    return current
