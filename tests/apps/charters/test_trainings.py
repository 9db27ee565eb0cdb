"""Trainings, and the badges that they give: to a whole session, for a time, with a reason."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from entrelieux.charters.actions import grant_habilitation, note_birth, note_record, open_training
from entrelieux.charters.models import Habilitation, Training
from entrelieux.communities.actions import add_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def trainer(cast, fablab):
    """Alice is a fab manager who has the badge: the template lets her pass it on."""
    grant_habilitation(by=None, community=fablab, person=cast.alice, badge="laser-badge")
    add_member(by=None, person=cast.driss, community=fablab)
    return cast.alice


@pytest.fixture
def register(fablab):
    return reverse("habilitations", args=[fablab.slug])


def training(community, **more):
    return open_training(
        by=None, community=community, name="Initiation laser", badge="laser-badge", **more
    )


def given(*people, **more):
    told = {"geste": "donner", "donner-person": [one.pk for one in people]}
    return told | {f"donner-{key}": value for key, value in more.items()}


def change(client, one, **told):
    address = reverse("habilitation_change", args=[one.community.slug, one.pk])
    page = client.post(address, told, follow=True)
    one.refresh_from_db()
    return page.content.decode().replace("\xa0", " ")


def of(person):
    return Habilitation.objects.get(person=person, revoked_on=None)


OPENED = {
    "geste": "former",
    "former-name": "Initiation laser",
    "former-badge": "laser-badge",
    "former-level": "1",
    "former-valid_months": "24",
    "former-unused_months": "6",
}
CELLS = {
    # who reads the register, opens a training, gives the badge of the laser
    "visitor": (302, 302, 302),
    "driss": (403, 403, 403),
    "chloe": (403, 403, 403),
    "bob": (403, 403, 403),
    "alice": (200, 302, 302),
    "farid": (200, 302, 422),
    "opal": (200, 302, 422),
}


@pytest.mark.parametrize("name", CELLS)
def test_each_of_the_cast_may_what_the_table_says(cast, client_of, register, trainer, name):
    person = dict(cast.everyone())[name]
    client = client_of(person if person.is_authenticated else None)
    calls = [
        client.get(register),
        client.post(register, OPENED),
        client.post(register, given(cast.bob, badge="laser-badge")),
    ]
    assert tuple(call.status_code for call in calls) == CELLS[name]
    assert Training.objects.count() == (name in ("alice", "farid", "opal"))
    assert Habilitation.objects.filter(person=cast.bob).count() == (name == "alice")


def test_a_member_whom_the_charter_lets_give_a_badge_gives_it_without_being_a_host(
    cast, client_of, register, trainer, fablab
):
    bob, page = client_of(cast.bob), reverse("charter", args=[fablab.slug])
    assert "Donner une habilitation" not in bob.get(page).content.decode()
    grant_habilitation(by=None, community=fablab, person=cast.bob, badge="laser-badge")
    note_record(by=None, community=fablab, person=cast.bob, kind="roles", name="fabmanager")
    note_birth(by=None, community=fablab, person=cast.alice, born_on=date(2012, 1, 1))
    assert "Donner une habilitation" in bob.get(page).content.decode()
    shown = bob.get(register)
    form = shown.context["forms"]["donner"]
    assert (list(shown.context["forms"]), shown.context["people"]) == (["donner", "groupe"], [])
    assert [name for name, _label in form.fields["badge"].choices] == ["", "laser-badge"]
    # Neither who gives, nor whoever is known to be a minor.
    assert list(form.fields["person"].queryset) == [cast.driss]
    assert bob.post(register, OPENED).status_code == 200
    assert not Training.objects.exists()
    assert bob.post(register, given(cast.driss, badge="laser-badge")).status_code == 302
    assert (of(cast.driss).badge, of(cast.driss).granted_by) == ("laser-badge", cast.bob)
    assert bob.post(register, given(cast.driss, badge="saw-badge")).status_code == 422


def test_all_those_of_a_session_have_what_their_training_gives(
    cast, client_of, register, trainer, fablab
):
    session = training(fablab, level=2, valid_months=24, unused_months=6)
    asked = given(cast.bob, cast.driss, training=session.pk)
    assert client_of(trainer).post(register, asked).status_code == 302
    today = timezone.localdate()
    for person in (cast.bob, cast.driss):
        one = of(person)
        assert (one.badge, one.level, one.training, one.granted_by) == (
            "laser-badge", 2, session, trainer,
        )  # fmt: skip
        assert one.expires_on == date(today.year + 2, today.month, today.day)
        assert one.state_on(today + timedelta(days=170)) == "valid"
        assert one.state_on(today + timedelta(days=200)) == "unused"
        assert one.state_on(one.expires_on) == "expired"


def test_when_the_rules_refuse_nobody_of_the_session_has_it(cast, client_of, register, trainer):
    asked = given(cast.bob, cast.driss, badge="saw-badge")
    refused = client_of(trainer).post(register, asked)
    assert refused.status_code == 422
    assert "Donner un badge est interdit" in refused.content.decode()
    assert not Habilitation.objects.filter(badge="saw-badge").exists()


def test_one_is_not_given_nothing(cast, client_of, register, trainer):
    refused = client_of(trainer).post(register, given(cast.bob))
    assert refused.status_code == 422
    assert "Choisissez une formation ou une habilitation." in refused.content.decode()


def test_two_trainings_have_two_names(client_of, register, trainer, fablab):
    training(fablab)
    refused = client_of(trainer).post(register, OPENED)
    assert (refused.status_code, Training.objects.count()) == (422, 1)
    assert "Une formation porte déjà ce nom." in refused.content.decode()


def test_a_suspension_says_why_to_the_person_alone_and_ends_by_itself(
    cast, client_of, trainer, fablab
):
    one = grant_habilitation(by=None, community=fablab, person=cast.bob, badge="laser-badge")
    alice, today = client_of(trainer), timezone.localdate()
    assert "Dites pourquoi" in change(alice, one, geste="suspendre", raison=" ")
    assert one.state_on(today) == "valid"
    until = today + timedelta(days=7)
    change(alice, one, geste="suspendre", raison="Sans lunettes", jusque=until.isoformat())
    days = (today, until - timedelta(days=1), until)
    assert [str(one.state_on(day)) for day in days] == ["suspended", "suspended", "valid"]
    mine = client_of(cast.bob).get(reverse("my_habilitations")).content.decode()
    others = [
        client_of(person).get(path).content.decode()
        for person in (None, cast.chloe)
        for path in (f"/communautes/{fablab.slug}/", reverse("charter", args=[fablab.slug]))
    ]
    assert "Sans lunettes" in mine
    assert not any("Sans lunettes" in page for page in others)


def test_a_badge_is_renewed_for_as_long_as_its_training_says(cast, client_of, trainer, fablab):
    session = training(fablab, valid_months=12)
    old = grant_habilitation(
        by=None, community=fablab, person=cast.bob, badge="laser-badge",
        training=session, granted_on=date(2020, 1, 1),
    )  # fmt: skip
    today = timezone.localdate()
    assert old.state_on(today) == "expired"
    change(client_of(trainer), old, geste="renouveler")
    new = of(cast.bob)
    assert (new.pk != old.pk, new.state_on(today), new.training) == (True, "valid", session)
    assert (old.revoked_on, old.reason) == (today, "remplacée")
    change(client_of(cast.farid), new, geste="renouveler")
    assert of(cast.bob).pk == new.pk


def test_it_is_taken_back_with_a_reason(cast, client_of, trainer, fablab):
    one = grant_habilitation(by=None, community=fablab, person=cast.bob, badge="laser-badge")
    change(client_of(trainer), one, geste="retirer")
    assert one.revoked_on is None
    change(client_of(trainer), one, geste="retirer", raison="Accident")
    assert (one.state_on(timezone.localdate()), one.reason) == ("revoked", "Accident")
