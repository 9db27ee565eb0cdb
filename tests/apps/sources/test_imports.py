"""A list is read, looked at, applied, read again, undone: never half of any."""

import csv
import io

import pytest
from django.core.files.base import ContentFile
from django.db import transaction

from entrelieux.places.actions import hide_place
from entrelieux.places.models import Merge, Place, Statement
from entrelieux.sources.actions import (
    apply_run,
    decide_pair,
    declare_source,
    preview_run,
    propose_run,
    undo_run,
)
from entrelieux.sources.errors import WrongState
from entrelieux.sources.models import ImportRun, PairReview, SourceRecord

pytestmark = pytest.mark.django_db

HEADER = ["id", "nom", "adresse", "code_postal", "commune", "latitude", "longitude", "type"]
LAPALISSE = [
    "1",
    "Fablab Lapalisse",
    "26 rue Winston Churchill",
    "03120",
    "Lapalisse",
    "46.248925",
    "3.635",
    "Fablab",
]
MURAT = [
    "2",
    "La COcotte numérique",
    "4 rue du Faubourg Notre-Dame",
    "15300",
    "Murat",
    "45.11087",
    "2.8692",
    "Fablab",
]
NAMELESS = ["3", "", "1 rue Haute", "43000", "Le Puy-en-Velay", "45.04", "3.88", "Fablab"]


def content(*rows):
    text = io.StringIO()
    csv.writer(text).writerows([HEADER, *rows])
    return ContentFile(text.getvalue().encode(), name="liste.csv")


def previewed(*rows, slug="liste"):
    feed = declare_source(by=None, slug=slug, name=slug, licence="Licence Ouverte 2.0")
    return preview_run(run=propose_run(by=None, feed=feed, file=content(*rows)))


def applied(*rows, slug="liste"):
    return apply_run(by=None, run=previewed(*rows, slug=slug))


def shown_names():
    return sorted(Place.objects.shown().values_list("name", flat=True))


def test_a_preview_says_what_would_change_and_changes_nothing():
    run = previewed(LAPALISSE, MURAT, NAMELESS)
    assert run.state == ImportRun.State.PREVIEWED
    assert (run.counts["create"], run.counts["refuse"]) == (2, 1)
    assert Place.objects.count() == 0
    refused = run.rows.get(action="refuse")
    assert "missing_name" in {problem["code"] for problem in refused.problems}
    assert refused.raw["adresse"] == "1 rue Haute"


def test_applying_creates_cards_whose_facts_name_their_source_and_licence():
    applied(LAPALISSE, MURAT)
    assert shown_names() == ["Fablab Lapalisse", "La COcotte numérique"]
    fact = Statement.objects.get(place__name="Fablab Lapalisse", field="postcode")
    assert (fact.value, fact.source.slug, fact.licence) == ("03120", "liste", "Licence Ouverte 2.0")


def test_reading_the_same_list_again_changes_nothing():
    applied(LAPALISSE, MURAT)
    before = list(Statement.objects.values_list("pk", "value", "retired_in"))
    run = applied(LAPALISSE, MURAT)
    assert run.counts["same"] == 2
    assert list(Statement.objects.values_list("pk", "value", "retired_in")) == before


def test_a_row_that_changed_shows_its_difference_and_replaces_the_fact():
    applied(LAPALISSE)
    moved = [*LAPALISSE[:2], "5 place Charles Bécaud", *LAPALISSE[3:]]
    run = previewed(moved)
    row = run.rows.get()
    assert row.difference == {
        "street_address": ["26 rue Winston Churchill", "5 place Charles Bécaud"]
    }
    apply_run(by=None, run=run)
    assert Place.objects.get().card["street_address"] == "5 place Charles Bécaud"


def test_what_disappeared_from_a_source_is_flagged_and_not_deleted():
    applied(LAPALISSE, MURAT)
    run = applied(LAPALISSE)
    assert run.counts["gone"] == 1
    assert SourceRecord.objects.get(key="2").gone_since is not None
    assert len(shown_names()) == 2


def test_undoing_is_one_gesture_and_applying_again_gives_back_the_same_addresses():
    run = applied(LAPALISSE, MURAT)
    identifiers = set(Place.objects.values_list("public_id", flat=True))
    undo_run(by=None, run=run)
    assert shown_names() == []
    applied(LAPALISSE, MURAT)
    assert shown_names() == ["Fablab Lapalisse", "La COcotte numérique"]
    assert set(Place.objects.shown().values_list("public_id", flat=True)) == identifiers


def test_undoing_a_second_reading_brings_back_the_first():
    applied(LAPALISSE)
    run = applied([*LAPALISSE[:2], "5 place Charles Bécaud", *LAPALISSE[3:]])
    undo_run(by=None, run=run)
    assert Place.objects.get().card["street_address"] == "26 rue Winston Churchill"


def test_only_the_newest_import_of_a_source_can_be_undone():
    first = applied(LAPALISSE)
    applied(LAPALISSE, MURAT)
    with pytest.raises(WrongState):
        undo_run(by=None, run=first)


def test_the_same_place_in_another_list_joins_its_card_and_undoing_parts_them():
    applied(LAPALISSE)
    again = ["77", "FabLab Lapalisse", *LAPALISSE[2:]]
    run = applied(again, slug="autre-liste")
    assert run.counts["merge"] == 1
    assert len(shown_names()) == 1
    undo_run(by=None, run=run)
    assert Merge.objects.filter(ended_in=None).count() == 0
    assert shown_names() == ["Fablab Lapalisse"]


def test_a_card_that_a_person_hid_stays_hidden_when_its_source_is_read_again():
    applied(LAPALISSE)
    hide_place(by=None, place=Place.objects.get(), note="not a place")
    applied(LAPALISSE)
    assert shown_names() == []


def test_an_import_that_dies_while_it_is_applied_is_still_only_previewed():
    run = previewed(LAPALISSE, MURAT)

    class Killed(BaseException):
        pass

    with pytest.raises(Killed), transaction.atomic():
        apply_run(by=None, run=run)
        raise Killed
    run.refresh_from_db()
    assert run.state == ImportRun.State.PREVIEWED
    assert Place.objects.count() == 0


def test_a_file_that_is_not_a_list_is_refused_with_the_reason():
    feed = declare_source(by=None, slug="page", name="page")
    page = ContentFile(b"<!doctype html><title>502</title>", name="liste.csv")
    run = preview_run(run=propose_run(by=None, feed=feed, file=page))
    assert run.state == ImportRun.State.REFUSED
    assert "page web" in run.error


def test_deciding_that_two_cards_are_one_joins_them_and_one_may_change_ones_mind(cast):
    applied(LAPALISSE, MURAT)
    first, second = Place.objects.order_by("pk")
    pair = PairReview.objects.create(first=first, second=second, probability=0.5)
    decide_pair(by=cast.farid, pair=pair, verdict="same")
    assert len(shown_names()) == 1
    decided = decide_pair(by=cast.farid, pair=pair, verdict="different")
    assert (len(shown_names()), decided.verdict) == (2, "different")


def test_only_the_departments_asked_for_are_kept_and_the_others_counted():
    feed = declare_source(
        by=None, slug="liste", name="liste", reading={"departments": ["15", "43"]}
    )
    run = propose_run(by=None, feed=feed, file=content(LAPALISSE, MURAT))
    assert preview_run(run=run).counts["outside"] == 1
    assert [row.values["name"] for row in run.rows.all()] == ["La COcotte numérique"]
