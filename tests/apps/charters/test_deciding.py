"""What `decide` answers to other apps: a person's facts, the agreements given, every reason."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from entrelieux.charters.actions import (
    grant_habilitation,
    note_birth,
    note_record,
    note_use,
    open_training,
    resume_habilitation,
    revoke_habilitation,
    start_charter,
    suspend_habilitation,
    withdraw_record,
)
from entrelieux.charters.deciding import decide
from entrelieux.charters.errors import CharterExists, NotForHer
from entrelieux.charters.models import Habilitation, Record
from entrelieux.communities.actions import remove_member
from entrelieux.communities.models import Community
from tests.cast import Cast

pytestmark = pytest.mark.django_db
LASER = {"thing": {"kinds": ["laser"], "labels": []}, "used": {"hours/person/week": 0}, "lasts": 60}
ALONE: dict[str, Any] = {**LASER, "people": {"present": []}}
State = Habilitation.State


def moment(year: int, month: int, day: int, hour: int = 0) -> datetime:
    return datetime(year, month, day, hour, tzinfo=ZoneInfo("Europe/Paris"))


def verdict(community: Community, act: str, person: Any, facts: Any = None, at: Any = None) -> str:
    return decide(community, act, person, facts, at).verdict


def test_where_there_is_no_charter_everything_is_allowed_and_nothing_is_explained(
    cast: Cast,
) -> None:
    decision = decide(cast.atelier, "use", cast.driss, LASER)
    assert (decision.verdict, decision.version, decision.told()) == ("yes", None, ())


class TestFacts:
    def test_a_membership_gives_the_status_that_the_charter_names(
        self, cast: Cast, fablab: Community
    ) -> None:
        closed = {"during": []}
        answers = [verdict(fablab, "enter", one, closed) for one in (cast.bob, cast.driss, None)]
        assert answers == ["unknown", "no", "unknown"]
        # The age of neither is known: a minor needs an authorisation.
        note_birth(by=cast.alice, community=fablab, person=cast.bob, born_on=date(1990, 5, 1))
        assert verdict(fablab, "enter", cast.bob, closed) == "yes"

    def test_who_left_has_no_status_any_more(self, cast: Cast, fablab: Community) -> None:
        note_birth(by=cast.alice, community=fablab, person=cast.bob, born_on=date(1990, 5, 1))
        remove_member(by=cast.alice, person=cast.bob, community=fablab)
        assert verdict(fablab, "enter", cast.bob, {"during": []}) == "no"

    def test_a_minor_needs_the_document_that_the_rules_name_and_it_can_be_withdrawn(
        self, cast: Cast, fablab: Community
    ) -> None:
        born = timezone.localdate() - timedelta(days=14 * 366)
        note_birth(by=cast.alice, community=fablab, person=cast.bob, born_on=born)
        assert verdict(fablab, "enter", cast.bob, {"during": []}) == "no"
        consent = note_record(
            by=cast.alice,
            community=fablab,
            person=cast.bob,
            kind=Record.Kind.DOCUMENT,
            name="consent",
        )
        assert verdict(fablab, "enter", cast.bob, {"during": []}) == "yes"
        withdraw_record(by=cast.alice, record=consent)
        assert verdict(fablab, "enter", cast.bob, {"during": []}) == "no"

    def test_a_record_ends_on_its_last_day_which_is_left_out(
        self, cast: Cast, fablab: Community
    ) -> None:
        record = {"kind": Record.Kind.STATUS, "name": "member", "since": date(2026, 1, 1)}
        note_birth(by=None, community=fablab, person=cast.driss, born_on=date(1990, 5, 1))
        note_record(by=None, community=fablab, person=cast.driss, until=date(2026, 6, 1), **record)
        days = (moment(2026, 5, 31, 23), moment(2026, 6, 1))
        answers = [verdict(fablab, "enter", cast.driss, {"during": []}, day) for day in days]
        assert answers == ["yes", "no"]

    def test_another_community_keeps_its_own_register(
        self, cast: Cast, fablab: Community, college: Community
    ) -> None:
        note_record(
            by=None, community=college, person=cast.bob, kind=Record.Kind.STATUS, name="member"
        )
        assert verdict(fablab, "enter", cast.chloe, {"during": []}) == "no"

    def test_the_caller_tells_what_the_community_does_not_keep(
        self, cast: Cast, fablab: Community
    ) -> None:
        adult = {"during": [], "person": {"age": 40}}
        assert verdict(fablab, "enter", cast.bob, adult) == "yes"

    def test_seven_queries_whatever_the_person_holds(
        self, cast: Cast, fablab: Community, django_assert_num_queries: Any
    ) -> None:
        for name in ("consent", "charter", "other"):
            note_record(
                by=None, community=fablab, person=cast.bob, kind=Record.Kind.DOCUMENT, name=name
            )
        with django_assert_num_queries(7):
            assert decide(fablab, "enter", cast.bob, {"during": []}).verdict == "yes"


class TestHabilitations:
    @pytest.fixture
    def bob(self, cast: Cast, fablab: Community) -> Any:
        """A member who signed the charter, without a badge."""
        note_birth(by=None, community=fablab, person=cast.bob, born_on=date(1990, 5, 1))
        note_record(
            by=None,
            community=fablab,
            person=cast.bob,
            kind=Record.Kind.DOCUMENT,
            name="charter",
            since=date(2020, 1, 1),
        )
        return cast.bob

    def given(self, community: Community, person: Any, **more: Any) -> Habilitation:
        return grant_habilitation(
            by=None, community=community, person=person, badge="laser-badge", **more
        )

    def state(self, community: Community, person: Any, at: Any = None) -> Any:
        decision = decide(community, "use", person, ALONE, at)
        return decision.verdict, [one.state for one in decision.lost]

    def test_without_the_badge_it_is_no_with_it_yes(self, fablab: Community, bob: Any) -> None:
        assert self.state(fablab, bob) == ("no", [])
        self.given(fablab, bob)
        assert self.state(fablab, bob) == ("yes", [])

    def test_an_expired_one_is_refused_and_said_to_be(self, fablab: Community, bob: Any) -> None:
        self.given(fablab, bob, granted_on=date(2025, 1, 1), expires_on=date(2026, 1, 1))
        assert self.state(fablab, bob, moment(2025, 12, 31, 10)) == ("yes", [])
        assert self.state(fablab, bob, moment(2026, 1, 1, 10)) == ("no", [State.EXPIRED])

    def test_one_that_is_not_practised_is_lost_until_it_is(
        self, cast: Cast, fablab: Community, bob: Any
    ) -> None:
        training = open_training(
            by=None,
            community=fablab,
            name="Initiation",
            badge="laser-badge",
            valid_months=24,
            unused_months=6,
        )
        one = self.given(fablab, bob, training=training, granted_on=date(2026, 1, 31))
        assert one.ends_on == date(2026, 7, 31)
        assert self.state(fablab, bob, moment(2026, 7, 31, 10)) == ("no", [State.UNUSED])
        note_use(
            by=None, person=bob, community=fablab, badges=["laser-badge"], day=date(2026, 7, 1)
        )
        assert self.state(fablab, bob, moment(2026, 7, 31, 10)) == ("yes", [])
        one.refresh_from_db()
        assert (one.ends_on, one.expires_on) == (date(2027, 1, 1), date(2028, 1, 31))

    def test_a_suspended_one_comes_back_and_a_revoked_one_does_not(
        self, cast: Cast, fablab: Community, bob: Any
    ) -> None:
        one = self.given(fablab, bob)
        suspend_habilitation(by=cast.alice, habilitation=one, reason="lunettes oubliées")
        assert self.state(fablab, bob) == ("no", [State.SUSPENDED])
        resume_habilitation(by=cast.alice, habilitation=one)
        assert self.state(fablab, bob) == ("yes", [])
        revoke_habilitation(by=cast.alice, habilitation=one, reason="incendie")
        assert self.state(fablab, bob) == ("no", [State.REVOKED])

    def test_a_suspension_ends_by_itself(self, cast: Cast, fablab: Community, bob: Any) -> None:
        today = timezone.localdate()
        one = self.given(fablab, bob)
        suspend_habilitation(
            by=cast.alice, habilitation=one, reason="repos", until=today + timedelta(days=7)
        )
        later = timezone.now() + timedelta(days=8)
        assert (self.state(fablab, bob), self.state(fablab, bob, later)) == (
            ("no", [State.SUSPENDED]),
            ("yes", []),
        )

    def test_given_again_it_replaces_the_first(self, fablab: Community, bob: Any) -> None:
        first, second = self.given(fablab, bob), self.given(fablab, bob, level=2)
        first.refresh_from_db()
        assert (first.revoked_on, second.revoked_on) == (timezone.localdate(), None)

    def test_who_may_give_one_is_a_rule(self, cast: Cast, fablab: Community, bob: Any) -> None:
        """In this charter, a fab manager who holds it."""
        for person in (bob, cast.alice):
            with pytest.raises(NotForHer, match="Interdit par"):
                grant_habilitation(
                    by=person, community=fablab, person=cast.driss, badge="laser-badge"
                )
        self.given(fablab, cast.alice)
        told = {"community": fablab, "person": cast.driss, "badge": "laser-badge"}
        assert grant_habilitation(by=cast.alice, **told).granted_by == cast.alice


def test_every_reason_and_the_ways_to_a_yes_are_told_in_the_words_of_the_community(
    cast: Cast, fablab: Community
) -> None:
    note_birth(by=None, community=fablab, person=cast.bob, born_on=date(1990, 5, 1))
    decision = decide(fablab, "use", cast.bob, ALONE)
    told = "\n".join(decision.told())
    assert told.startswith("Non.")
    assert told.count("Interdit par") == 2
    assert "– la personne a remis la charte signée, et la personne a le badge laser" in told


def test_yesterday_is_decided_by_the_rules_of_yesterday(cast: Cast, fablab: Community) -> None:
    """The charter begins today: before it, nothing was forbidden."""
    before = {"during": [], "asked_at": "2020-01-01T10:00"}
    assert decide(fablab, "enter", cast.driss, before).version is None
    assert verdict(fablab, "enter", cast.driss, {"during": []}) == "no"


def test_a_charter_is_started_once(cast: Cast, fablab: Community) -> None:
    with pytest.raises(CharterExists):
        start_charter(by=cast.alice, community=fablab, template_name="coworking")
