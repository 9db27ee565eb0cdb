"""Booking: who is confirmed at once, who waits for an agreement, what is in the way."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from entrelieux.bookings.actions import (
    accept_hand_over,
    add_closure,
    answer_line,
    book,
    cancel,
    give_freed,
    lapse_held,
    move,
    offer_hand_over,
    offer_resource,
    realign_claims,
    remove_closure,
)
from entrelieux.bookings.errors import (
    AlreadyAnswered,
    NotBookable,
    RefusedByRules,
    StillUsed,
    Unavailable,
    UnusableRepeat,
)
from entrelieux.bookings.models import Claim, Reservation
from entrelieux.bookings.queries import past_at
from entrelieux.bookings.tasks import fill
from entrelieux.bookings.wanted import preview
from entrelieux.charters.actions import adopt_charter
from entrelieux.charters.standing import standing_of
from entrelieux.core.booking import Span
from entrelieux.inventory.actions import remove_entry
from entrelieux.places.actions import create_place
from entrelieux.resources.actions import add_resource
from entrelieux.resources.models import Resource
from tests.apps.bookings.conftest import slot, wanted

pytestmark = pytest.mark.django_db


def reasons(refused: pytest.ExceptionInfo[Unavailable]) -> list[list[tuple[str, str]]]:
    return [
        [(resource.name, obstacle.reason) for resource, obstacle in verdict.obstacles]
        for verdict in refused.value.verdicts
    ]


def subjects(mails: object) -> set[str]:
    """With plain spaces: French ones do not break."""
    return {re.sub("[\xa0\u202f]", " ", mail.subject) for mail in mails}  # type: ignore[attr-defined]


class TestWhoMay:
    def test_a_member_books_at_once_and_somebody_from_elsewhere_is_held(self, cast, offered):
        laser = offered("Laser")
        assert book(by=cast.bob, wanted=wanted(laser)).state == "confirmed"
        held = book(by=cast.chloe, wanted=wanted(laser, start="10:00", end="11:00"))
        assert (held.state, held.held_until is not None) == ("held", True)

    def test_a_place_may_want_to_agree_to_everyone_or_to_nobody(self, cast, offered):
        asks, free = offered("Four", asks="everyone"), offered("Table", asks="nobody")
        assert book(by=cast.bob, wanted=wanted(asks)).state == "held"
        assert book(by=cast.driss, wanted=wanted(free)).state == "confirmed"
        assert book(by=cast.alice, wanted=wanted(asks, day=1)).state == "confirmed"

    def test_what_a_charter_forbids_is_refused_in_its_words_and_what_it_asks_is_held(
        self, cast, offered
    ):
        document = {
            "format": "entrelieux-charter/1",
            "community": "atelier",
            "otherwise": {"*": True},
            "rules": [
                {"id": "l", "act": "use", "on": ["laser-cutter"], "forbids": True,
                 "unless": {"badge": "laser"}},
                {"id": "h", "act": "book", "on": ["room"], "asks": "host", "status": "attested"},
                {"id": "m", "act": "book", "on": ["machine"],
                 "limits": {"what": "hours", "at_most": 2, "window": "week", "adds": "hours"}},
            ],
        }  # fmt: skip
        adopt_charter(
            by=None, community=cast.atelier, document=document, standing=standing_of("fablab")
        )
        laser, saw = offered("Laser", asks="nobody"), offered("Scie", asks="nobody")
        room = offered("Salle", asks="nobody")
        Resource.objects.filter(pk=room.pk).update(kind="room")
        room.refresh_from_db()
        assert book(by=cast.bob, wanted=wanted(room, day=2)).state == "held"
        Resource.objects.filter(pk=laser.pk).update(concept="machines:laser-cutter")
        laser.refresh_from_db()
        with pytest.raises(RefusedByRules) as refused:
            book(by=cast.bob, wanted=wanted(laser))
        assert any("laser" in reason for reason in refused.value.ruling.reasons)
        assert not Claim.objects.filter(resource=laser).exists()
        assert book(by=cast.bob, wanted=wanted(saw)).state == "confirmed"
        with pytest.raises(RefusedByRules):
            book(by=cast.bob, wanted=wanted(saw, day=1, end="11:00"))
        assert book(by=cast.bob, wanted=wanted(saw, day=1)).state == "confirmed"
        assert book(by=cast.bob, wanted=wanted(saw, day=7, end="11:00")).state == "confirmed"

    def test_the_charter_of_ten_dates_is_read_once_and_counts_each(self, cast, offered):
        document = {
            "format": "entrelieux-charter/1",
            "community": "atelier",
            "otherwise": {"*": True},
            "rules": [
                {"id": "m", "act": "book", "on": ["machine"],
                 "limits": {"what": "bookings", "at_most": 2, "window": "week"}},
            ],
        }  # fmt: skip
        adopt_charter(
            by=None, community=cast.atelier, document=document, standing=standing_of("fablab")
        )
        saw = offered("Scie", asks="nobody", ahead_days=200)

        def queries(rule):
            with CaptureQueriesContext(connection) as found:
                made = book(by=cast.bob, wanted=wanted(saw, rule=rule))
            cancel(by=cast.bob, time=made.times.first(), reach="all")
            return len(found)

        assert queries("FREQ=WEEKLY;COUNT=10") == queries("FREQ=WEEKLY;COUNT=2")
        with pytest.raises(RefusedByRules):
            book(by=cast.bob, wanted=wanted(saw, rule="FREQ=DAILY;COUNT=3"))

    def test_what_is_not_shown_to_somebody_or_not_offered_is_not_booked(self, cast, offered, place):
        values = {"name": "Coffre", "scope": "place", "kind": "tool"}
        secret = add_resource(by=None, place=place, values=values)
        offer_resource(by=None, resource=secret, values={"asks": "nobody"})
        plain = add_resource(by=None, place=place, values={"name": "Étau", "scope": "public"})
        gone = offered("Tour")
        remove_entry(by=None, entry=gone)
        for resource in (secret, plain, gone):
            resource.refresh_from_db()
            with pytest.raises(NotBookable):
                book(by=cast.driss, wanted=wanted(resource))
        assert book(by=cast.bob, wanted=wanted(secret)).state == "confirmed"


class TestWhatIsInTheWay:
    def test_all_that_is_in_the_way_is_told_at_once(self, cast, offered):
        laser = offered("Laser", shortest_minutes=60, after_minutes=30)
        book(by=cast.bob, wanted=wanted(laser))
        with pytest.raises(Unavailable) as refused:
            book(by=cast.alice, wanted=wanted(laser, start="10:00", end="10:15"))
        assert reasons(refused) == [
            [("Laser", "too-short"), ("Laser", "off-grid"), ("Laser", "taken")]
        ]

    def test_a_room_keeps_what_it_holds_and_is_kept_by_it(self, cast, offered):
        house = offered("Maison")
        room = offered("Salle", inside=house)
        laser, saw = offered("Laser", inside=room), offered("Scie", inside=room)
        book(by=cast.bob, wanted=wanted(laser))
        assert book(by=cast.alice, wanted=wanted(saw)).state == "confirmed"
        for whole in (room, house):
            with pytest.raises(Unavailable):
                book(by=cast.alice, wanted=wanted(whole))
        book(by=cast.alice, wanted=wanted(house, day=1))
        for inside in (room, laser, saw):
            with pytest.raises(Unavailable):
                book(by=cast.bob, wanted=wanted(inside, day=1))

    def test_seats_of_a_room_leave_its_machines_and_its_other_seats(self, cast, offered):
        room = offered("Salle", sharing="capacity", capacity=3)
        laser = offered("Laser", inside=room)
        book(by=cast.bob, wanted=wanted(room, units=2))
        assert book(by=cast.alice, wanted=wanted(laser)).state == "confirmed"
        assert book(by=cast.alice, wanted=wanted(room)).state == "confirmed"
        with pytest.raises(Unavailable):
            book(by=cast.alice, wanted=wanted(room))

    def test_several_resources_are_taken_together_or_not_at_all(self, cast, offered):
        laser, room = offered("Laser"), offered("Salle")
        book(by=cast.bob, wanted=wanted(room))
        with pytest.raises(Unavailable) as refused:
            book(by=cast.alice, wanted=wanted(laser, room))
        assert reasons(refused) == [[("Salle", "taken")]]
        assert Claim.objects.filter(resource=laser).count() == 0

    def test_opening_hours_and_closures_are_kept_and_a_closure_flags_what_was_booked(
        self, cast, offered, place, outbox
    ):
        laser = offered("Laser")
        mine = book(by=cast.bob, wanted=wanted(laser))
        use = mine.times.get()
        closure = add_closure(by=cast.alice, of=place, span=Span(use.starts_at, use.ends_at))
        mine.refresh_from_db()
        assert (mine.flag, mine.state) == ("closed", "confirmed")
        assert "À revoir : Laser (L’Atelier)" in subjects(outbox())
        with pytest.raises(Unavailable) as refused:
            book(by=cast.alice, wanted=wanted(laser, end="11:00"))
        assert reasons(refused) == [[("Laser", "closed"), ("Laser", "taken")]]
        remove_closure(by=cast.alice, closure=closure)
        mine.refresh_from_db()
        assert mine.flag == ""

    def test_there_cannot_be_fewer_than_are_booked(self, cast, offered):
        seats = offered("Places", sharing="capacity", capacity=3)
        book(by=cast.bob, wanted=wanted(seats, units=2))
        with pytest.raises(StillUsed):
            offer_resource(by=cast.alice, resource=seats, values={"capacity": 1})
        assert offer_resource(by=cast.alice, resource=seats, values={"capacity": 2}).capacity == 2


class TestRepeating:
    def test_conflicts_are_listed_before_and_can_be_left_out(self, cast, offered):
        laser = offered("Laser")
        book(by=cast.alice, wanted=wanted(laser, day=7))
        weekly = wanted(laser, rule="FREQ=WEEKLY;COUNT=3")
        verdicts = preview(weekly, now=timezone.now())
        assert [verdict.fits for verdict in verdicts] == [True, False, True]
        assert Reservation.objects.count() == 1
        with pytest.raises(Unavailable):
            book(by=cast.bob, wanted=weekly)
        skipped = frozenset({verdicts[1].day})
        kept = book(by=cast.bob, wanted=wanted(laser, rule="FREQ=WEEKLY;COUNT=3", skipped=skipped))
        assert [time.day for time in kept.times.all()] == [verdicts[0].day, verdicts[2].day]

    @pytest.mark.parametrize("rule", ["FREQ=WEEKLY", "FREQ=DAILY;COUNT=500", "chaque jour"])
    def test_a_repetition_ends_and_is_not_endless(self, cast, offered, rule):
        with pytest.raises(UnusableRepeat):
            book(by=cast.bob, wanted=wanted(offered("Laser", ahead_days=999), rule=rule))

    @pytest.mark.parametrize(
        ("reach", "left"), [("this", [0, 2, 3]), ("following", [0]), ("all", [])]
    )
    def test_one_time_those_that_follow_or_all_are_given_up(self, cast, offered, reach, left):
        mine = book(by=cast.bob, wanted=wanted(offered("Laser"), rule="FREQ=WEEKLY;COUNT=4"))
        times = list(mine.times.all())
        cancel(by=cast.bob, time=times[1], reach=reach)
        live = list(mine.times.filter(is_cancelled=False))
        assert live == [times[rank] for rank in left]
        assert Claim.objects.count() == len(left)
        mine.refresh_from_db()
        assert mine.state == ("confirmed" if left else "cancelled")

    @pytest.mark.parametrize(
        ("reach", "hours", "rules"),
        [
            ("this", [9, 14, 9, 9], ["FREQ=WEEKLY;COUNT=4"]),
            ("all", [14, 14, 14, 14], ["FREQ=WEEKLY;COUNT=4"]),
        ],
    )
    def test_one_time_or_all_are_moved(self, cast, offered, reach, hours, rules):
        mine = book(by=cast.bob, wanted=wanted(offered("Laser"), rule="FREQ=WEEKLY;COUNT=4"))
        second = list(mine.times.all())[1]
        move(by=cast.bob, time=second, slot=slot("14:00", "15:00", day=7), reach=reach)
        assert clock_hours(mine) == hours
        assert [one.rule for one in Reservation.objects.all()] == rules
        assert Claim.objects.count() == 4

    def test_those_that_follow_become_a_series_of_their_own(self, cast, offered):
        mine = book(by=cast.bob, wanted=wanted(offered("Laser"), rule="FREQ=WEEKLY;COUNT=4"))
        second = list(mine.times.all())[1]
        later = move(
            by=cast.bob, time=second, slot=slot("14:00", "16:00", day=8), reach="following"
        )
        mine.refresh_from_db()
        assert (clock_hours(mine), mine.rule) == ([9], "")
        assert (clock_hours(later), later.rule) == ([14, 14, 14], "FREQ=WEEKLY;COUNT=3")
        assert [time.day.weekday() for time in later.times.all()] == [1, 1, 1]
        assert later.part_of == mine
        assert Claim.objects.count() == 4

    def test_a_move_may_lie_over_where_it_was_and_never_over_somebody_else(self, cast, offered):
        laser = offered("Laser")
        mine = book(by=cast.bob, wanted=wanted(laser, end="11:00"))
        book(by=cast.alice, wanted=wanted(laser, start="12:00", end="13:00"))
        time = mine.times.get()
        move(by=cast.bob, time=time, slot=slot("10:00", "12:00"))
        with pytest.raises(Unavailable):
            move(by=cast.bob, time=mine.times.get(), slot=slot("11:00", "13:00"))
        assert clock_hours(mine) == [10]


def clock_hours(reservation: Reservation) -> list[int]:
    return [timezone.localtime(time.starts_at).hour for time in reservation.times.all()]


class TestAgreeing:
    def test_what_is_held_keeps_others_away_until_the_place_answers(self, cast, offered, outbox):
        laser = offered("Laser")
        held = book(by=cast.chloe, wanted=wanted(laser, purpose="Trophées"))
        with pytest.raises(Unavailable):
            book(by=cast.bob, wanted=wanted(laser))
        to_host = next(mail for mail in outbox() if mail.to == "alice@example.org")
        assert subjects([to_host]) == {"Peut-on réserver Laser ?"}
        assert "chloe@example.org" not in to_host.text
        answer_line(by=cast.alice, line=held.lines.get(), agrees=True, note="Sonnez.")
        held.refresh_from_db()
        assert (held.state, held.answer, held.held_until) == ("confirmed", "Sonnez.", None)
        with pytest.raises(AlreadyAnswered):
            answer_line(by=cast.alice, line=held.lines.get(), agrees=False)

    def test_what_one_place_refuses_is_refused_whole_and_free_again(self, cast, offered):
        other = create_place(by=None, values={"name": "La Bergerie"})
        other.communities.add(cast.bergerie)
        laser, loom = offered("Laser"), offered("Métier", at=other, asks="everyone")
        held = book(by=cast.chloe, wanted=wanted(laser, loom))
        first, second = held.lines.all()
        answer_line(by=cast.alice, line=first, agrees=True)
        held.refresh_from_db()
        assert held.state == "held"
        answer_line(by=cast.opal, line=second, agrees=False)
        held.refresh_from_db()
        assert held.state == "refused"
        assert book(by=cast.bob, wanted=wanted(laser)).state == "confirmed"

    def test_a_request_without_an_answer_lapses(self, cast, offered):
        laser = offered("Laser")
        held = book(by=cast.chloe, wanted=wanted(laser))
        assert lapse_held(now=timezone.now()) == 0
        assert lapse_held(now=held.held_until) == 1
        held.refresh_from_db()
        assert held.state == "lapsed"
        assert not Claim.objects.exists()

    def test_a_place_that_nobody_keeps_here_is_asked_by_mail(self, cast, outbox):
        far = create_place(by=None, values={"name": "Le Fournil", "email": "fournil@example.org"})
        values = {"name": "Pétrin", "scope": "public", "access": ["ask"]}
        mixer = add_resource(by=None, place=far, values=values)
        held = book(by=cast.bob, wanted=wanted(mixer))
        assert held.state == "held"
        mail = next(mail for mail in outbox() if mail.to == "fournil@example.org")
        assert "/reservations/reponse/" in mail.text
        answer_line(by=None, line=held.lines.get(), agrees=True)
        held.refresh_from_db()
        assert held.state == "confirmed"


class TestWaitingAndHanding:
    def test_what_comes_free_goes_to_the_first_whom_it_is_enough_for(self, cast, offered, outbox):
        seats = offered("Places", sharing="capacity", capacity=3)
        mine = book(by=cast.alice, wanted=wanted(seats, units=2))
        book(by=cast.alice, wanted=wanted(seats))
        large = book(by=cast.bob, wanted=wanted(seats, units=3, waits=True))
        small = book(by=cast.bob, wanted=wanted(seats, units=2, waits=True))
        assert (large.state, small.state) == ("waiting", "waiting")
        cancel(by=cast.alice, time=mine.times.get())
        fill(resource=seats.pk)
        large.refresh_from_db(), small.refresh_from_db()
        assert (large.state, small.state) == ("waiting", "confirmed")
        assert give_freed(resource=seats.pk, now=timezone.now()) == []
        assert "Réservé : 2 × Places (L’Atelier)" in subjects(outbox())

    def test_one_waits_for_what_is_taken_not_for_what_is_closed(self, cast, offered):
        laser = offered("Laser", shortest_minutes=120)
        with pytest.raises(Unavailable):
            book(by=cast.bob, wanted=wanted(laser, waits=True))

    def test_a_reservation_is_handed_over_to_who_may_have_it(self, cast, offered, outbox):
        mine = book(by=cast.bob, wanted=wanted(offered("Laser")))
        offer_hand_over(by=cast.bob, reservation=mine, email="Alice@example.org ")
        assert outbox()[0].to == "alice@example.org"
        with pytest.raises(RefusedByRules):
            accept_hand_over(by=cast.chloe, reservation=mine, giver=cast.bob.pk)
        assert (
            accept_hand_over(by=cast.alice, reservation=mine, giver=cast.bob.pk).person
            == cast.alice
        )
        with pytest.raises(AlreadyAnswered):
            accept_hand_over(by=cast.alice, reservation=mine, giver=cast.bob.pk)


def test_what_went_to_another_room_is_felt_there_and_flagged_where_it_cannot_be(cast, offered):
    here, there, taken = offered("Ici"), offered("Là"), offered("Prise")
    laser, saw = offered("Laser", inside=here), offered("Scie", inside=here)
    first, second = (book(by=cast.bob, wanted=wanted(one)) for one in (laser, saw))
    book(by=cast.alice, wanted=wanted(taken))
    laser.inside, saw.inside = there, taken
    laser.save(), saw.save()
    assert realign_claims(now=timezone.now()) == 1
    assert set(
        Claim.objects.filter(time__reservation=first).values_list("resource", flat=True)
    ) == {
        laser.pk,
        there.pk,
    }
    second.refresh_from_db()
    assert second.flag == "inside"


def test_what_is_asked_about_again_is_not_counted_as_taken_already(cast, offered):
    laser = offered("Laser")
    first = book(by=cast.bob, wanted=wanted(laser))
    other = book(by=cast.bob, wanted=wanted(laser, day=1))
    spans = {
        one.pk: {Span(at.starts_at, at.ends_at) for at in one.times.all()} for one in (first, other)
    }
    assert set(past_at(cast.bob, laser, laser.card)) == spans[first.pk] | spans[other.pk]
    assert set(past_at(cast.bob, laser, laser.card, but=first.pk)) == spans[other.pk]
