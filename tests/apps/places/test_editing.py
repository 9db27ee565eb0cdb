"""Writing cards by hand: who says what, conflicts, undo."""

import pytest

from entrelieux.places.actions import (
    confirm_place,
    create_place,
    edit_place,
    hide_place,
    undo_change,
)
from entrelieux.places.errors import CannotUndo, EditConflict, InvalidValues
from entrelieux.places.models import ChangeSet, Place, Statement
from entrelieux.places.queries import facts_of, find_place
from entrelieux.platform.models import AuditEvent
from entrelieux.search.models import AtlasChange

pytestmark = pytest.mark.django_db

MURAT = {
    "name": "CoCotte numérique",
    "kinds": ["fablab", "coworking"],
    "city": "Murat",
    "insee": "15138",
    "position": {"lat": 45.1109, "lon": 2.8682, "fidelity": "exact"},
}


@pytest.fixture
def murat():
    return create_place(by=None, values=MURAT)


def last_change():
    return ChangeSet.objects.order_by("-pk").first()


def test_a_new_card_repeats_its_values_in_columns_and_tells_the_search(murat):
    assert (murat.name, murat.slug, murat.department) == (
        "CoCotte numérique",
        "cocotte-numerique-murat",
        "15",
    )
    assert (murat.lat, murat.lon) == (45.1109, 2.8682)
    assert AtlasChange.objects.filter(document_id=murat.pk).count() == 1
    assert AuditEvent.objects.get().verb == "create_place"


def test_editing_retires_the_old_statement_and_keeps_it(murat):
    edit_place(by=None, place=murat, base=murat.card, values={**murat.card, "city": "Murat (15)"})
    statements = Statement.objects.filter(place=murat, field="city").order_by("pk")
    assert [(s.value, s.retired_in is None) for s in statements] == [
        ("Murat", False),
        ("Murat (15)", True),
    ]
    assert Place.objects.get(pk=murat.pk).card["city"] == "Murat (15)"


def test_a_form_that_changes_nothing_writes_nothing(murat):
    before = Statement.objects.count()
    edited = edit_place(by=None, place=murat, base=murat.card, values=murat.card)
    assert (edited.version, Statement.objects.count()) == (murat.version, before)


def test_two_people_who_change_different_fields_are_both_served(murat):
    base = dict(murat.card)
    edit_place(by=None, place=murat, base=base, values={**base, "phone": "+33471000001"})
    edited = edit_place(by=None, place=murat, base=base, values={**base, "holder": "Hautes Terres"})
    assert (edited.card["phone"], edited.card["holder"]) == ("+33471000001", "Hautes Terres")


def test_the_second_of_two_people_who_change_the_same_field_sees_both_values(murat):
    base = dict(murat.card)
    edit_place(by=None, place=murat, base=base, values={**base, "phone": "+33471000001"})
    with pytest.raises(EditConflict) as refusal:
        edit_place(
            by=None,
            place=murat,
            base=base,
            values={**base, "phone": "+33471000002", "holder": "Hautes Terres"},
        )
    (conflict,) = refusal.value.conflicts
    assert (conflict.field, conflict.before, conflict.theirs, conflict.yours) == (
        "phone",
        None,
        "+33471000001",
        "+33471000002",
    )
    assert "holder" not in Place.objects.get(pk=murat.pk).card


def test_two_people_who_write_the_same_value_do_not_conflict(murat):
    base = dict(murat.card)
    for _ in range(2):
        edit_place(by=None, place=murat, base=base, values={**base, "phone": "+33471000001"})
    assert Statement.objects.filter(place=murat, field="phone", retired_in=None).count() == 1


def test_emptying_a_field_withdraws_the_fact(murat):
    edited = edit_place(by=None, place=murat, base=murat.card, values={**murat.card, "city": None})
    assert "city" not in edited.card


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": None}, "name"),
        ({"name": "x" * 201}, "name"),
        ({"position": {"lat": 0, "lon": 0, "fidelity": "exact"}}, "position"),
        ({"position": {"lat": 95, "lon": 0, "fidelity": "exact"}}, "position"),
        ({"phone": "04 71 00 00 01"}, "phone"),
        ({"website": "javascript:alert(1)"}, "website"),
        ({"email": "mairie"}, "email"),
        ({"status": "burnt"}, "status"),
        ({"kinds": "fablab"}, "kinds"),
        ({"opened_on": "31/12/2020"}, "opened_on"),
        ({"favourite_colour": "red"}, "favourite_colour"),
    ],
)
def test_values_that_a_card_cannot_hold_are_refused_with_a_message(murat, values, field):
    with pytest.raises(InvalidValues) as refusal:
        edit_place(by=None, place=murat, base=murat.card, values=values)
    assert list(refusal.value.errors) == [field]
    assert refusal.value.errors[field] != ""


def test_undoing_an_edit_brings_the_card_back_and_can_be_undone(murat):
    edit_place(by=None, place=murat, base=murat.card, values={**murat.card, "city": "Elsewhere"})
    edit = last_change()
    undo = undo_change(by=None, change=edit)
    assert Place.objects.get(pk=murat.pk).card["city"] == "Murat"
    undo_change(by=None, change=undo)
    assert Place.objects.get(pk=murat.pk).card["city"] == "Elsewhere"


def test_undoing_leaves_later_changes_of_the_same_field_alone(murat):
    first = edit_place(by=None, place=murat, base=murat.card, values={"city": "A"})
    change = last_change()
    edit_place(by=None, place=murat, base=first.card, values={"city": "B"})
    undo_change(by=None, change=change)
    assert Place.objects.get(pk=murat.pk).card["city"] == "B"


def test_a_change_is_undone_once(murat):
    edit_place(by=None, place=murat, base=murat.card, values={"city": "A"})
    change = last_change()
    undo_change(by=None, change=change)
    with pytest.raises(CannotUndo):
        undo_change(by=None, change=change)


def test_a_hidden_card_is_not_found_until_the_hiding_is_undone(murat):
    change = hide_place(by=None, place=murat, note="not a place")
    assert find_place(murat.public_id) is None
    undo_change(by=None, change=change)
    assert find_place(murat.public_id) == murat


def test_confirming_marks_the_shown_values_as_verified(murat, django_user_model):
    angele = django_user_model.objects.create_user("angele@example.org")
    confirm_place(by=angele, place=murat)
    facts = facts_of(Place.objects.get(pk=murat.pk))
    assert {fact.statement.verified_by for shown in facts.values() for fact in shown} == {angele}
