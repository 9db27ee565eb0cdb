"""Badges of agreements are those of the charters, said in the words of each."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from entrelieux.charters.actions import start_charter
from entrelieux.exchanges.badges import badge_named
from entrelieux.exchanges.models import Recognition

pytestmark = pytest.mark.django_db


@pytest.fixture
def chartered(cast):
    start_charter(by=cast.alice, community=cast.atelier, template_name="fablab")
    start_charter(by=None, community=cast.bergerie, template_name="shared-workshop")
    return cast


@pytest.mark.parametrize(
    "said", ["le badge laser", "Badge laser", " LE BADGE LASER ", "laser-badge"]
)
def test_a_badge_is_known_by_what_its_community_calls_it(chartered, said):
    assert badge_named(chartered.atelier, said) == "laser-badge"


def test_what_no_charter_names_stays_as_it_was_said(chartered):
    assert badge_named(chartered.atelier, " Permis tour ") == "Permis tour"
    assert badge_named(chartered.network, "le badge laser") == "le badge laser"


def test_hosts_write_their_words_and_the_rules_read_the_names(chartered, client_of):
    alice, cast = client_of(chartered.alice), chartered
    sent = {
        "second": cast.bergerie.pk,
        "scope": "Les machines",
        "review_on": timezone.localdate() + timedelta(days=90),
        "recognition-TOTAL_FORMS": 3,
        "recognition-INITIAL_FORMS": 0,
        **{f"recognition-{rank}-side": "us" for rank in range(3)},
        "recognition-0-side": "them",
        "recognition-0-badge": "le badge laser",
        "recognition-0-taken_for": "l’initiation à la combinée",
        "recognition-0-extra_step": "Une visite",
    }
    page = alice.post(reverse("agreement_new", args=[cast.atelier.slug]), sent, follow=True)
    one = Recognition.objects.get()
    told = (one.accepting, one.badge, one.taken_for)
    assert told == (cast.bergerie, "laser-badge", "initiation-combination")
    text = page.content.decode().replace("\xa0", " ")
    assert "Bergerie prend « Le badge laser » pour « L’initiation à la combinée »" in text
