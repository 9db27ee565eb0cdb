"""From a sentence to suggestions with their reasons, in a real browser."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from entrelieux.bridges.actions import post_offer
from entrelieux.places.actions import create_place
from entrelieux.places.models import Place
from entrelieux.resources.actions import add_resource
from tests.cast import Cast
from tests.e2e.browsing import DESK, PHONE, Opens, faults_of

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("live_offers"),
]

# The first to ask has every offer read, vectors included.
FIRST_READING = 30_000
BRUNO = (
    "Je cherche un laser pour graver trente trophées en bois avant le 14 juillet, "
    "à moins de 40 min d’Ambert, petit budget"
)
ROBOTS = "Une après-midi de robotique pour vingt élèves de 13 ans, à moins d’une heure d’Ambert"
AGRONOMIST = "Je cherche un agronome pour un projet de semoir, à moins de 30 km d’Ambert"
DESK_WITH_FIBRE = "Je cherche un bureau pour télétravailler, à moins de 20 min d’Ambert"
STEEL = "Découper un prototype en acier au laser, à moins de 40 min d’Ambert, je peux payer"
PIANO = "Je cherche quelqu’un pour accorder un piano, à moins de 30 min d’Ambert"


@pytest.fixture
def place(cast: Cast) -> Place:
    position = {"lat": 45.549, "lon": 3.742, "fidelity": "exact"}
    place = create_place(by=None, values={"name": "L’Atelier", "position": position})
    place.communities.add(cast.atelier)
    laser = {"name": "La Brûleuse", "concept": "machines:co2-laser", "kind": "machine"}
    add_resource(by=cast.alice, place=place, values=laser)
    desk = {"name": "Bureau avec la fibre", "concept": "rooms:open-space", "kind": "desk"}
    add_resource(by=cast.alice, place=place, values=desk)
    return place


def ask(page: Page, sentence: str) -> None:
    """Types a sentence; what is understood of it shows below without another click."""
    page.get_by_label("Ce que vous cherchez").fill(sentence)
    understood = page.get_by_role("heading", name="Ce que nous avons compris")
    expect(understood).to_be_visible(timeout=FIRST_READING)


def publish(page: Page) -> None:
    page.get_by_role("button", name="Publier mon besoin").click()
    answered = page.get_by_role("heading", name="Qui pourrait y répondre")
    expect(answered).to_be_visible(timeout=FIRST_READING)


def suggested(page: Page) -> list[str]:
    return page.locator(".suggestion__name").all_inner_texts()


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_bruno_is_understood_as_he_types_and_finds_a_laser_with_the_reasons(
    cast: Cast, place: Place, opens_as: Opens, size: dict[str, int]
) -> None:
    page = opens_as("/besoins/nouveau/", person=cast.chloe, size=size)
    assert faults_of(page) == []
    ask(page, BRUNO)
    expect(page.get_by_role("checkbox", name="bois")).to_be_checked()
    expect(page.get_by_text("Combien : 30")).to_be_visible()
    expect(page.get_by_text("Votre commune : Ambert")).to_be_visible()
    assert faults_of(page) == []

    # He corrects one thing, goes on writing, and what he corrected stays.
    page.get_by_text("Combien : 30").click()
    page.locator("#id_quantity").fill("25")
    page.get_by_label("Ce que vous cherchez").fill(f"{BRUNO}, pas de plastique")
    expect(page.get_by_role("checkbox", name="plastique")).to_be_checked()
    expect(page.get_by_text("Combien : 25")).to_be_visible()
    publish(page)
    assert suggested(page) == ["La Brûleuse"]
    page.get_by_text("Tout ce qui a compté").click()
    expect(page.get_by_role("rowheader", name="En tout")).to_be_visible()
    assert faults_of(page) == []


def test_without_javascript_the_same_happens_on_the_next_page(
    cast: Cast, place: Place, opens_as: Opens
) -> None:
    page = opens_as("/besoins/nouveau/", person=cast.chloe, script=False)
    page.get_by_label("Ce que vous cherchez").fill(BRUNO)
    page.get_by_role("button", name="Continuer").click()
    expect(page.get_by_text("Votre commune : Ambert")).to_be_visible()
    publish(page)
    assert suggested(page) == ["La Brûleuse"]


def test_the_school_finds_who_animates_robotics(cast: Cast, place: Place, opens_as: Opens) -> None:
    offer = {
        "name": "J’anime des ateliers de robotique pour les collégiens",
        "kind": "skill",
        "lat": 45.55,
        "lon": 3.75,
        "mobile_km": 60,
        "terms": "free",
    }
    post_offer(by=cast.bob, values=offer, now=timezone.now())
    page = opens_as("/besoins/nouveau/", person=cast.chloe)
    ask(page, ROBOTS)
    expect(page.get_by_text("Pour combien de personnes : 20")).to_be_visible()
    expect(page.get_by_text("Avec des mineurs").first).to_be_visible()
    publish(page)
    assert suggested(page)[0] == offer["name"]
    assert "bob@example.org" not in page.content()


def test_an_agronomist_who_would_not_have_met_the_project(
    cast: Cast, place: Place, opens_as: Opens
) -> None:
    offer = {"name": "Agronome, je conseille sur les sols", "lat": 45.6, "lon": 3.7}
    post_offer(by=cast.driss, values=offer, now=timezone.now())
    page = opens_as("/besoins/nouveau/", person=cast.chloe)
    ask(page, AGRONOMIST)
    publish(page)
    assert suggested(page)[0] == "Agronome, je conseille sur les sols"


def test_a_newcomer_finds_a_desk(cast: Cast, place: Place, opens_as: Opens) -> None:
    page = opens_as("/besoins/nouveau/", person=cast.driss, size=PHONE)
    ask(page, DESK_WITH_FIBRE)
    publish(page)
    assert suggested(page)[0] == "Bureau avec la fibre"


def test_a_laser_that_does_not_cut_steel_is_excluded_with_the_reason(
    cast: Cast, place: Place, opens_as: Opens
) -> None:
    page = opens_as("/besoins/nouveau/", person=cast.chloe)
    ask(page, STEEL)
    publish(page)
    assert "La Brûleuse" not in suggested(page)
    expect(page.get_by_role("heading", name="À peu de chose près")).to_be_visible()
    expect(page.get_by_text("ne travaille pas")).to_be_visible()


def test_what_nobody_answers_is_a_gap_that_all_may_see(
    cast: Cast, place: Place, opens_as: Opens
) -> None:
    page = opens_as("/besoins/nouveau/", person=cast.chloe)
    ask(page, PIANO)
    page.get_by_label("tout le monde").check()
    publish(page)
    expect(page.get_by_text("Rien ne convient vraiment")).to_be_visible()
    visitor = opens_as("/besoins/?manque=1", size=PHONE)
    expect(visitor.get_by_role("link", name=PIANO)).to_be_visible()
    assert faults_of(visitor) == []
    visitor.get_by_role("link", name=PIANO).click()
    expect(visitor.get_by_role("link", name="Proposer mon aide")).to_be_visible()
    assert "chloe@example.org" not in visitor.content()
    assert faults_of(visitor) == []


def test_an_offer_is_written_in_one_sentence(cast: Cast, opens_as: Opens) -> None:
    page = opens_as("/offres/", person=cast.bob, size=PHONE)
    assert faults_of(page) == []
    page.get_by_role("link", name="Proposer quelque chose").first.click()
    page.get_by_label("Ce que vous offrez").fill("Je répare les vélos")
    page.get_by_label("Votre commune").fill("Ambert")
    assert faults_of(page) == []
    page.get_by_role("button", name="Publier mon offre").click()
    expect(page.get_by_role("heading", name="Je répare les vélos")).to_be_visible()
    until = timezone.localdate() + timedelta(days=180)
    expect(page.get_by_text(f"{until.year}").first).to_be_visible()
    assert faults_of(page) == []
