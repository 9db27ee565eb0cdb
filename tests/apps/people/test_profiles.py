"""A profile shows what its owner chose to whom she chose, and a minor's shows nothing."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from entrelieux.people.actions import save_profile, write_to_person
from entrelieux.people.errors import MinorsAreNotListed, TakesNoMessages
from entrelieux.people.models import Profile
from entrelieux.people.permissions import can_see_profile, can_write_to
from entrelieux.people.queries import directory_for, find_profile
from tests.cast import ANONYMOUS, Cast

pytestmark = pytest.mark.django_db
SECRET = "secret-de-bob"


def profile_of(
    person: Any, scope: str = "private", *, is_adult: bool = True, **more: Any
) -> Profile:
    values = {
        "name": f"Nom {SECRET}",
        "headline": f"Titre {SECRET}",
        "skills": ["skills:sewing", f"Savoir {SECRET}"],
        "about": f"Texte {SECRET}",
        "link": f"https://{SECRET}.example/",
        "visibility": dict.fromkeys(Profile.FIELDS, scope),
        "is_listed": is_adult,
    }
    return save_profile(by=person, values={**values, **more}, is_adult=is_adult)


@pytest.mark.parametrize(
    ("scope", "seen_by"),
    [
        ("private", {"bob", "alice", "farid", "opal"}),
        ("place", {"bob", "alice", "farid", "opal"}),
        ("network", {"bob", "alice", "chloe", "farid", "opal"}),
        ("public", {"visitor", "driss", "bob", "alice", "chloe", "farid", "opal"}),
    ],
)
def test_each_scope_is_seen_by_those_it_names(cast: Cast, scope: str, seen_by: set[str]) -> None:
    profile = profile_of(cast.bob, scope)
    assert cast.who(lambda person: can_see_profile(person, profile)) == seen_by


def test_a_member_of_the_same_place_sees_what_is_for_its_members(cast: Cast) -> None:
    alice = profile_of(cast.alice, "place")
    assert cast.who(lambda person: can_see_profile(person, alice)) == {
        "alice",
        "bob",
        "farid",
        "opal",
    }


def test_a_minor_s_profile_is_seen_by_nobody_else(cast: Cast) -> None:
    profile = profile_of(cast.bob, "public", is_adult=False)
    assert cast.who(lambda person: can_see_profile(person, profile)) == {"bob"}
    assert directory_for(cast.alice) == []


def test_a_minor_cannot_be_listed(cast: Cast) -> None:
    with pytest.raises(MinorsAreNotListed):
        save_profile(by=cast.bob, values={"name": "B", "is_listed": True}, is_adult=False)


def test_taking_back_that_one_is_adult_takes_one_out_of_the_directory(
    cast: Cast, client_of: Any
) -> None:
    profile_of(cast.bob, "public")
    page = client_of(cast.bob).post(reverse("my_profile"), {"name": "Bob", "is_listed": "on"})
    assert page.status_code == 422
    client_of(cast.bob).post(reverse("my_profile"), {"name": "Bob"})
    assert not Profile.objects.get(person=cast.bob).is_listed


def test_fields_are_shown_one_by_one(cast: Cast) -> None:
    visibility = {"name": "public", "headline": "network", "about": "private"}
    profile = profile_of(cast.bob, visibility=visibility)
    shown = find_profile(profile.public_id, cast.chloe)
    assert shown is not None
    assert (shown.name, shown.headline, shown.about) == (
        f"Nom {SECRET}",
        f"Titre {SECRET}",
        "",
    )


def test_nothing_of_a_hidden_name_is_shown(cast: Cast) -> None:
    profile = profile_of(cast.bob, visibility={"headline": "public", "link": "public"})
    assert find_profile(profile.public_id, ANONYMOUS) is None


def test_what_is_not_public_is_in_no_public_page(cast: Cast, client: Any) -> None:
    profile = profile_of(cast.bob, "network")
    pages = [
        reverse("people"),
        reverse("person", args=[profile.public_id]),
        reverse("person_write", args=[profile.public_id]),
        reverse("home") + "?q=secret",
        "/api/v1/search?q=secret",
        "/api/v1/places",
    ]
    for page in pages:
        assert SECRET not in client.get(page).content.decode(), page


def test_the_directory_finds_a_skill_by_any_of_its_words(cast: Cast) -> None:
    profile_of(cast.bob, "public")
    assert [one.name for one in directory_for(ANONYMOUS, "skills:sewing")] == [f"Nom {SECRET}"]
    assert directory_for(ANONYMOUS, "skills:welding") == []


def test_the_form_keeps_what_is_chosen(cast: Cast, client_of: Any) -> None:
    client = client_of(cast.bob)
    data = {
        "name": "Bob",
        "skills": "Couture, mon truc à moi",
        "commune": "Murat",
        "is_adult": "on",
        "is_listed": "on",
        "visibility_name": "public",
    }
    assert client.post(reverse("my_profile"), data).status_code == 302
    profile = Profile.objects.get(person=cast.bob)
    assert (profile.skills, profile.commune) == (["skills:sewing", "mon truc à moi"], "15138")
    assert (profile.visibility["name"], profile.visibility["commune"]) == ("public", "private")


def test_a_form_that_fails_comes_back_filled_in(cast: Cast, client_of: Any) -> None:
    page = client_of(cast.bob).post(
        reverse("my_profile"), {"name": "Bob", "headline": "Ce que je fais", "commune": "Zzzz"}
    )
    assert page.status_code == 422
    assert "Ce que je fais" in page.content.decode()
    assert not Profile.objects.exists()


def test_who_may_write(cast: Cast) -> None:
    profile = profile_of(cast.bob, "network", accepts_messages=True)
    assert cast.who(lambda person: can_write_to(person, profile)) == {
        "alice",
        "chloe",
        "farid",
        "opal",
    }


def test_a_message_gives_the_writer_s_address_and_keeps_the_reader_s(
    cast: Cast, outbox: Any, client_of: Any
) -> None:
    profile = profile_of(cast.bob, "network", accepts_messages=True)
    client = client_of(cast.chloe)
    address = reverse("person_write", args=[profile.public_id])
    assert "bob@example.org" not in client.get(address).content.decode()
    client.post(address, {"text": "Cherche un agronome"})
    (mail,) = outbox()
    assert mail.headers == {"Reply-To": "chloe@example.org"}
    assert "Cherche un agronome" in mail.text


def test_who_takes_no_messages_gets_none(cast: Cast, outbox: Any) -> None:
    profile = profile_of(cast.bob, "public")
    with pytest.raises(TakesNoMessages):
        write_to_person(by=cast.chloe, profile=profile, text="Bonjour")
    assert outbox() == []


def test_a_profile_is_taken_away_with_one_s_data_and_erased_with_the_account(
    cast: Cast, client_of: Any
) -> None:
    profile_of(cast.bob)
    client = client_of(cast.bob)
    assert client.get(reverse("account_export")).json()["profile"]["name"] == f"Nom {SECRET}"
    cast.bob.delete()
    assert not Profile.objects.exists()


def test_erasing_a_profile_keeps_nothing_of_it(cast: Cast, client_of: Any) -> None:
    profile_of(cast.bob, "public")
    client_of(cast.bob).post(reverse("my_profile_erase"))
    assert not Profile.objects.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_the_directory_costs_the_same_whatever_its_length(
    cast: Cast, client: Any, django_assert_num_queries: Any, count: int
) -> None:
    for person in (cast.bob, cast.chloe, cast.alice)[:count]:
        profile_of(person, "public")
    with django_assert_num_queries(2):
        assert client.get(reverse("people")).content.count(b"place-item__name") == count
