"""A class learns without an account: counted, never named, and the rules know what it learned."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from entrelieux.bookings.actions import accept_hand_over, book, move, offer_resource
from entrelieux.bookings.errors import NotBookable, RefusedByRules
from entrelieux.bookings.models import Reservation
from entrelieux.bookings.wanted import Wanted
from entrelieux.charters.actions import (
    adopt_charter,
    close_group,
    grant_habilitation,
    note_birth,
    train_group,
    withdraw_group_badge,
)
from entrelieux.charters.deciding import decide
from entrelieux.charters.errors import NotForHer
from entrelieux.charters.models import GroupBadge, PastRequest, TrainedGroup
from entrelieux.charters.queries import groups_led_by
from entrelieux.charters.standing import standing_of
from entrelieux.communities.actions import add_member, change_role
from entrelieux.communities.models import Membership
from entrelieux.core.booking import Slot
from entrelieux.core.rules import write_charter
from entrelieux.core.rules.templates import template
from entrelieux.places.actions import create_place
from entrelieux.resources.actions import add_resource

pytestmark = pytest.mark.django_db
BADGE = "solder-licence"


@pytest.fixture
def college(cast):
    """Its template says nothing of « book »: those who may use a thing book it."""
    document = write_charter(template("college-lab"))
    adopt_charter(
        by=None,
        community=cast.bergerie,
        document={**document, "otherwise": {**document["otherwise"], "book": True}},
        standing=standing_of("college-lab"),
    )
    return cast.bergerie


@pytest.fixture
def teacher(cast, college):
    """Chloé hosts the collège lab and has the licence."""
    change_role(by=None, person=cast.chloe, community=college, role=Membership.Role.HOST)
    grant_habilitation(by=None, community=college, person=cast.chloe, badge=BADGE)
    return cast.chloe


@pytest.fixture
def irons(college, teacher):
    place = create_place(by=None, values={"name": "Labo du collège"})
    place.communities.add(college)
    told = {"name": "Les fers", "kind": "machine", "scope": "public"}
    told["concept"] = "machines:soldering-station"
    resource = add_resource(by=None, place=place, values=told)
    offer_resource(by=None, resource=resource, values={"keeps_hours": False})
    return resource


def trained(college, by=None, name="La 4e B", **more):
    told = {"name": name, "size": 24, "badge": BADGE, **more}
    return train_group(by=by, community=college, **told)


def wanted(irons, group=None, days=7):
    start = datetime.combine(timezone.localdate() + timedelta(days=days), datetime.min.time())
    slot = Slot(start.replace(hour=14), start.replace(hour=16))
    return Wanted(lines=[(irons, 1)], slot=slot, group=group)


def told_to(refusal):
    return " ".join(refusal.value.ruling.reasons).replace("\xa0", " ")


def test_a_trained_class_is_booked_for_and_one_that_is_not_meets_the_rule_and_its_path(
    college, teacher, irons
):
    group = trained(college, teacher).group
    booked = book(by=teacher, wanted=wanted(irons, group))
    assert (booked.state, booked.group, booked.person) == ("confirmed", group, teacher)
    other = TrainedGroup.objects.create(community=college, name="La 6e A", size=22)
    with pytest.raises(RefusedByRules) as refusal:
        book(by=teacher, wanted=wanted(irons, other, days=8))
    path = "il est vrai de chaque personne, parmi les élèves amenés, que (cette personne a le"
    assert "Se servir du fer à souder est interdit" in told_to(refusal)
    assert path in told_to(refusal).partition("Ce serait oui si")[2]


def test_what_the_class_learned_ends_on_its_day(college, teacher, irons):
    ends = timezone.localdate() + timedelta(days=7)
    given = trained(college, teacher, expires_on=ends)
    with pytest.raises(RefusedByRules):
        book(by=teacher, wanted=wanted(irons, given.group))
    GroupBadge.objects.update(expires_on=ends + timedelta(days=1))
    booked = book(by=teacher, wanted=wanted(irons, given.group))
    GroupBadge.objects.update(expires_on=ends)
    slot = Slot(booked.slot.start + timedelta(hours=3), booked.slot.end + timedelta(hours=3))
    with pytest.raises(RefusedByRules):
        move(by=teacher, time=booked.times.get(), slot=slot)


def test_who_books_for_herself_needs_no_class_and_her_own_licence_still(cast, teacher, irons):
    assert book(by=teacher, wanted=wanted(irons)).state == "confirmed"
    with pytest.raises(RefusedByRules):
        book(by=cast.bob, wanted=wanted(irons, days=8))


def test_who_does_not_say_whom_she_brings_brings_nobody(college, teacher):
    facts = {"thing": {"kinds": ["solder"]}, "checked": ["goggles"]}
    assert decide(college, "use", teacher, facts).verdict == "yes"
    told = {**facts, "people": {"present": []}}
    assert decide(college, "use", teacher, told).verdict == "yes"
    unknown = {**facts, "people": {"brought": [{}]}}
    assert decide(college, "use", teacher, unknown).verdict == "unknown"
    untrained = {**facts, "people": {"brought": [{"badges": []}]}}
    assert decide(college, "use", teacher, untrained).verdict == "no"


def test_what_another_community_taught_is_nothing_here(cast, college, teacher, irons):
    elsewhere = trained(cast.atelier).group
    change_role(by=None, person=cast.alice, community=cast.atelier, role=Membership.Role.HOST)
    with pytest.raises(NotBookable, match="Vous ne répondez pas de ce groupe"):
        book(by=cast.alice, wanted=wanted(irons, elsewhere))


def test_only_who_trained_it_or_a_host_books_for_it_and_takes_it_over(
    cast, college, teacher, irons
):
    group = trained(college, teacher).group
    add_member(by=None, person=cast.driss, community=college)
    with pytest.raises(NotBookable, match="Vous ne répondez pas de ce groupe"):
        book(by=cast.driss, wanted=wanted(irons, group))
    booked = book(by=teacher, wanted=wanted(irons, group))
    grant_habilitation(by=None, community=college, person=cast.driss, badge=BADGE)
    with pytest.raises(NotBookable, match="Vous ne répondez pas de ce groupe"):
        accept_hand_over(by=cast.driss, reservation=booked, giver=teacher.pk)
    GroupBadge.objects.update(granted_by=cast.driss)
    taken = accept_hand_over(by=cast.driss, reservation=booked, giver=teacher.pk)
    assert (taken.person, taken.group) == (cast.driss, group)


def test_a_minor_neither_trains_a_class_nor_books_for_it(cast, college, teacher):
    """The template lets a pupil who has the licence award it."""
    add_member(by=None, person=cast.bob, community=college)
    grant_habilitation(by=None, community=college, person=cast.bob, badge=BADGE)
    change_role(by=None, person=cast.bob, community=college, role=Membership.Role.HOST)
    note_birth(by=None, community=college, person=cast.bob, born_on=date(2012, 5, 1))
    with pytest.raises(NotForHer, match="Un adulte répond d’un groupe"):
        trained(college, cast.bob)
    trained(college, teacher)
    assert list(groups_led_by(cast.bob, [college])) == []
    with pytest.raises(NotForHer, match="Délivrer"):
        trained(college, cast.driss)
    assert GroupBadge.objects.count() == 1


def test_trained_again_it_is_the_same_group_with_one_badge(college, teacher):
    first = trained(college, teacher)
    again = trained(college, teacher, name="la 4E b", size=23)
    first.refresh_from_db()
    assert (again.group, first.revoked_on) == (first.group, timezone.localdate())
    assert [one.size for one in TrainedGroup.objects.all()] == [23]
    withdraw_group_badge(by=teacher, badge=again)
    close_group(by=teacher, group=again.group)
    assert list(groups_led_by(teacher, [college])) == []
    assert trained(college, teacher).group != again.group


def test_one_or_two_are_people_not_a_group(college):
    with pytest.raises(IntegrityError):
        TrainedGroup.objects.create(community=college, name="Zoé", size=1)


SENT = {
    "geste": "groupe",
    "groupe-name": "La 4e B",
    "groupe-size": "24",
    "groupe-badge": BADGE,
}


def test_it_is_trained_and_closed_from_the_page_of_the_trainings(client_of, college, teacher):
    register, chloe = reverse("habilitations", args=[college.slug]), client_of(teacher)
    assert chloe.post(register, SENT).status_code == 302
    given = GroupBadge.objects.get()
    page = chloe.get(register).content.decode()
    assert "La 4e B" in page
    assert "24 personnes" in page
    change = reverse("trained_group_change", args=[college.slug, given.group.pk])
    chloe.post(change, {"geste": "retirer", "habilitation": given.pk})
    given.refresh_from_db()
    assert given.revoked_on == timezone.localdate()
    chloe.post(change, {"geste": "clore"})
    assert "La 4e B" not in chloe.get(register).content.decode()


@pytest.mark.parametrize(
    ("name", "size", "why"),
    [
        ("Léo, Inès, Zoé", "3", "personne n’y est nommé"),
        ("Léo & Inès & Zoé", "3", "personne n’y est nommé"),
        ("Léo", "1", "supérieure ou égale à 3"),
        ("Tout le collège", "400", "inférieure ou égale à 60"),
    ],
)
def test_the_form_takes_no_names_and_no_person_alone(client_of, college, teacher, name, size, why):
    sent = {**SENT, "groupe-name": name, "groupe-size": size}
    refused = client_of(teacher).post(reverse("habilitations", args=[college.slug]), sent)
    assert refused.status_code == 422
    assert why in refused.content.decode()
    assert not TrainedGroup.objects.exists()


def test_the_teacher_chooses_it_on_the_page_of_the_booking_and_others_do_not_see_it(
    cast, client_of, college, teacher, irons
):
    group = trained(college, teacher).group
    address = reverse("resource_book", args=[irons.public_id])
    chloe = client_of(teacher)
    assert "La 4e B, 24 personnes" in chloe.get(address).content.decode()
    for person in (cast.bob, cast.driss):
        assert "La 4e B" not in client_of(person).get(address).content.decode()
    day = timezone.localdate() + timedelta(days=7)
    sent = {"day": day, "start": "14:00", "end": "16:00", "group": group.pk, "geste": "reserver"}
    made = chloe.post(address, sent, follow=True).content.decode()
    assert "La 4e B, 24 personnes" in made
    assert Reservation.objects.get().group == group
    kept = chloe.get(reverse("place_day", args=[irons.card.public_id]), {"jour": day})
    assert "La 4e B, 24 personnes" in kept.content.decode()
    stranger = {**sent, "start": "16:00", "end": "17:00"}
    assert client_of(cast.driss).post(address, stranger).status_code == 409
    assert Reservation.objects.count() == 1


def test_nothing_kept_of_a_booking_names_anybody_of_the_class(college, teacher, irons):
    book(by=teacher, wanted=wanted(irons, trained(college, teacher).group))
    kept = [one.case["people"]["brought"] for one in PastRequest.objects.filter(case__act="use")]
    day = timezone.localdate().isoformat()
    assert kept == [[{"badges": {BADGE: {"since": f"{day}T00:00"}}}] * 24]


def test_a_charter_may_bound_the_size_of_a_group(cast, teacher, irons):
    document = write_charter(template("college-lab"))
    rule = {"id": "half", "act": "book", "on": ["solder"], "forbids": True, "status": "attested"}
    rule |= {"if": {"among": {"group": "brought", "over": 12}}}
    other = cast.atelier
    document |= {"rules": [rule], "otherwise": {"*": True}}
    adopt_charter(by=None, community=other, document=document, standing={})
    irons.place.communities.set([other])
    change_role(by=None, person=cast.alice, community=other, role=Membership.Role.HOST)
    half = trained(other, name="Une demi-classe", size=12).group
    whole = trained(other, name="La classe entière", size=13).group
    assert book(by=cast.alice, wanted=wanted(irons, half)).state == "confirmed"
    with pytest.raises(RefusedByRules):
        book(by=cast.alice, wanted=wanted(irons, whole, days=8))
