"""Every address of what passes between people and communities, read and sent to by each of the
cast: who may is let in; who may not is refused, or asked to sign in, and leaves no trace."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.contrib.messages import constants, get_messages
from django.db import transaction
from django.urls import get_resolver, reverse

from entrelieux.accounts.permissions import is_signed_in
from entrelieux.bookings.models import Line, Loan, LoanChange, Reservation
from entrelieux.bookings.permissions import (
    can_answer,
    can_ask_for,
    can_close,
    can_offer,
    can_propose_loan,
    can_see_day,
    can_see_loan,
    can_see_reservation,
)
from entrelieux.bookings.permissions import can_sign_for as can_sign_for_place
from entrelieux.bookings.queries import stamp_of
from entrelieux.bridges.models import Bridge, Need, Offer
from entrelieux.bridges.permissions import (
    can_change_need,
    can_change_offer,
    can_post,
    can_see_bridge,
    is_asker,
    is_forwarder,
    is_giver,
)
from entrelieux.charters.models import AgreementRequest, Proposal, TrainedGroup
from entrelieux.charters.permissions import (
    can_keep_records,
    can_lead_group,
    can_propose_rule,
    can_see_agreement,
    can_take_part,
)
from entrelieux.charters.queries import last_version
from entrelieux.exchanges.models import Agreement
from entrelieux.exchanges.permissions import (
    can_bound,
    can_note_exchange,
    can_read_books,
    can_sign_for,
    can_withdraw,
)
from entrelieux.introductions.permissions import can_follow_bridges, can_see_lessons
from entrelieux.places.models import Place
from entrelieux.platform.models import AuditEvent
from entrelieux.resources.models import Resource
from entrelieux.strength.permissions import can_read_strength
from tests.cast import Cast
from tests.permissions.row import anyone, on
from tests.permissions.table import rows_of

pytestmark = pytest.mark.django_db
APPS = ("bridges", "introductions", "strength", "charters", "bookings", "exchanges")
# By a signed link or a secret, from a mail or a calendar: who holds it is let in.
BY_LINK = {
    "agreement_by_link",
    "bookings_calendar",
    "bridge_happened",
    "digest_by_link",
    "reservation_answer",
    "reservation_take",
}
# Of rows that the table of permissions does not make; each has tests of its own.
ELSEWHERE = {
    "account_give",
    "account_statement",
    "badge",
    "badge_achievement",
    "badge_issuer",
    "badge_key",
    "badge_keys",
    "badge_revocations",
    "badge_verify",
    "blocking_stop",
    "closure_remove",
    "habilitation_change",
    "my_badge",
    "record_withdraw",
    "transfer_reverse",
}
# Nothing said, or said too late: even who may is told what is missing, and nothing is done.
ASKS_MORE = {"agreement_ask", "booked_time_come", "bridge_tell", "line_answer"}
Gate = tuple[Callable[[Any], bool], list[Any]]


def names() -> set[str]:
    """Of every address of these apps."""
    patterns = (
        pattern for app in APPS for pattern in get_resolver(f"entrelieux.{app}.urls").url_patterns
    )
    return {str(pattern.name) for pattern in patterns}


@pytest.fixture
def gates(cast: Cast, live_atlas: None) -> dict[str, Gate]:
    """Who may, and of what, by the name of the address; on one of each thing."""
    list(rows_of(cast))
    return {
        **_needs(),
        **_bridges(cast),
        **_charters(cast),
        **_bookings(),
        **_loans(),
        **_exchanges(cast),
    }


def _needs() -> dict[str, Gate]:
    need, offer = Need.objects.get(visibility="public"), Offer.objects.get(place=None)
    of, changes = [need.public_id], partial(on, can_change_need, need)
    this, keeps = [offer.public_id], partial(on, can_change_offer, offer)
    return {
        **{name: (anyone, []) for name in ("needs", "need_new", "need_understood", "offers")},
        "need": (anyone, of),
        **{f"need_{gesture}": (changes, of) for gesture in ("edit", "renew", "answered", "close")},
        "need_forward": (partial(on, is_forwarder, need), of),
        "offer_new": (can_post, []),
        "offer": (anyone, this),
        **{f"offer_{gesture}": (keeps, this) for gesture in ("edit", "renew", "close")},
    }


def _bridges(cast: Cast) -> dict[str, Gate]:
    bridge = Bridge.objects.get()
    this, network = [bridge.public_id], [cast.network.slug]

    def is_side(person: Any) -> bool:
        return is_asker(person, bridge) or is_giver(person, bridge)

    leads = partial(on, can_follow_bridges, cast.network)
    return {
        "bridges": (is_signed_in, []),
        "bridges_digest": (is_signed_in, []),
        "stories": (anyone, []),
        "bridge": (partial(on, can_see_bridge, bridge), this),
        "bridge_answer": (is_side, this),
        "bridge_tell": (is_side, this),
        "network_bridges": (leads, network),
        "network_introduce": (leads, network),
        "network_lessons": (partial(on, can_see_lessons, cast.network), network),
        "networks": (is_signed_in, []),
        "network_strength": (partial(on, can_read_strength, cast.network), network),
    }


def _charters(cast: Cast) -> dict[str, Gate]:
    proposal, asked = Proposal.objects.get(), AgreementRequest.objects.get()
    group = TrainedGroup.objects.get()
    of, this = [cast.atelier.slug], [cast.atelier.slug, proposal.public_id]
    takes_part = partial(on, can_take_part, proposal)
    public = ("charter", "charter_journal", "rule_proposals", "may_i")
    return {
        **dict.fromkeys(public, (anyone, of)),
        "charters_compare": (anyone, []),
        "charter_start": (_nobody, of),  # it has one
        "rule_new": (partial(on, can_propose_rule, cast.atelier), of),
        "rule_edit": (partial(on, can_propose_rule, cast.atelier), [*of, _first_rule(cast)]),
        "rule_proposal": (anyone, this),
        "rule_reword": (takes_part, this),
        "rule_proposal_act": (takes_part, this),
        "agreements": (is_signed_in, of),
        "agreement_ask": (is_signed_in, of),
        "agreement": (partial(on, can_see_agreement, asked), [asked.public_id]),
        "habilitations": (partial(on, can_keep_records, cast.atelier), of),
        "trained_group_change": (partial(on, can_lead_group, group), [*of, group.pk]),
        "my_habilitations": (is_signed_in, []),
    }


def _bookings() -> dict[str, Gate]:
    place, laser = Place.objects.get(name="L’Atelier"), Resource.objects.get(name="Laser")
    booked = Reservation.objects.get()
    at, what, this = [place.public_id], [laser.public_id], [booked.public_id]
    one_time = [*this, booked.first_day.isoformat()]
    sees = partial(on, can_see_reservation, booked)
    return {
        "resource_book": (partial(on, can_ask_for, laser), what),
        "resource_offer": (partial(on, can_offer, laser), what),
        "place_day": (partial(on, can_see_day, place), at),
        "place_closures": (partial(on, can_close, place), at),
        "blocking_add": (partial(on, can_close, place), at),
        "my_bookings": (is_signed_in, []),
        "bookings_calendar_key": (is_signed_in, []),
        "reservation": (sees, this),
        "line_answer": (partial(on, can_answer, booked.lines.get()), this),
        "booked_time_cancel": (sees, one_time),
        "booked_time_move": (sees, one_time),
        "booked_time_come": (sees, one_time),
        "reservation_hand_over": (partial(_is_hers, booked), this),
    }


def _loans() -> dict[str, Gate]:
    """Each in the state where its gesture can be done by the hosts of the Atelier."""
    place, press = Place.objects.get(name="L’Atelier"), Resource.objects.get(name="Presse")
    asked = Loan.objects.get(state="proposed", lender_signed_at=None)
    offered = Loan.objects.get(state="proposed", borrower_signed_at=None)
    signed, gone = Loan.objects.get(state="signed"), LoanChange.objects.get().loan
    signs = partial(on, can_sign_for_place, place)
    return {
        "loan_new": (partial(on, can_propose_loan, press), [press.public_id]),
        "place_loans": (partial(on, can_see_day, place), [place.public_id]),
        "loan": (partial(on, can_see_loan, asked), [asked.public_id]),
        "loan_sign": (signs, [asked.public_id]),
        "loan_refuse": (signs, [asked.public_id]),
        "loan_withdraw": (signs, [offered.public_id]),
        "loan_leave": (signs, [signed.public_id]),
        "loan_return": (signs, [gone.public_id]),
        "loan_end": (signs, [signed.public_id]),
        "loan_change_answer": (signs, [gone.public_id]),
    }


def _exchanges(cast: Cast) -> dict[str, Gate]:
    agreement = Agreement.objects.get()
    of, this = [cast.atelier.slug], [agreement.public_id]
    signs = can_sign_for(cast.atelier)
    ours = agreement.recognitions.get(accepting=cast.atelier)
    return {
        "agreements_between": (anyone, of),
        "agreement_between": (partial(_reads, agreement), this),
        "agreement_new": (signs, of),
        "agreement_sign": (can_sign_for(cast.bergerie), this),
        "agreement_end": (signs, this),
        "recognition_withdraw": (can_withdraw(ours), [*this, ours.pk]),
        "agreement_review": (signs, this),
        "agreement_show": (signs, this),
        "agreement_exchange": (can_note_exchange(agreement), this),
        "agreement_step": (can_note_exchange(agreement), this),
        "books": (can_read_books(cast.atelier), of),
        "books_floor": (can_bound(cast.atelier), of),
        "my_accounts": (is_signed_in, []),
    }


def _first_rule(cast: Cast) -> str:
    version = last_version(cast.atelier)
    assert version
    return str(version.document["rules"][0]["id"])


def _nobody(_person: Any) -> bool:
    return False


def _is_hers(reservation: Reservation, person: Any) -> bool:
    return bool(person.pk == reservation.person_id)


def _reads(agreement: Agreement, person: Any) -> bool:
    return Agreement.objects.visible_to(person).filter(pk=agreement.pk).exists()


def test_no_address_is_left_out(gates: dict[str, Gate]) -> None:
    assert names() - BY_LINK - ELSEWHERE - gates.keys() == set()


@pytest.mark.parametrize("method", ["get", "post"])
def test_each_address_lets_in_those_who_may_and_nobody_else(
    cast: Cast, client_of: Any, gates: dict[str, Gate], method: str
) -> None:
    told, found = {}, {}
    leads = partial(on, can_follow_bridges, cast.network)
    senders = {"need_new": is_signed_in, "network_lessons": leads}  # read by more people
    for name, (may, of) in gates.items():
        told[name] = cast.who(senders.get(name, may) if method == "post" else may)
        answers = {who: _answer(client_of, one, method, name, of) for who, one in cast.everyone()}
        if set(answers.values()) <= {"another way", "sign in"}:
            told[name] = set()
        found[name] = {who for who, answer in answers.items() if answer == "let in"}
        assert "left a trace" not in answers.values(), (name, answers)
        if method == "post" and name in ASKS_MORE and found[name] <= told[name]:
            told[name] = found[name]
    wrong = {name: (who, told[name]) for name, who in found.items() if who != told[name]}
    assert wrong == {}


def _answer(client_of: Any, person: Any, method: str, name: str, of: list[Any]) -> str:
    """Undone at once; a refusal that was written down would be told as « left a trace »."""
    client = client_of(person if person.is_authenticated else None)
    with transaction.atomic():
        before = AuditEvent.objects.count()
        answer = getattr(client, method)(reverse(name, args=of), _sent(name))
        has_written = AuditEvent.objects.count() > before
        transaction.set_rollback(True)
    if answer.status_code == 405:
        return "another way"
    if answer.status_code == 302 and answer.url.startswith(reverse("account_login")):
        said = "sign in"
    elif answer.status_code in {403, 404} or _is_told_no(answer):
        said = "refused"
    else:
        said = "let in"
    return "left a trace" if has_written and said != "let in" else said


def _sent(name: str) -> dict[str, Any]:
    match name:
        case "line_answer":
            return {"line": Line.objects.get().pk}
        case "loan_sign":
            return {"vu": stamp_of([])}
        case "loan_refuse":
            return {"because": "Elle sert ici"}
        case "loan_leave" | "loan_return":
            return {"condition": "works"}
        case "loan_change_answer":
            return {"geste": "signer", "vu": stamp_of([])}
        case "rule_proposal_act":
            return {"geste": "parler", "sorte": "question", "texte": "Pourquoi ?"}
    return {}


def _is_told_no(answer: Any) -> bool:
    """Back on the page, with the reason."""
    levels = {one.level for one in get_messages(answer.wsgi_request)}
    return answer.status_code == 302 and constants.ERROR in levels


@pytest.mark.parametrize("line", ["", "x", "-1", "9" * 30])
def test_an_answer_to_nothing_that_was_asked_finds_nothing(
    cast: Cast, client_of: Any, gates: dict[str, Gate], line: str
) -> None:
    _may, of = gates["line_answer"]
    answer = client_of(cast.alice).post(reverse("line_answer", args=of), {"line": line})
    assert answer.status_code == 404
