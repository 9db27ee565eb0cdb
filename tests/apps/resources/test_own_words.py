"""A community's own facts and verbs: at once in the form, the filters, the table, the files, the
API; gone from all of them when retired, with what was told kept."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from entrelieux.core.words.lexicon import (
    Alignment,
    Choice,
    Privacy,
    Relation,
    Subject,
    Term,
    TermKind,
    Unit,
    ValueType,
    core_uri,
)
from entrelieux.lexicons.actions import (
    add_term,
    merge_terms,
    rename_term,
    restore_term,
    retire_term,
)
from entrelieux.lexicons.queries import facts_about
from entrelieux.places.models import Place
from entrelieux.resources.actions import change_resource
from entrelieux.resources.models import Resource
from tests.apps.resources.conftest import Adds
from tests.cast import Cast

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 26)
FORM = {"name": "Four", "kind": "machine", "condition": "works", "scope": "public"}
Tells = Callable[..., Term]


@pytest.fixture
def tells(cast: Cast) -> Tells:
    """``tells("Distance à la gare", unit=Unit.KILOMETRE)``: a fact of the Atelier."""

    def tell(label: str, **more: Any) -> Term:
        shape: dict[str, Any] = {
            "value_type": ValueType.QUANTITY,
            "unit": Unit.KILOMETRE,
            "applies_to": (Subject.RESOURCE,),
        }
        term = Term(uri="", kind=TermKind.FACT, labels={"fr": label}, **{**shape, **more})
        return add_term(by=cast.alice, community=cast.atelier, term=term)

    return tell


@pytest.fixture
def station(tells: Tells) -> Term:
    return tells("distance à la gare")


def key_of(term: Term) -> str:
    return next(f.key for f in facts_about(Subject.RESOURCE).in_use if f.term.uri == term.uri)


def told(resource: Resource, term: Term, value: Any) -> Resource:
    base = {"facts": dict(resource.facts)}
    values = {"facts": {**resource.facts, term.uri: value}}
    return change_resource(by=None, resource=resource, base=base, values=values)


def listing(place: Place) -> str:
    return reverse("place_resources", args=[place.public_id])


def export(client: Any, place: Place, format: str, query: str = "") -> bytes:
    at = reverse("place_resources_export", args=[place.public_id, format])
    return b"".join(client.get(f"{at}{query}").streaming_content)


def csv_of(client: Any, place: Place, query: str = "") -> list[dict[str, str]]:
    text = export(client, place, "csv", query).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def facts_in_openapi(client: Any) -> dict[str, Any]:
    schema = client.get("/api/v1/openapi.json").json()
    return schema["components"]["schemas"]["ResourceOut"]["properties"]["facts"]["properties"]


class TestAtOnce:
    def test_it_is_asked_in_the_form_and_kept_as_a_number(
        self, cast: Cast, client_of: Any, atelier: Place, station: Term
    ) -> None:
        client = client_of(cast.alice)
        at = reverse("resource_add", args=[atelier.public_id])
        assert "Distance à la gare (km)" in client.get(f"{at}?genre=machine").content.decode()
        client.post(at, {**FORM, key_of(station): "1,2 km"})
        assert Resource.objects.get().facts == {station.uri: "1.2"}

    def test_what_cannot_be_read_comes_back_with_the_reason(
        self, cast: Cast, client_of: Any, atelier: Place, station: Term
    ) -> None:
        at = reverse("resource_add", args=[atelier.public_id])
        page = client_of(cast.alice).post(at, {**FORM, key_of(station): "près"})
        assert (page.status_code, Resource.objects.count()) == (422, 0)
        assert "près" in page.content.decode()

    def test_it_is_in_the_table_the_page_the_files_and_the_api(
        self, client: Any, laser: Resource, station: Term
    ) -> None:
        told(laser, station, "1.2")
        place = laser.card
        assert "1,2\N{NO-BREAK SPACE}km" in client.get(listing(place)).content.decode()
        assert "1,2\N{NO-BREAK SPACE}km" in client.get(laser.get_absolute_url()).content.decode()
        assert csv_of(client, place)[0]["Distance à la gare (km)"] == "1.2"
        book = CalamineWorkbook.from_filelike(io.BytesIO(export(client, place, "xlsx")))
        header, line = book.get_sheet_by_index(0).to_python()
        assert line[header.index("Distance à la gare (km)")] == 1.2
        for at in (
            "/api/v1/resources",
            f"/api/v1/places/{place.public_id}/resources",
        ):
            assert client.get(at).json()["items"][0]["facts"] == {station.uri: 1.2}
        one = client.get(f"/api/v1/resources/{laser.public_id}").json()
        assert one["facts"] == {station.uri: 1.2}
        assert facts_in_openapi(client)[station.uri] == {
            "title": "distance à la gare",
            "type": "number",
            "description": "Atelier",
            "x-unit": "km",
        }

    def test_a_new_name_is_read_everywhere_and_touches_no_resource(
        self, cast: Cast, client: Any, laser: Resource, station: Term
    ) -> None:
        laser = told(laser, station, "1.2")
        rename_term(
            by=cast.alice,
            community=cast.atelier,
            uri=station.uri,
            label="à pied du train",
            language="fr",
        )
        assert csv_of(client, laser.card)[0]["À pied du train (km)"] == "1.2"
        assert facts_in_openapi(client)[station.uri]["title"] == "à pied du train"
        assert Resource.objects.get().version == laser.version

    def test_retired_it_is_nowhere_and_what_was_told_is_kept(
        self, cast: Cast, client: Any, client_of: Any, laser: Resource, station: Term
    ) -> None:
        told(laser, station, "1.2")
        retire_term(by=cast.alice, community=cast.atelier, uri=station.uri, today=TODAY)
        place = laser.card
        pages = [
            client.get(listing(place)).content.decode(),
            client.get(laser.get_absolute_url()).content.decode(),
            export(client, place, "csv").decode(),
            export(client, place, "json").decode(),
            client.get("/api/v1/resources").content.decode(),
            str(facts_in_openapi(client)),
        ]
        assert [page for page in pages if "distance" in page.lower() or "1.2" in page] == []
        alice = client_of(cast.alice)
        edit = reverse("resource_edit", args=[laser.public_id])
        form = alice.get(edit).context["form"]
        alice.post(edit, {**FORM, "base": form.initial["base"], "name": "Autre nom"})
        assert Resource.objects.get().facts == {station.uri: "1.2"}
        restore_term(by=cast.alice, community=cast.atelier, uri=station.uri)
        assert csv_of(client, place)[0]["Distance à la gare (km)"] == "1.2"

    def test_what_a_merged_word_told_is_read_under_the_other(
        self, cast: Cast, client: Any, laser: Resource, station: Term, tells: Tells
    ) -> None:
        old = tells("loin du train")
        told(laser, old, "3")
        merge_terms(
            by=cast.alice, community=cast.atelier, uri=old.uri, into=station.uri, today=TODAY
        )
        assert csv_of(client, laser.card)[0]["Distance à la gare (km)"] == "3"
        assert client.get("/api/v1/resources").json()["items"][0]["facts"] == {station.uri: 3}

    @pytest.mark.parametrize(
        ("shape", "typed", "kept", "said", "in_api"),
        [
            ({"value_type": ValueType.WHOLE, "unit": None}, "12", 12, "12", 12),
            ({"value_type": ValueType.YES_NO, "unit": None}, "oui", True, "oui", True),
            ({"value_type": ValueType.TEXT, "unit": None}, "bleu", "bleu", "bleu", "bleu"),
            (
                {"value_type": ValueType.DATE, "unit": None},
                "3 mai 2026",
                "2026-05-03",
                "3 mai 2026",
                "2026-05-03",
            ),
            (
                {
                    "value_type": ValueType.CHOICES,
                    "unit": None,
                    "choices": (Choice("a", {"fr": "Bois"}), Choice("b", {"fr": "Terre"})),
                },
                ["a", "b"],
                ["a", "b"],
                "Bois; Terre",
                ["a", "b"],
            ),
        ],
    )
    def test_every_type_of_value_goes_through(
        self,
        cast: Cast,
        client_of: Any,
        atelier: Place,
        tells: Tells,
        shape: dict[str, Any],
        typed: Any,
        kept: Any,
        said: str,
        in_api: Any,
    ) -> None:
        term = tells("ce que l’on dit", **shape)
        client = client_of(cast.alice)
        at = reverse("resource_add", args=[atelier.public_id])
        client.post(at, {**FORM, key_of(term): typed})
        assert Resource.objects.get().facts == {term.uri: kept}
        assert said in client.get(listing(atelier)).content.decode()
        item = client.get("/api/v1/resources").json()["items"][0]
        assert item["facts"] == {term.uri: in_api}

    def test_what_was_told_before_the_word_changed_its_sort_is_left_out(
        self, client: Any, laser: Resource, tells: Tells
    ) -> None:
        term = tells("note", value_type=ValueType.YES_NO, unit=None)
        told(laser, term, "bof")
        assert "facts" not in client.get("/api/v1/resources").json()["items"][0]


class TestFilters:
    @pytest.fixture
    def near(self, laser: Resource, station: Term) -> Resource:
        return told(laser, station, "1.2")

    @pytest.mark.parametrize(
        ("query", "names"),
        [
            ("{key}_max=2", ["Découpeuse laser"]),
            ("{key}_max=1,1", []),
            ("{key}_min=1.2", ["Découpeuse laser"]),
            ("{key}_max=quelques%20pas", ["Découpeuse laser"]),
            ("etat=works", ["Découpeuse laser", "Tour"]),
            ("etat=down", []),
            ("acces=ask", ["Découpeuse laser"]),
            ("genre=room", []),
            ("q=trotec", ["Découpeuse laser"]),
            ("q=tour", ["Tour"]),
            ("genre=spaceship&etat=x&acces=y", ["Découpeuse laser", "Tour"]),
        ],
    )
    def test_a_list_answers_what_it_is_asked(
        self,
        client: Any,
        near: Resource,
        adds: Adds,
        station: Term,
        query: str,
        names: list[str],
    ) -> None:
        adds("Tour", make="Optimum")
        asked = "?" + query.format(key=key_of(station))
        assert [row["Nom"] for row in csv_of(client, near.card, asked)] == names
        html = client.get(listing(near.card) + asked).content.decode()
        shown = [name for name in ("Découpeuse laser", "Tour") if f">{name}</a>" in html]
        assert shown == names

    def test_a_word_that_means_its_sort_finds_it(self, client: Any, adds: Adds) -> None:
        bertha = adds("La grosse Bertha", concept="machines:laser-cutter")
        assert [row["Nom"] for row in csv_of(client, bertha.card, "?q=graveuse")] == [bertha.name]

    def test_yes_and_no_are_told_apart_from_nothing_told(
        self, client: Any, adds: Adds, tells: Tells
    ) -> None:
        wheel = tells("roulettes", value_type=ValueType.YES_NO, unit=None)
        told(adds("Avec"), wheel, True)
        told(adds("Sans"), wheel, False)
        place = adds("Muet").card
        asked = {answer: f"?{key_of(wheel)}={answer}" for answer in ("oui", "non")}
        found = {a: [row["Nom"] for row in csv_of(client, place, q)] for a, q in asked.items()}
        assert found == {"oui": ["Avec"], "non": ["Sans"]}


class TestPrivacy:
    @pytest.mark.parametrize(
        ("privacy", "readers"),
        [
            (Privacy.PUBLIC, {"visitor", "driss", "chloe", "bob", "alice", "farid"}),
            (Privacy.NETWORK, {"chloe", "bob", "alice", "farid"}),
            (Privacy.MEMBERS, {"bob", "alice", "farid"}),
            (Privacy.HOSTS, {"alice", "farid"}),
        ],
    )
    def test_a_fact_is_read_by_those_whom_its_word_names(
        self,
        cast: Cast,
        client_of: Any,
        laser: Resource,
        tells: Tells,
        privacy: Privacy,
        readers: set[str],
    ) -> None:
        code = tells("code", value_type=ValueType.TEXT, unit=None, privacy=privacy)
        told(laser, code, "4271-secret")
        place = laser.card
        seen: dict[str, set[str]] = {"page": set(), "table": set(), "csv": set(), "filter": set()}
        for name, person in cast.everyone():
            client = client_of(None if name == "visitor" else person)
            pages = {
                "page": client.get(laser.get_absolute_url()).content.decode(),
                "table": client.get(listing(place)).content.decode(),
                "csv": export(client, place, "csv").decode(),
                "filter": export(client, place, "csv", f"?{key_of(code)}=nothing").decode(),
            }
            for where, text in pages.items():
                hit = "4271-secret" in text if where != "filter" else laser.name not in text
                if hit and name != "opal":
                    seen[where].add(name)
        assert seen == dict.fromkeys(seen, readers)
        in_api = "4271-secret" in client_of(cast.alice).get("/api/v1/resources").content.decode()
        in_openapi = code.uri in facts_in_openapi(client_of(cast.alice))
        assert (in_api, in_openapi) == (privacy is Privacy.PUBLIC,) * 2


class TestTogether:
    def test_two_who_tell_different_facts_both_win(
        self, laser: Resource, station: Term, tells: Tells
    ) -> None:
        colour = tells("couleur", value_type=ValueType.TEXT, unit=None)
        base = {"facts": {}}
        for term, value in ((station, "1.2"), (colour, "bleu")):
            values = {"facts": {term.uri: value}}
            change_resource(by=None, resource=laser, base=base, values=values)
        assert Resource.objects.get().facts == {station.uri: "1.2", colour.uri: "bleu"}

    def test_two_who_tell_the_same_fact_see_both_values_and_one_chooses(
        self, cast: Cast, client_of: Any, laser: Resource, station: Term
    ) -> None:
        at = reverse("resource_edit", args=[laser.public_id])
        alice, farid = client_of(cast.alice), client_of(cast.farid)
        base = alice.get(at).context["form"].initial["base"]
        mine = {**FORM, "name": laser.name, "base": base, key_of(station): "5"}
        farid.post(at, {**mine, key_of(station): "7"})
        page = alice.post(at, mine)
        html = page.content.decode()
        assert page.status_code == 409
        assert ("7\N{NO-BREAK SPACE}km" in html, "5\N{NO-BREAK SPACE}km" in html) == (True, True)
        assert "distance à la gare (km)" in html
        again = {**mine, "base": page.context["form"].initial["base"]}
        alice.post(at, {**again, f"keep_facts.{station.uri}": "theirs"})
        assert Resource.objects.get().facts == {station.uri: "7"}
        alice.post(at, again)
        assert Resource.objects.get().facts == {station.uri: "5"}

    def test_a_fact_can_be_taken_back(
        self, cast: Cast, client_of: Any, laser: Resource, station: Term
    ) -> None:
        told(laser, station, "1.2")
        at = reverse("resource_edit", args=[laser.public_id])
        client = client_of(cast.alice)
        base = client.get(at).context["form"].initial["base"]
        client.post(at, {**FORM, "base": base, key_of(station): ""})
        assert Resource.objects.get().facts == {}

    def test_the_history_tells_facts_in_words(
        self, cast: Cast, client_of: Any, laser: Resource, station: Term
    ) -> None:
        told(laser, station, "1.2")
        page = client_of(cast.alice).get(reverse("resource_history", args=[laser.public_id]))
        assert "distance à la gare : 1,2\N{NO-BREAK SPACE}km" in page.content.decode()


class TestVerbs:
    @pytest.fixture
    def fire(self, cast: Cast) -> Term:
        term = Term(
            uri="",
            kind=TermKind.VERB,
            labels={"fr": "Prendre le feu", "en": "Take the fire"},
            alignments=(Alignment(Relation.EXACT, core_uri("verb", "book")),),
        )
        return add_term(by=cast.alice, community=cast.atelier, term=term)

    def test_its_own_pages_say_its_own_verb(
        self, cast: Cast, client_of: Any, adds: Adds, fire: Term
    ) -> None:
        oven = adds("Le four", access=["book"])
        client = client_of(cast.alice)
        pages = [
            client.get(oven.get_absolute_url()),
            client.get(oven.card.get_absolute_url()),
            client.get(listing(oven.card)),
            client.get(reverse("resource_edit", args=[oven.public_id])),
        ]
        said = ["prendre le feu" in page.content.decode().lower() for page in pages]
        assert said == [True] * len(pages)
        assert csv_of(client, oven.card)[0]["Comment y accéder"] == "prendre le feu"

    def test_the_pages_of_others_do_not(
        self, cast: Cast, client: Any, adds: Adds, fire: Term
    ) -> None:
        from entrelieux.places.actions import create_place

        elsewhere = create_place(by=None, values={"name": "La Bergerie"})
        elsewhere.communities.add(cast.bergerie)
        oven = adds("Un four", at=elsewhere, access=["book"])
        assert "Réserver" in client.get(oven.get_absolute_url()).content.decode()

    def test_a_retired_verb_gives_way_to_the_shared_one(
        self, cast: Cast, client: Any, adds: Adds, fire: Term
    ) -> None:
        oven = adds("Le four", access=["book"])
        retire_term(by=cast.alice, community=cast.atelier, uri=fire.uri, today=TODAY)
        assert "Réserver" in client.get(oven.get_absolute_url()).content.decode()


def test_a_close_verb_is_not_the_same_verb(cast: Cast, client: Any, adds: Adds) -> None:
    close = Term(uri="", kind=TermKind.VERB, labels={"fr": "Guigner"})
    link = (Alignment(Relation.CLOSE, core_uri("verb", "book")),)
    add_term(by=cast.alice, community=cast.atelier, term=replace(close, alignments=link))
    oven = adds("Le four", access=["book"])
    assert "guigner" not in client.get(oven.get_absolute_url()).content.decode().lower()
