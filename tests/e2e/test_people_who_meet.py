"""Two people of different trades: they wish it, one asks, the other agrees, both are in touch."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from entrelieux.people.actions import save_profile
from entrelieux.people.models import Profile
from tests.cast import Cast
from tests.e2e.browsing import PHONE, Opens, faults_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def two(cast: Cast) -> None:
    """An agronomist and a mechanic of two places, who both solder; neither has wished anything."""
    for person, trade in ((cast.bob, "agronomy"), (cast.chloe, "mechanical-engineering")):
        values = {
            "name": f"{person.name} du Pré",
            "disciplines": [f"disciplines:{trade}"],
            "skills": ["skills:soldering"],
            "commune": "63003",
            "visibility": dict.fromkeys(Profile.FIELDS, "network"),
        }
        save_profile(by=person, values=values, is_adult=True)


def wish(page: Page) -> None:
    page.get_by_role("button", name="Oui, proposez-moi des rencontres").click()
    expect(page.get_by_role("button", name="Ne plus me présenter à personne")).to_be_visible()


def test_from_wishing_it_to_being_in_touch(cast: Cast, two: None, opens_as: Opens) -> None:
    chloe = opens_as("/passerelles/", person=cast.chloe, size=PHONE, script=False)
    chloe.get_by_role("link", name="Qui rencontrer").first.click()
    wish(chloe)
    expect(chloe.get_by_text("Bob du Pré")).to_have_count(0)

    bob = opens_as("/rencontres/", person=cast.bob)
    assert faults_of(bob) == []
    wish(bob)
    expect(bob.get_by_text("Chloe du Pré")).to_be_visible()

    chloe.reload()
    expect(chloe.get_by_text("En commun")).to_be_visible()
    chloe.get_by_role("link", name="Demander à rencontrer : Bob du Pré").click()
    chloe.get_by_role("textbox").first.fill("Un semoir qui marche à la main.")
    chloe.get_by_role("button", name="Demander", exact=True).click()

    bob.goto("/passerelles/")
    bob.locator("main .bridge-line a").first.click()
    expect(bob.get_by_text("Un semoir qui marche à la main.")).to_be_visible()
    expect(bob.get_by_text("chloe@example.org")).to_have_count(0)
    assert faults_of(bob) == []
    bob.get_by_role("button", name="Oui, mettez-nous en contact").click()
    expect(bob.get_by_role("link", name="chloe@example.org")).to_be_visible()
    chloe.goto("/passerelles/")
    chloe.locator("main .bridge-line a").first.click()
    expect(chloe.get_by_role("link", name="bob@example.org")).to_be_visible()

    # They know each other now: neither is proposed any more, and a wish is taken back at once.
    bob.goto("/rencontres/")
    expect(bob.get_by_text("Chloe du Pré")).to_have_count(0)
    bob.get_by_role("button", name="Ne plus me présenter à personne").click()
    expect(bob.get_by_role("button", name="Oui, proposez-moi des rencontres")).to_be_visible()


def test_the_pages_of_who_may_meet_pass_axe_and_fit_a_telephone(
    cast: Cast, two: None, opens_as: Opens
) -> None:
    for person in (cast.bob, cast.chloe):
        page = opens_as("/rencontres/", person=person, size=PHONE)
        wish(page)
    assert faults_of(page) == []
    page.get_by_role("link", name="Demander à rencontrer : Bob du Pré").click()
    assert faults_of(page) == []
    desk = opens_as(f"/reseaux/{cast.network.slug}/rencontres/", person=cast.farid, size=PHONE)
    expect(desk.get_by_text("Bob du Pré")).to_be_visible()
    assert faults_of(desk) == []
