"""A charter in a real browser: who may do what, an agreement, a rule that changes."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from entrelieux.charters.actions import (
    advance_round,
    decide_proposal,
    lapse_trials,
    note_birth,
    note_record,
    propose_rule,
    start_charter,
)
from entrelieux.charters.models import Proposal, Record
from entrelieux.communities.models import Community
from tests.cast import Cast
from tests.e2e.browsing import DESK, PHONE, Opens, faults_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def fablab(cast: Cast) -> Community:
    start_charter(by=cast.alice, community=cast.atelier, template_name="fablab")
    note_birth(by=None, community=cast.atelier, person=cast.bob, born_on=date(1990, 5, 1))
    note_record(
        by=None, community=cast.atelier, person=cast.bob, kind=Record.Kind.DOCUMENT, name="charter"
    )
    start_charter(by=None, community=cast.bergerie, template_name="college-lab")
    return cast.atelier


def test_a_member_asks_is_refused_with_the_way_asks_an_agreement_and_is_given_it(
    cast: Cast, opens_as: Opens, fablab: Community
) -> None:
    # On a telephone, without a script.
    bob = opens_as(f"/communautes/{fablab.slug}/charte/", person=cast.bob, size=PHONE, script=False)
    bob.get_by_role("link", name="Puis-je ?").click()
    bob.get_by_label("Quoi").select_option(label="Utiliser – la découpeuse laser")
    bob.get_by_role("button", name="Demander").click()
    expect(bob.get_by_role("heading", name="Non.")).to_be_visible()
    expect(bob.get_by_text("La personne a le badge laser").first).to_be_visible()
    bob.get_by_label("Parmi les présents, combien").fill("1")
    bob.get_by_role("button", name="Demander de nouveau").click()
    expect(bob.get_by_role("heading", name="Il faut un accord.")).to_be_visible()
    bob.get_by_role("button", name="Demander l’accord d’un fabmanager").click()
    expect(bob.get_by_text("C’est demandé.")).to_be_visible()

    alice = opens_as(f"/communautes/{fablab.slug}/charte/accords/", person=cast.alice)
    alice.get_by_role("button", name="Donner mon accord à Bob").click()
    expect(alice.get_by_text("C’est d’accord, jusqu’au")).to_be_visible()


def test_a_rule_is_written_by_suggestions_examined_and_tried(
    cast: Cast, opens_as: Opens, fablab: Community
) -> None:
    bob = opens_as(
        f"/communautes/{fablab.slug}/charte/regles/nouvelle/", person=cast.bob, script=False
    )
    for words in (
        "utiliser",
        "la découpeuse laser",
        "est interdit",
        "si",
        "la personne a",
        "moins de",
    ):
        bob.get_by_role("button", name=words, exact=True).first.click()
    text = bob.get_by_label("La règle")
    text.fill(f"{text.input_value()}16 ans")
    bob.get_by_role("button", name="Relire").click()
    bob.get_by_label("Valider : la personne a exactement 15 ans").check()
    bob.get_by_label("Pourquoi ce changement").fill("Les assureurs le demandent.")
    bob.get_by_role("button", name="Proposer", exact=True).click()
    expect(bob.get_by_role("heading", name="Qui y perd, par exemple")).to_be_visible()
    expect(bob.get_by_text("la personne a exactement 15 ans").first).to_be_visible()
    bob.get_by_role("button", name="Les questions sont posées").click()
    bob.get_by_role("button", name="Tout le monde a pu objecter").click()
    bob.get_by_role("button", name="Plus d’objection : adopter à l’essai").click()
    expect(bob.get_by_text("à l’essai, jusqu’au").first).to_be_visible()
    bob.get_by_role("button", name="La garder").click()
    expect(bob.get_by_text("gardée après l’essai").first).to_be_visible()
    bob.goto(f"/communautes/{fablab.slug}/charte/journal/")
    expect(bob.get_by_text("Vérifié à l’instant")).to_be_visible()


def test_an_objection_is_integrated_the_rule_tried_and_kept_by_two_persons(
    cast: Cast, opens_as: Opens, fablab: Community
) -> None:
    rule = {"id": "nuit", "act": "leave", "forbids": True, "if": {"time": {"from": "21:00"}}}
    told = {"rule_id": "nuit", "after": {**rule, "status": "attested"}, "reason": "Les voisins."}
    proposal = propose_rule(by=cast.bob, community=fablab, **told)
    at = proposal.get_absolute_url()
    alice, bob = opens_as(at, person=cast.alice), opens_as(at, person=cast.bob)

    harm = "Le cours du jeudi finit à 21 h 30 : ses élèves ne pourraient plus rentrer."
    alice.get_by_role("button", name="Les questions sont posées").click()
    alice.get_by_label("Le tort que cette règle ferait, et à qui").fill(harm)
    alice.get_by_role("button", name="Objecter", exact=True).click()
    expect(alice.get_by_text("maintenue")).to_be_visible()
    expect(alice.get_by_role("button", name="Plus d’objection : adopter à l’essai")).to_have_count(
        0
    )

    bob.goto(at)
    expect(bob.get_by_text(harm)).to_be_visible()
    expect(bob.get_by_role("button", name="Lever mon objection")).to_have_count(0)
    bob.get_by_role("link", name="Changer le texte d’après ce qui s’est dit").click()
    text = bob.get_by_label("La règle", exact=True)
    text.fill(text.input_value().replace("21 h", "22 h"))
    bob.get_by_role("button", name="Relire").click()
    bob.get_by_role("button", name="Proposer", exact=True).click()
    expect(bob.get_by_text("Partir est interdit si c’est après 22 h")).to_be_visible()

    alice.goto(at)
    expect(alice.get_by_text("Partir est interdit si c’est après 22 h")).to_be_visible()
    alice.get_by_role("button", name="Lever mon objection").click()
    expect(alice.get_by_text("levée")).to_be_visible()
    alice.get_by_role("button", name="Tout le monde a pu objecter").click()
    alice.get_by_role("button", name="Plus d’objection : adopter à l’essai").click()
    expect(alice.get_by_text("à l’essai, jusqu’au").first).to_be_visible()

    bob.goto(f"/communautes/{fablab.slug}/charte/")
    expect(bob.get_by_text("Partir est interdit si c’est après 22 h")).to_be_visible()
    bob.goto(at)
    bob.get_by_role("button", name="La garder").click()
    expect(bob.get_by_text("gardée après l’essai").first).to_be_visible()
    alice.goto(at)
    expect(alice.get_by_text("gardée après l’essai").first).to_be_visible()


def test_a_trial_that_nobody_reviews_falls_and_two_persons_see_it(
    cast: Cast, opens_as: Opens, fablab: Community, monkeypatch: pytest.MonkeyPatch
) -> None:
    rule = {"id": "nuit", "act": "leave", "forbids": True, "if": {"time": {"from": "22:00"}}}
    told = {"rule_id": "nuit", "after": {**rule, "status": "attested"}, "reason": "Essayons."}
    proposal = propose_rule(by=cast.bob, community=fablab, **told)
    for _step in ("clarified", "heard"):
        advance_round(by=cast.alice, proposal=proposal)
    proposal = decide_proposal(by=cast.alice, proposal=Proposal.objects.get())
    charter, sentence = f"/communautes/{fablab.slug}/charte/", "Partir est interdit si c’est après"
    for person in (cast.alice, cast.bob):
        page = opens_as(charter, person=person)
        expect(page.get_by_text(sentence)).to_be_visible()
        page.goto(proposal.get_absolute_url())
        expect(page.get_by_text("Sans revue avant le")).to_be_visible()
        page.context.close()

    later = timezone.now() + timedelta(days=100)
    monkeypatch.setattr(timezone, "now", lambda: later)
    lapse_trials(day=timezone.localdate())
    for person in (cast.alice, cast.bob):
        page = opens_as(proposal.get_absolute_url(), person=person)
        expect(page.get_by_text("tombée à la fin de l’essai")).to_be_visible()
        expect(page.get_by_role("button", name="La garder")).to_have_count(0)
        page.goto(charter)
        expect(page.get_by_role("heading", name="Comment ces règles changent")).to_be_visible()
        expect(page.get_by_text(sentence)).to_have_count(0)
        page.goto(f"{charter}journal/")
        expect(page.get_by_text("Un essai tombe")).to_be_visible()
        page.context.close()


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_every_page_is_sound_for_screen_readers_and_narrow_screens(
    cast: Cast, opens_as: Opens, fablab: Community, size: Any
) -> None:
    rule = {"id": "nuit", "act": "enter", "forbids": True, "if": {"time": {"from": "22:00"}}}
    propose_rule(by=cast.bob, community=fablab, rule_id="nuit", after=rule, reason="les voisins")
    at = f"/communautes/{fablab.slug}/charte"
    laser = "Utiliser%20la%20d%C3%A9coupeuse%20laser%20est%20interdit"
    pages = [
        (f"{at}/", cast.bob),
        (f"{at}/puis-je/?quoi=use/laser&precis=1", cast.bob),
        (f"{at}/accords/", cast.bob),
        (f"{at}/journal/", None),
        (f"{at}/propositions/", None),
        (Proposal.objects.get().get_absolute_url(), cast.bob),
        (f"{at}/regles/nouvelle/?phrase={laser}", cast.bob),
        (f"{at}/regles/nouvelle/?facon=cartes", cast.bob),
        (f"{at}/regles/entry/?facon=cas", cast.bob),
        (f"/communautes/{fablab.slug}/habilitations/", cast.alice),
        (f"/chartes/cote-a-cote/?a={fablab.slug}&b={cast.bergerie.slug}&age=14", None),
        (f"/communautes/{cast.network.slug}/charte/commencer/?modele=coworking", cast.farid),
        (f"/communautes/{cast.network.slug}/charte/", cast.farid),
        ("/compte/habilitations/", cast.bob),
    ]
    for path, person in pages:
        page = opens_as(path, person=person, size=size)
        assert (path, faults_of(page)) == (path, [])
        page.context.close()
