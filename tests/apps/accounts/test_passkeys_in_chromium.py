"""The whole ceremony, with an authenticator that Chromium itself simulates."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, sync_playwright

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("outbox"),
]


@pytest.fixture
def page(live_server: Any, settings: Any) -> Iterator[Page]:
    settings.DEMO = True
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        page = browser.new_context(base_url=live_server.url, locale="fr-FR").new_page()
        telephone = page.context.new_cdp_session(page)
        telephone.send("WebAuthn.enable")
        telephone.send(
            "WebAuthn.addVirtualAuthenticator",
            {
                "options": {
                    "protocol": "ctap2",
                    "transport": "internal",
                    "hasResidentKey": True,
                    "hasUserVerification": True,
                    "isUserVerified": True,
                }
            },
        )
        yield page
        browser.close()


def sign_in_by_code(page: Page, email: str) -> None:
    page.goto("/compte/connexion/")
    page.get_by_label("Votre adresse électronique").fill(email)
    page.get_by_role("button", name="Recevoir un code").click()
    mail = page.context.new_page()
    mail.goto("/demo/courrier/")
    code = re.search(r"Votre code Entrelieux\s: (\d{3} \d{3})", mail.locator("main").inner_text())
    mail.close()
    assert code
    page.get_by_label("Code reçu par courriel").fill(code[1])
    page.get_by_role("button", name="Entrer").click()
    page.get_by_role("heading", name="Mon compte", exact=True).wait_for()


def test_a_passkey_is_added_then_opens_the_account_then_is_removed(page: Page) -> None:
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: faults.append(said.text) if "Policy" in said.text else None)

    sign_in_by_code(page, "alice@example.org")
    page.get_by_role("link", name="Ajouter une clé d’accès").click()
    page.get_by_label("Nom de cette clé").fill("Mon téléphone")
    page.get_by_role("button", name="Ajouter", exact=True).click()
    page.get_by_text("cet appareil vous ouvrira désormais la porte").wait_for()
    assert page.get_by_text("Mon téléphone").count() == 1

    page.get_by_role("button", name="Se déconnecter").click()
    page.goto("/compte/connexion/")
    page.get_by_role("button", name="Utiliser ma clé d’accès").click()
    page.get_by_role("heading", name="Mon compte", exact=True).wait_for()
    assert page.get_by_text("alice@example.org").count() == 1

    page.get_by_role("link", name="Retirer Mon téléphone").click()
    page.get_by_role("button", name="Retirer", exact=True).click()
    page.get_by_text("Avec une clé d’accès, votre empreinte").wait_for()
    assert faults == []
