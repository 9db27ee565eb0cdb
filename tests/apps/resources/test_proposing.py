"""A few letters become a resource half filled in; an address is believed of nothing else."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from entrelieux.core.words.lexicon import Alignment, Relation, Term, TermKind, core_uri
from entrelieux.lexicons.actions import add_term
from entrelieux.places.models import Place
from entrelieux.resources.models import Resource
from entrelieux.resources.proposing import proposal_named, proposals_for
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def titles(text: str, place: Place) -> list[str]:
    return [proposal.title for proposal in proposals_for(text, place)]


def address(place: Place, **query: str) -> str:
    from urllib.parse import urlencode

    return f"{reverse('resource_add', args=[place.public_id])}?{urlencode(query)}"


def test_a_maker_proposes_its_models_with_their_usual_figures(atelier: Place) -> None:
    first = proposals_for("prusa", atelier)[0]
    assert first.title == "Imprimante 3D à filament (FDM), Prusa MK4"
    assert first.details == "250 × 210 × 220\N{NO-BREAK SPACE}mm"
    assert first.state["name"] == "Imprimante 3D à filament Prusa MK4"
    assert first.state["specifications"] == [
        {"key": "width", "value": 250, "unit": "mm"},
        {"key": "depth", "value": 210, "unit": "mm"},
        {"key": "height", "value": 220, "unit": "mm"},
    ]
    assert "materials:pvc" in first.state["refuses"]


@pytest.mark.parametrize(
    ("typed", "title", "kind"),
    [
        ("salle de reunion", "Salle de réunion", "room"),
        ("camion", "Camionnette", "vehicle"),
        ("vélo cargo", "Vélo cargo", "vehicle"),
        ("couture", "Couture", "skill"),
        ("decoupeuse lazer", "Découpeuse laser", "machine"),
        ("pla", "PLA", "stock"),
        ("perceuse", "Perceuse-visseuse", "tool"),
    ],
)
def test_a_word_proposes_what_it_means_and_its_kind(
    atelier: Place, typed: str, title: str, kind: str
) -> None:
    first = proposals_for(typed, atelier)[0]
    assert (first.title, first.kind) == (title, kind)


def test_a_brand_without_a_model_is_kept_as_the_maker(atelier: Place) -> None:
    found = {proposal.title: proposal for proposal in proposals_for("zortrax", atelier)}
    assert found["Imprimante 3D à filament (FDM), Zortrax"].state["make"] == "Zortrax"


def test_the_words_of_the_community_come_first(cast: Cast, atelier: Place) -> None:
    target = core_uri("machines", "co2-laser")
    term = Term(
        uri="",
        kind=TermKind.THING,
        labels={"fr": "La grosse Bertha"},
        alignments=(Alignment(Relation.EXACT, target),),
    )
    add_term(by=cast.alice, community=cast.atelier, term=term)
    assert titles("bertha", atelier)[0] == "La grosse Bertha"
    assert titles("speedy 100", atelier)[0] == "La grosse Bertha, Trotec Speedy 100"


@pytest.mark.parametrize("typed", ["", "   ", "xyzzy", "<script>"])
def test_what_means_nothing_proposes_nothing(atelier: Place, typed: str) -> None:
    assert proposals_for(typed, atelier) == []


@pytest.mark.parametrize("id_", ["", "model:none", "machines:none", "kinds:fablab", "x", ":"])
def test_an_address_that_names_nothing_proposes_nothing(atelier: Place, id_: str) -> None:
    assert proposal_named(id_, atelier) is None


class TestPages:
    def test_three_requests_add_a_machine_with_its_figures(
        self, cast: Cast, client_of: Any, atelier: Place
    ) -> None:
        client = client_of(cast.alice)
        page = client.get(address(atelier, q="prusa")).content.decode()
        link = f"{reverse('resource_add', args=[atelier.public_id])}?choix=model%3Aprusa-mk4"
        assert f'href="{link}"' in page
        form = client.get(link).context["form"]
        sent = {
            **{key: value for key, value in form.initial.items() if isinstance(value, str | list)},
            "specifications_key": ["largeur utile"],
            "specifications_known": ["width"],
            "specifications_value": ["250"],
            "specifications_unit": ["mm"],
        }
        del sent["specifications"]
        client.post(reverse("resource_add", args=[atelier.public_id]), sent)
        added = Resource.objects.get()
        assert (added.name, added.make, added.model) == (
            "Imprimante 3D à filament Prusa MK4",
            "Prusa",
            "MK4",
        )
        assert added.specifications == [{"key": "width", "value": 250, "unit": "mm"}]
        assert "Largeur utile" in client.get(added.get_absolute_url()).content.decode()

    def test_a_word_of_ones_own_is_kept(self, cast: Cast, client_of: Any, atelier: Place) -> None:
        client = client_of(cast.alice)
        page = client.get(address(atelier, q="le schmilblick")).content.decode()
        assert "nom=le%20schmilblick" in page
        form = client.get(address(atelier, nom="le schmilblick")).context["form"]
        assert (form["name"].value(), form["kind"].value()) == ("le schmilblick", "machine")

    @pytest.mark.parametrize("view", ["resource_add", "resource_proposals"])
    def test_only_those_who_keep_the_place_are_answered(
        self, cast: Cast, client_of: Any, atelier: Place, view: str
    ) -> None:
        at = reverse(view, args=[atelier.public_id]) + "?q=prusa"
        seen = {
            name
            for name, person in cast.everyone()
            if client_of(None if name == "visitor" else person).get(at).status_code == 200
        }
        assert seen == {"alice", "farid", "opal"}

    def test_what_is_typed_is_shown_as_text(
        self, cast: Cast, client_of: Any, atelier: Place
    ) -> None:
        page = client_of(cast.alice).get(address(atelier, q="<script>alert(1)</script>"))
        assert "<script>alert(1)" not in page.content.decode()

    def test_figures_show_with_their_unit(self, client: Any, adds: Any) -> None:
        room = adds("Salle", kind="room", quantity=42.5, unit="m²")
        stock = adds("Chutes", kind="stock", quantity=14.0, unit="planches")
        html = client.get(room.card.get_absolute_url()).content.decode()
        assert "42,5\N{NO-BREAK SPACE}m²" in html
        assert "14\N{NO-BREAK SPACE}planches" in html
        assert stock.card == room.card
