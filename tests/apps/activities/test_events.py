"""Events: their times on the clocks of the place, who sees and writes them."""

from __future__ import annotations

import json
import re
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from entrelieux.activities.actions import (
    add_event,
    change_event,
    mark_over_events,
)
from entrelieux.activities.models import Event
from entrelieux.inventory.states import state_of
from entrelieux.people.actions import save_profile
from entrelieux.places.errors import EditConflict, InvalidValues
from entrelieux.places.models import Place
from entrelieux.resources.actions import add_resource
from entrelieux.search.models import AtlasChange
from tests.apps.activities.conftest import SEEN_BY, Adds, in_days, seen_by, text
from tests.cast import Cast

pytestmark = pytest.mark.django_db
PARIS = ZoneInfo("Europe/Paris")
FORM = {
    "name": "Portes ouvertes",
    "first_day": "2099-05-14",
    "start_time": "14:00",
    "end_time": "17:00",
    "rule_every": "",
    "entrance": "free",
    "scope": "public",
}


class TestWhatAnEventHolds:
    @pytest.mark.parametrize(
        ("name", "value", "told_on"),
        [
            ("name", "", "name"),
            ("first_day", "", "first_day"),
            ("first_day", "1820-01-01", "first_day"),
            ("first_day", "2026-02-30", "first_day"),
            ("end_time", "13:59:00", "end_time"),
            ("end_time", "", "end_time"),
            ("end_time", "25:00", "end_time"),
            ("end_time", "17:00:00+02:00", "end_time"),
            ("last_day", "2026-05-13", "last_day"),
            ("last_day", "2026-09-14", "last_day"),
            ("rule", "FREQ=HOURLY", "rule"),
            ("rule", "FREQ=WEEKLY;UNTIL=20260101", "rule"),
            ("rule", None, "rule"),
            ("zone", "Mars/Olympus", "zone"),
            ("online_url", "javascript:alert(1)", "online_url"),
            ("cancelled", ["hier"], "cancelled"),
            ("moved", {"2026-05-14": {"start": "2026-05-14T10:00"}}, "moved"),
            (
                "moved",
                {"2026-05-14": {"start": "2026-05-14T10:00", "end": "2026-05-14T09:00"}},
                "moved",
            ),
            ("usage", 999_999, "usage"),
            ("state", "perhaps", "state"),
            ("entrance", "elsewhere", "entrance_url"),
            ("entrance_url", "ftp://exemple.fr", "entrance_url"),
            ("seats", 0, "seats"),
            ("seats", True, "seats"),
            ("closes_hours", None, "closes_hours"),
            ("min_age", -1, "min_age"),
        ],
    )
    def test_what_it_cannot_hold_is_refused(
        self, atelier: Place, name: str, value: Any, told_on: str
    ) -> None:
        right = {
            "name": "Portes ouvertes",
            "first_day": "2026-05-14",  # a Thursday
            "start_time": "14:00:00",
            "end_time": "17:00:00",
        }
        with pytest.raises(InvalidValues) as refusal:
            add_event(by=None, place=atelier, values={**right, name: value})
        assert (set(refusal.value.errors), Event.objects.count()) == ({told_on}, 0)

    def test_without_hours_it_lasts_the_whole_day(self, adds_event: Adds) -> None:
        event = adds_event("Fête", first_day="2026-05-14", start_time=None, end_time=None)
        one = event.occurrences.get()
        assert (one.starts_at, one.ends_at) == (
            datetime(2026, 5, 14, tzinfo=PARIS),
            datetime(2026, 5, 15, tzinfo=PARIS),
        )

    def test_two_who_write_at_once_see_both_values(self, cast: Cast, adds_event: Adds) -> None:
        event = adds_event("Café")
        base = state_of(event)
        change_event(by=cast.alice, event=event, base=base, values={**base, "price": "2 €"})
        with pytest.raises(EditConflict) as conflict:
            change_event(by=cast.opal, event=event, base=base, values={**base, "price": "3 €"})
        assert [(one.theirs, one.yours) for one in conflict.value.conflicts] == [("2 €", "3 €")]


class TestWho:
    @pytest.mark.parametrize(("scope", "who"), SEEN_BY)
    def test_an_event_is_shown_as_far_as_it_is_shared(
        self, cast: Cast, client_of: Any, adds_event: Adds, scope: str, who: set[str]
    ) -> None:
        event = adds_event("Nom qui pourrait fuir", scope=scope)
        month = f"{in_days(7):%Y-%m}"
        pages = (
            event.get_absolute_url(),
            event.card.get_absolute_url(),
            reverse("agenda"),
            reverse("agenda") + f"?vue=mois&mois={month}",
            reverse("agenda") + f"?lieu={event.card.public_id}",
        )
        for page in pages:
            assert seen_by(cast, client_of, page, "Nom qui pourrait fuir") == who, page

    def test_only_those_who_keep_the_place_write(
        self, cast: Cast, client_of: Any, adds_event: Adds
    ) -> None:
        event = adds_event("Café", rule="FREQ=WEEKLY")
        day = in_days(7).isoformat()
        for person in (None, cast.driss, cast.chloe, cast.bob):
            client = client_of(person)
            client.post(reverse("event_add", args=[event.card.public_id]), FORM)
            for view in ("edit", "confirm", "remove", "restore"):
                client.post(reverse(f"event_{view}", args=[event.public_id]), FORM)
            for view in ("time_move", "time_cancel"):
                client.post(reverse(view, args=[event.public_id, day]), FORM)
            for page in ("place_events", "event_history"):
                public_id = event.card.public_id if page == "place_events" else event.public_id
                assert client.get(reverse(page, args=[public_id])).status_code in {302, 403}
        kept = Event.objects.get()
        assert (kept.version, kept.removed_at, kept.cancelled) == (1, None, [])

    def test_a_host_is_named_only_when_her_profile_says_so(
        self, cast: Cast, client: Any, adds_event: Adds
    ) -> None:
        event = adds_event("Café", hosts=[cast.bob.pk])
        page = text(client, event.get_absolute_url())
        assert ("un membre du lieu" in page, "Bob" in page) == (True, False)
        told = {"name": "Bobine", "visibility": {"name": "public"}}
        save_profile(by=cast.bob, values=told, is_adult=True)
        assert "Bobine" in text(client, event.get_absolute_url())

    def test_a_usage_that_is_not_for_everyone_is_not_told_by_its_event(
        self, client: Any, adds_usage: Adds, adds_event: Adds
    ) -> None:
        usage = adds_usage("Usage secret", scope="place")
        event = adds_event("Café", usage=usage.pk)
        assert "Usage secret" not in text(client, event.get_absolute_url())


class TestPages:
    def test_a_host_announces_what_repeats(
        self, cast: Cast, client_of: Any, atelier: Place
    ) -> None:
        form = {
            **FORM,
            "rule_every": "biweekly",
            "rule_days": ["3"],
            "rule_until": "2099-06-30",
        }
        address = reverse("event_add", args=[atelier.public_id])
        page = client_of(cast.alice).post(address, form, follow=True)
        event = Event.objects.get()
        assert event.rule == "FREQ=WEEKLY;INTERVAL=2;UNTIL=20990630;BYDAY=TH"
        assert "Une semaine sur deux, le jeudi, jusqu’au 30 juin 2099" in page.content.decode()

    def test_a_first_day_that_is_not_one_of_those_chosen_is_told(
        self, cast: Cast, client_of: Any, atelier: Place
    ) -> None:
        form = {**FORM, "rule_every": "weekly", "rule_days": ["0"]}  # 2099-05-14 is a Thursday
        page = client_of(cast.alice).post(reverse("event_add", args=[atelier.public_id]), form)
        assert page.status_code == 422
        assert "Le premier jour doit être l’un des jours choisis." in page.content.decode()

    @pytest.mark.parametrize(
        ("every", "rule"),
        [
            ("", ""),
            ("daily", "FREQ=DAILY"),
            ("weekly", "FREQ=WEEKLY;BYDAY=TH"),
            ("rank", "FREQ=MONTHLY;BYDAY=2TH"),
            ("last", "FREQ=MONTHLY;BYDAY=-1TH"),
            ("date", "FREQ=MONTHLY;BYMONTHDAY=14"),
            ("yearly", "FREQ=YEARLY"),
        ],
    )
    def test_each_repetition_comes_back_in_its_form(
        self, cast: Cast, client_of: Any, atelier: Place, every: str, rule: str
    ) -> None:
        client = client_of(cast.alice)
        first = "2099-05-28" if every == "last" else "2099-05-14"
        client.post(
            reverse("event_add", args=[atelier.public_id]),
            {**FORM, "first_day": first, "rule_every": every},
        )
        event = Event.objects.get()
        assert event.rule == rule
        page = client.get(reverse("event_edit", args=[event.public_id])).content.decode()
        chosen = re.search(r'name="rule_every".*?value="(\w*)" selected', page, re.DOTALL)
        assert chosen and chosen[1] == every

    def test_a_rule_that_the_boxes_cannot_say_is_kept(
        self, cast: Cast, client_of: Any, adds_event: Adds
    ) -> None:
        rule = "FREQ=MONTHLY;COUNT=4;BYDAY=2TH,4TH"
        event = adds_event("Café", first_day="2099-05-14", rule=rule)
        client = client_of(cast.alice)
        address = reverse("event_edit", args=[event.public_id])
        page = client.get(address)
        assert "le deuxième jeudi et le quatrième jeudi du mois, 4 fois" in page.content.decode()
        form = {
            **FORM,
            "name": "Thé",
            "state": "planned",
            "rule_every": "kept",
            "rule_kept": rule,
            "base": page.context["form"].initial["base"],
        }
        assert client.post(address, form).status_code == 302
        kept = Event.objects.get()
        assert (kept.name, kept.rule) == ("Thé", rule)

    def test_a_form_that_fails_comes_back_filled_in_and_says_where(
        self, cast: Cast, client_of: Any, atelier: Place
    ) -> None:
        form = {**FORM, "end_time": "09:00", "rule_every": "weekly", "rule_days": ["3", "5"]}
        page = client_of(cast.alice).post(reverse("event_add", args=[atelier.public_id]), form)
        html = page.content.decode()
        assert page.status_code == 422
        assert 'value="Portes ouvertes"' in html
        assert 'value="2099-05-14"' in html
        assert html.count('name="rule_days" value="5" checked') == 1
        assert "La fin vient après le début" in html

    def test_a_new_event_is_proposed_with_what_its_usage_says(
        self, cast: Cast, client_of: Any, adds_usage: Adds
    ) -> None:
        usage = adds_usage(
            "Café couture", rhythm="tous les jeudis de 14 h à 17 h", hosts=[cast.bob.pk]
        )
        address = reverse("event_add", args=[usage.card.public_id])
        form = client_of(cast.alice).get(address, {"usage": usage.public_id}).context["form"]
        assert {name: form.initial[name] for name in ("name", "usage", "start_time", "rule")} == {
            "name": "Café couture",
            "usage": usage.pk,
            "start_time": "14:00:00",
            "rule": "FREQ=WEEKLY;BYDAY=TH",
        }

    def test_a_host_moves_one_date_then_cancels_it(
        self, cast: Cast, client_of: Any, adds_event: Adds
    ) -> None:
        event = adds_event("Café", rule="FREQ=WEEKLY;COUNT=2")
        client = client_of(cast.alice)
        address = reverse("time_move", args=[event.public_id, in_days(14).isoformat()])
        page = client.get(address).content.decode()
        assert 'value="14:00"' in page
        moved = {"first_day": in_days(15).isoformat(), "start_time": "10:00", "end_time": "11:00"}
        page = client.post(address, moved, follow=True).content.decode()
        assert "Cette date a été déplacée." in page
        page = client.post(address + "annuler/", follow=True).content.decode()
        assert "Cette date est annulée." in page
        page = client.post(address + "annuler/", {"geste": "retablir"}, follow=True)
        assert Event.objects.get().cancelled == []

    def test_the_page_tells_search_engines_the_next_date_and_nobodys_name(
        self, cast: Cast, client: Any, adds_event: Adds
    ) -> None:
        event = adds_event("Café </script> & thé", hosts=[cast.bob.pk], terms="free")
        page = text(client, event.get_absolute_url())
        found = re.search(r"<script type=\"application/ld\+json\"[^>]*>(.*?)</script>", page)
        assert found
        told = json.loads(found[1])
        start = datetime.combine(in_days(7), time(14), PARIS)
        assert (told["@type"], told["name"], told["startDate"], told["location"][0]["name"]) == (
            "Event",
            "Café </script> & thé",
            start.isoformat(),
            "L’Atelier",
        )
        assert "bob" not in found[1].lower()

    def test_an_event_for_members_has_no_linked_data(
        self, cast: Cast, client_of: Any, adds_event: Adds
    ) -> None:
        event = adds_event("Café", scope="place")
        page = text(client_of(cast.bob), event.get_absolute_url())
        assert ("ld+json" in page, "noindex" in page) == (False, True)

    @pytest.mark.parametrize(
        ("asked", "shown"), [(14, 14), (7, 7), (8, 7), ("0001-01-01", 7), ("demain", 7), ("", 7)]
    )
    def test_the_asked_date_is_shown_or_else_the_next_one(
        self, client: Any, adds_event: Adds, asked: Any, shown: int
    ) -> None:
        event = adds_event("Café", rule="FREQ=WEEKLY;COUNT=3")
        day = in_days(asked).isoformat() if isinstance(asked, int) else asked
        page = client.get(event.get_absolute_url(), {"le": day})
        assert page.context["page"].time.occurrence.day == in_days(shown)

    @pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "hier"])
    def test_a_date_that_no_event_can_have_is_not_there(
        self, cast: Cast, client_of: Any, adds_event: Adds, day: str
    ) -> None:
        event = adds_event("Nuit", last_day=in_days(8), end_time=time(8))
        address = reverse("time_move", args=[event.public_id, day])
        assert client_of(cast.alice).get(address).status_code == 404

    def test_a_rule_that_somebody_made_up_is_refused_and_breaks_nothing(
        self, cast: Cast, client_of: Any, atelier: Place
    ) -> None:
        form = {**FORM, "rule_every": "kept", "rule_kept": "FREQ=<script>"}
        page = client_of(cast.alice).post(reverse("event_add", args=[atelier.public_id]), form)
        assert page.status_code == 422
        assert "FREQ=<script>" not in page.content.decode()

    @pytest.mark.parametrize("count", [1, 3])
    def test_a_page_costs_the_same_whatever_it_holds(
        self,
        client: Any,
        cast: Cast,
        atelier: Place,
        adds_event: Adds,
        django_assert_num_queries: Any,
        count: int,
    ) -> None:
        machines = [
            add_resource(by=None, place=atelier, values={"name": f"Machine {rank}"}).pk
            for rank in range(count)
        ]
        hosts = [cast.bob.pk, cast.alice.pk][:count]
        event = adds_event(
            "Café", rule=f"FREQ=WEEKLY;COUNT={count + 1}", resources=machines, hosts=hosts
        )
        with django_assert_num_queries(9):
            page = client.get(event.get_absolute_url())
        assert len(page.context["page"].others) == count


def test_a_card_costs_the_same_whatever_happens_there(
    client: Any, atelier: Place, adds_event: Adds, adds_usage: Adds
) -> None:
    costs = []
    for rank in range(3):
        adds_event(f"Rendez-vous {rank}")
        adds_usage(f"Usage {rank}")
        with CaptureQueriesContext(connection) as queries:
            page = client.get(atelier.get_absolute_url()).content.decode()
        costs.append(len(queries))
        assert (page.count(">Rendez-vous "), page.count(">Usage ")) == (rank + 1, rank + 1)
    assert costs == [costs[0]] * 3


class TestSearch:
    def test_an_event_is_found_with_its_next_date_until_it_is_over(
        self, cast: Cast, client: Any, adds_event: Adds, live_atlas: None
    ) -> None:
        adds_event("Café couture", concept="usages:sewing-cafe")
        adds_event("Couture passée", first_day=in_days(-3))
        adds_event("Couture secrète", scope="place")
        answer = client.get("/api/v1/search", {"q": "couture murat", "quoi": "event"}).json()
        start = datetime.combine(in_days(7), time(14), PARIS)
        assert [(hit["name"], hit["starts"]) for hit in answer["hits"]] == [
            ("Café couture", start.isoformat())
        ]
        page = text(client, reverse("home") + "?q=couture&quoi=event")
        assert ("14\u00a0h</p>" in page, "passée" in page, "secrète" in page) == (
            True,
            False,
            False,
        )

    def test_what_is_over_is_read_again(self, adds_event: Adds) -> None:
        event = adds_event("Café", first_day=in_days(-1))
        AtlasChange.objects.all().delete()
        one = event.occurrences.get()
        hour = timedelta(hours=1)
        assert mark_over_events(since=one.ends_at - hour, until=one.ends_at + hour) == 1
        assert AtlasChange.objects.count() == 2
