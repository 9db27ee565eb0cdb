"""The look in a real browser: no fault for axe, nothing wider than a phone, a map that moves."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

pytestmark = pytest.mark.django_db(transaction=True)

ARGUMENTS = ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
DESK, PHONE = (1280, 900), (360, 740)
Opens = Callable[..., Page]


@pytest.fixture
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=ARGUMENTS
        )
        yield browser
        browser.close()


@pytest.fixture
def opens(browser: Browser, live_server: Any) -> Opens:
    """``opens("/design/", size=PHONE)``: the page, in French."""

    def page_at(path: str, *, size: tuple[int, int] = DESK, theme: str = "light") -> Page:
        width, height = size
        context = browser.new_context(
            base_url=live_server.url,
            locale="fr-FR",
            color_scheme=theme,  # type: ignore[arg-type]
            viewport={"width": width, "height": height},
        )
        page = context.new_page()
        page.goto(path)
        return page

    return page_at


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESK, PHONE])
def test_every_component_passes_axe_and_fits_the_screen(
    opens: Opens, size: tuple[int, int], theme: str
) -> None:
    page = opens("/design/", size=size, theme=theme)
    found = Axe().run(page).response["violations"]
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert [(fault["id"], fault["nodes"][0]["html"]) for fault in found] == []
    assert wide <= 0


def test_the_chosen_theme_holds_from_page_to_page(opens: Opens) -> None:
    page = opens("/design/")
    switch = page.locator("[data-theme-switch]")
    assert switch.inner_text() == "Couleurs\xa0: celles de l’appareil"
    switch.click()
    switch.click()
    assert switch.inner_text() == "Couleurs\xa0: sombres"
    page.reload()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(29, 31, 33)"


def test_the_map_comes_alive_when_asked_and_the_policy_of_the_page_allows_it(opens: Opens) -> None:
    page = opens("/design/")
    refusals: list[str] = []
    page.on("console", lambda said: refusals.append(said.text) if "Policy" in said.text else None)
    page.get_by_role("button", name="Carte interactive").click()
    page.locator(".map--live").wait_for()
    canvas = page.get_by_role("region", name="Carte interactive. Les mêmes lieux")
    assert canvas.evaluate("map => map === document.activeElement")
    assert page.locator(".map__drawing").get_attribute("aria-hidden") == "true"
    assert page.locator("[data-zoom='1']").is_visible()
    assert refusals == []


def test_a_page_is_read_without_a_script(browser: Browser, live_server: Any) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=live_server.url)
    page = context.new_page()
    page.goto("/design/")
    assert page.locator(".map__drawing").is_visible()
    assert not page.get_by_role("button", name="Carte interactive").is_visible()
    assert not page.locator("[data-theme-switch]").is_visible()
