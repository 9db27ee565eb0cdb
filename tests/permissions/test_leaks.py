"""What somebody keeps to herself is nowhere in public: pages, API, feeds, exports, page source."""

import re
from collections import deque

import pytest
from django.utils import timezone

from entrelieux.bridges.actions import close_need, match_need, post_need, post_offer
from entrelieux.bridges.models import Visibility
from entrelieux.communities.circles import Scope
from entrelieux.contributions.actions import propose
from entrelieux.people.actions import save_profile
from entrelieux.places.actions import create_place, report_error
from entrelieux.projects.actions import join_project, start_project
from entrelieux.resources.actions import add_resource

pytestmark = pytest.mark.django_db
LINK = re.compile(r'(?:href|src|action)="(/[^"#]*)"')
# Where a crawler starts: pages, lists, feeds, exports and the API.
STARTS = (
    "/",
    "/?quoi=resource",
    "/?quoi=project",
    "/personnes/",
    "/projets/",
    "/rendez-vous/",
    "/guichet/",
    "/besoins/",
    "/besoins/nouveau/?phrase=Je+cherche+une+machine",
    "/offres/",
    "/changements.atom",
    "/exporter/csv/",
    "/exporter/geojson/",
    "/api/v1/places",
    "/api/v1/resources",
    "/api/v1/communities",
    "/api/v1/sources",
    "/api/v1/search",
    "/api/v1/search?quoi=resource",
    "/api/v1/openapi.json",
)
MOST = 250


@pytest.fixture
def secrets(cast, live_atlas):
    """Plants words that only some people may read; returns them."""
    place = create_place(by=cast.alice, values={"name": "L’Atelier", "kinds": ["fablab"]})
    place.communities.add(cast.atelier)
    shown = {
        "name": "Robert",
        "is_listed": True,
        "headline": "Secretheadline",
        "about": "Secretabout",
    }
    save_profile(
        by=cast.bob, values={**shown, "visibility": {"name": Scope.PUBLIC.value}}, is_adult=True
    )
    minor = {"name": "Secretminor", "is_listed": False}
    everything = dict.fromkeys(("name", "headline", "about"), Scope.PUBLIC.value)
    save_profile(by=cast.chloe, values={**minor, "visibility": everything}, is_adult=False)
    skill = {"name": "Couture", "kind": "skill"}
    add_resource(by=cast.alice, place=place, values={**skill, "holder": cast.bob.pk})
    for scope in (Scope.PRIVATE, Scope.PLACE, Scope.NETWORK):
        name = f"Secret{scope.value}machine"
        add_resource(by=cast.alice, place=place, values={"name": name, "scope": scope.value})
    project = start_project(by=cast.alice, community=cast.atelier, values={"name": "Four"})
    join_project(by=cast.chloe, project=project, part="Secretpart")
    report_error(place=place, text="Secretreport", email="secretreporter@example.org")
    values, base = {"website": "https://secretsite.example"}, {"website": None}
    propose(by=None, place=place, values=values, base=base, email="secretproposer@example.org")
    plant_needs(cast, place)
    emails = [f"{name}@example.org" for name in ("alice", "bob", "chloe", "driss", "farid", "opal")]
    words = ["Secretheadline", "Secretabout", "Secretminor", "Secretreport", "secretreporter"]
    machines = [f"Secret{scope}machine" for scope in ("private", "place", "network")]
    return [
        *emails,
        *words,
        *machines,
        "secretproposer",
        "secretsite.example",
        "Chloe",
        "Secretpart",
        "Secretneed",
        "Secretgiven",
        "Secretclosed",
    ]


def plant_needs(cast, place):
    """A public need and offer of Chloé, whose name is a secret, and needs for fewer eyes."""
    now = timezone.now()
    shared = {"commune": "Ambert", "commune_code": "63003"}
    post_offer(by=cast.chloe, values={"name": "Je prête ma remorque"}, now=now)
    for visibility, sentence in (
        (Visibility.PUBLIC, "Une machine à coudre"),
        (Visibility.NETWORK, "Secretneed"),
        (Visibility.HOST, "Secretgiven"),
    ):
        values = {"sentence": sentence, "visibility": visibility, **shared}
        need = post_need(by=cast.chloe, values=values, now=now, shown_at=[place])
        match_need(need=need, now=now)
    closed = {"sentence": "Secretclosed", "visibility": Visibility.PUBLIC, **shared}
    close_need(by=cast.chloe, need=post_need(by=cast.chloe, values=closed, now=now), now=now)


def crawl(client):
    """Every public answer that links lead to, by its address."""
    waiting, seen = deque(STARTS), set(STARTS)
    while waiting and len(seen) < MOST:
        address = waiting.popleft()
        response = client.get(address)
        body = response.getvalue().decode("utf-8", "replace")
        if response.status_code != 200:
            continue
        yield address, body
        for link in LINK.findall(body):
            link = link.replace("&amp;", "&")
            if link not in seen and not link.startswith(("/static/", "/compte/", "/langue/")):
                seen.add(link)
                waiting.append(link)


def test_a_visitor_who_follows_every_link_reads_no_secret(client, secrets):
    answers = dict(crawl(client))
    assert len(answers) > 25, sorted(answers)
    leaks = {(a, word) for a, body in answers.items() for word in secrets if word in body}
    assert leaks == set()


def test_the_secrets_are_really_there_for_those_who_may_read_them(cast, client_of, secrets):
    """Otherwise the crawl above would prove nothing."""
    answers = " ".join(body for _address, body in crawl(client_of(cast.alice)))
    assert "Secretprivatemachine" in answers and "Secretheadline" in answers
    assert "Secretneed" in answers and "Secretgiven" in answers
