"""Cards, lists and the filter « ouvert » follow the school holidays where the place is."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.http import QueryDict
from django.utils import timezone

from entrelieux.core.atlas import week_slot
from entrelieux.places.actions import add_stop, create_place
from entrelieux.places.card import card_page
from entrelieux.places.documents import document_of
from entrelieux.places.stops import stops_of
from entrelieux.search import tasks
from entrelieux.search.models import AtlasBuild
from entrelieux.web.home import home_page

pytestmark = pytest.mark.django_db
HOURS = "We 09:00-12:00; SH off"
# A Wednesday of the winter holidays of zone A, in term in zones B and C.
HOLIDAYS = datetime(2027, 2, 24, 10, tzinfo=ZoneInfo("Europe/Paris"))
IN_TERM = datetime(2027, 3, 10, 10, tzinfo=ZoneInfo("Europe/Paris"))
AURILLAC, TOULOUSE, AJACCIO = ("15014", "Aurillac"), ("31555", "Toulouse"), ("2A004", "Ajaccio")


@pytest.fixture(autouse=True)
def _read_from_this_database(settings):
    settings.ATLAS_STAMP = "database"
    from entrelieux.search import reader
    from entrelieux.search.stamp import current_stamp

    current_stamp.cache_clear()
    reader._reader = None
    yield
    current_stamp.cache_clear()
    reader._reader = None


@pytest.fixture
def at(monkeypatch):
    def set_clock(moment):
        monkeypatch.setattr(timezone, "now", lambda: moment)

    return set_clock


def place_in(commune, name="Atelier"):
    insee, city = commune
    values = {"name": name, "insee": insee, "city": city, "hours": {"osm": HOURS, "text": ""}}
    return create_place(by=None, values=values)


@pytest.mark.parametrize(
    ("commune", "moment", "state"),
    [
        (AURILLAC, HOLIDAYS, "closed"),
        (AURILLAC, IN_TERM, "open"),
        (TOULOUSE, HOLIDAYS, "open"),
        (AJACCIO, HOLIDAYS, "unknown"),
    ],
)
def test_a_card_follows_the_holidays_of_its_departement(commune, moment, state):
    page = card_page(place_in(commune), now=moment)
    assert page.status.state == state
    assert [slot.state for slot in page.week[2].slots] == ([state] if state != "closed" else [])


def test_a_stop_follows_the_holidays_where_it_is(cast):
    bus = create_place(by=None, values={"name": "Le bus", "itinerant": True, "insee": "15014"})
    for insee in ("31555", ""):
        values = {"name": insee or "Ailleurs", "insee": insee, "opening_hours": HOURS}
        add_stop(by=None, place=bus, values=values)
    states = {one.stop.name: one.status.state for one in stops_of(bus, HOLIDAYS)}
    assert states == {"31555": "open", "Ailleurs": "closed"}


def test_a_list_says_what_the_cards_say(at):
    at(HOLIDAYS)
    for commune in (AURILLAC, TOULOUSE, AJACCIO):
        place_in(commune, commune[1])
    listed = home_page(QueryDict("tri=nom"), now=HOLIDAYS).places
    assert [(place.name, place.is_open) for place in listed] == [
        ("Ajaccio", None),
        ("Aurillac", False),
        ("Toulouse", True),
    ]
    open_ones = home_page(QueryDict("ouvert=1"), now=HOLIDAYS).places
    assert [place.name for place in open_ones] == ["Toulouse"]


def test_the_filter_knows_the_days_that_come(at):
    place = place_in(AURILLAC)
    at(IN_TERM)
    assert week_slot(IN_TERM) in document_of(place).open_slots
    at(HOLIDAYS)
    assert week_slot(HOLIDAYS) not in document_of(place).open_slots


def test_an_atlas_of_yesterday_is_built_anew_and_one_of_today_is_not(at, monkeypatch):
    built = []
    monkeypatch.setattr(tasks, "build_atlas", lambda: built.append(timezone.now()))
    tasks.rebuild_when_due()
    row = AtlasBuild.objects.create(file="x.atlas", documents=0, seconds=0.1)
    AtlasBuild.objects.filter(pk=row.pk).update(built_at=HOLIDAYS)
    at(HOLIDAYS.replace(hour=23))
    tasks.rebuild_when_due()
    assert len(built) == 1
    at(HOLIDAYS.replace(day=25, hour=0))
    tasks.rebuild_when_due()
    assert len(built) == 2
