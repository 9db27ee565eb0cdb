"""Writing resources: what they can hold, the rooms they are in, their history."""

import pytest
from django.utils import timezone

from entrelieux.inventory.actions import remove_entry
from entrelieux.inventory.models import Revision
from entrelieux.inventory.queries import history_of
from entrelieux.inventory.states import state_of
from entrelieux.places.actions import create_place
from entrelieux.places.errors import EditConflict, InvalidValues
from entrelieux.platform.models import AuditEvent
from entrelieux.resources.actions import (
    add_resource,
    change_resource,
    confirm_resources,
    restore_resource,
)
from entrelieux.resources.errors import InsideItself
from entrelieux.resources.models import Resource
from entrelieux.search.kinds import document_key
from entrelieux.search.models import AtlasChange

pytestmark = pytest.mark.django_db


def change(resource, **values):
    return change_resource(by=None, resource=resource, base=state_of(resource), values=values)


def test_a_new_resource_has_a_first_version_is_confirmed_today_and_tells_the_search(laser):
    assert (laser.version, laser.confirmed_on.isoformat()) == (
        1,
        timezone.localdate(laser.created_at).isoformat(),
    )
    assert [r.verb for r in history_of(laser)] == ["add"]
    assert AtlasChange.objects.filter(document_id=document_key("resource", laser.pk)).exists()


def test_what_it_cannot_hold_is_refused_field_by_field(atelier):
    wrong = {
        "name": "  ",
        "kind": "spaceship",
        "condition": "",
        "quantity": -1,
        "access": ["fly"],
        "concept": "machines:perpetual-motion",
        "manual_url": "javascript:alert(1)",
        "specifications": [{"key": "Surface", "value": 3, "unit": "parsec"}],
        "make": "x" * 81,
        "owner": "La mairie",
    }
    with pytest.raises(InvalidValues) as refusal:
        add_resource(by=None, place=atelier, values=wrong)
    assert set(refusal.value.errors) == set(wrong) - {"owner"}
    assert Resource.objects.count() == 0


def test_a_specification_has_a_name_a_value_and_a_unit_of_the_list(adds):
    rows = [
        {"key": "Surface de travail", "value": 0.9, "unit": "m²"},
        {"key": "Tête", "value": "bois et métal", "unit": ""},
    ]
    assert adds("Fraiseuse", specifications=rows).specifications == rows


def test_two_people_who_change_the_same_field_are_told_and_nothing_is_written(laser):
    base = state_of(laser)
    change_resource(by=None, resource=laser, base=base, values={"condition": "down"})
    with pytest.raises(EditConflict) as conflict:
        change_resource(by=None, resource=laser, base=base, values={"condition": "degraded"})
    (found,) = conflict.value.conflicts
    assert (found.field, found.before, found.theirs, found.yours) == (
        "condition",
        "works",
        "down",
        "degraded",
    )
    assert Resource.objects.get().condition == "down"


def test_two_people_who_change_different_fields_both_win(laser):
    base = state_of(laser)
    change_resource(by=None, resource=laser, base=base, values={"condition": "down"})
    change_resource(by=None, resource=laser, base=base, values={"make": "Epilog"})
    kept = Resource.objects.get()
    assert (kept.condition, kept.make, kept.version) == ("down", "Epilog", 3)


def test_an_older_version_is_restored_with_all_its_values(laser):
    change(laser, condition="down", condition_note="Le tube est mort")
    remove_entry(by=None, entry=laser)
    restored = restore_resource(by=None, resource=laser, version=1)
    assert (restored.condition, restored.condition_note, restored.removed_at) == ("works", "", None)
    assert [r.verb for r in history_of(laser)] == ["restore", "remove", "change", "add"]


def test_a_version_whose_holder_has_left_is_restored_without_her(cast, adds):
    sewing = adds("Couture", kind="skill", holder=cast.bob.pk)
    change(sewing, holder=None)
    cast.bob.delete()
    assert restore_resource(by=None, resource=sewing, version=1).holder_id is None


class TestRooms:
    def test_a_machine_is_in_a_room_which_is_in_another(self, adds):
        hall = adds("Le hall", kind="room")
        wood = adds("L’atelier bois", kind="room", inside=hall.pk)
        assert adds("Scie", inside=wood.pk).inside.inside == hall

    @pytest.mark.parametrize("depth", [0, 1, 2])
    def test_no_room_is_inside_of_what_it_holds(self, adds, depth):
        rooms = [adds("Salle 0", kind="room")]
        for number in range(depth):
            rooms.append(adds(f"Salle {number + 1}", kind="room", inside=rooms[-1].pk))
        with pytest.raises(InsideItself):
            change(rooms[0], inside=rooms[-1].pk)
        assert Resource.objects.get(pk=rooms[0].pk).inside_id is None

    def test_restoring_makes_no_loop_either(self, adds):
        first, second = adds("Une", kind="room"), adds("Deux", kind="room")
        first = change(first, inside=second.pk)
        first = change(first, inside=None)
        change(second, inside=first.pk)
        with pytest.raises(InsideItself):
            restore_resource(by=None, resource=first, version=2)
        assert Resource.objects.get(pk=first.pk).inside_id is None
        assert Revision.objects.filter(verb="restore").count() == 0

    def test_a_room_of_another_place_is_refused(self, adds):
        elsewhere = adds("Salle", kind="room", at=create_place(by=None, values={"name": "Autre"}))
        with pytest.raises(InvalidValues) as refusal:
            adds("Scie", inside=elsewhere.pk)
        assert refusal.value.errors == {"inside": "Choisissez une salle de ce lieu."}


def test_only_a_member_of_the_place_holds_a_skill_there(cast, adds):
    assert adds("Couture", kind="skill", holder=cast.bob.pk).holder == cast.bob
    with pytest.raises(InvalidValues) as refusal:
        adds("Soudure", kind="skill", holder=cast.chloe.pk)
    assert set(refusal.value.errors) == {"holder"}


def test_confirming_all_that_a_place_holds_is_one_gesture(cast, atelier, adds):
    for name in ("Scie", "Tour", "Perceuse"):
        adds(name)
    Resource.objects.update(confirmed_on="2020-01-01")
    assert confirm_resources(by=cast.alice, place=atelier) == 3
    assert not Resource.objects.filter(confirmed_on="2020-01-01").exists()
    assert set(Resource.objects.values_list("confirmed_by", flat=True)) == {cast.alice.pk}
    assert AuditEvent.objects.filter(verb="confirm_resources").count() == 1
