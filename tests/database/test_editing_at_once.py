"""Eight threads on the same card and on different ones, on each database."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from entrelieux.places.actions import create_place, edit_place
from entrelieux.places.errors import EditConflict
from entrelieux.places.models import Place, Statement

pytestmark = pytest.mark.django_db(transaction=True)

THREADS = 8
EDITS = 12


def edit_many(place_id, thread, *, same_field):
    """Edits as people do: read the card, write it; on a conflict, read again. Counts both."""
    written = conflicts = 0
    field = "holder" if same_field else "street_address"
    try:
        while written < EDITS:
            place = Place.objects.get(pk=place_id)
            value = f"{thread}-{written}"
            try:
                edit_place(by=None, place=place, base=place.card, values={field: value})
                written += 1
            except EditConflict as conflict:
                assert conflict.conflicts[0].yours == value
                conflicts += 1
    finally:
        connection.close()
    return written, conflicts


def test_editing_one_card_at_once_loses_no_edit_and_shows_each_conflict():
    place = create_place(by=None, values={"name": "ACoLab"})
    with ThreadPoolExecutor(THREADS) as pool:
        results = list(
            pool.map(lambda thread: edit_many(place.pk, thread, same_field=True), range(THREADS))
        )
    assert [written for written, _ in results] == [EDITS] * THREADS
    statements = Statement.objects.filter(place=place, field="holder")
    assert statements.count() == THREADS * EDITS
    assert statements.filter(retired_in=None).count() == 1
    assert len(set(statements.values_list("value", flat=True))) == THREADS * EDITS
    assert Place.objects.get(pk=place.pk).card["holder"] == statements.get(retired_in=None).value


def test_editing_different_cards_at_once_never_conflicts():
    places = [create_place(by=None, values={"name": f"Lab {n}"}) for n in range(THREADS)]
    with ThreadPoolExecutor(THREADS) as pool:
        results = list(
            pool.map(
                lambda thread: edit_many(places[thread].pk, thread, same_field=False),
                range(THREADS),
            )
        )
    assert results == [(EDITS, 0)] * THREADS
    last = {place.card["street_address"] for place in Place.objects.all()}
    assert last == {f"{thread}-{EDITS - 1}" for thread in range(THREADS)}
