"""An agreement from its proposal to its end: each gesture is one community's own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from entrelieux.accounts.models import Person
from entrelieux.communities.models import Community
from entrelieux.exchanges.errors import AgreementState
from entrelieux.exchanges.mails import write_to_hosts
from entrelieux.exchanges.models import Agreement, Recognition, Step, Unit
from entrelieux.platform import audit
from entrelieux.platform.jobs import enqueue

Side = Mapping[str, Any]
# Told when one ends: whoever books looks at what was booked by it.
ENDED: Final = "bookings.agreement_ended"
WITHDRAWN: Final = "bookings.recognition_withdrawn"


@transaction.atomic
def propose_agreement(
    *,
    by: Person | None,
    first: Community,
    second: Community,
    values: Mapping[str, Any],
    recognitions: Iterable[Side] = (),
    is_example: bool = False,
) -> Agreement:
    """Proposing is signing: what the other has to do is read and sign. `values` are its fields."""
    if first.pk == second.pk:
        raise AgreementState(_("Un accord lie deux communautés : choisissez-en une autre."))
    agreement = Agreement.objects.create(
        first=first,
        second=second,
        first_signed_at=timezone.now(),
        first_signed_by=by,
        is_example=is_example,
        **values,
    )
    Recognition.objects.bulk_create(
        [Recognition(agreement=agreement, **fields) for fields in recognitions]
    )
    audit.record("propose_agreement", agreement, by=by)
    write_to_hosts(agreement, second, "proposed")
    return agreement


@transaction.atomic
def sign_agreement(*, by: Person | None, agreement: Agreement) -> Agreement:
    """By the community to which it was proposed. Raises `AgreementState`."""
    agreement = Agreement.objects.select_for_update().get(pk=agreement.pk)
    if agreement.signed_on or agreement.is_ended:
        raise AgreementState(_("Cet accord est déjà signé, ou fini : rechargez la page."))
    agreement.second_signed_at = timezone.now()
    agreement.second_signed_by = by
    agreement.signed_on = timezone.localdate()
    agreement.save(update_fields=["second_signed_at", "second_signed_by", "signed_on"])
    audit.record("sign_agreement", agreement, by=by)
    write_to_hosts(agreement, agreement.first, "signed")
    return agreement


@transaction.atomic
def end_agreement(
    *, by: Person | None, agreement: Agreement, community: Community, because: str = ""
) -> Agreement:
    """Either leaves when it wants; what was counted stays. Raises `AgreementState`.

    Reservations made under it are not cancelled: both sides see that it is over, and decide.
    """
    agreement = Agreement.objects.select_for_update().get(pk=agreement.pk)
    if agreement.is_ended:
        raise AgreementState(_("Cet accord est déjà fini."))
    agreement.ends_on = timezone.localdate()
    agreement.ended_by = community
    agreement.ended_because = because[:300]
    agreement.save(update_fields=["ends_on", "ended_by", "ended_because"])
    audit.record("end_agreement", agreement, by=by, community=community.pk)
    write_to_hosts(agreement, agreement.other(community), "ended")
    enqueue(ENDED, unique_key=f"{ENDED}:{agreement.pk}", agreement=agreement.pk)
    return agreement


@transaction.atomic
def withdraw_recognition(
    *, by: Person | None, recognition: Recognition, because: str = ""
) -> Recognition:
    """`accepting` takes back what it recognised; the rest of the agreement goes on. Raises
    `AgreementState`.

    Reservations that rest on it are not cancelled: both sides see that it is over, and decide.
    """
    recognition = Recognition.objects.select_for_update().get(pk=recognition.pk)
    agreement, accepting = recognition.agreement, recognition.accepting
    if not recognition.is_in_force(timezone.localdate()):
        raise AgreementState(
            _("Cette habilitation n’est déjà plus reconnue, ou l’accord n’est pas en vigueur.")
        )
    recognition.withdrawn_at = timezone.now()
    recognition.withdrawn_because = because[:300]
    recognition.save(update_fields=["withdrawn_at", "withdrawn_because"])
    told = {"recognition": recognition.pk, "community": accepting.pk}
    audit.record("withdraw_recognition", agreement, by=by, **told)
    write_to_hosts(agreement, agreement.other(accepting), "withdrawn", recognition)
    enqueue(WITHDRAWN, unique_key=f"{WITHDRAWN}:{recognition.pk}", recognition=recognition.pk)
    return recognition


@transaction.atomic
def review_agreement(*, by: Person | None, agreement: Agreement, until: date) -> Agreement:
    """Looked at again, and kept until another day. Raises `AgreementState`."""
    agreement = Agreement.objects.select_for_update().get(pk=agreement.pk)
    if agreement.is_ended or until <= timezone.localdate():
        raise AgreementState(_("Donnez une date à venir à un accord qui n’est pas fini."))
    agreement.review_on = until
    agreement.save(update_fields=["review_on"])
    audit.record("review_agreement", agreement, by=by, until=until.isoformat())
    return agreement


@transaction.atomic
def show_balance(
    *, by: Person | None, agreement: Agreement, community: Community, shown: bool
) -> Agreement:
    """A side lets everybody read the agreement and what is owed; it takes both."""
    field = "is_public_first" if community.pk == agreement.first_id else "is_public_second"
    setattr(agreement, field, shown)
    agreement.save(update_fields=[field])
    audit.record("show_balance", agreement, by=by, community=community.pk, shown=shown)
    return agreement


@transaction.atomic
def note_step(*, by: Person | None, recognition: Recognition, person: Person) -> Step:
    """« 10 min de visite » : done."""
    step, _is_new = Step.objects.get_or_create(
        recognition=recognition,
        person=person,
        defaults={"done_on": timezone.localdate(), "noted_by": by},
    )
    audit.record("note_step", recognition.agreement, by=by, recognition=recognition.pk)
    return step


def unit_named(kind: str, name: str = "") -> Unit | None:
    """The unit, made the first time; None when nothing is counted."""
    if not kind:
        return None
    unit, _is_new = Unit.objects.get_or_create(
        kind=kind, name=name if kind == Unit.Kind.OWN else ""
    )
    return unit
