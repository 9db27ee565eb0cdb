"""The same people book at the places of the four charters: let in, held and approved, or refused
with the way to a yes; a class without accounts, and a badge that another place gave."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.browsing import faults_of, plain
from tests.e2e.demonstration import COLLEGE, LAPALISSE, MURAT, PHONE, SIGMAKE, PersonPage

pytestmark = pytest.mark.xdist_group("demo")

BOOKED, HELD, REFUSED = "C’est réservé", "C’est demandé, et gardé pour vous", "Rien n’est réservé"


@dataclass(frozen=True, slots=True)
class Booking:
    """Who books what, for which group; what the page answers, with the rule and the path if no."""

    charter: str
    person: str
    resource: str
    answer: str
    rule: str = ""
    path: str = ""
    group: str = ""


BOOKINGS = [
    Booking(
        MURAT,
        "lina",
        "La Brûleuse",
        REFUSED,
        "Allumer la Brûleuse est interdit si la personne a moins de 16 ans",
        "la personne a le brevet du feu",
    ),
    Booking(
        MURAT,
        "driss",
        "La Brûleuse",
        REFUSED,
        "Allumer une machine est interdit, sauf si la personne a remis la charte signée",
        "la personne a remis la charte signée, et la personne a le brevet du feu",
    ),
    Booking(MURAT, "bruno", "La Brûleuse", BOOKED),
    Booking(MURAT, "maxence", "Les deux Prusa", BOOKED),
    Booking(LAPALISSE, "bruno", "La Grosse Bertha", BOOKED),
    Booking(
        LAPALISSE,
        "driss",
        "La Grosse Bertha",
        REFUSED,
        "Mettre en marche ou retenir la Grosse Bertha est interdit",
        "la personne a la leçon de laser",
    ),
    Booking(SIGMAKE, "driss", "L’aquarium", HELD),
    Booking(COLLEGE, "lina", "Dix robots Thymio", BOOKED),
    Booking(
        COLLEGE,
        "chloe",
        "Dix robots Thymio",
        REFUSED,
        "Se servir d’une machine est permis si la personne fait partie du collège",
        "Vous n’y pouvez rien",
    ),
    Booking(COLLEGE, "elise", "Les fers à souder", BOOKED, group="La 4ᵉ B, 24 personnes"),
    Booking(
        COLLEGE,
        "elise",
        "Les fers à souder",
        REFUSED,
        "il est vrai de chaque personne, parmi les élèves amenés, que (cette personne a le permis",
        "parmi les élèves amenés",
        group="La 6ᵉ A, 22 personnes",
    ),
]
# Nobody of the demonstration comes so late; each of these bookings has its own day.
EVENING = datetime.now().astimezone().date() + timedelta(days=24)


def book(page: Page, booking: Booking, rank: int) -> str:
    """What the page of the resource answers to its form."""
    page.goto(f"/?q={quote(booking.resource)}&quoi=resource")
    page.get_by_role("link", name=booking.resource, exact=True).first.click()
    page.locator("a[href$='/reserver/']").first.click()
    page.get_by_label("Quel jour").fill((EVENING + timedelta(days=rank)).isoformat())
    page.get_by_label("De", exact=True).fill("19:00")
    page.get_by_label("À", exact=True).fill("19:30")
    if booking.group:
        page.get_by_label("Pour quel groupe").select_option(label=booking.group)
    page.get_by_role("button", name="Réserver", exact=True).click()
    page.wait_for_load_state()
    return plain(page.locator("main").inner_text())


@pytest.mark.parametrize(
    "rank", range(len(BOOKINGS)), ids=[f"{one.person}-{one.resource}" for one in BOOKINGS]
)
def test_a_person_books_or_meets_the_refusal_with_its_path(page_of: PersonPage, rank: int) -> None:
    booking = BOOKINGS[rank]
    page = page_of(booking.person)
    told = book(page, booking, rank)
    assert plain(booking.answer) in told
    if booking.answer == REFUSED:
        assert booking.rule in told
        assert booking.path in told
    elif booking.group:
        assert booking.group in told
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    assert faults_of(page) == []


def test_what_is_held_at_sigmake_is_approved_by_who_keeps_it(page_of: PersonPage) -> None:
    told = book(page_of("gaelle"), Booking(SIGMAKE, "gaelle", "L’aquarium", HELD), 0)
    assert plain(HELD) in told
    keeper = page_of("chloe")
    keeper.goto("/?q=SIGMAke")
    keeper.get_by_role("link", name="SIGMAke", exact=True).first.click()
    keeper.locator("a[href$='/reservations/']").first.click()
    wanted = re.compile("Accepter.:.Gaëlle")
    keeper.get_by_role("button", name=wanted).last.click()
    expect(keeper.get_by_text("C’est répondu")).to_be_visible()
    page_of("gaelle").reload()
    expect(page_of("gaelle").locator("main").get_by_text("réservé", exact=True)).to_be_visible()
