"""A need, from its suggestion to the story that both sides let be told, in a real browser."""

from __future__ import annotations

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from entrelieux.bridges.actions import post_need
from entrelieux.bridges.models import Bridge
from entrelieux.introductions.actions import accept_bridge, set_digest
from entrelieux.places.actions import create_place
from tests.cast import Cast
from tests.e2e.browsing import DESK, PHONE, Opens, faults_of

pytestmark = pytest.mark.django_db(transaction=True)


def suggested_bridge(cast: Cast) -> Bridge:
    """Driss's trophies and the laser of the Atelier, which Alice hosts."""
    place = create_place(
        by=None,
        values={"name": "L’Atelier", "position": {"lat": 45.55, "lon": 3.74, "fidelity": "exact"}},
    )
    place.communities.add(cast.atelier)
    values = {"sentence": "Je cherche à graver trente trophées", "visibility": "network"}
    need = post_need(by=cast.driss, now=timezone.now(), values=values)
    reason = {"code": "made_for", "points": 2.0, "sentence_fr": "Une découpe laser grave le bois."}
    return Bridge.objects.create(
        need=need,
        asker=cast.driss,
        source_kind="resource",
        source_id="x1",
        title="Découpeuse laser",
        giver_place=place,
        reasons=[{**reason, "sentence_en": "A laser engraves wood."}],
        score=2.0,
    )


def test_a_need_goes_from_accepted_to_told_by_both_sides(cast: Cast, opens_as: Opens) -> None:
    bridge = suggested_bridge(cast)
    driss = opens_as("/passerelles/", person=cast.driss, size=PHONE, script=False)
    driss.get_by_role("link", name="Je cherche à graver trente trophées").click()
    expect(driss.get_by_text("Une découpe laser grave le bois.")).to_be_visible()
    driss.get_by_role("button", name="Oui, mettez-nous en contact").click()
    expect(driss.get_by_text("Vous avez dit oui. L’autre côté est prévenu")).to_be_visible()

    # Alice does not know who asks until she says yes too.
    alice = opens_as(bridge.get_absolute_url(), person=cast.alice)
    expect(alice.get_by_text("driss@example.org")).to_have_count(0)
    alice.get_by_role("button", name="Oui, mettez-nous en contact").click()
    expect(alice.get_by_role("link", name="driss@example.org")).to_be_visible()
    driss.reload()
    expect(driss.get_by_role("link", name="alice@example.org")).to_be_visible()

    # Both tell; the story is shown once both agree to what the other said.
    driss.get_by_role("button", name="Oui, c’est fait").click()
    for page, thanks in ((driss, "Merci l’Atelier"), (alice, "Revenez")):
        page.reload()
        page.get_by_role("textbox", name="Ce que cela a donné").fill("Trente trophées gravés")
        page.get_by_label("Votre merci").fill(thanks)
        page.get_by_label("Le réseau peut montrer cette histoire").check()
        page.get_by_role("button", name="Raconter").click()
    stories = opens_as("/histoires/")
    expect(stories.get_by_text("Trente trophées gravés")).to_have_count(0)
    driss.reload()
    driss.get_by_label("Le réseau peut montrer cette histoire").check()
    driss.get_by_role("button", name="Raconter").click()
    stories.reload()
    expect(stories.get_by_text("Trente trophées gravés")).to_be_visible()
    expect(stories.get_by_text("Revenez")).to_be_visible()


@pytest.mark.parametrize("size", [DESK, PHONE])
def test_every_page_of_bridges_passes_axe_and_fits_the_screen(
    cast: Cast, opens_as: Opens, size: dict[str, int]
) -> None:
    bridge = suggested_bridge(cast)
    set_digest(by=cast.driss, rhythm="weekly")
    accept_bridge(by=cast.driss, bridge=bridge, now=timezone.now())
    pages = [
        ("/passerelles/", cast.alice),
        ("/passerelles/rythme/", cast.driss),
        (bridge.get_absolute_url(), cast.alice),
        (bridge.get_absolute_url(), cast.driss),
        (f"/reseaux/{cast.network.slug}/passerelles/", cast.farid),
        (f"/reseaux/{cast.network.slug}/appris/", cast.farid),
        ("/histoires/", None),
    ]
    for path, person in pages:
        page = opens_as(path, person=person, size=size)
        assert (path, faults_of(page)) == (path, [])
