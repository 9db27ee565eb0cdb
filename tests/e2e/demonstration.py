"""The demonstration, built and served as `make demo` does, and its people in a browser."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, expect

DESK, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 780}
START_SECONDS = 150
PersonPage = Callable[[str], Page]
# Its four communities that have a charter.
MURAT, LAPALISSE, SIGMAKE, COLLEGE = (
    "cocotte-numerique",
    "fablab-lapalisse",
    "sigmake",
    "college-saint-eloy",
)


def served(folder: Path) -> Iterator[str]:
    """The address of `entrelieux demo`, built and served from an empty folder."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("ENTRELIEUX_")
    }
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    environment["ENTRELIEUX_DATA_DIR"] = str(folder)
    log = folder / "server.log"
    with log.open("w") as output:
        server = subprocess.Popen(
            [sys.executable, "-m", "entrelieux.cli.main", "demo", "--port", str(port)],
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(address)
        yield address
    finally:
        server.terminate()
        server.wait(30)
        # Shown beside the failure of whichever test asked for the page that broke.
        assert "Traceback" not in (told := log.read_text("utf-8")), told[-8000:]


def wait_for(address: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(address + "/", timeout=5):  # noqa: S310 - our own server
                return
        except OSError:
            time.sleep(0.3)
    raise TimeoutError(f"{address} did not answer")


def visitor(browser: Browser, demo: str, *, script: bool = True, size: dict = DESK) -> Page:
    context = browser.new_context(
        base_url=demo, locale="fr-FR", java_script_enabled=script, viewport=size
    )
    return context.new_page()


def signed_in(browser: Browser, demo: str, email: str) -> Page:
    page = visitor(browser, demo)
    page.goto("/compte/connexion/")
    page.locator("input[type=email]").fill(email)
    page.locator("main form button[type=submit]").first.click()
    page.locator("input[name=code]").fill(code_sent(page.context, email))
    page.locator("main form button[type=submit]").first.click()
    expect(page.get_by_role("link", name="Mon compte", exact=True)).to_be_visible()
    return page


def code_sent(context: BrowserContext, email: str) -> str:
    """The newest code of the demonstration's outbox, which the page shows newest first."""
    outbox = context.new_page()
    outbox.goto("/demo/courrier/")
    text = outbox.locator("main").inner_text()
    outbox.close()
    found = re.search(r"\b(\d{3})\s(\d{3})\b", text[text.index(email) :])
    assert found is not None
    return found[1] + found[2]
