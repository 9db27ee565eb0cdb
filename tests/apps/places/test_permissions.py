"""The cast at every door of a card: who may open it, cell by cell."""

import pytest

from entrelieux.places.actions import create_place, edit_place, merge_places
from entrelieux.places.models import ChangeSet, Place

# Who may: hosts of the place, coordinators of its network, the operator.
KEEPERS = {"alice", "farid", "opal"}
COORDINATORS = {"farid", "opal"}
EVERYONE = {"visitor", "alice", "bob", "chloe", "driss", "farid", "opal"}

DOORS = {
    # name: (method, path, who gets through)
    "read": ("get", "/lieux/{id}/{slug}/", EVERYONE),
    "short address": ("get", "/lieux/{id}/", EVERYONE),
    "facts": ("get", "/lieux/{id}/faits/", EVERYONE),
    "history": ("get", "/lieux/{id}/historique/", EVERYONE),
    "qr": ("get", "/lieux/{id}/qr.svg", EVERYONE),
    "report form": ("get", "/lieux/{id}/signaler/", EVERYONE),
    "edit form": ("get", "/lieux/{id}/modifier/", KEEPERS),
    "edit": ("post", "/lieux/{id}/modifier/", KEEPERS),
    "confirm": ("post", "/lieux/{id}/confirmer/", KEEPERS),
    "hide": ("post", "/lieux/{id}/retirer/", COORDINATORS),
    "split": ("post", "/lieux/{member}/separer/", COORDINATORS),
    "undo": ("post", "/changements/{change}/annuler/", COORDINATORS),
    "new form": ("get", "/lieux/nouveau/", {"alice", "farid", "opal"}),
}


@pytest.fixture
def addresses(cast):
    place = create_place(by=None, values={"name": "Le lieu d’Alice", "city": "Murat"})
    other = create_place(by=None, values={"name": "Son double", "city": "Murat"})
    place.communities.add(cast.atelier)
    merge_places(by=None, first=place, second=other)
    place = Place.objects.get(pk=place.pk)
    edit_place(by=None, place=place, base=place.card, values={"holder": "Alice"})
    return {
        "id": place.public_id,
        "slug": place.slug,
        "member": other.public_id,
        "change": ChangeSet.objects.filter(kind="edit").order_by("-pk").first().pk,
    }


@pytest.mark.parametrize("who", sorted(EVERYONE))
@pytest.mark.parametrize("door", sorted(DOORS))
def test_each_door_opens_for_those_it_should_and_no_one_else(door, who, cast, client_of, addresses):
    method, path, allowed = DOORS[door]
    person = None if who == "visitor" else getattr(cast, who)
    response = getattr(client_of(person), method)(path.format(**addresses))
    if who in allowed:
        assert response.status_code in {200, 301, 302}
        assert "/compte/" not in response.get("Location", "")
    elif person is None:
        assert response.status_code == 302
        assert "/compte/" in response["Location"]
    else:
        assert response.status_code == 403
