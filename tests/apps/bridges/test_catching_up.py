"""Each process reads what was offered since, in as little as changed, and misses nothing."""

from datetime import timedelta

import pytest

from entrelieux.bridges.actions import close_offer, post_offer
from entrelieux.bridges.models import Offer
from entrelieux.bridges.offering.index import offers_now, read_index
from entrelieux.bridges.offering.reader import IndexReader
from entrelieux.core.bridging.model import Need
from entrelieux.core.words.lexicon import Alignment, Relation, Term, TermKind, core_uri
from entrelieux.inventory.actions import change_entry, remove_entry
from entrelieux.inventory.states import state_of
from entrelieux.lexicons.actions import add_term
from entrelieux.people.actions import erase_profile, save_profile
from entrelieux.places.actions import edit_place
from entrelieux.projects.actions import start_project
from entrelieux.resources.actions import add_resource
from entrelieux.search.models import AtlasBuild, AtlasChange
from entrelieux.search.stamp import DatabaseStamp

pytestmark = pytest.mark.django_db

AMBERT = {"lat": 45.55, "lon": 3.74}
BERTHA = Term(
    uri="",
    kind=TermKind.THING,
    labels={"fr": "Grosse Bertha"},
    alignments=(Alignment(Relation.EXACT, core_uri("machines", "co2-laser")),),
)


class Waiting(list):
    """Work that is put aside, until a test does it."""

    def do(self):
        while self:
            self.pop(0)()


@pytest.fixture
def aside():
    return Waiting()


@pytest.fixture
def reader_of(aside):
    def make(**options):
        return IndexReader(DatabaseStamp(), aside=aside.append, **options)

    return make


@pytest.fixture
def saw(cast, atelier_place):
    return add_resource(by=cast.alice, place=atelier_place, values={"name": "Scie à ruban"})


def names(index):
    return {one.offer.title for one in index.offers.values()}


def found(index, title):
    need = Need("n", title, **AMBERT, max_km=50)
    return [(one.offer.offer.title, one.score) for one in index.matcher.suggest(need).ranked]


def answers_as_if_read_anew(index):
    """Products of many vectors at once differ by their last digits."""
    again = read_index()
    for title in ("scie à ruban", "machine à coudre", "agronome", "réparer un vélo"):
        ours, theirs = dict(found(index, title)), dict(found(again, title))
        assert ours == pytest.approx(theirs, abs=2e-4)
    assert index.offers == again.offers


def change(entry, by, **values):
    return change_entry(by=by, entry=entry, base=state_of(entry), values=values)


def test_what_is_written_is_found_at_once_and_the_rest_is_not_read_again(
    cast, atelier_place, saw, reader_of
):
    reader = reader_of()
    before = reader.index()
    add_resource(by=cast.alice, place=atelier_place, values={"name": "Machine à coudre"})
    after = reader.index()
    assert names(after) == {"Scie à ruban", "Machine à coudre"}
    assert found(after, "machine à coudre")[0][0] == "Machine à coudre"
    assert after.matcher.segments[0].offers is before.matcher.segments[0].offers
    assert after.matcher.spotter is before.matcher.spotter
    assert names(before) == {"Scie à ruban"}
    assert reader.index() is after


def test_after_writings_of_every_kind_it_answers_as_if_read_anew(
    cast, atelier_place, saw, reader_of, now
):
    reader = reader_of()
    told = dict.fromkeys(("name", "skills", "commune"), "public")
    profile = {"name": "Bob", "skills": ["skills:sewing"], "commune": "63003", "is_listed": True}
    writings = (
        lambda: add_resource(by=cast.alice, place=atelier_place, values={"name": "Toupie"}),
        lambda: change(saw, cast.alice, name="Machine à coudre"),
        lambda: save_profile(by=cast.bob, values={**profile, "visibility": told}, is_adult=True),
        lambda: start_project(
            by=cast.alice,
            community=cast.atelier,
            values={"name": "Serre", "looking_for": [{"text": "un agronome", "concept": ""}]},
            place=atelier_place,
        ),
        lambda: post_offer(by=cast.bob, values={"name": "Vélos réparés", **AMBERT}, now=now),
        lambda: edit_place(
            by=cast.alice,
            place=atelier_place,
            base={"name": "L’Atelier"},
            values={"name": "Le Fournil"},
        ),
        lambda: change(saw, cast.alice, scope="private"),
        lambda: erase_profile(by=cast.bob),
        lambda: [close_offer(by=cast.bob, offer=one, now=now) for one in Offer.objects.all()],
        lambda: remove_entry(by=cast.alice, entry=saw),
    )
    for write in writings:
        write()
        answers_as_if_read_anew(reader.index())
    assert {one.offer.place for one in reader.index().offers.values()} == {"Le Fournil"}


def test_each_of_two_processes_notices_by_itself(cast, atelier_place, saw, reader_of):
    first, second = reader_of(), reader_of()
    assert names(first.index()) == names(second.index()) == {"Scie à ruban"}
    remove_entry(by=cast.alice, entry=saw)
    assert names(first.index()) == names(second.index()) == set()


def test_catching_up_costs_as_many_queries_whatever_is_offered(
    cast, atelier_place, saw, reader_of, django_assert_max_num_queries
):
    reader = reader_of()
    for rank in range(3):
        add_resource(by=cast.alice, place=atelier_place, values={"name": f"Toupie {rank}"})
    reader.index()
    change(saw, cast.alice, name="Scie sauteuse")
    with django_assert_max_num_queries(18):
        reader.index()
    with django_assert_max_num_queries(2):
        reader.index()


def test_nobody_waits_for_everything_to_be_read_with_other_words(cast, saw, reader_of, aside):
    reader = reader_of(at_once=0)
    before = reader.index()
    add_term(by=cast.alice, community=cast.atelier, term=BERTHA)
    assert reader.index().matcher is before.matcher
    assert len(aside) == 1
    reader.index()
    assert len(aside) == 1
    aside.do()
    assert reader.index().own_words["Grosse Bertha"] == ("machines:co2-laser",)
    assert found(reader.index(), "scie à ruban") == found(before, "scie à ruban")


def test_what_is_written_while_everything_is_read_is_found_at_once_and_kept(
    cast, atelier_place, saw, reader_of, aside
):
    for name in ("Toupie", "Raboteuse"):
        add_resource(by=cast.alice, place=atelier_place, values={"name": name})
    reader = reader_of(at_once=2)
    reader.index()
    AtlasChange.objects.bulk_create(AtlasChange(document_id=key) for key in (7, 8, 9))
    reader.index()
    assert len(aside) == 1
    remove_entry(by=cast.alice, entry=saw)
    assert names(reader.index()) == {"Toupie", "Raboteuse"}
    aside.do()
    assert names(reader.index()) == {"Toupie", "Raboteuse"}


def test_posts_expire_although_nobody_writes(cast, reader_of, now):
    clock = [0.0]
    reader = reader_of(clock=lambda: clock[0])
    offer = post_offer(by=cast.bob, values={"name": "Vélos réparés", **AMBERT}, now=now)
    reader.index()
    Offer.objects.filter(pk=offer.pk).update(expires_at=now - timedelta(days=1))
    clock[0] = 299.0
    assert names(reader.index()) == {"Vélos réparés"}
    clock[0] = 301.0
    assert names(reader.index()) == set()


def test_a_build_of_the_atlas_may_forget_changes_that_were_not_seen(
    cast, atelier_place, saw, reader_of
):
    reader = reader_of()
    reader.index()
    add_resource(by=cast.alice, place=atelier_place, values={"name": "Toupie"})
    AtlasChange.objects.all().delete()
    AtlasBuild.objects.create(file="a.atlas", documents=0, seconds=0.0)
    assert names(reader.index()) == {"Scie à ruban", "Toupie"}


def test_what_was_changed_often_is_told_in_one_piece(cast, atelier_place, reader_of, monkeypatch):
    from entrelieux.bridges.offering import index

    monkeypatch.setattr(index, "_LEAST_UNSETTLED", 2)
    reader = reader_of()
    reader.index()
    for rank in range(4):
        add_resource(by=cast.alice, place=atelier_place, values={"name": f"Toupie {rank}"})
        reader.index()
    assert reader.index().matcher.unsettled <= 2
    assert reader.index().offers == offers_now()
