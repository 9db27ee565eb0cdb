"""A badge of Murat that Lapalisse recognises really opens there, until it is recognised no more."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any

import pytest
from django.utils import timezone

from entrelieux.bookings.actions import book
from entrelieux.bookings.errors import RefusedByRules
from entrelieux.bookings.models import Flag, Reservation
from entrelieux.bookings.tasks import follow_habilitation, tell_ended, tell_withdrawn
from entrelieux.bookings.wanted import Wanted
from entrelieux.charters.actions import (
    grant_habilitation,
    resume_habilitation,
    revoke_habilitation,
    suspend_habilitation,
)
from entrelieux.charters.actions.habilitations import HABILITATION
from entrelieux.charters.models import Habilitation
from entrelieux.charters.naming import badge_names, badges_in_words
from entrelieux.charters.queries import last_version, tree_of
from entrelieux.communities.models import Community
from entrelieux.core.booking import Slot
from entrelieux.demo.agreements import make_agreements
from entrelieux.demo.bookings import make_bookings
from entrelieux.demo.charters import write_charters
from entrelieux.exchanges.actions.agreements import end_agreement, withdraw_recognition
from entrelieux.exchanges.models import Agreement, Recognition, Step
from entrelieux.platform.models import Job
from entrelieux.resources.models import Resource

pytestmark = pytest.mark.django_db
MURAT, LAPALISSE = "cocotte-numerique", "fablab-lapalisse"


@pytest.fixture
def people(filled: Any) -> Any:
    make_agreements(filled)
    write_charters(filled)
    make_bookings(filled)
    return filled


def community(slug: str) -> Community:
    return Community.objects.get(slug=slug)


def wanted(name: str, days: int = 20) -> Wanted:
    start = datetime.combine(timezone.localdate() + timedelta(days=days), time(18))
    slot = Slot(start, start + timedelta(minutes=30))
    return Wanted(lines=[(Resource.objects.get(name=name), 1)], slot=slot)


def why_not(person: Any, name: str) -> str:
    with pytest.raises(RefusedByRules) as refusal:
        book(by=person, wanted=wanted(name, days=30))
    return " ".join(refusal.value.ruling.reasons).replace("\xa0", " ")


def test_every_badge_of_an_agreement_is_one_of_the_charters_of_its_two_communities(
    people: Any,
) -> None:
    for one in Recognition.objects.all():
        giving = one.agreement.other(one.accepting)
        assert one.badge in badge_names(tree_of(last_version(giving)))
        assert one.taken_for in badge_names(tree_of(last_version(one.accepting)))
    assert badges_in_words(community(MURAT))["laser-badge"] == "Le brevet du feu"


def test_each_lets_in_the_trained_members_of_the_other(people: Any) -> None:
    for name, machine in (("bruno", "La Grosse Bertha"), ("maxence", "La Brûleuse")):
        assert book(by=people[name], wanted=wanted(machine)).state == "confirmed"
    held = Habilitation.objects.filter(person=people["bruno"])
    assert [one.community.slug for one in held] == [MURAT]


def test_who_did_not_do_the_step_that_it_asks_for_is_refused(people: Any) -> None:
    Step.objects.all().delete()
    told = why_not(people["bruno"], "La Grosse Bertha")
    assert "Mettre en marche ou retenir la Grosse Bertha est interdit" in told
    assert "la personne a la leçon de laser" in told.partition("Ce serait oui si")[2]
    assert "10 min de visite" in told


def test_nothing_opens_any_more_once_it_is_not_recognised_and_what_was_booked_is_flagged(
    people: Any,
) -> None:
    booked = book(by=people["bruno"], wanted=wanted("La Grosse Bertha"))
    agreement = Agreement.objects.get(first__slug=MURAT, second__slug=LAPALISSE)
    end_agreement(by=None, agreement=agreement, community=community(LAPALISSE))
    tell_ended(agreement=agreement.pk)
    told = why_not(people["bruno"], "La Grosse Bertha")
    assert "retenir la Grosse Bertha est interdit" in told
    assert "La leçon de laser : donnée ailleurs, elle n’est pas reconnue ici" in told
    booked.refresh_from_db()
    assert (booked.state, booked.flag) == ("confirmed", Flag.AGREEMENT)
    flagged = Reservation.objects.filter(flag=Flag.AGREEMENT)
    assert {one.person.email for one in flagged} == {"bruno@demo.example", "maxence@demo.example"}
    assert "Allumer la Brûleuse est interdit" in why_not(people["maxence"], "La Brûleuse")


def test_what_was_booked_in_ones_own_name_rested_on_it_too(people: Any) -> None:
    booked = book(by=people["bruno"], wanted=wanted("La Grosse Bertha"))
    Reservation.objects.filter(pk=booked.pk).update(community=None)
    agreement = Agreement.objects.get(first__slug=MURAT, second__slug=LAPALISSE)
    end_agreement(by=None, agreement=agreement, community=community(LAPALISSE))
    tell_ended(agreement=agreement.pk)
    booked.refresh_from_db()
    assert booked.flag == Flag.AGREEMENT


def test_one_that_is_withdrawn_opens_nothing_any_more_and_the_rest_goes_on(
    people: Any, outbox: Callable[[], list[Any]]
) -> None:
    """Lapalisse takes back what it recognised; Murat still recognises what Lapalisse gives."""
    booked = book(by=people["bruno"], wanted=wanted("La Grosse Bertha"))
    theirs = book(by=people["maxence"], wanted=wanted("La Brûleuse"))
    flagged = withdraw(LAPALISSE)
    assert booked.pk in flagged
    assert {Reservation.objects.get(pk=key).person for key in flagged} == {people["bruno"]}
    booked.refresh_from_db()
    theirs.refresh_from_db()
    assert (booked.state, booked.flag) == ("confirmed", Flag.BADGE)
    assert (theirs.state, theirs.flag) == ("confirmed", "")
    told = why_not(people["bruno"], "La Grosse Bertha")
    assert "retenir la Grosse Bertha est interdit" in told
    assert "La leçon de laser : donnée ailleurs, elle n’est pas reconnue ici" in told
    later = book(by=people["maxence"], wanted=wanted("La Brûleuse", days=27))
    assert later.state == "confirmed"
    tell_withdrawn(recognition=recognised(LAPALISSE).pk)
    letters = [one for one in outbox() if "n’est plus reconnue ici" in one.text]
    assert {one.to for one in letters} >= {"bruno@demo.example"}
    assert any(one.to != "bruno@demo.example" for one in letters), "the hosts of the place too"
    once = [one for one in letters if one.to == "bruno@demo.example"]
    assert len(once) == len(flagged)


def test_past_bookings_and_those_that_do_not_rest_on_it_are_left(people: Any) -> None:
    past, future = (
        book(by=people["bruno"], wanted=wanted("La Grosse Bertha", days=days)) for days in (20, 22)
    )
    yesterday = timezone.now() - timedelta(days=1)
    past.times.update(starts_at=yesterday - timedelta(hours=1), ends_at=yesterday)
    assert withdraw(LAPALISSE) >= {future.pk}
    past.refresh_from_db()
    assert past.flag == ""


def test_who_was_given_the_badge_here_since_keeps_what_she_booked(people: Any) -> None:
    booked = book(by=people["bruno"], wanted=wanted("La Grosse Bertha"))
    given = {"community": community(LAPALISSE), "badge": recognised(LAPALISSE).taken_for}
    grant_habilitation(by=None, person=people["bruno"], **given)
    assert booked.pk not in withdraw(LAPALISSE)


@pytest.mark.parametrize("gesture", [suspend_habilitation, revoke_habilitation])
def test_a_badge_that_is_taken_back_flags_what_it_let_in_here_and_elsewhere(
    people: Any, gesture: Callable[..., Habilitation]
) -> None:
    here, there = (
        book(by=people["bruno"], wanted=wanted(name))
        for name in ("La Brûleuse", "La Grosse Bertha")
    )
    theirs = book(by=people["maxence"], wanted=wanted("La Brûleuse", days=27))
    held = badge_of(people["bruno"])
    gesture(by=None, habilitation=held, reason="Une flamme")
    follow()
    flagged = Reservation.objects.filter(flag=Flag.LOST)
    assert {here, there} <= set(flagged)
    assert {one.person for one in flagged} == {people["bruno"]}
    theirs.refresh_from_db()
    assert theirs.flag == ""


def test_once_it_is_good_again_what_it_lets_in_is_flagged_no_more(people: Any) -> None:
    booked = book(by=people["bruno"], wanted=wanted("La Grosse Bertha"))
    held = badge_of(people["bruno"])
    suspend_habilitation(by=None, habilitation=held, reason="Une flamme")
    follow()
    booked.refresh_from_db()
    assert booked.flag == Flag.LOST
    resume_habilitation(by=None, habilitation=held)
    follow()
    assert not Reservation.objects.filter(flag=Flag.LOST).exists()


def test_what_comes_after_a_suspension_is_not_flagged(people: Any) -> None:
    during, after = (
        book(by=people["bruno"], wanted=wanted("La Grosse Bertha", days=days)) for days in (20, 27)
    )
    until = timezone.localdate() + timedelta(days=25)
    held = badge_of(people["bruno"])
    suspend_habilitation(by=None, habilitation=held, reason="Une flamme", until=until)
    follow()
    flagged = set(Reservation.objects.filter(flag=Flag.LOST))
    assert during in flagged
    assert after not in flagged


def badge_of(person: Any) -> Habilitation:
    return Habilitation.objects.get(person=person, badge="laser-badge", revoked_on=None)


def follow() -> None:
    """What was asked for when a badge changed."""
    for asked in Job.objects.filter(kind=HABILITATION):
        follow_habilitation(**asked.arguments)


def recognised(accepting: str) -> Recognition:
    return Recognition.objects.get(accepting__slug=accepting)


def withdraw(accepting: str) -> set[int]:
    """The keys of what is flagged."""
    withdrawn = withdraw_recognition(by=None, recognition=recognised(accepting))
    tell_withdrawn(recognition=withdrawn.pk)
    return set(Reservation.objects.filter(flag=Flag.BADGE).values_list("pk", flat=True))
