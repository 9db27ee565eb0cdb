"""The agenda: its filters in the address, its list and its months."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from entrelieux.places.actions import create_place
from tests.apps.activities.conftest import Adds, in_days, text

pytestmark = pytest.mark.django_db


class TestAgenda:
    def names(self, client: Any, **asked: Any) -> list[str]:
        page = client.get(reverse("agenda"), asked).content.decode()
        return re.findall(r'time-line__name"><a[^>]*>([^<]*)</a>', page)

    def test_it_lists_what_is_to_come_in_order(self, client: Any, adds_event: Adds) -> None:
        adds_event("Plus tard", first_day=in_days(9))
        adds_event("Bientôt", first_day=in_days(2))
        adds_event("Hier", first_day=in_days(-1))
        assert self.names(client) == ["Bientôt", "Plus tard"]

    def test_what_comes_back_is_listed_for_a_month_and_what_happens_once_always(
        self, client: Any, adds_event: Adds
    ) -> None:
        adds_event("Chaque semaine", first_day=in_days(1), rule="FREQ=WEEKLY")
        adds_event("Une fois", first_day=in_days(200))
        assert self.names(client) == ["Chaque semaine"] * 5 + ["Une fois"]

    def test_filters_are_in_the_address_and_join(self, client: Any, adds_event: Adds) -> None:
        far = {
            "name": "La Source",
            "department": "03",
            "insee": "03138",
            "position": {"lat": 46.25, "lon": 3.63, "fidelity": "exact"},
        }
        source = create_place(by=None, values={k: v for k, v in far.items() if k != "department"})
        seniors = {"audiences": ["audiences:seniors"]}
        adds_event("Couture à Murat", concept="usages:sewing-cafe", **seniors)
        adds_event("Couture à Lapalisse", at=source, concept="usages:sewing-cafe")
        adds_event("Robots à Murat", concept="usages:robotics-workshop", first_day=in_days(20))
        assert self.names(client, sorte="sewing-cafe") == ["Couture à Murat", "Couture à Lapalisse"]
        assert self.names(client, public="seniors") == ["Couture à Murat"]
        assert self.names(client, commune="Murat", km="20") == ["Couture à Murat", "Robots à Murat"]
        assert self.names(client, departement="03") == ["Couture à Lapalisse"]
        assert self.names(client, quand="semaine", sorte="robotics-workshop") == []
        assert self.names(client, lieu=source.public_id) == ["Couture à Lapalisse"]

    @pytest.mark.parametrize(
        "asked",
        [
            {"quand": "jamais"},
            {"sorte": "<script>"},
            {"commune": "Nulle-Part-sur-Rien"},
            {"km": "-1"},
            {"vue": "mois", "mois": "0000-13"},
            {"lieu": "x" * 5_000},
            {"page": "99999"},
        ],
    )
    def test_what_cannot_be_meant_is_not_asked(
        self, client: Any, adds_event: Adds, asked: dict[str, str]
    ) -> None:
        adds_event("Café")
        assert client.get(reverse("agenda"), asked).status_code == 200

    def test_a_month_holds_its_whole_weeks_and_what_lasts_is_under_each_day(
        self, client: Any, adds_event: Adds
    ) -> None:
        adds_event(
            "Stage", first_day="2099-05-30", last_day="2099-06-02", start_time=None, end_time=None
        )
        page = client.get(reverse("agenda"), {"vue": "mois", "mois": "2099-06"})
        days = [day for week in page.context["weeks"] for day in week]
        assert (days[0].day, days[-1].day) == (date(2099, 6, 1), date(2099, 7, 5))
        assert [day.day.day for day in days if day.times] == [1, 2]
        assert "mois=2099-07" in page.context["after"]

    def test_a_list_that_is_empty_teaches(self, client: Any) -> None:
        assert "annoncent leurs rendez-vous" in text(client, reverse("agenda"))
        assert "Élargissez" in text(client, reverse("agenda") + "?quand=semaine")

    @pytest.mark.parametrize("count", [1, 3])
    @pytest.mark.parametrize("month", [False, True])
    def test_it_costs_the_same_whatever_its_length(
        self,
        client: Any,
        adds_event: Adds,
        django_assert_num_queries: Any,
        count: int,
        month: bool,
    ) -> None:
        for rank in range(count):
            adds_event(f"Café {rank}", first_day=in_days(1))
        asked = {"vue": "mois", "mois": f"{in_days(1):%Y-%m}"} if month else {}
        with django_assert_num_queries(3 if month else 4):
            page = client.get(reverse("agenda"), asked).content.decode()
        assert len(re.findall(r">Café \d<", page)) == count
