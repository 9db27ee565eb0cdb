"""A browser for the tests that sign people in."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, sync_playwright

from tests.e2e.browsing import DESK, Opens
from tests.e2e.demonstration import PersonPage, served, signed_in

# A map needs WebGL, which a machine without a graphics card computes.
DRAWS_MAPS = ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the demonstration keeps its data."""
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="session")
def demo(demo_folder: Path) -> Iterator[str]:
    """The address of the demonstration."""
    yield from served(demo_folder)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=DRAWS_MAPS
        )
        yield browser
        browser.close()


@pytest.fixture
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        yield browser
        browser.close()


@pytest.fixture
def opens_as(
    chromium: Browser, live_server: Any, client_of: Callable[[Any], Client], monkeypatch: Any
) -> Opens:
    """``opens_as("/rendez-vous/", person=cast.alice)``; of a visitor without `person`."""
    # The test asks the database while Playwright's loop runs in the same thread.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

    def page_at(path: str, *, person: Any = None, script: bool = True, **more: Any) -> Page:
        context = chromium.new_context(
            base_url=live_server.url,
            locale="fr-FR",
            viewport=more.get("size", DESK),  # type: ignore[arg-type]
            java_script_enabled=script,
        )
        if person is not None:
            session = client_of(person).cookies["sessionid"].value
            cookie = {"name": "sessionid", "value": session, "url": live_server.url}
            context.add_cookies([cookie])  # type: ignore[list-item]
        page = context.new_page()
        page.goto(path)
        return page

    return page_at


@pytest.fixture(scope="module")
def page_of(browser: Browser, demo: str) -> Iterator[PersonPage]:
    """``page_of("lina")``: in a browser of her own, in which she signs in once."""
    known: dict[str, Page] = {}

    def page(name: str) -> Page:
        if name not in known:
            known[name] = signed_in(browser, demo, f"{name}@demo.example")
        return known[name]

    yield page
    for one in known.values():
        one.context.close()
