"""What is typed in the search box finds the right cards, and says how it was read."""

from datetime import datetime
from itertools import count
from zoneinfo import ZoneInfo

import pytest

from entrelieux.places.actions import create_place, edit_place
from entrelieux.places.models import Place
from entrelieux.search import reader
from entrelieux.search.parameters import read_search
from entrelieux.search.reader import AtlasReader, current_view
from entrelieux.search.stamp import FileStamp

pytestmark = pytest.mark.django_db

TUESDAY = datetime(2026, 11, 24, 10, 0, tzinfo=ZoneInfo("Europe/Paris"))
CARDS = [
    ("CoCotte numérique", ["fablab", "coworking"], "Murat", "15138", 45.1109, 2.8682),
    ("Cowork In Velay", ["coworking"], "Le Puy-en-Velay", "43157", 45.0440, 3.8852),
    ("Fablab Lapalisse", ["fablab"], "Lapalisse", "03138", 46.2490, 3.6380),
    ("Médiathèque", ["library"], "Thiers", "63430", 45.8562, 3.5476),
]


@pytest.fixture(autouse=True)
def places(settings, tmp_path, monkeypatch):
    settings.ATLAS_DIR = tmp_path
    impatient = AtlasReader(FileStamp(tmp_path / "stamp"), clock=count(step=60).__next__)
    monkeypatch.setattr(reader, "_reader", impatient)
    return [
        create_place(
            by=None,
            values={
                "name": name,
                "kinds": kinds,
                "city": city,
                "insee": insee,
                "position": {"lat": lat, "lon": lon, "fidelity": "exact"},
            },
        )
        for name, kinds, city, insee, lat, lon in CARDS
    ]


def found(**parameters):
    """(names in order, notes) of an address."""
    search = read_search({name: [value] for name, value in parameters.items()}, now=TUESDAY)
    hits = current_view().snapshot.search(search.query).hits
    names = dict(Place.objects.values_list("public_id", "name"))
    notes = [note.replace("\u00a0", " ") for note in search.understood.notes]
    return [names[hit.public_id] for hit in hits], notes


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("fab lab murrat", "CoCotte numérique"),
        ("cocote numerique", "CoCotte numérique"),
        ("coworquing au puy", "Cowork In Velay"),
        ("FabLab Lapalisse", "Fablab Lapalisse"),
        ("mediateque", "Médiathèque"),
        ("library near Thiers", "Médiathèque"),
    ],
)
def test_finds_what_was_meant_however_typed(text, name):
    assert found(q=text)[0] == [name]


def test_says_what_it_read_and_where_it_looked():
    assert found(q="fablab vichy") == (
        ["Fablab Lapalisse"],
        ["Rien à Vichy même : voici ce qui est à moins de 30 km."],
    )
    assert found(q="coworquing murat")[1] == ["« coworquing » a été lu comme « coworking »."]


def test_the_nearest_comes_first_when_nothing_is_there():
    assert found(q="fablab aurillac")[0] == ["CoCotte numérique", "Fablab Lapalisse"]


def test_a_chosen_commune_wins_over_a_typed_one():
    names, _ = found(q="fablab murat", commune="03138", tri="distance")
    assert names == ["CoCotte numérique"]


def test_a_box_does_not_change_what_words_mean():
    names, notes = found(q="fablab murat", bbox="3.0,46.0,4.0,47.0")
    assert (names, notes) == ([], [])


def test_an_edit_is_found_at_once(places):
    lapalisse = places[2]
    values = {**lapalisse.card, "name": "Zébulon"}
    assert found(q="zebulon")[0] == []
    edit_place(by=None, place=lapalisse, base=lapalisse.card, values=values)
    assert found(q="zebulon")[0] == ["Zébulon"]
