"""Two places agree: one proposes, the other signs, something is exchanged, one leaves."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from entrelieux.communities.actions import change_role
from entrelieux.exchanges.actions.agreements import propose_agreement, sign_agreement
from entrelieux.exchanges.models import Agreement
from tests.cast import Cast, Role
from tests.e2e.browsing import DESK, PHONE, Opens, faults_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_an_agreement_from_its_proposal_to_its_end(
    cast: Cast, opens_as: Opens, size: dict[str, int]
) -> None:
    change_role(by=None, person=cast.chloe, community=cast.bergerie, role=Role.HOST)
    page = opens_as("/communautes/atelier/ententes/", person=cast.alice, size=size)
    assert faults_of(page) == []
    page.get_by_role("link", name="Proposer un accord").click()
    page.get_by_label("Avec").select_option("Bergerie")
    page.get_by_label("Ce qui est ouvert").fill("Les machines à bois")
    page.get_by_label("Ce que l’on compte").select_option("des heures")
    page.get_by_label("Écart à ne pas dépasser").fill("3")
    page.get_by_label("À revoir le").fill((timezone.localdate() + timedelta(days=90)).isoformat())
    assert faults_of(page) == []
    page.get_by_role("button", name="Proposer et signer").click()
    page.get_by_text("Bergerie ne l’a pas encore signé").wait_for()
    agreement = Agreement.objects.get()
    theirs = opens_as(agreement.get_absolute_url(), person=cast.chloe, size=size)
    theirs.get_by_role("button", name="Signer pour Bergerie").click()
    theirs.get_by_text("L’accord est signé").wait_for()
    assert faults_of(theirs) == []
    page.reload()
    page.get_by_label("Adresse électronique de la personne").fill("chloe@example.org")
    page.get_by_label("Combien").fill("2")
    page.get_by_label("Pour quoi").fill("Scie à panneaux")
    page.get_by_role("button", name="Noter", exact=True).click()
    page.get_by_text("Bergerie doit 2 h à Atelier").wait_for()
    page.get_by_label("Adresse électronique de la personne").fill("chloe@example.org")
    page.get_by_label("Combien").fill("2")
    page.get_by_label("Pour quoi").fill("Encore")
    page.get_by_role("button", name="Noter", exact=True).click()
    page.get_by_text("il en reste 1").wait_for()
    assert page.get_by_label("Pour quoi").input_value() == "Encore"
    assert faults_of(page) == []
    theirs.get_by_label("Pourquoi (l’autre le lira)").fill("Trop loin l’hiver")
    theirs.get_by_role("button", name="Finir l’accord pour Bergerie").click()
    theirs.get_by_text("L’accord est fini").wait_for()
    page.goto(agreement.get_absolute_url())
    page.get_by_text("Trop loin l’hiver").wait_for()
    page.goto("/communautes/atelier/comptes/")
    assert faults_of(page) == []


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_what_is_recognised_is_withdrawn_alone(
    cast: Cast, opens_as: Opens, size: dict[str, int]
) -> None:
    told = {"scope": "Les machines", "review_on": timezone.localdate() + timedelta(days=90)}
    kept = {"accepting": cast.bergerie, "badge": "laser", "taken_for": "tonte"}
    agreement = propose_agreement(
        by=cast.alice,
        first=cast.atelier,
        second=cast.bergerie,
        values=told,
        recognitions=[{"accepting": cast.atelier, "badge": "tonte", "taken_for": "laser"}, kept],
    )
    sign_agreement(by=None, agreement=agreement)
    page = opens_as(agreement.get_absolute_url(), person=cast.alice, size=size)
    assert faults_of(page) == []
    page.locator("#withdrawn-" + str(agreement.recognitions.get(badge="tonte").pk)).fill("Usure")
    page.get_by_role("button", name="Ne plus reconnaître").click()
    page.get_by_text("Le reste de l’accord continue.").wait_for()
    page.get_by_text("Plus reconnue depuis le").wait_for()
    assert page.get_by_role("button", name="Ne plus reconnaître").count() == 0
    assert faults_of(page) == []
