"""The facts of communities about usages, events and projects: at once in the form, the filters, the
table, the files and the API; read by those alone whom their word allows."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from entrelieux.activities.actions import add_event, add_usage, change_usage
from entrelieux.core.words.lexicon import Privacy, Subject, Term, TermKind, Unit, ValueType
from entrelieux.inventory.models import Entry
from entrelieux.lexicons.actions import add_term, rename_term, retire_term
from entrelieux.lexicons.queries import facts_about, records_with
from entrelieux.places.actions import create_place
from entrelieux.places.models import Place
from entrelieux.projects.actions import start_project
from tests.cast import Cast

pytestmark = pytest.mark.django_db
READ = "1,2\N{NO-BREAK SPACE}km"
SECRET = "clé sous le pot de fleurs"
TODAY = timezone.localdate().isoformat()


@pytest.fixture
def atelier(cast: Cast) -> Place:
    place = create_place(
        by=None,
        values={
            "name": "L’Atelier",
            "city": "Murat",
            "insee": "15138",
            "position": {"lat": 45.11, "lon": 2.87, "fidelity": "exact"},
        },
    )
    place.communities.add(cast.atelier)
    return place


@dataclass(frozen=True)
class Kind:
    """A kind of entry at the Atelier: how one is added, where it is read."""

    subject: Subject
    schema: str
    path: str
    table: str
    at: tuple[str, ...]
    new: str
    form: dict[str, str]
    edit: str
    add: Callable[..., Any]

    def csv(self, client: Any, query: str = "") -> list[dict[str, str]]:
        text = self.file(client, "csv", query).decode("utf-8-sig")
        return list(csv.DictReader(io.StringIO(text)))

    def file(self, client: Any, format: str, query: str = "") -> bytes:
        at = reverse(f"{self.table}_file", args=[*self.at, format])
        return b"".join(client.get(f"{at}{query}").streaming_content)

    def page(self, client: Any, query: str = "") -> str:
        return client.get(reverse(self.table, args=self.at) + query).content.decode()

    def key(self, term: Term) -> str:
        return next(f.key for f in facts_about(self.subject).in_use if f.term.uri == term.uri)


@pytest.fixture(params=["usage", "event", "project"])
def kind(request: Any, cast: Cast, atelier: Place) -> Kind:
    at_place = (atelier.public_id,)
    day = {"first_day": TODAY}

    def usage(name: str, **more: Any) -> Entry:
        return add_usage(by=None, place=atelier, values={"name": name, **more})

    def event(name: str, **more: Any) -> Entry:
        return add_event(by=None, place=atelier, values={"name": name, **day, **more})

    def project(name: str, **more: Any) -> Entry:
        values = {"name": name, **more}
        return start_project(by=None, community=cast.atelier, values=values)

    kinds = {
        "usage": Kind(
            Subject.USAGE,
            "UsageOut",
            "usages",
            "usages_table",
            at_place,
            reverse("usage_add", args=at_place),
            {"name": "Couture", "scope": "public"},
            "usage_edit",
            usage,
        ),
        "event": Kind(
            Subject.EVENT,
            "EventOut",
            "events",
            "events_table",
            at_place,
            reverse("event_add", args=at_place),
            {
                "name": "Fête",
                "scope": "public",
                "entrance": "free",
                "state": "planned",
                **day,
            },
            "event_edit",
            event,
        ),
        "project": Kind(
            Subject.PROJECT,
            "ProjectOut",
            "projects",
            "projects_table",
            (),
            reverse("project_new"),
            {
                "name": "Four solaire",
                "scope": "public",
                "state": "idea",
                "community": str(cast.atelier.pk),
            },
            "project_edit",
            project,
        ),
    }
    return kinds[request.param]


@pytest.fixture
def tells(cast: Cast, kind: Kind) -> Callable[..., Term]:
    """``tells("Distance à la gare", unit=Unit.KILOMETRE)``: a fact of the Atelier."""

    def tell(label: str, **more: Any) -> Term:
        shape: dict[str, Any] = {
            "value_type": ValueType.QUANTITY,
            "unit": Unit.KILOMETRE,
            "applies_to": (kind.subject,),
        }
        term = Term(uri="", kind=TermKind.FACT, labels={"fr": label}, **{**shape, **more})
        return add_term(by=cast.alice, community=cast.atelier, term=term)

    return tell


@pytest.fixture
def station(tells: Callable[..., Term]) -> Term:
    return tells("distance à la gare")


def test_it_is_asked_in_the_form_and_kept_as_a_number(
    cast: Cast, client_of: Any, kind: Kind, station: Term
) -> None:
    client = client_of(cast.alice)
    assert "Distance à la gare (km)" in client.get(kind.new).content.decode()
    answer = client.post(kind.new, {**kind.form, kind.key(station): "1,2 km"})
    assert answer.status_code == 302
    assert kind.csv(client)[0]["Distance à la gare (km)"] == "1.2"


def test_what_cannot_be_read_comes_back_with_the_reason(
    cast: Cast, client_of: Any, kind: Kind, station: Term
) -> None:
    client = client_of(cast.alice)
    answer = client.post(kind.new, {**kind.form, kind.key(station): "tout près"})
    assert (answer.status_code, kind.csv(client)) == (422, [])
    assert "tout près" in answer.content.decode()


def test_it_is_on_the_page_in_the_table_the_files_and_the_api(
    client: Any, kind: Kind, station: Term
) -> None:
    added = kind.add("Ouverture", facts={station.uri: "1.2"})
    assert READ in client.get(added.get_absolute_url()).content.decode()
    page = kind.page(client)
    assert ("Distance à la gare" in page, READ in page) == (True, True)
    book = CalamineWorkbook.from_filelike(io.BytesIO(kind.file(client, "xlsx")))
    header, line = book.get_sheet_by_index(0).to_python()
    assert line[header.index("Distance à la gare (km)")] == 1.2
    one = client.get(f"/api/v1/{kind.path}/{added.public_id}").json()
    assert one["facts"] == {station.uri: 1.2}
    schema = client.get("/api/v1/openapi.json").json()["components"]["schemas"][kind.schema]
    assert schema["properties"]["facts"]["properties"][station.uri] == {
        "title": "distance à la gare",
        "type": "number",
        "description": "Atelier",
        "x-unit": "km",
    }


def test_the_table_is_filtered_by_it_and_so_are_its_files(
    client: Any, kind: Kind, station: Term
) -> None:
    kind.add("Tout près", facts={station.uri: "0.3"})
    kind.add("Au loin", facts={station.uri: "12"})
    kind.add("On ne sait où")
    near = f"?{kind.key(station)}_max=1"
    assert [line["Nom"] for line in kind.csv(client, near)] == ["Tout près"]
    page = kind.page(client, near)
    assert ("Tout près" in page, "Au loin" in page, "On ne sait où" in page) == (True, False, False)
    assert [line["Nom"] for line in kind.csv(client, "?q=loin")] == ["Au loin"]


def test_a_new_name_is_read_everywhere_and_retired_it_is_gone_with_its_values_kept(
    cast: Cast, client: Any, kind: Kind, station: Term
) -> None:
    added = kind.add("Ouverture", facts={station.uri: "1.2"})
    named = {"by": cast.alice, "community": cast.atelier, "uri": station.uri}
    rename_term(**named, label="à pied du train", language="fr")
    assert kind.csv(client)[0]["À pied du train (km)"] == "1.2"
    assert records_with(station.uri) == 1
    retire_term(**named, today=timezone.localdate())
    assert [name for name in kind.csv(client)[0] if "train" in name] == []
    assert READ not in client.get(added.get_absolute_url()).content.decode()
    added.refresh_from_db()
    assert added.facts == {station.uri: "1.2"}


def test_what_is_for_members_is_read_by_them_alone(
    cast: Cast, client_of: Any, kind: Kind, tells: Callable[..., Term]
) -> None:
    hidden = tells("clé", value_type=ValueType.TEXT, unit=None, privacy=Privacy.MEMBERS)
    added = kind.add("Ouverture", facts={hidden.uri: SECRET})
    told = set()
    for name, person in cast.everyone():
        client = client_of(None if name == "visitor" else person)
        read = [
            client.get(added.get_absolute_url()).content.decode(),
            kind.page(client),
            kind.file(client, "csv").decode(),
            kind.file(client, "json").decode(),
        ]
        seen = {SECRET in text for text in read}
        assert len(seen) == 1, name
        told |= {name} if True in seen else set()
        for at in (f"/api/v1/{kind.path}", f"/api/v1/{kind.path}/{added.public_id}"):
            assert SECRET not in client.get(at).content.decode()
    assert told == {"bob", "alice", "farid"}


def test_a_value_is_filtered_by_no_reader_who_may_not_read_it(
    client: Any, kind: Kind, tells: Callable[..., Term]
) -> None:
    hidden = tells("clé", value_type=ValueType.TEXT, unit=None, privacy=Privacy.HOSTS)
    kind.add("Ouverture", facts={hidden.uri: SECRET})
    asked = f"?{kind.key(hidden)}=rien+de+tel"
    assert len(kind.csv(client, asked)) == 1


def test_one_edits_it_and_history_says_both_values(
    cast: Cast, client_of: Any, kind: Kind, station: Term
) -> None:
    added = kind.add("Ouverture", facts={station.uri: "1.2"})
    client = client_of(cast.alice)
    at = reverse(kind.edit, args=[added.public_id])
    form = client.get(at).context["form"]
    assert form[kind.key(station)].value() == READ
    sent = {**kind.form, "base": form["base"].value(), kind.key(station): "3"}
    assert client.post(at, sent).status_code == 302
    added.refresh_from_db()
    assert added.facts == {station.uri: "3"}
    history = reverse(kind.edit.replace("edit", "history"), args=[added.public_id])
    page = client.get(history).content.decode()
    assert (READ in page, "3\N{NO-BREAK SPACE}km" in page) == (True, True)


def test_two_who_tell_different_values_see_both(cast: Cast, client_of: Any, atelier: Place) -> None:
    shape: dict[str, Any] = {"value_type": ValueType.WHOLE, "applies_to": (Subject.USAGE,)}
    term = Term(uri="", kind=TermKind.FACT, labels={"fr": "chaises"}, **shape)
    chairs = add_term(by=cast.alice, community=cast.atelier, term=term)
    key = next(f.key for f in facts_about(Subject.USAGE).in_use)
    added = add_usage(by=None, place=atelier, values={"name": "Café", "facts": {chairs.uri: 8}})
    client, at = client_of(cast.alice), reverse("usage_edit", args=[added.public_id])
    base = client.get(at).context["form"]["base"].value()
    facts = {"facts": {chairs.uri: 8}}
    change_usage(by=None, usage=added, base=facts, values={"facts": {chairs.uri: 9}})
    sent = {"name": "Café", "scope": "public", "base": base, key: "12"}
    answer = client.post(at, sent)
    assert (answer.status_code, "Chaises" in answer.content.decode()) == (409, True)


@pytest.mark.parametrize("count", [1, 3])
def test_a_table_costs_the_same_whatever_it_holds(
    client: Any, django_assert_num_queries: Any, kind: Kind, station: Term, count: int
) -> None:
    for number in range(count):
        kind.add(f"Ouverture {number}", facts={station.uri: "1.2"})
    with django_assert_num_queries(5 if kind.at else 4):
        client.get(reverse(kind.table, args=kind.at))


def test_an_empty_table_says_where_to_go(client: Any, kind: Kind) -> None:
    assert "Rien n’est encore dit." in kind.page(client)
