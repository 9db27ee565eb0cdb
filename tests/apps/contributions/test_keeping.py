"""Cards stay true: hosts claim them, confirm them from a mail, and people follow what changes."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from entrelieux.communities.models import Membership
from entrelieux.communities.queries import role_in
from entrelieux.contributions.actions import (
    follow,
    prove_claim,
    refuse_claim,
    send_reminders,
    set_rhythm,
    start_claim,
    tell_followers,
    vouch_for,
)
from entrelieux.contributions.errors import CannotClaim, WrongClaimCode
from entrelieux.contributions.models import Claim, Follow, ReminderRhythm
from entrelieux.contributions.permissions import can_vouch
from entrelieux.places.actions import create_place, edit_place
from entrelieux.places.models import Place, Statement
from tests.cast import Cast

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


@pytest.fixture
def atelier(cast: Cast) -> Place:
    place = create_place(
        by=cast.alice, values={"name": "Atelier", "phone": "+33471000000", "city": "Murat"}
    )
    place.communities.add(cast.atelier)
    return place


@pytest.fixture
def grange(cast: Cast) -> Place:
    """A place that nobody hosts, with an address of its own."""
    return create_place(by=None, values={"name": "Grange", "email": "contact@grange.example"})


def code_in(mail: Any) -> str:
    found = re.search(r"^(\d{3} \d{3})$", mail.text, re.MULTILINE)
    assert found
    return found.group(1)


def links_in(text: str, path: str) -> list[str]:
    return re.findall(rf"http://[^/\s]+(/{path}/\S+)", text)


class TestClaiming:
    def test_the_code_goes_to_the_place_and_makes_a_host(
        self, cast: Cast, grange: Place, outbox: Any
    ) -> None:
        claim = start_claim(by=cast.driss, place=grange)
        mail = next(mail for mail in outbox() if mail.to == "contact@grange.example")
        assert prove_claim(by=cast.driss, claim=claim, code=code_in(mail)).state == "granted"
        community = grange.communities.get()
        assert role_in(cast.driss, community) == Membership.Role.HOST
        assert list(community.networks.all()) == [cast.network]

    def test_a_wrong_code_costs_a_try_and_six_spend_it(
        self, cast: Cast, grange: Place, outbox: Any
    ) -> None:
        claim = start_claim(by=cast.driss, place=grange)
        right = code_in(next(mail for mail in outbox() if mail.to == "contact@grange.example"))
        wrong = "000 000" if right != "000 000" else "111 111"
        for _try in range(6):
            assert prove_claim(by=cast.driss, claim=claim, code=wrong).state == "waiting"
        with pytest.raises(WrongClaimCode):
            prove_claim(by=cast.driss, claim=claim, code=right)

    def test_two_neighbouring_hosts_vouch(self, cast: Cast, grange: Place) -> None:
        membership = Membership.objects.get(person=cast.chloe)
        membership.role = Membership.Role.HOST
        membership.save()
        claim = start_claim(by=cast.driss, place=grange)
        assert cast.who(lambda person: can_vouch(person, claim)) == {"alice", "chloe"}
        assert vouch_for(by=cast.alice, claim=claim).state == "waiting"
        assert vouch_for(by=cast.alice, claim=claim).state == "waiting"
        assert vouch_for(by=cast.chloe, claim=claim).state == "granted"

    def test_a_host_has_nothing_to_claim(self, cast: Cast, atelier: Place) -> None:
        with pytest.raises(CannotClaim):
            start_claim(by=cast.alice, place=atelier)

    def test_a_refusal_tells_why(self, cast: Cast, grange: Place, outbox: Any) -> None:
        claim = start_claim(by=cast.driss, place=grange)
        refuse_claim(by=cast.farid, claim=claim, reason="Le lieu ne vous connaît pas.")
        assert "ne vous connaît pas" in outbox()[0].text
        assert Claim.objects.get().state == "refused"

    @pytest.mark.parametrize(("name", "status"), [("driss", 403), ("bob", 403), ("farid", 302)])
    def test_the_network_decides(
        self, cast: Cast, grange: Place, client_of: Any, name: str, status: int
    ) -> None:
        claim = start_claim(by=cast.chloe, place=grange)
        address = reverse("claim_decide", args=[claim.pk])
        answer = client_of(getattr(cast, name)).post(address, {"decision": "grant"})
        assert answer.status_code == status

    def test_only_the_claimant_types_the_code(
        self, cast: Cast, grange: Place, client_of: Any
    ) -> None:
        claim = start_claim(by=cast.driss, place=grange)
        address = reverse("claim_prove", args=[claim.pk])
        assert client_of(cast.bob).post(address, {"code": "1"}).status_code == 404
        page = client_of(cast.driss).get(reverse("claim_place", args=[grange.public_id]))
        assert address in page.content.decode()


class TestStillTrue:
    def test_a_host_is_asked_once_a_day_at_most(
        self, cast: Cast, atelier: Place, outbox: Any
    ) -> None:
        assert [send_reminders(today=TODAY), send_reminders(today=TODAY)] == [1, 0]
        (mail,) = outbox()
        assert mail.to == "alice@example.org"
        assert mail.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"

    def test_a_card_confirmed_of_late_is_left_alone(
        self, cast: Cast, atelier: Place, outbox: Any
    ) -> None:
        Statement.objects.filter(place=atelier).update(verified_at=timezone.now())
        assert send_reminders(today=timezone.localdate()) == 0
        assert send_reminders(today=timezone.localdate() + timedelta(days=91)) == 1

    def test_who_wants_no_reminders_gets_none(
        self, cast: Cast, atelier: Place, outbox: Any
    ) -> None:
        set_rhythm(by=cast.alice, days=ReminderRhythm.Every.NEVER)
        assert send_reminders(today=TODAY) == 0

    def test_the_link_needs_no_account_and_opening_it_changes_nothing(
        self, cast: Cast, atelier: Place, outbox: Any, client: Any
    ) -> None:
        send_reminders(today=TODAY)
        (link,) = links_in(outbox()[0].text, "toujours-vrai")
        assert client.get(link).status_code == 200
        assert not Statement.objects.filter(verified_at__isnull=False).exists()
        client.post(link, {"champ": ["phone"]})
        confirmed = Statement.objects.filter(verified_by=cast.alice)
        assert list(confirmed.values_list("field", flat=True)) == ["phone"]
        client.post(link, {"tout": "1"})
        assert set(confirmed.values_list("field", flat=True)) == {"name", "phone", "city"}

    def test_a_link_that_was_cut_is_refused_in_words(self, client: Any) -> None:
        page = client.get(reverse("still_true", args=["cassé"]))
        assert (page.status_code, "Ce lien ne peut plus servir" in page.content.decode()) == (
            410,
            True,
        )

    def test_a_link_for_one_thing_does_not_open_another(
        self, cast: Cast, atelier: Place, outbox: Any, client: Any
    ) -> None:
        send_reminders(today=TODAY)
        (link,) = links_in(outbox()[0].text, "rappels")
        token = link.strip("/").split("/")[-1]
        assert client.get(reverse("still_true", args=[token])).status_code == 410

    def test_who_hosts_no_more_confirms_no_more(
        self, cast: Cast, atelier: Place, outbox: Any, client: Any
    ) -> None:
        send_reminders(today=TODAY)
        (link,) = links_in(outbox()[0].text, "toujours-vrai")
        Membership.objects.filter(person=cast.alice).update(until=TODAY)
        assert client.post(link, {"tout": "1"}).status_code == 403

    def test_reminders_stop_by_one_click_of_the_mail_program(
        self, cast: Cast, atelier: Place, outbox: Any
    ) -> None:
        from django.test import Client

        send_reminders(today=TODAY)
        (link,) = links_in(outbox()[0].text, "rappels")
        strict = Client(enforce_csrf_checks=True)
        strict.get(link)
        assert ReminderRhythm.objects.get().days == 91
        strict.post(link, {"List-Unsubscribe": "One-Click"})
        assert ReminderRhythm.objects.get().days == 0


class TestFollowing:
    def test_a_follower_is_told_once_of_what_changed(
        self, cast: Cast, atelier: Place, outbox: Any
    ) -> None:
        follow(by=cast.driss, place=atelier, rhythm=Follow.Rhythm.INSTANT)
        assert tell_followers(now=timezone.now()) == 0
        edit_place(by=cast.alice, place=atelier, base=atelier.card, values={"city": "Thiers"})
        assert [tell_followers(now=timezone.now()) for _again in range(2)] == [1, 0]
        assert outbox()[0].to == "driss@example.org"

    def test_a_daily_rhythm_waits_a_day(self, cast: Cast, atelier: Place, outbox: Any) -> None:
        follow(by=cast.driss, place=atelier, rhythm=Follow.Rhythm.DAILY)
        edit_place(by=cast.alice, place=atelier, base=atelier.card, values={"city": "Thiers"})
        now = timezone.now()
        assert tell_followers(now=now) == 0
        assert tell_followers(now=now + timedelta(days=1)) == 1

    def test_a_search_is_followed(
        self, cast: Cast, atelier: Place, outbox: Any, live_atlas: None
    ) -> None:
        follow(by=cast.driss, query={"q": ["grange"]}, rhythm=Follow.Rhythm.INSTANT)
        edit_place(by=cast.alice, place=atelier, base=atelier.card, values={"city": "Thiers"})
        assert tell_followers(now=timezone.now()) == 0
        create_place(by=None, values={"name": "La Grange"})
        assert tell_followers(now=timezone.now()) == 1
        assert "La Grange" in outbox()[0].text

    def test_one_stops_from_the_mail_with_a_button(
        self, cast: Cast, atelier: Place, outbox: Any, client: Any
    ) -> None:
        follow(by=cast.driss, place=atelier, rhythm=Follow.Rhythm.INSTANT)
        edit_place(by=cast.alice, place=atelier, base=atelier.card, values={"city": "Thiers"})
        tell_followers(now=timezone.now())
        (link,) = links_in(outbox()[0].text, "ne-plus-suivre")
        client.get(link)
        assert Follow.objects.count() == 1
        client.post(link)
        assert Follow.objects.count() == 0

    def test_one_stops_only_one_s_own(self, cast: Cast, atelier: Place, client_of: Any) -> None:
        followed = follow(by=cast.driss, place=atelier)
        address = reverse("follow_stop", args=[followed.public_id])
        assert client_of(cast.bob).post(address).status_code == 404
        assert client_of(cast.driss).post(address).status_code == 302


class TestNetworks:
    @pytest.mark.parametrize("view", ["network_dashboard", "network_policy"])
    def test_its_pages_are_for_its_coordination(
        self, cast: Cast, client_of: Any, view: str
    ) -> None:
        address = reverse(view, args=[cast.network.slug])
        seen = {
            name
            for name, person in cast.everyone()
            if client_of(person if name != "visitor" else None).get(address).status_code == 200
        }
        assert seen == {"farid", "opal"}

    def test_the_dashboard_counts_what_is_missing(
        self, cast: Cast, atelier: Place, grange: Place, client_of: Any
    ) -> None:
        page = client_of(cast.farid).get(reverse("network_dashboard", args=[cast.network.slug]))
        gaps = {gap.field: gap.count for gap in page.context["gaps"]}
        assert (gaps["hours"], gaps["phone"], gaps["email"]) == (2, 1, 1)

    @pytest.mark.parametrize("count", [1, 3])
    def test_the_dashboard_costs_the_same_whatever_the_number_of_places(
        self, cast: Cast, client_of: Any, django_assert_max_num_queries: Any, count: int
    ) -> None:
        for rank in range(count):
            create_place(by=None, values={"name": f"Lieu {rank}"})
        client = client_of(cast.farid)
        with django_assert_max_num_queries(32):
            client.get(reverse("network_dashboard", args=[cast.network.slug]))
