"""What was asked of the rules is kept without who asked, and answered again by a proposal."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from entrelieux.charters.actions import (
    grant_habilitation,
    keep_requests,
    note_birth,
    note_record,
    propose_rule,
)
from entrelieux.charters.actions.past import MOST_KEPT
from entrelieux.charters.deciding import decide
from entrelieux.charters.examining import past_cases
from entrelieux.charters.models import PastRequest

pytestmark = pytest.mark.django_db
ENTER = {"qui": "moi", "quoi": "enter", "precis": "1", "facts.during.open-lab": "1"}


def book(client, laser):
    day = timezone.localdate() + timedelta(days=3)
    asked = {
        "resources": [{"id": laser.public_id}],
        "start": f"{day}T10:00",
        "end": f"{day}T11:00",
    }
    return client.post("/api/v1/bookings", json.dumps(asked), content_type="application/json")


def kept():
    rows = PastRequest.objects.order_by("pk")
    return [(row.source, row.case["act"], row.verdict) for row in rows]


def test_what_members_ask_is_kept_and_leads_to_an_address_that_asks_it_again(
    cast, client_of, fablab
):
    may_i = reverse("may_i", args=[fablab.slug])
    note_birth(by=None, community=fablab, person=cast.bob, born_on=date(1990, 1, 1))
    answered = client_of(cast.bob).post(may_i, ENTER)
    assert answered.status_code == 302
    assert answered["Location"].startswith(f"{may_i}?qui=moi&quoi=enter")
    assert "csrf" not in answered["Location"]
    again = client_of(cast.bob).get(answered["Location"].partition("#")[0])
    assert again.context["answer"].verdict == "yes"
    assert kept() == [("may-i", "enter", "yes")]


def test_what_others_ask_is_answered_and_not_kept(cast, client_of, fablab):
    may_i = reverse("may_i", args=[fablab.slug])
    for person in (None, cast.driss, cast.chloe, cast.farid):
        assert client_of(person).post(may_i, {"qui": "quelqu-un", **ENTER}).status_code == 302
    assert kept() == []


def test_bookings_that_the_rules_refuse_and_allow_are_kept_without_who_asked(
    cast, client_of, fablab, offered_laser
):
    bob = client_of(cast.bob)
    assert book(bob, offered_laser).status_code == 403
    known = {"by": None, "community": fablab, "person": cast.bob}
    note_record(**known, kind="documents", name="charter", since=None)
    grant_habilitation(**known, badge="laser-badge")
    assert book(bob, offered_laser).status_code == 201
    found = kept()
    assert ("booking", "use", "no") in found and ("booking", "use", "yes") in found
    told = json.dumps(list(PastRequest.objects.values_list("case", flat=True)))
    assert "Bob" not in told and "bob@" not in told


def test_looking_at_the_page_of_a_booking_keeps_nothing(cast, client_of, fablab, offered_laser):
    page = client_of(cast.bob).get(reverse("resource_book", args=[offered_laser.public_id]))
    assert (page.status_code, kept()) == (200, [])


def test_a_proposal_shows_how_many_requests_it_would_answer_otherwise(cast, client_of, fablab):
    facts = {"during": ["open-lab"], "person": {"age": 40, "statuses": []}}
    asked = [decide(fablab, "enter", None, facts) for _time in range(3)]
    keep_requests(source="may-i", decisions=asked)
    proposal = propose_rule(
        by=cast.bob,
        community=fablab,
        rule_id="closed",
        after={"id": "closed", "act": "enter", "forbids": True, "if": {"age": {"under": 60}}},
        reason="Pour voir",
    )
    page = client_of(cast.alice).get(proposal.get_absolute_url()).content.decode()
    page = page.replace("\xa0", " ").replace("\u202f", " ")
    assert "c’était « oui », ce serait « non », pour 3 demandes." in page


def test_only_the_last_requests_are_kept(fablab, college):
    decision = decide(fablab, "enter", None, {"during": ["open-lab"]})
    other = decide(college, "enter", None, {})
    keep_requests(source="may-i", decisions=[other])
    keep_requests(source="may-i", decisions=[decision] * (MOST_KEPT + 7))
    assert PastRequest.objects.filter(community=fablab).count() == MOST_KEPT
    assert len(past_cases(college)) == 1
