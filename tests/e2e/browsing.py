"""Pages in a real browser, as somebody who is signed in or not."""

from __future__ import annotations

import re
from collections.abc import Callable

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

DESK, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 740}
Opens = Callable[..., Page]


def faults_of(page: Page) -> list[str]:
    """What axe finds, and how many pixels the page is wider than its screen."""
    found = Axe().run(page).response["violations"]
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    faults = [f"{fault['id']}: {fault['nodes'][0]['html']}" for fault in found]
    return [*faults, *([f"{wide} px too wide"] if wide > 0 else [])]


def plain(text: str) -> str:
    """With the spaces that one types."""
    return re.sub(r"[\xa0\u202f]", " ", text)
