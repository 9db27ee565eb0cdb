"""Every page of the demonstration that a link leads to, for different people."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, resolve
from playwright.sync_api import Browser, Page

from tests.e2e.browsing import faults_of
from tests.e2e.demonstration import DESK, PHONE, signed_in, visitor

pytestmark = pytest.mark.xdist_group("demo")

LINKS = """
    [...document.querySelectorAll('a[href^="/"]:not([download])')].map(a => a.getAttribute('href'))
"""
WIDER = "document.documentElement.scrollWidth > innerWidth"
# An address is visited without what it asks, but for these, which say nothing when not asked.
ASK = {"may_i", "charters_compare"}
# Not pages: files, and what ends the session.
NO_PAGES = {"account_export", "account_logout", "export", "oembed"}
FILES = (".ics", ".atom", ".ttl", ".jsonld", ".json", ".csv", ".xlsx", ".geojson", ".zip", ".txt")


@pytest.fixture(scope="module", params=["a visitor", "farid", "angele", "elise"])
def reader(request: pytest.FixtureRequest, browser: Browser, demo: str) -> Page:
    if request.param == "a visitor":
        return visitor(browser, demo)
    return signed_in(browser, demo, f"{request.param}@demo.example")


def test_no_page_that_a_link_leads_to_is_at_fault(reader: Page) -> None:
    said: list[str] = []
    reader.on("console", lambda one: said.append(one.text) if one.type == "error" else None)
    faults: dict[str, list[str]] = {}
    names = set()
    for name, path, status in pages_from(reader, ["/", "/compte/"]):
        names.add(name)
        found = [f"status {status}"] if status >= 400 else []
        reader.set_viewport_size(DESK)  # type: ignore[arg-type]
        found += ["wider than a desk"] if reader.evaluate(WIDER) else []
        reader.set_viewport_size(PHONE)  # type: ignore[arg-type]
        found += faults_of(reader)
        if found := [*found, *said]:
            faults[path] = found
        said.clear()
    assert faults == {}
    assert len(names) >= 40


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize(
    "path", ["/?q=xyzzy", "/?commune=Murat&km=40&ouvert=1", "/nulle-part/", "/compte/connexion/"]
)
def test_nothing_found_is_said_without_a_fault(
    browser: Browser, demo: str, path: str, size: dict[str, int]
) -> None:
    page = visitor(browser, demo, size=size)
    page.goto(path)
    assert faults_of(page) == []


def pages_from(page: Page, starts: list[str]) -> Iterator[tuple[str, str, int]]:
    """(name, path, status) of one page a name, each open when it is given."""
    todo, seen = list(starts), set()
    while todo:
        path = todo.pop(0)
        name = name_of(path)
        is_file = name.endswith("_file") or urlsplit(path).path.endswith(FILES)
        if name in seen or name in NO_PAGES or is_file:
            continue
        seen.add(name)
        answer = page.goto(path if name in ASK else urlsplit(path).path)
        assert answer is not None
        yield name, path, answer.status
        todo += [link.split("#")[0] for link in page.evaluate(LINKS)]


def name_of(path: str) -> str:
    """Of the page at an address; the address itself where nothing is."""
    try:
        return resolve(urlsplit(path).path).view_name
    except Resolver404:
        return path
