"""What the page of an agreement shows, said in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from entrelieux.exchanges.badges import badges_in_words
from entrelieux.exchanges.forms import ExchangeForm, StepForm
from entrelieux.exchanges.models import Agreement, Recognition
from entrelieux.exchanges.permissions import can_sign_for, is_withdrawable
from entrelieux.exchanges.queries import owed
from entrelieux.exchanges.wording import written
from entrelieux.platform.ids import new_public_id

LAST_EXCHANGES = 20


def agreement_page(
    agreement: Agreement,
    person: Any,
    *,
    exchange_form: ExchangeForm | None = None,
    step_form: StepForm | None = None,
) -> dict[str, Any]:
    today = timezone.localdate()
    hosted = [one for one in agreement.parties if can_sign_for(one)(person)]
    is_in_force = agreement.is_in_force(today)
    recognitions = list(agreement.recognitions.select_related("accepting"))
    return {
        "agreement": agreement,
        "is_in_force": is_in_force,
        "is_due": agreement.review_on <= today and not agreement.is_ended,
        "hosted": hosted,
        "can_sign": agreement.signed_on is None
        and not agreement.is_ended
        and agreement.second in hosted,
        "recognitions": recognised_in_words(agreement, recognitions),
        "withdrawable": [one.pk for one in recognitions if is_withdrawable(one, person)],
        "balance": balance_of(agreement) if agreement.unit else "",
        "ceiling": "" if agreement.ceiling is None else written(agreement.ceiling),
        "rate": written(agreement.rate) if agreement.rate else "",
        "transfers": _last_exchanges(agreement) if hosted else (),
        "exchange_form": exchange_form
        or ExchangeForm(agreement=agreement, initial={"key": new_public_id()})
        if hosted and is_in_force and agreement.unit
        else None,
        "step_form": (step_form or StepForm(agreement=agreement))
        if hosted and is_in_force and any(_asks_a_step(one) for one in recognitions)
        else None,
    }


def _asks_a_step(recognition: Recognition) -> bool:
    return bool(recognition.extra_step) and not recognition.withdrawn_at


def recognised_in_words(
    agreement: Agreement, recognitions: Sequence[Recognition]
) -> list[tuple[Recognition, str, str]]:
    """Each with what the one calls its badge, and what the other takes it for."""
    called = {one.pk: badges_in_words(one) for one in agreement.parties} if recognitions else {}
    return [
        (
            one,
            called[agreement.other(one.accepting).pk].get(one.badge, one.badge),
            called[one.accepting_id].get(one.taken_for, one.taken_for),
        )
        for one in recognitions
    ]


def balance_of(agreement: Agreement) -> str:
    """« Lapalisse doit 2,5 h à Murat »."""
    for debtor, hundredths in owed(agreement).items():
        if hundredths > 0:
            one = agreement.first if agreement.first_id == debtor else agreement.second
            return _("%(debtor)s doit %(amount)s %(unit)s à %(creditor)s") % {
                "debtor": one.name,
                "amount": written(hundredths),
                "unit": agreement.unit,
                "creditor": agreement.other(one).name,
            }
    return _("personne ne doit rien à personne")


def _last_exchanges(agreement: Agreement) -> list[dict[str, Any]]:
    found = agreement.transfers.select_related("reverses", "reversed_by", "unit").prefetch_related(
        "entries__account__community"
    )
    return [
        {
            "transfer": one,
            "amount": written(max(entry.amount for entry in one.entries.all())),
            "home": next(
                (entry.account.community.name for entry in one.entries.all()
                 if entry.account.kind == "person"),
                "",
            ),
        }
        for one in found[:LAST_EXCHANGES]
    ]  # fmt: skip
