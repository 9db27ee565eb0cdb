"""The words of a community in a browser: linked, joined, split and undone, on a phone too."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Browser, Page, expect, sync_playwright

from entrelieux.core.words.lexicon import Term, TermKind
from entrelieux.lexicons.actions import add_term
from entrelieux.lexicons.models import LexiconTerm
from tests.cast import Cast, gather_cast
from tests.e2e.browsing import faults_of

pytestmark = pytest.mark.django_db(transaction=True)

PHONE = {"width": 360, "height": 740}


@pytest.fixture(autouse=True)
def _database_beside_the_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    """Playwright keeps a loop in this thread; the tests read the database from it, in turn."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    cast = gather_cast()
    for label in ("La Grosse Bertha", "Graveuse laser", "Distance au bourg"):
        add_term(by=None, community=cast.atelier, term=Term("", TermKind.THING, {"fr": label}))
    add_term(by=None, community=cast.bergerie, term=Term("", TermKind.THING, {"fr": "La laser"}))
    return cast


@pytest.fixture
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        yield browser
        browser.close()


def host(browser: Browser, live_server: Any, cast: Cast, *, script: bool) -> Page:
    """The phone of Alice, who runs the Atelier."""
    client = Client()
    client.force_login(cast.alice, "allauth.account.auth_backends.AuthenticationBackend")
    context = browser.new_context(
        base_url=live_server.url, locale="fr-FR", viewport=PHONE, java_script_enabled=script
    )
    session = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    return context.new_page()


def test_every_page_of_words_passes_axe_and_fits_a_phone(
    browser: Browser, live_server: Any, cast: Cast
) -> None:
    page = host(browser, live_server, cast, script=True)
    pk = LexiconTerm.objects.get(uri__endswith="graveuse-laser").pk
    for address in (
        "/vocabulaire/",
        "/vocabulaire/?q=decoupeuse+lazer",
        "/vocabulaire/things/",
        "/vocabulaire/machines/laser-cutter/",
        "/mots/atelier/",
        f"/mots/atelier/{pk}/",
        f"/mots/atelier/{pk}/modifier/",
        "/mots/atelier/importer/",
        "/mots/atelier/historique/",
    ):
        page.goto(address)
        found = Axe().run(page).response["violations"]
        told = [(fault["id"], fault["nodes"][0]["html"]) for fault in found]
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert (address, told, wide <= 0) == (address, [], True)


def test_a_word_is_linked_joined_and_separated_again_without_any_script(
    browser: Browser, live_server: Any, cast: Cast
) -> None:
    page = host(browser, live_server, cast, script=False)
    page.goto("/mots/atelier/")
    page.get_by_role("link", name="Graveuse laser").click()
    page.get_by_role(
        "button", name="Graveuse laser veut dire la même chose que Découpeuse laser"
    ).first.click()
    expect(page.locator("main")).to_contain_text("veut dire la même chose que Découpeuse laser")
    page.get_by_label("Le mot qui reste").select_option(label="La Grosse Bertha")
    page.get_by_role("button", name="Voir ce qui changerait").first.click()
    expect(page.locator("h1")).to_have_text("Réunir ces deux mots ?")
    expect(page.locator("main ins").first).to_contain_text("Graveuse laser")
    page.get_by_role("button", name="Réunir").click()
    expect(page.locator("tbody")).not_to_contain_text("Graveuse laser")
    page.get_by_role("link", name="Historique").click()
    page.get_by_role("button", name="Annuler").first.click()
    page.goto("/mots/atelier/")
    expect(page.locator("tbody")).to_contain_text("Graveuse laser")


# What no page shows: an author, a note as a resource, a collection, a word without a name.
SKOS = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix v: <https://outils.example/voc/> .
v:scie a skos:Concept ; skos:prefLabel "Scie"@fr , "Égoïne"@fr ; dct:creator "Lucie" ;
    skos:historyNote [ skos:note "Vient du lycée"@fr ] .
v:bois a skos:Collection ; skos:member v:scie .
v:rien a skos:Concept ; skos:notation "18" .
"""


def test_a_file_is_imported_on_a_phone_and_says_what_it_keeps(
    browser: Browser, live_server: Any, cast: Cast
) -> None:
    page = host(browser, live_server, cast, script=True)
    page.goto("/mots/atelier/importer/")
    file = {"name": "mots.ttl", "mimeType": "text/turtle", "buffer": SKOS.encode()}
    page.get_by_label("Fichier SKOS").set_input_files(files=[file])
    page.get_by_role("button", name="Voir ce qui changerait").click()
    expect(page.locator("main ins").first).to_contain_text("Scie")
    page.get_by_text("Ce qu’Entrelieux ne montre pas, et garde").click()
    expect(page.locator("main")).to_contain_text("skos:historyNote")
    assert faults_of(page) == []
    page.get_by_role("button", name="Importer ces mots").click()
    page.get_by_role("link", name="Scie").click()
    expect(page.locator("dl.facts")).to_contain_text("gardées telles quelles")
    assert "Vient du lycée" in page.request.get("/mots/atelier.ttl").text()
