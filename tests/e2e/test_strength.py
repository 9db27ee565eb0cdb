"""The strength of a network in a real browser."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from playwright.sync_api import expect

from entrelieux.activities.models import Usage
from entrelieux.communities.actions import add_member, create_community
from entrelieux.places.actions import create_place
from entrelieux.strength.actions import measure_networks
from tests.cast import Cast
from tests.e2e.browsing import DESK, PHONE, Opens, faults_of

pytestmark = pytest.mark.django_db(transaction=True)

TODAY = date(2026, 11, 26)
SPOTS = {
    "L’Atelier": (45.55, 3.74),
    "La Bergerie": (45.73, 3.63),
    "La Serre": (45.78, 3.08),
    "Le Moulin": (45.04, 3.88),
    "La Grange": (46.34, 2.6),
}


def measured_network(cast: Cast) -> None:
    """Five places in a chain but for one, two of which do the same."""
    communities = [cast.atelier, cast.bergerie]
    communities += [
        create_community(by=None, name=name, networks=(cast.network,))
        for name in ("Serre", "Moulin", "Grange")
    ]
    people = [cast.alice, cast.chloe, cast.driss]
    for (name, (lat, lon)), community in zip(SPOTS.items(), communities, strict=True):
        position = {"lat": lat, "lon": lon, "fidelity": "exact"}
        place = create_place(by=None, values={"name": name, "position": position})
        place.communities.add(community)
        if name in {"L’Atelier", "La Serre"}:
            Usage.objects.create(name="Couture", concept="usages:sewing-cafe", place=place)
    for rank, person in enumerate(people):
        add_member(by=None, person=person, community=communities[rank + 1], role="member")
        if rank == 2:
            add_member(by=None, person=person, community=communities[rank], role="member")
    measure_networks(now=datetime(2026, 11, 26, 3, tzinfo=UTC), today=TODAY)


@pytest.mark.parametrize("size", [DESK, PHONE])
def test_the_page_passes_axe_and_fits_the_screen(
    cast: Cast, opens_as: Opens, size: dict[str, int]
) -> None:
    cast.chloe.memberships.all().delete()
    add_member(by=None, person=cast.chloe, community=cast.atelier, role="member")
    measured_network(cast)
    page = opens_as("/reseau/", person=cast.alice, size=size, script=False)
    expect(page.get_by_role("heading", name="La force du réseau")).to_be_visible()
    expect(page.get_by_text("Les deux font la même chose").first).to_be_visible()
    with_script = opens_as("/reseau/", person=cast.alice, size=size)
    assert faults_of(with_script) == []
