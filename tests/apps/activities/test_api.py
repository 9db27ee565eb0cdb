"""The API of usages and events: public facts, counts, and nobody's name."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from entrelieux.activities.actions import cancel_time
from entrelieux.activities.models import Event, Occurrence, Usage
from entrelieux.places.actions import create_place
from tests.apps.activities.coming import come
from tests.apps.activities.conftest import Adds, in_days
from tests.cast import Cast

pytestmark = pytest.mark.django_db
PARIS = ZoneInfo("Europe/Paris")


def items(client: Any, path: str, **asked: Any) -> list[dict[str, Any]]:
    answer = client.get(f"/api/v1{path}", asked)
    assert answer.status_code == 200, answer.content
    return list(answer.json()["items"])


def names(client: Any, path: str, **asked: Any) -> list[str]:
    return [item["name"] for item in items(client, path, **asked)]


class TestUsages:
    def test_a_usage_tells_its_rhythm_as_said_and_as_a_rule(
        self,
        client: Any,
        adds_usage: Adds,
    ) -> None:
        usage = adds_usage("Café couture", rhythm="tous les jeudis de 14 h à 17 h")
        told = client.get(f"/api/v1/usages/{usage.public_id}").json()
        assert (told["name"], told["rhythm"], told["rule"], told["city"]) == (
            "Café couture",
            "tous les jeudis de 14 h à 17 h",
            "FREQ=WEEKLY;BYDAY=TH",
            "Murat",
        )

    def test_only_public_ones_are_told_whoever_asks(
        self,
        cast: Cast,
        client_of: Any,
        adds_usage: Adds,
    ) -> None:
        adds_usage("Public")
        secret = adds_usage("Secret", scope="network")
        for person in (None, cast.alice, cast.opal):
            client = client_of(person)
            assert names(client, "/usages") == ["Public"]
            assert names(client, f"/places/{secret.card.public_id}/usages") == ["Public"]
            assert client.get(f"/api/v1/usages/{secret.public_id}").status_code == 404

    def test_pages_follow_each_other(self, client: Any, adds_usage: Adds) -> None:
        for rank in range(3):
            adds_usage(f"Usage {rank}")
        first = client.get("/api/v1/usages", {"limit": 2}).json()
        second = client.get(first["next"]).json()
        assert [len(page["items"]) for page in (first, second)] == [2, 1]
        assert "next" not in second
        assert client.get("/api/v1/usages", {"after": "unknown"}).status_code == 404

    def test_filters_join(self, client: Any, adds_usage: Adds) -> None:
        adds_usage("Couture", concept="usages:sewing-cafe", audiences=["audiences:seniors"])
        adds_usage("Robots", concept="usages:robotics-workshop")
        assert names(client, "/usages", concept="usages:sewing-cafe") == ["Couture"]
        assert names(client, "/usages", audience="audiences:seniors") == ["Couture"]
        assert names(client, "/usages", audience="audiences:senior") == []
        assert names(client, "/usages", department="15") == ["Couture", "Robots"]
        assert names(client, "/usages", department="63") == []


class TestEvents:
    def test_an_event_tells_its_next_times_on_its_clocks_and_the_seats_left(
        self,
        cast: Cast,
        client: Any,
        adds_event: Adds,
    ) -> None:
        event = adds_event("Atelier", rule="FREQ=WEEKLY;COUNT=2", entrance="here", seats=3)
        come(event.occurrences.first(), "ana@example.org", minors=1)
        cancel_time(by=cast.alice, event=event, day=in_days(14))
        told = client.get(f"/api/v1/events/{event.public_id}").json()
        start = datetime.combine(in_days(7), time(14), PARIS)
        assert told["rule"] == "FREQ=WEEKLY;COUNT=2"
        assert told["times"][0] == {
            "day": in_days(7).isoformat(),
            "start": start.isoformat(),
            "end": start.replace(hour=17).isoformat(),
            "seats_left": 1,
        }
        assert told["times"][1]["cancelled"] is True
        assert told["calendar"].endswith(f"/rendez-vous/{event.public_id}/rendez-vous.ics")

    def test_who_comes_and_who_hosts_are_told_to_nobody(
        self,
        cast: Cast,
        client: Any,
        workshop: Occurrence,
    ) -> None:
        workshop.event.hosts.add(cast.bob)
        come(workshop, "zoe.quifuit@example.org", note="allergique aux fuites")
        for path in ("/events", f"/events/{workshop.event.public_id}"):
            told = client.get(f"/api/v1{path}").content.decode().lower()
            assert [one for one in ("zoe", "bob", "allergique") if one in told] == []

    def test_a_period_is_asked_for(self, client: Any, adds_event: Adds) -> None:
        adds_event("Hier", first_day=in_days(-1))
        adds_event("Bientôt", first_day=in_days(2))
        adds_event("Plus tard", first_day=in_days(40))
        assert names(client, "/events") == ["Bientôt", "Plus tard"]
        day = in_days(2).isoformat()
        assert names(client, "/events", start=day, end=day) == ["Bientôt"]
        assert names(client, "/events", start=in_days(-3).isoformat(), end=in_days(0)) == ["Hier"]
        assert names(client, "/events", start="0001-01-01", end="9999-12-31") == [
            "Hier",
            "Bientôt",
            "Plus tard",
        ]

    def test_those_of_a_place_are_told(self, client: Any, adds_event: Adds) -> None:
        other = create_place(by=None, values={"name": "La Source"})
        adds_event("Ici")
        adds_event("Ailleurs", at=other)
        assert names(client, f"/places/{other.public_id}/events") == ["Ailleurs"]

    @pytest.mark.parametrize("count", [1, 3])
    def test_a_page_costs_the_same_whatever_it_holds(
        self,
        client: Any,
        adds_event: Adds,
        adds_usage: Adds,
        django_assert_num_queries: Any,
        count: int,
    ) -> None:
        for rank in range(count):
            adds_event(f"Café {rank}", rule="FREQ=WEEKLY")
            adds_usage(f"Usage {rank}")
        with django_assert_num_queries(3):
            told = items(client, "/events")
        assert [len(item["times"]) for item in told] == [10] * count
        with django_assert_num_queries(2):
            assert len(items(client, "/usages")) == count


def test_what_an_example_is_says_so(client: Any, adds_usage: Adds) -> None:
    adds_usage("Café")
    Usage.objects.update(is_example=True)
    assert Event.objects.count() == 0
    assert items(client, "/usages")[0]["is_example"] is True
