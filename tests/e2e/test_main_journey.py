"""The demonstration as a newcomer meets it: find, trust, correct, import."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.demonstration import PHONE, signed_in, visitor

pytestmark = pytest.mark.xdist_group("demo")

LIST = """id,nom,adresse,code_postal,commune,latitude,longitude,type
1,Atelier du Sabot,3 rue du Four,15170,Neussargues,45.134,2.985,Fablab
2,Le Bureau des Sources,1 place du Marché,03120,Lapalisse,46.2490,3.6390,Coworking
3,,2 rue Haute,43000,Le Puy-en-Velay,45.04,3.88,Fablab
"""


def test_a_mistyped_search_finds_murat_without_any_script(browser, demo):
    page = visitor(browser, demo, script=False, size=PHONE)
    page.goto("/")
    page.locator("#search").fill("fab lab murrat")
    page.locator("form[role=search] button").click()
    first = page.locator(".place-item__name").first
    expect(first).to_contain_text("Cocotte numérique")
    first.locator("a").click()
    expect(page.locator("h1")).to_contain_text("Cocotte numérique")
    page.get_by_role("link", name="Voir chaque fait et sa source").click()
    expect(page.locator("main")).to_contain_text("Mission Coworking")


def test_the_nearest_fablab_to_murat_is_two_gestures_away(browser, demo):
    page = visitor(browser, demo)
    page.goto("/")
    page.locator("#search").fill("fablab murat")
    page.keyboard.press("Enter")
    expect(page.locator(".place-item__name").first).to_contain_text("Cocotte")


def test_the_keyboard_alone_leads_to_a_card(browser, demo):
    page = visitor(browser, demo)
    page.goto("/")
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "search":
            break
    page.keyboard.type("sigmake")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=sigmake**")
    for _ in range(80):
        page.keyboard.press("Tab")
        if "SIGMAke" in page.evaluate("document.activeElement.textContent"):
            break
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("SIGMAke")


@pytest.mark.parametrize(
    "name", ["Cocotte numérique", "FabLab Lapalisse", "Lab' du Pensio", "SIGMAke"]
)
def test_each_named_place_has_one_card(browser, demo, name):
    page = visitor(browser, demo, script=False)
    page.goto(f"/?q={name}&taille=100")
    names = page.locator(".place-item__name").all_inner_texts()
    assert sum(name.casefold() in shown.casefold() for shown in names) == 1


def test_the_map_comes_alive_on_request_with_the_places_of_the_list(browser, demo):
    page = visitor(browser, demo)
    page.goto("/?sorte=fablab")
    opener = page.locator("[data-open-map]")
    with page.expect_response(re.compile(r"/tiles/")) as tile:
        if opener.is_visible():
            opener.click()
    assert tile.value.status == 200
    expect(page.locator(".map__canvas canvas")).to_be_visible()


def test_a_visitor_reports_an_error_without_an_account_and_the_host_is_told(browser, demo):
    page = visitor(browser, demo, script=False)
    page.goto("/?q=cocotte")
    page.locator(".place-item__name a").first.click()
    page.get_by_role("link", name="Signaler une erreur").click()
    page.locator("textarea").fill("Le fablab ouvre aussi le samedi.")
    page.get_by_role("button", name="Envoyer").click()
    expect(page.locator("main")).to_contain_text("Merci.")
    page.goto("/demo/courrier/")
    expect(page.locator("main")).to_contain_text("Le fablab ouvre aussi le samedi.")


def test_a_coordinator_imports_a_list_looks_applies_and_undoes(browser, demo, tmp_path):
    list_file = tmp_path / "liste.csv"
    list_file.write_text(LIST, "utf-8")
    page = signed_in(browser, demo, "farid@demo.example")
    page.goto("/imports/")
    page.locator("input[type=file]").set_input_files(list_file)
    page.locator("input[name=name]").fill("Liste d’essai")
    page.get_by_role("button", name="Lire ce fichier").click()
    reload_until(page, "Aperçu prêt")
    expect(page.locator("main")).to_contain_text("Atelier du Sabot")
    page.get_by_role("button", name="Appliquer").click()
    reload_until(page, "Appliqué")
    page.goto("/?q=atelier+du+sabot")
    expect(page.locator(".place-item__name").first).to_contain_text("Atelier du Sabot")
    page.goto("/imports/")
    page.get_by_role("link", name="Liste d’essai").first.click()
    page.get_by_role("button", name="Annuler cet import").click()
    reload_until(page, "Annulé")
    page.goto("/?q=atelier+du+sabot")
    expect(page.locator("#results")).not_to_contain_text("Atelier du Sabot")


def reload_until(page: Page, text: str) -> None:
    for _ in range(60):
        if text.casefold() in page.locator("main").inner_text().casefold():
            return
        page.wait_for_timeout(500)
        page.reload()
    raise AssertionError(f"{text!r} never came: {page.locator('main').inner_text()[:500]}")


def test_the_second_of_two_people_who_edit_sees_both_values_and_chooses(browser, demo):
    angele = signed_in(browser, demo, "angele@demo.example")
    farid = signed_in(browser, demo, "farid@demo.example")
    for page in (angele, farid):
        page.goto("/?q=cocotte")
        page.locator(".place-item__name a").first.click()
        page.get_by_role("link", name="Modifier la fiche").click()
    for page, phone in ((angele, "04 71 00 00 01"), (farid, "04 71 00 00 02")):
        page.locator("input[name=phone]").fill(phone)
        page.get_by_role("button", name="Enregistrer").click()
    expect(angele.locator("main")).to_contain_text("La fiche est à jour.")
    conflict = farid.locator("table.conflicts")
    expect(conflict).to_contain_text("04 71 00 00 01")
    expect(conflict).to_contain_text("04 71 00 00 02")
    farid.locator("input[name=keep_phone][value=yours]").check()
    farid.get_by_role("button", name="Enregistrer").click()
    expect(farid.locator("main")).to_contain_text("04 71 00 00 02")


def test_the_page_is_light_and_asks_for_little(browser, demo):
    page = visitor(browser, demo, size=PHONE)
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    sizes: list[float] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.goto("/", wait_until="networkidle")
    assert len(sizes) <= 12
    assert sum(sizes) <= 100 * 1024
