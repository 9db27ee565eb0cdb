"""Needs of the demonstration, each from its sentence to the story that both sides let be told."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.demonstration import PHONE, PersonPage, visitor

pytestmark = pytest.mark.xdist_group("demo")

# The first to ask has every offer read, vectors included.
FIRST_READING = 60_000
YES = "Oui, mettez-nous en contact"


@dataclass(frozen=True, slots=True)
class Scenario:
    """Who asks what, the chips that it makes, what is suggested and why, and who answers."""

    asker: str
    sentence: str
    things: tuple[str, ...]
    chips: tuple[str, ...]
    offer: str
    reason: str
    giver: str
    outcome: str


TROPHIES = Scenario(
    asker="bruno",
    sentence=(
        "Je cherche quelqu’un pour graver trente trophées en bois de hêtre avant le 14 juillet, "
        "à moins de 40 min de Murat, petit budget"
    ),
    things=("graver",),
    chips=("Combien : 30", "Quand : avant le 14 juillet", "À quelles conditions : petit budget"),
    offer="La Brûleuse",
    reason="La machine travaille cette matière.",
    giver="angele",
    outcome="Trente trophées gravés en une matinée",
)
ROBOTS = Scenario(
    asker="elise",
    sentence=(
        "Je cherche des bénévoles pour une après-midi robotique avec vingt collégiens de 13 ans, "
        "un mercredi, à moins d’une heure de Saint-Éloy-les-Mines"
    ),
    things=("robotique",),
    chips=("Pour combien de personnes : 20", "Quand : un mercredi", "Avec des mineurs"),
    offer="J’anime des après-midi de robotique pour les collégiens",
    reason="On vient chez vous, ou cela se fait à distance.",
    giver="maxence",
    outcome="Vingt robots ont traversé la salle de technologie",
)
AGRONOMIST = Scenario(
    asker="chloe",
    sentence=(
        "Étudiante, je cherche un agronome pour conseiller notre projet de semoir, "
        "à moins de 30 km de Clermont-Ferrand"
    ),
    things=("agronome", "semoir"),
    chips=("Votre commune : Clermont-Ferrand", "Jusqu’où vous allez : 30 km"),
    offer="Agronome de formation, je relis un projet sur les sols et les semences",
    reason="Vous parlez de « agronome »",
    giver="nadia",
    outcome="Le semoir sème enfin à la bonne profondeur",
)
DESK = Scenario(
    asker="driss",
    sentence=(
        "Je viens d’arriver : je cherche un bureau avec la fibre pour télétravailler deux jours "
        "par semaine, à moins de 20 min de Murat"
    ),
    things=("bureau", "fibre", "télétravailler"),
    chips=("Votre commune : Murat", "Jusqu’où vous allez : 20 min"),
    offer="L’Épicerie",
    reason="C’est le genre d’aide que vous demandez.",
    giver="angele",
    outcome="Une table deux jours par semaine, et déjà trois voisins",
)
PROTOTYPE = Scenario(
    asker="bruno",
    sentence=(
        "Faire découper au laser un prototype en acier de 3 mm, à moins de 40 min de Lapalisse, "
        "je peux payer"
    ),
    things=("découper au laser", "prototype", "acier"),
    chips=("À quelles conditions : en payant",),
    offer="De l’idée à la première pièce",
    reason="Vous parlez de « prototype »",
    giver="maxence",
    outcome="La première pièce est pliée, on a changé d’épaisseur",
)
PIANO = "Je cherche quelqu’un pour accorder le piano de la salle de musique, à 30 min de Mauriac"


def days_pass(folder: Path) -> None:
    """What was accepted is a month old, its day is past, and the worker asks what became of it."""
    with closing(sqlite3.connect(folder / "entrelieux.sqlite3", timeout=30)) as known, known:
        known.execute(
            "UPDATE bridges_bridge SET accepted_at = datetime(accepted_at, '-30 days') "
            "WHERE state = 'accepted'"
        )
        known.execute("UPDATE bridges_need SET ends_on = date('now', '-2 days') WHERE ends_on > 0")
        known.execute(
            "INSERT INTO platform_job (kind, arguments, unique_key, state, run_at, attempts, "
            "progress_done, progress_total, error, created_at) VALUES ('introductions.ask', '{}', "
            "'', 'queued', datetime('now'), 0, 0, 0, '', datetime('now'))"
        )


def ask(page: Page, sentence: str) -> None:
    page.goto("/besoins/nouveau/")
    page.get_by_label("Ce que vous cherchez").fill(sentence)
    understood = page.get_by_role("heading", name="Ce que nous avons compris")
    expect(understood).to_be_visible(timeout=FIRST_READING)


def publish(page: Page) -> None:
    page.get_by_role("button", name="Publier mon besoin").click()
    answered = page.get_by_role("heading", name="Qui pourrait y répondre")
    expect(answered).to_be_visible(timeout=FIRST_READING)


def accept_suggestion(page: Page, scenario: Scenario) -> None:
    found = page.locator(".suggestion").filter(
        has=page.locator(".suggestion__name", has_text=scenario.offer)
    )
    expect(found).to_contain_text(scenario.reason)
    found.get_by_role("link", name="Répondre à cette piste").click()
    page.get_by_role("button", name=YES).click()
    expect(page.get_by_text("Vous avez dit oui. L’autre côté est prévenu")).to_be_visible()


def answer_yes(page: Page, sentence: str, *, not_told: str) -> None:
    """She finds it among what waits for her, without knowing who asks."""
    page.goto("/passerelles/")
    page.get_by_role("link", name=sentence).first.click()
    expect(page.get_by_role("button", name=YES)).to_be_visible()
    assert f"{not_told}@demo.example" not in page.content()
    page.get_by_role("button", name=YES).click()


def say_it_happened(browser: Browser, demo: str, folder: Path, asker: str, sentence: str) -> None:
    """From the link of the reminder, on a phone, without signing in."""
    days_pass(folder)
    phone = visitor(browser, demo, size=PHONE)
    letter = phone.locator("article").filter(has_text=f"à {asker}@demo.example")
    letter = letter.filter(has_text="Est-ce que ça s’est fait").filter(has_text=sentence)

    def told() -> int:
        phone.goto("/demo/courrier/")
        return letter.count()

    for _second in range(60):
        if told():
            break
        phone.wait_for_timeout(500)
    found = re.search(r"http\S+/fait/\S+", letter.first.inner_text())
    assert found is not None
    phone.goto(found[0])
    phone.get_by_role("button", name="Oui, c’est fait").click()
    expect(phone.get_by_text("C’est noté comme fait.")).to_be_visible()
    phone.context.close()


def tell(page: Page, outcome: str, thanks: str) -> None:
    page.reload()
    page.get_by_role("textbox", name="Ce que cela a donné").fill(outcome)
    page.get_by_label("Votre merci").fill(thanks)
    page.get_by_label("Le réseau peut montrer cette histoire").check()
    page.get_by_role("button", name="Raconter").click()


def follow_up(
    browser: Browser,
    demo: str,
    folder: Path,
    asker: tuple[str, Page],
    giver: tuple[str, Page],
    sentence: str,
    outcome: str,
) -> None:
    """Both are in contact; it happens, both tell it and let it be shown."""
    for (_name, page), (other, _page) in ((asker, giver), (giver, asker)):
        page.reload()
        expect(page.get_by_role("link", name=f"{other}@demo.example")).to_be_visible()
    say_it_happened(browser, demo, folder, asker[0], sentence)
    tell(asker[1], outcome, "Merci, sans vous rien ne se faisait")
    tell(giver[1], outcome, "Revenez quand vous voulez")
    stories = visitor(browser, demo)
    stories.goto("/histoires/")
    expect(stories.get_by_text(outcome)).to_have_count(0)
    # She agreed to what she had read: the other side’s thanks were not written yet.
    asker[1].reload()
    expect(asker[1].get_by_text("Revenez quand vous voulez")).to_be_visible()
    asker[1].get_by_label("Le réseau peut montrer cette histoire").check()
    asker[1].get_by_role("button", name="Raconter").click()
    stories.reload()
    expect(stories.get_by_text(outcome)).to_be_visible()
    assert "@demo.example" not in stories.locator("main").inner_text()
    stories.context.close()


@pytest.mark.parametrize(
    "scenario",
    [TROPHIES, ROBOTS, AGRONOMIST, DESK, PROTOTYPE],
    ids=["trophies", "robots", "agronomist", "desk", "prototype"],
)
def test_a_need_goes_from_its_sentence_to_a_told_story(
    browser: Browser, demo: str, demo_folder: Path, page_of: PersonPage, scenario: Scenario
) -> None:
    asker, giver = page_of(scenario.asker), page_of(scenario.giver)
    ask(asker, scenario.sentence)
    for thing in scenario.things:
        expect(asker.get_by_role("checkbox", name=thing).first).to_be_checked()
    for chip in scenario.chips:
        expect(asker.get_by_text(chip).first).to_be_visible()
    publish(asker)
    if scenario is PROTOTYPE:
        near = asker.get_by_role("listitem").filter(has_text="La Grosse Bertha")
        expect(near.first).to_contain_text("« Découpeuse laser CO2 » ne travaille pas « Acier »")
        assert "La Grosse Bertha" not in asker.locator(".suggestion__name").all_inner_texts()
    need = asker.url
    accept_suggestion(asker, scenario)
    answer_yes(giver, scenario.sentence, not_told=scenario.asker)
    sides = (scenario.asker, asker), (scenario.giver, giver)
    follow_up(browser, demo, demo_folder, *sides, scenario.sentence, scenario.outcome)
    asker.goto(need)
    expect(asker.get_by_text("racontée", exact=True)).to_be_visible()


def test_a_need_that_nothing_answers_is_a_gap_until_the_coordinator_introduces_somebody(
    browser: Browser, demo: str, demo_folder: Path, page_of: PersonPage
) -> None:
    asker, giver, farid = page_of("gaelle"), page_of("angele"), page_of("farid")
    ask(asker, PIANO)
    publish(asker)
    expect(asker.get_by_text("Rien ne convient vraiment, pour l’instant.")).to_be_visible()
    farid.goto("/reseaux/reseau-auvergne/passerelles/")
    gaps = farid.get_by_role("region", name="Les manques du territoire")
    expect(gaps).to_contain_text("Cantal")
    assert "gaelle@demo.example" not in farid.content()
    farid.get_by_label("Le besoin").select_option(label=PIANO)
    farid.get_by_label("Le lieu qui pourrait y répondre").select_option(
        label="Cocotte numérique de Murat"
    )
    farid.get_by_label("Pourquoi eux").fill("Une habituée du lieu accorde des pianos.")
    farid.get_by_role("button", name="Présenter").click()
    expect(farid.get_by_text("Les deux côtés ont reçu votre présentation.")).to_be_visible()
    for page, other in ((asker, "angele"), (giver, "gaelle")):
        answer_yes(page, PIANO, not_told=other)
    sides = ("gaelle", asker), ("angele", giver)
    follow_up(browser, demo, demo_folder, *sides, PIANO, "Le piano de la salle est juste")
