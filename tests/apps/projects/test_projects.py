"""Projects: started in the name of a community, told in steps, found by what they look for."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from entrelieux.inventory.models import Photo
from entrelieux.people.actions import save_profile
from entrelieux.places.actions import create_place, merge_places
from entrelieux.places.models import Place
from entrelieux.projects.actions import join_project, start_project, tell_step
from entrelieux.projects.models import Participation, Project
from entrelieux.projects.permissions import can_edit_project, can_join_project, can_start_project
from entrelieux.resources.actions import add_resource
from tests.apps.inventory.drawn import photograph
from tests.cast import Cast

pytestmark = pytest.mark.django_db
SECRET = "secret-du-projet"


@pytest.fixture
def atelier(cast: Cast) -> Place:
    place = create_place(
        by=cast.alice,
        values={
            "name": "Atelier",
            "city": "Murat",
            "insee": "15138",
            "position": {"lat": 45.11, "lon": 2.87, "fidelity": "exact"},
        },
    )
    place.communities.add(cast.atelier)
    return place


def project_of(cast: Cast, place: Place | None = None, **values: Any) -> Project:
    told = {"name": "Four solaire", "description": "Cuire au soleil", "scope": "public", **values}
    return start_project(by=cast.bob, community=cast.atelier, place=place, values=told)


class TestWho:
    def test_members_start_projects(self, cast: Cast) -> None:
        assert cast.who(can_start_project) == {"chloe", "bob", "alice", "farid"}

    def test_its_people_and_its_hosts_keep_its_page(self, cast: Cast) -> None:
        project = project_of(cast)
        join_project(by=cast.driss, project=project)
        assert cast.who(lambda person: can_edit_project(person, project)) == {
            "driss",
            "bob",
            "alice",
            "farid",
            "opal",
        }

    @pytest.mark.parametrize(
        ("scope", "joined_by"),
        [
            ("public", {"driss", "chloe", "alice", "farid", "opal"}),
            ("network", {"chloe", "alice", "farid", "opal"}),
            ("place", {"alice", "farid", "opal"}),
        ],
    )
    def test_those_who_see_it_may_join(self, cast: Cast, scope: str, joined_by: set[str]) -> None:
        project = project_of(cast, scope=scope)
        assert cast.who(lambda person: can_join_project(person, project)) == joined_by

    def test_what_is_not_public_is_in_no_public_page(
        self, cast: Cast, atelier: Place, client: Any, live_atlas: None
    ) -> None:
        project = project_of(cast, atelier, name=SECRET, scope="network")
        pages = [
            reverse("projects"),
            reverse("project", args=[project.public_id, "-"]),
            atelier.get_absolute_url(),
            reverse("home") + "?quoi=project&q=secret",
            "/api/v1/search?quoi=project",
        ]
        for page in pages:
            assert SECRET not in client.get(page).content.decode(), page


class TestPages:
    def test_a_member_starts_one_and_tells_a_step(self, cast: Cast, client_of: Any) -> None:
        client = client_of(cast.bob)
        form = {
            "name": "Four solaire",
            "state": "idea",
            "scope": "public",
            "looking_for": "Un miroir\nCouture",
            "links": "Plans : https://exemple.org/plans",
            "community": cast.atelier.pk,
        }
        assert client.post(reverse("project_new"), form).status_code == 302
        project = Project.objects.get()
        assert project.looking_for == [
            {"text": "Un miroir", "concept": "materials:mirror"},
            {"text": "Couture", "concept": "skills:sewing"},
        ]
        assert project.links == [{"label": "Plans", "url": "https://exemple.org/plans"}]
        step = {"on": "2026-11-20", "title": "Premier essai", "text": "Il a fumé."}
        client.post(reverse("step_tell", args=[project.public_id]), step)
        assert "Il a fumé." in client.get(project.get_absolute_url()).content.decode()

    def test_a_form_that_fails_comes_back_filled_in(self, cast: Cast, client_of: Any) -> None:
        form = {"name": "Four solaire", "state": "idea", "scope": "public", "links": "pas un lien"}
        page = client_of(cast.bob).post(reverse("project_new"), form)
        assert page.status_code == 422
        assert "Four solaire" in page.content.decode()

    def test_two_who_write_at_once_see_both_values(self, cast: Cast, client_of: Any) -> None:
        project = project_of(cast)
        address = reverse("project_edit", args=[project.public_id])
        client = client_of(cast.bob)
        base = client.get(address).context["form"].initial["base"]
        form = {"name": "Four à bois", "state": "running", "scope": "public", "base": base}
        theirs = client_of(cast.alice).post(address, {**form, "name": "Four à pain"})
        assert theirs.status_code == 302
        page = client.post(address, form)
        text = page.content.decode()
        assert (page.status_code, "Four à pain" in text, "Four à bois" in text) == (409, True, True)

    def test_a_removed_one_is_restored_from_its_history(self, cast: Cast, client_of: Any) -> None:
        project = project_of(cast)
        client = client_of(cast.bob)
        client.post(reverse("project_remove", args=[project.public_id]))
        assert client.get(project.get_absolute_url()).status_code == 404
        client.post(reverse("project_restore", args=[project.public_id]), {"version": "1"})
        assert client.get(project.get_absolute_url()).status_code == 200

    def test_people_are_shown_as_their_profile_says(self, cast: Cast, client: Any) -> None:
        project = project_of(cast)
        assert "1 personne qui ne se montre pas" in _page(client, project)
        save_profile(
            by=cast.bob, values={"name": "Bobine", "visibility": {"name": "public"}}, is_adult=True
        )
        assert "Bobine" in _page(client, project)

    def test_one_joins_and_leaves(self, cast: Cast, client_of: Any) -> None:
        project = project_of(cast)
        client = client_of(cast.driss)
        client.post(reverse("project_join", args=[project.public_id]), {"part": "miroir"})
        assert Participation.objects.filter(person=cast.driss, part="miroir").exists()
        client.post(reverse("project_leave", args=[project.public_id]))
        assert not Participation.objects.filter(person=cast.driss).exists()

    @pytest.mark.parametrize("name", ["driss", "chloe"])
    def test_others_do_not_write(self, cast: Cast, client_of: Any, name: str) -> None:
        project = project_of(cast)
        client = client_of(getattr(cast, name))
        for view in ("project_edit", "project_remove", "project_restore", "step_tell"):
            answer = client.post(reverse(view, args=[project.public_id]), {"name": "X"})
            assert answer.status_code == 403
        assert Project.objects.get().version == 1

    @pytest.mark.parametrize("count", [1, 3])
    def test_the_list_costs_the_same_whatever_its_length(
        self, cast: Cast, client: Any, django_assert_num_queries: Any, count: int
    ) -> None:
        for rank in range(count):
            project_of(cast, name=f"Projet {rank}")
        with django_assert_num_queries(3):
            page = client.get(reverse("projects")).content
        assert page.count(b'class="project-slip"') == count


class TestWithWhat:
    def test_places_and_resources_are_chosen_among_those_of_ones_communities(
        self, cast: Cast, client_of: Any, atelier: Place
    ) -> None:
        other = create_place(by=None, values={"name": "La Source"})
        saw = add_resource(by=None, place=atelier, values={"name": "Scie"})
        add_resource(by=None, place=other, values={"name": "Tour à bois"})
        client = client_of(cast.bob)
        page = client.get(reverse("project_new")).content.decode()
        assert ("Scie, Atelier" in page, "Tour à bois" in page) == (True, False)
        form = {
            "name": "Four solaire",
            "state": "idea",
            "scope": "public",
            "community": cast.atelier.pk,
            "places": [atelier.pk],
            "other_places": "la source",
            "resources": [saw.pk],
        }
        client.post(reverse("project_new"), form)
        project = Project.objects.get()
        assert set(project.places.all()) == {atelier, other}
        assert list(project.resources.all()) == [saw]

    def test_a_place_that_nobody_knows_is_told(self, cast: Cast, client_of: Any) -> None:
        form = {"name": "Four", "state": "idea", "scope": "public", "other_places": "Nulle part"}
        form["community"] = cast.atelier.pk
        page = client_of(cast.bob).post(reverse("project_new"), form)
        assert page.status_code == 422
        assert "Aucun lieu de la carte ne s’appelle «\xa0Nulle part\xa0»." in page.content.decode()

    def test_what_one_does_not_see_stays_linked_when_one_edits(
        self, cast: Cast, client_of: Any, atelier: Place
    ) -> None:
        hidden = add_resource(by=None, place=atelier, values={"name": "Coffre", "scope": "private"})
        project = project_of(cast, resources=[hidden.pk])
        client = client_of(cast.bob)
        address = reverse("project_edit", args=[project.public_id])
        page = client.get(address)
        base = page.context["form"].initial["base"]
        form = {"name": "Four à bois", "state": "idea", "scope": "public", "base": base}
        assert client.post(address, form).status_code == 302
        kept = Project.objects.get()
        assert (kept.name, list(kept.resources.all())) == ("Four à bois", [hidden])
        assert "Coffre" not in _page(client_of(None), kept)

    def test_places_that_were_joined_are_shown_once_by_their_card(
        self, cast: Cast, client: Any, atelier: Place
    ) -> None:
        double = create_place(by=None, values={"name": "Atelier de Murat, doublon"})
        project = project_of(cast, places=[atelier.pk, double.pk])
        merge_places(by=cast.farid, first=atelier, second=double)
        shown = client.get(project.get_absolute_url()).context["page"].places
        assert [card.root_id for card in shown] == [None]
        atelier = shown[0]
        assert project.get_absolute_url() in client.get(atelier.get_absolute_url()).content.decode()

    def test_a_photo_is_shown_on_its_page_and_on_the_list(
        self, cast: Cast, client: Any, client_of: Any
    ) -> None:
        project = project_of(cast)
        photo = SimpleUploadedFile("p.jpg", photograph(), content_type="image/jpeg")
        address = reverse("photo_add", args=["project", project.public_id])
        client_of(cast.bob).post(address, {"photo": photo, "caption": "Le miroir"})
        shown = Photo.objects.get()
        assert reverse("photo", args=[shown.public_id]) in _page(client, project)
        listed = client.get(reverse("projects")).content.decode()
        assert reverse("photo_small", args=[shown.public_id]) in listed

    @pytest.mark.parametrize("count", [1, 3])
    def test_a_page_costs_the_same_whatever_it_holds(
        self,
        cast: Cast,
        client: Any,
        atelier: Place,
        django_assert_num_queries: Any,
        count: int,
    ) -> None:
        machines = [
            add_resource(by=None, place=atelier, values={"name": f"Machine {rank}"}).pk
            for rank in range(count)
        ]
        project = project_of(cast, resources=machines, places=[atelier.pk])
        for rank in range(count):
            tell_step(by=cast.bob, project=project, on=date(2026, 11, 1), title=f"Étape {rank}")
        with django_assert_num_queries(8):
            page = _page(client, project)
        assert (page.count("Machine "), page.count("<h3>Étape ")) == (count, count)

    def test_the_list_keeps_those_that_look_for_something(self, cast: Cast, client: Any) -> None:
        project_of(cast, name="Cherche", looking_for=[{"text": "Un miroir", "concept": ""}])
        project_of(cast, name="Ne cherche rien")
        page = client.get(reverse("projects"), {"cherche": "1"}).content.decode()
        assert ("Cherche</a>" in page, "Ne cherche rien" in page) == (True, False)


def test_a_project_is_found_by_what_it_looks_for(
    cast: Cast, atelier: Place, client: Any, live_atlas: None
) -> None:
    project = project_of(
        cast, atelier, looking_for=[{"text": "Un agronome", "concept": ""}], places=[atelier.pk]
    )
    tell_step(by=cast.bob, project=project, on=date(2026, 11, 1), title="Début")
    answer = client.get("/api/v1/search", {"q": "agronome", "quoi": "project"}).json()
    assert [(hit["name"], hit["place"]) for hit in answer["hits"]] == [("Four solaire", "Atelier")]
    page = client.get(reverse("home"), {"q": "agronome", "quoi": "project"}).content.decode()
    assert project.get_absolute_url() in page
    assert project.get_absolute_url() in client.get(atelier.get_absolute_url()).content.decode()


def _page(client: Any, project: Project) -> str:
    return client.get(project.get_absolute_url()).content.decode()
