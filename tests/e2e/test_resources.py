"""What a host does with the things of her place: say them in a moment, in her own words."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from PIL import Image
from playwright.sync_api import Browser, Page, expect, sync_playwright
from python_calamine import CalamineWorkbook

from entrelieux.places.actions import create_place
from entrelieux.places.models import Place
from entrelieux.resources.models import Resource
from tests.apps.inventory.drawn import DEVICE, photograph
from tests.cast import Cast, gather_cast

pytestmark = pytest.mark.django_db(transaction=True)

ARGUMENTS = ["--no-sandbox"]
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 740}
Opens = Callable[..., Page]


@pytest.fixture(autouse=True)
def _database_beside_the_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    """Playwright keeps a loop in this thread; the tests read the database from it, in turn."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return gather_cast()


@pytest.fixture
def atelier(cast: Cast) -> Place:
    position = {"lat": 45.1109, "lon": 2.8682, "fidelity": "exact"}
    values = {"name": "L’Atelier", "kinds": ["fablab"], "city": "Murat", "position": position}
    place = create_place(by=None, values=values)
    place.communities.add(cast.atelier)
    return place


@pytest.fixture
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=ARGUMENTS
        )
        yield browser
        browser.close()


@pytest.fixture
def host(browser: Browser, live_server: Any, cast: Cast) -> Opens:
    """``host(PHONE, touch=True)``: the browser of Alice, who runs the Atelier."""

    def page(size: dict[str, int], *, touch: bool = False, script: bool = True) -> Page:
        client = Client()
        client.force_login(cast.alice, "allauth.account.auth_backends.AuthenticationBackend")
        context = browser.new_context(
            base_url=live_server.url,
            locale="fr-FR",
            viewport=size,
            has_touch=touch,
            is_mobile=touch,
            java_script_enabled=script,
        )
        session = client.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        return context.new_page()

    return page


def tab_to(page: Page, text: str, most: int = 80) -> None:
    """Moves the focus as a keyboard does, until what has it says `text`."""
    for _ in range(most):
        told = page.evaluate("document.activeElement.textContent").strip()
        tag = page.evaluate("document.activeElement.tagName")
        if (tag == "BUTTON" and told == text) or (tag == "A" and text in told):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{text} cannot be reached with the keyboard")


def table_of(page: Page, format: str) -> list[list[Any]]:
    """The file that the page gives, as rows of cells."""
    with page.expect_download() as told:
        page.get_by_role("link", name=format, exact=True).click()
    content = Path(told.value.path()).read_bytes()
    if format == "CSV":
        return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()


def column_of(page: Page, format: str, header: str) -> list[Any]:
    headers, *rows = table_of(page, format)
    assert header in headers, headers
    return [row[headers.index(header)] for row in rows]


class TestAddingAMachine:
    def test_with_the_keyboard_alone_on_a_phone(self, host: Opens, atelier: Place) -> None:
        page = host(PHONE)
        page.goto(atelier.get_absolute_url())
        tab_to(page, "Ajouter une ressource")
        page.keyboard.press("Enter")
        expect(page.locator("#q")).to_be_focused()
        page.keyboard.type("prusa")
        expect(page.locator(".proposal").first).to_contain_text("Prusa MK4")
        tab_to(page, "Prusa MK4")
        page.keyboard.press("Enter")
        expect(page.locator("#id_name")).to_have_value("Imprimante 3D à filament Prusa MK4")
        tab_to(page, "Abandonner")
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Enter")
        expect(page.locator("h1")).to_have_text("Imprimante 3D à filament Prusa MK4")
        expect(page.locator("main")).to_contain_text("250\N{NO-BREAK SPACE}mm")
        assert Resource.objects.get().model == "MK4"

    def test_with_a_thumb_and_a_photo(self, host: Opens, atelier: Place, tmp_path: Path) -> None:
        taken = tmp_path / "IMG_2041.jpg"
        taken.write_bytes(photograph((4_000, 3_000)))
        page = host(PHONE, touch=True)
        page.goto(f"/lieux/{atelier.public_id}/ressources/nouvelle/")
        page.locator("#q").tap()
        page.keyboard.type("trotec speedy 100")
        page.locator(".proposal").first.tap()
        camera = page.locator("#id_photo")
        assert camera.get_attribute("capture") == "environment"
        with page.expect_file_chooser() as chooser:
            camera.tap()
        chooser.value.set_files(taken)
        page.get_by_role("button", name="Ajouter", exact=True).tap()
        expect(page.locator("h1")).to_have_text("Découpeuse laser CO2 Trotec Speedy 100")
        image = page.locator(".photos img")
        expect(image).to_have_js_property("complete", value=True)
        kept = page.request.get(image.get_attribute("src")).body()
        assert Image.open(io.BytesIO(kept)).size == (1_600, 1_200)
        assert dict(Image.open(io.BytesIO(kept)).getexif()) == {}
        with Image.open(taken) as original:
            assert DEVICE in original.getexif()

    def test_without_any_script(self, host: Opens, atelier: Place) -> None:
        page = host(PHONE, script=False)
        page.goto(f"/lieux/{atelier.public_id}/ressources/nouvelle/")
        page.locator("#q").fill("salle de reunion")
        page.get_by_role("button", name="Voir").click()
        page.locator(".proposal").first.click()
        page.get_by_role("button", name="Ajouter", exact=True).click()
        expect(page.locator("h1")).to_have_text("Salle de réunion")

    def test_what_nobody_knows_is_kept_as_it_was_typed(self, host: Opens, atelier: Place) -> None:
        page = host(PHONE)
        page.goto(f"/lieux/{atelier.public_id}/ressources/nouvelle/")
        page.locator("#q").fill("le schmilblick")
        page.get_by_role("link", name="C’est autre chose").click()
        expect(page.locator("#id_name")).to_have_value("le schmilblick")


class TestHerOwnWords:
    def test_a_field_of_her_own_is_everywhere_at_once_and_gone_with_its_data_kept(
        self, host: Opens, atelier: Place, cast: Cast
    ) -> None:
        page = host(DESK)
        add_machine(page, atelier, "Four à bois")
        page.goto(f"/lieux/{atelier.public_id}/ressources/")
        page.get_by_role("link", name="les mots de Atelier").click()
        self._adds_the_distance(page)
        self._tells_it(page, atelier)
        self._finds_it_everywhere(page, atelier, "Distance à la gare", "1.2")
        self._renames_it(page)
        self._finds_it_everywhere(page, atelier, "À pied du train", "1.2")
        self._retires_it(page)
        self._finds_it_nowhere(page, atelier)
        told = Resource.objects.get().facts
        assert list(told.values()) == ["1.2"]
        self._puts_it_back(page)
        self._finds_it_everywhere(page, atelier, "À pied du train", "1.2")
        assert Resource.objects.get().facts == told

    def _adds_the_distance(self, page: Page) -> None:
        page.get_by_role("link", name="Ajouter un mot").first.click()
        page.get_by_label("Le mot, comme vous le dites").fill("distance à la gare")
        page.get_by_label("Ce que l’on y écrit (facultatif)", exact=True).select_option("quantity")
        page.get_by_label("Unité").select_option("km")
        page.get_by_label("les ressources").check()
        page.get_by_role("button", name="Enregistrer").click()
        expect(page.get_by_role("status")).to_contain_text("est dans vos mots")

    def _tells_it(self, page: Page, atelier: Place) -> None:
        page.goto(f"/lieux/{atelier.public_id}/ressources/")
        page.get_by_role("link", name="Modifier Four à bois").click()
        page.get_by_label("Distance à la gare (km)").fill("1,2")
        page.get_by_role("button", name="Enregistrer").click()
        expect(page.locator("main")).to_contain_text("1,2\N{NO-BREAK SPACE}km")

    def _finds_it_everywhere(self, page: Page, atelier: Place, label: str, value: str) -> None:
        page.goto(f"/lieux/{atelier.public_id}/ressources/")
        expect(page.get_by_role("columnheader", name=label)).to_be_visible()
        expect(page.locator("tbody")).to_contain_text("1,2\N{NO-BREAK SPACE}km")
        page.get_by_text("Filtrer", exact=True).click()
        distance = page.get_by_role("group", name=f"{label} (km)")
        distance.get_by_label("à").fill("1")
        page.get_by_role("button", name="Filtrer le tableau").click()
        expect(page.locator("main")).to_contain_text("Rien ici ne répond")
        page.get_by_role("link", name="Tout voir").first.click()
        assert column_of(page, "CSV", f"{label} (km)") == [value]
        assert column_of(page, "XLSX", f"{label} (km)") == [float(value)]
        items = page.request.get(f"/api/v1/places/{atelier.public_id}/resources").json()["items"]
        (address,) = items[0]["facts"]
        assert items[0]["facts"] == {address: float(value)}
        schemas = page.request.get("/api/v1/openapi.json").json()["components"]["schemas"]
        described = schemas["ResourceOut"]["properties"]["facts"]["properties"][address]
        assert (described["title"].casefold(), described["x-unit"]) == (label.casefold(), "km")

    def _renames_it(self, page: Page) -> None:
        page.goto("/mots/atelier/")
        page.get_by_role("link", name="distance à la gare").click()
        page.get_by_label("Le nouveau nom").fill("à pied du train")
        page.get_by_role("button", name="Renommer").click()
        expect(page.locator("main")).to_contain_text("Ressources (1) : Four à bois")
        page.get_by_role("button", name="Renommer").click()
        expect(page.get_by_role("status")).to_contain_text("C’est fait")

    def _retires_it(self, page: Page) -> None:
        page.goto("/mots/atelier/")
        page.get_by_role("link", name="à pied du train").click()
        expect(page.locator("main")).to_contain_text("1")
        page.get_by_role("button", name="Retirer ce mot").click()
        expect(page.locator("main")).to_contain_text("Rien n’est encore changé.")
        page.get_by_role("button", name="Retirer").click()
        expect(page.get_by_role("status")).to_contain_text("C’est fait")

    def _finds_it_nowhere(self, page: Page, atelier: Place) -> None:
        page.goto(f"/lieux/{atelier.public_id}/ressources/")
        expect(page.locator("main")).not_to_contain_text("train")
        assert [h for h in table_of(page, "CSV")[0] if "train" in h or "gare" in h] == []
        assert [h for h in table_of(page, "XLSX")[0] if "train" in h or "gare" in h] == []
        at = f"/api/v1/places/{atelier.public_id}/resources"
        assert "facts" not in page.request.get(at).json()["items"][0]
        page.get_by_role("link", name="Modifier Four à bois").click()
        expect(page.locator("form").last).not_to_contain_text("train")
        page.get_by_label("Nom", exact=True).fill("Le four à bois")
        page.get_by_role("button", name="Enregistrer").click()
        expect(page.locator("h1")).to_have_text("Le four à bois")

    def _puts_it_back(self, page: Page) -> None:
        page.goto("/mots/atelier/")
        page.locator("main details > summary").click()
        page.get_by_role("button", name="Remettre à pied du train").click()
        expect(page.get_by_role("status")).to_contain_text("C’est fait")


def add_machine(page: Page, place: Place, name: str) -> None:
    page.goto(f"/lieux/{place.public_id}/ressources/nouvelle/?nom={name}")
    page.get_by_role("button", name="Ajouter", exact=True).click()
    expect(page.locator("h1")).to_have_text(name)


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_no_page_has_a_fault_for_axe_nor_is_wider_than_its_screen(
    host: Opens, atelier: Place, size: dict[str, int]
) -> None:
    page = host(size)
    add_machine(page, atelier, "Four à bois")
    made = Resource.objects.get()
    base = f"/lieux/{atelier.public_id}/ressources"
    paths = [
        atelier.get_absolute_url(),
        made.get_absolute_url(),
        f"{base}/",
        f"{base}/?q=rien%20de%20tel",
        f"{base}/nouvelle/",
        f"{base}/nouvelle/?q=prusa",
        f"{base}/nouvelle/?choix=model:prusa-mk4",
        f"/ressources/{made.public_id}/modifier/",
        f"/ressources/{made.public_id}/historique/",
        f"/ressources/{made.public_id}/document/",
        f"/photos/ajouter/resource/{made.public_id}/",
    ]
    faults = {}
    for path in paths:
        page.goto(path)
        for folded in page.locator("main details:not([open]) > summary").all():
            folded.click()
        found = [fault["id"] for fault in Axe().run(page).response["violations"]]
        width = page.evaluate("document.documentElement.scrollWidth")
        if found or width > size["width"]:
            faults[path] = (found, width)
    assert faults == {}
