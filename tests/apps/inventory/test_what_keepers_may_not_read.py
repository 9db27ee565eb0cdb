"""Who keeps an entry may not read every fact told on it, nor all that it is linked to: neither the
form, nor its source, nor the history, nor a disagreement tells them; nothing of it is lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from entrelieux.accounts.models import Person
from entrelieux.activities.actions import add_event, add_usage, change_event, change_usage
from entrelieux.communities.circles import Scope
from entrelieux.communities.models import Community
from entrelieux.core.words.lexicon import Privacy, Subject, Term, TermKind, ValueType
from entrelieux.inventory.models import Entry
from entrelieux.lexicons.actions import add_term
from entrelieux.places.actions import create_place
from entrelieux.places.models import Place
from entrelieux.projects.actions import change_project, join_project, start_project
from entrelieux.resources.actions import add_resource, change_resource
from tests.cast import Cast

pytestmark = pytest.mark.django_db
SECRET = "clé sous le pot de fleurs"
TODAY = timezone.localdate().isoformat()
EVENT = {"first_day": TODAY, "entrance": "free", "state": "planned"}


def place_of(name: str, *communities: Community) -> Place:
    values = {"name": name, "city": "Murat", "insee": "15138"}
    position = {"lat": 45.11, "lon": 2.87, "fidelity": "exact"}
    place = create_place(by=None, values={**values, "position": position})
    place.communities.set(communities)
    return place


@dataclass(frozen=True)
class Kept:
    """An entry, its one keeper in the test, and a fact on it that is not for her."""

    keeper: Person
    entry: Entry
    secret: Term
    form: dict[str, str]
    change: Callable[..., Any]

    @property
    def kind(self) -> str:
        return str(self.entry._meta.model_name)

    def at(self, name: str) -> str:
        return reverse(f"{self.kind}_{name}", args=[self.entry.public_id])


def told(subject: Subject, community: Community, privacy: Privacy) -> Term:
    shape: dict[str, Any] = {"value_type": ValueType.TEXT, "applies_to": (subject,)}
    named = {"labels": {"fr": "où est la clé"}, "privacy": privacy}
    term = Term(uri="", kind=TermKind.FACT, **named, **shape)
    return add_term(by=None, community=community, term=term)


@pytest.fixture(params=["resource", "usage", "event", "project"])
def kept(request: Any, cast: Cast) -> Kept:
    """At a place of two communities, the hosts of one do not read what the other tells its own."""
    subject = Subject(request.param)
    if request.param == "project":
        return a_project(cast)
    secret = told(subject, cast.bergerie, Privacy.HOSTS)
    values = {"name": "Couture", "facts": {secret.uri: SECRET}}
    both = place_of("La Halle", cast.atelier, cast.bergerie)
    add, more, change = {
        "resource": (add_resource, {"kind": "tool", "condition": "works"}, change_resource),
        "usage": (add_usage, {}, change_usage),
        "event": (add_event, EVENT, change_event),
    }[request.param]
    day = {"first_day": TODAY} if request.param == "event" else {}
    entry = add(by=None, place=both, values=values | day)
    form = {"name": "Couture", "scope": "public", **more}
    return Kept(cast.alice, entry, secret, form, change)


def a_project(cast: Cast) -> Kept:
    """Whoever takes part keeps its page, and does not read what its community tells its hosts."""
    secret = told(Subject.PROJECT, cast.atelier, Privacy.HOSTS)
    values = {"name": "Couture", "facts": {secret.uri: SECRET}}
    entry = start_project(by=cast.bob, community=cast.atelier, values=values)
    form = {"name": "Couture", "scope": "public", "state": "idea"}
    return Kept(cast.bob, entry, secret, form, change_project)


def pages(client: Any, kept: Kept, names: tuple[str, ...] = ("edit", "history")) -> str:
    return "".join(client.get(kept.at(name)).content.decode() for name in names)


def test_the_form_its_source_and_the_history_do_not_tell_it(client_of: Any, kept: Kept) -> None:
    client = client_of(kept.keeper)
    source = pages(client, kept)
    assert "Couture" in source
    assert (SECRET in source, kept.secret.uri in source) == (False, False)


def test_those_who_may_read_it_do(cast: Cast, client_of: Any, kept: Kept) -> None:
    """The very same pages: it is not that nobody reads anything."""
    assert SECRET in pages(client_of(cast.farid), kept)


def test_saving_the_form_keeps_what_it_does_not_show(client_of: Any, kept: Kept) -> None:
    client = client_of(kept.keeper)
    base = client.get(kept.at("edit")).context["form"]["base"].value()
    sent = {**kept.form, "name": "Couture du soir", "base": base}
    assert client.post(kept.at("edit"), sent).status_code == 302
    kept.entry.refresh_from_db()
    assert (kept.entry.name, kept.entry.facts) == ("Couture du soir", {kept.secret.uri: SECRET})


def test_two_who_disagree_are_not_told_it_either(client_of: Any, kept: Kept) -> None:
    client = client_of(kept.keeper)
    base = client.get(kept.at("edit")).context["form"]["base"].value()
    meanwhile = {"name": "Couture du lundi", "facts": {kept.secret.uri: f"{SECRET}, à gauche"}}
    before = {"name": "Couture", "facts": {kept.secret.uri: SECRET}}
    kept.change(by=None, **{kept.kind: kept.entry}, base=before, values=meanwhile)
    sent = {**kept.form, "name": "Couture du soir", "base": base}
    answer = client.post(kept.at("edit"), sent)
    source = answer.content.decode()
    assert (answer.status_code, "Couture du lundi" in source) == (409, True)
    assert (SECRET in source, kept.secret.uri in source) == (False, False)
    again = {**sent, "base": answer.context["form"]["base"].value()}
    assert client.post(kept.at("edit"), again).status_code == 302
    kept.entry.refresh_from_db()
    assert kept.entry.facts == {kept.secret.uri: f"{SECRET}, à gauche"}


@pytest.mark.parametrize("base", ["", "0", "-1", "1e9", "9" * 40, '{"name": "Couture"}', "①"])
def test_a_form_that_was_opened_on_nothing_known_overwrites_nothing(
    client_of: Any, kept: Kept, base: str
) -> None:
    sent = {**kept.form, "name": "Couture du soir", "base": base}
    answer = client_of(kept.keeper).post(kept.at("edit"), sent)
    kept.entry.refresh_from_db()
    assert (answer.status_code, kept.entry.name) == (409, "Couture")


def test_what_a_project_uses_elsewhere_is_told_by_its_name_to_those_who_see_it(
    cast: Cast, client_of: Any
) -> None:
    theirs = place_of("La Bergerie", cast.bergerie)
    hidden = {"name": "Tondeuse cachée", "scope": Scope.PRIVATE}
    shears = add_resource(by=None, place=theirs, values=hidden)
    project = start_project(by=cast.bob, community=cast.atelier, values={"name": "Laine"})
    changed = change_project(
        by=None, project=project, base={"resources": []}, values={"resources": [shears.pk]}
    )
    kept = Kept(cast.bob, changed, told(Subject.PROJECT, cast.atelier, Privacy.PUBLIC), {}, id)
    assert "Tondeuse cachée" not in pages(client_of(cast.bob), kept)
    join_project(by=cast.farid, project=project, part="")
    assert "Tondeuse cachée" in pages(client_of(cast.farid), kept)
