"""The loop that keeps the map true: propose, confirm, publish, grow old, confirm from a mail."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect, sync_playwright

from entrelieux.contributions.actions import send_reminders, set_policy
from entrelieux.contributions.models import Proposal
from entrelieux.messaging.models import OutgoingMail
from entrelieux.places.models import Place, Statement
from tests.cast import Cast, gather_cast

pytestmark = pytest.mark.django_db(transaction=True)

PHONE = {"width": 360, "height": 740}
Opens = Callable[[Any], Page]


@pytest.fixture(autouse=True)
def _database_beside_the_browser(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    """Playwright keeps a loop in this thread; mail goes to the real outbox."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    settings.EMAIL_BACKEND = "entrelieux.messaging.backend.OutboxBackend"


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return gather_cast()


@pytest.fixture
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        yield browser
        browser.close()


@pytest.fixture
def phone_of(browser: Browser, live_server: Any) -> Opens:
    """``phone_of(cast.bob)``: his telephone; of a visitor for None."""

    def page(person: Any) -> Page:
        context = browser.new_context(base_url=live_server.url, locale="fr-FR", viewport=PHONE)
        if person is not None:
            client = Client()
            client.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")
            session = client.cookies["sessionid"].value
            cookie = {"name": "sessionid", "value": session, "url": live_server.url}
            context.add_cookies([cookie])
        return context.new_page()

    return page


def test_the_whole_loop(cast: Cast, phone_of: Opens, live_server: Any) -> None:
    policy = {"confirmations": 1, "neighbour_fields": [], "stale_after_days": 365}
    set_policy(by=cast.farid, network=cast.network, **policy)
    propose_as_a_visitor(phone_of(None))
    proposal = Proposal.objects.get()
    assert not Place.objects.filter(name="Atelier du Sabot").exists()

    confirm_as(phone_of(cast.bob), proposal)
    place = Place.objects.get(name="Atelier du Sabot")
    place.communities.add(cast.atelier)
    page = phone_of(None)
    page.goto(place.get_absolute_url())
    expect(page.get_by_role("heading", name="Atelier du Sabot")).to_be_visible()

    let_it_grow_old(place)
    assert send_reminders(today=timezone.localdate()) == 1
    letters = " ".join(OutgoingMail.objects.values_list("text", flat=True))
    (path,) = set(re.findall(r"https?://[^/\s]+(/toujours-vrai/\S+)", letters))
    address = live_server.url + path
    a_mail_scanner_opens(address, place)
    confirm_from_the_mail(phone_of(None), address)
    assert confirmed_today(place)


def propose_as_a_visitor(page: Page) -> None:
    page.goto("/proposer/")
    assert Axe().run(page).violations_count == 0
    page.get_by_label("Nom", exact=False).first.fill("Atelier du Sabot")
    page.get_by_label("Commune", exact=False).first.fill("Murat")
    page.wait_for_timeout(3_100)  # faster than that, only a program writes
    page.get_by_role("button", name=re.compile("Proposer|Envoyer")).last.click()
    expect(page.get_by_role("status").or_(page.get_by_text("Merci")).first).to_be_visible()


def confirm_as(page: Page, proposal: Proposal) -> None:
    page.goto(f"/propositions/{proposal.public_id}/")
    assert Axe().run(page).violations_count == 0
    page.get_by_role("button", name="Je confirme que c’est vrai").click()
    expect(page.get_by_text("Merci : c’est publié.")).to_be_visible()


def let_it_grow_old(place: Place) -> None:
    long_ago = timezone.now() - timedelta(days=800)
    Statement.objects.filter(place=place).update(verified_at=long_ago)


def a_mail_scanner_opens(address: str, place: Place) -> None:
    """It reads the page, and nothing is confirmed."""
    assert Client().get(re.sub(r"^https?://[^/]+", "", address)).status_code == 200
    assert not confirmed_today(place)


def confirm_from_the_mail(page: Page, address: str) -> None:
    page.goto(address)
    assert Axe().run(page).violations_count == 0
    page.get_by_role("button", name="Oui, tout est toujours vrai").click()
    expect(page.get_by_text("Merci").first).to_be_visible()


def confirmed_today(place: Place) -> bool:
    verified = Statement.objects.filter(place=place, verified_at__date=timezone.localdate())
    return verified.exists()
