"""Everything that is kept of a person is in what she takes away, and leaves her when she leaves: a
new model cannot be forgotten."""

from __future__ import annotations

import json
from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db.models import CASCADE, SET_NULL, EmailField
from django.urls import reverse
from django.utils import timezone

from entrelieux.accounts.actions import delete_account, send_login_code
from entrelieux.accounts.models import Person
from entrelieux.accounts.personal import Erased, Kept, everything_kept
from entrelieux.activities.actions import Party, add_event, register
from entrelieux.bridges.actions import post_offer
from entrelieux.communities.actions import add_member
from entrelieux.communities.models import Membership
from entrelieux.contributions.actions import propose
from entrelieux.messaging.models import OutgoingMail
from entrelieux.people.actions import save_profile, write_to_person
from entrelieux.people.models import Profile
from entrelieux.places.actions import create_place, report_error
from entrelieux.resources.actions import add_resource
from tests.apps.accounts.rows import row_of
from tests.apps.accounts.test_account import just_signed_in
from tests.cast import Cast

pytestmark = pytest.mark.django_db
NAME = "Zoé Secrète"
LEFT = {CASCADE: Erased.DELETED, SET_NULL: Erased.NAMELESS}
every_kind = pytest.mark.parametrize("kept", list(everything_kept()), ids=lambda kept: kept.link)


def links() -> set[str]:
    """Every column that says a person, or an address of one that its row does not."""
    found = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model is not Person
        for field in (*model._meta.concrete_fields, *model._meta.many_to_many)
        if field.related_model is Person or isinstance(field, EmailField)
    }
    return found - {"account.EmailAddress.email"}


@pytest.fixture
def zoe() -> Person:
    return Person.objects.create_user("zoe.secrete@example.org", name=NAME)


def linked(kept: Kept, person: Person) -> Any:
    is_address = isinstance(kept.model._meta.get_field(kept.column), EmailField)
    return row_of(kept.model, **{kept.column: person.email if is_address else person})


def test_no_link_to_a_person_is_forgotten() -> None:
    assert {kept.link for kept in everything_kept()} == links()


def test_each_is_told_once_under_its_own_name() -> None:
    links, names = zip(*((kept.link, kept.name) for kept in everything_kept()), strict=True)
    counts = Counter([*links, *names, *settings.PERSONAL_DATA])
    assert [name for name, count in counts.items() if count > 1] == []


@every_kind
def test_the_database_does_what_is_said(kept: Kept) -> None:
    """A row that goes is deleted with her; one that stays says why it does."""
    field = kept.model._meta.get_field(kept.column)
    if field.many_to_many or isinstance(field, EmailField):
        assert kept.erased in Erased
    else:
        assert kept.erased is LEFT[field.remote_field.on_delete]
    assert bool(kept.stays) is (kept.erased is Erased.NAMELESS)


@every_kind
def test_she_takes_it_away(client_of: Any, kept: Kept, zoe: Person) -> None:
    linked(kept, zoe)
    linked(kept, Person.objects.create_user("other@example.org"))
    told = client_of(zoe).get(reverse("account_export")).json()
    assert len(told[kept.name] or ()) >= 1
    assert "other@example.org" not in json.dumps(told)


@every_kind
def test_it_leaves_her_when_she_leaves(kept: Kept, zoe: Person) -> None:
    key = linked(kept, zoe).pk
    delete_account(by=zoe)
    row = kept.model._base_manager.filter(pk=key).first()
    if kept.is_many:
        assert list(getattr(row, kept.column).all()) == []
    elif kept.erased is Erased.DELETED:
        assert row is None
    elif row is not None:  # her own words about herself may go with her
        assert getattr(row, kept.column) in (None, "")


def everything_written() -> str:
    """Each value of each row of each table."""
    rows = (row for model in apps.get_models() for row in model._base_manager.values())
    return "\n".join(str(value) for row in rows for value in row.values())


def test_nothing_says_her_name_or_her_address_any_more(cast: Cast, zoe: Person) -> None:
    place = create_place(by=zoe, values={"name": "L’Atelier"})
    add_member(by=None, person=zoe, community=cast.atelier, role=Membership.Role.HOST)
    send_login_code(email=zoe.email, visitor="192.0.2.1", now=timezone.now())
    told = {"name": NAME, "headline": f"{NAME}, couturière", "is_listed": True}
    save_profile(by=zoe, values={**told, "accepts_messages": True}, is_adult=True)
    write_to_person(by=zoe, profile=shown(cast.bob), text="Bonjour")
    OutgoingMail.objects.update(sent_at=timezone.now())
    report_error(place=place, text="Fermé le lundi", email=zoe.email)
    propose(by=None, email=zoe.email, values={"name": "La Halle"})
    sentence = {"name": f"{NAME} répare les vélos", "description": f"Écrivez à {zoe.email}"}
    post_offer(by=zoe, values=sentence, now=timezone.now())
    assert (NAME in everything_written(), zoe.email in everything_written()) == (True, True)
    delete_account(by=zoe)
    assert (NAME in everything_written(), zoe.email in everything_written()) == (False, False)


def shown(person: Person) -> Profile:
    values = {"name": "Bob", "accepts_messages": True, "visibility": {"name": "public"}}
    return save_profile(by=person, values=values, is_adult=True)


def test_what_she_held_goes_to_who_waits_and_what_she_could_do_is_off_the_pages(
    cast: Cast, zoe: Person
) -> None:
    place = create_place(by=None, values={"name": "L’Atelier"})
    place.communities.add(cast.atelier)
    add_member(by=None, person=zoe, community=cast.atelier, role=Membership.Role.MEMBER)
    values = {"name": "Souder à l’arc", "kind": "skill", "holder": zoe.pk, "scope": "public"}
    skill = add_resource(by=None, place=place, values=values)
    day = timezone.localdate() + timedelta(days=7)
    event = {"name": "Soudure", "first_day": day.isoformat(), "entrance": "here", "seats": 1}
    (time,) = add_event(by=None, place=place, values=event).occurrences.all()
    register(by=zoe, occurrence=time, party=Party(NAME))
    waiting = register(by=cast.bob, occurrence=time, party=Party("Bob"))
    delete_account(by=zoe)
    waiting.refresh_from_db()
    skill.refresh_from_db()
    assert (waiting.state, skill.holder, skill.removed_at is None) == ("registered", None, False)


def test_the_page_where_one_leaves_says_what_goes_and_what_stays(
    client_of: Any, zoe: Person
) -> None:
    page = just_signed_in(client_of(zoe)).get(reverse("account_delete")).content.decode()
    assert ("inscriptions" in page, "réservations" in page) == (True, True)
    assert ("dont la somme doit rester nulle" in page, "scellé" in page) == (True, True)
