from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import include, path
from django.utils.translation import gettext

from entrelieux.communities.errors import AlreadyMember, CommunityError
from entrelieux.places.errors import EditConflict
from entrelieux.platform.errors import EntrelieuxError, Forbidden, NotFound, TooOften
from entrelieux.platform.models import AuditEvent
from entrelieux.platform.readonly import ReadViewWrote
from entrelieux.web.errors import headers_of, status_of
from entrelieux.web.middleware import ClientAddressMiddleware
from tests.cast import Cast

ERRORS = {
    "absent": NotFound("Cherchez-le par son nom."),
    "defendu": Forbidden("Demandez aux animateurs."),
    "trop": TooOften("Attendez une minute.", retry_after=59.6),
    "autre": CommunityError("Recommencez."),
}


def fail(request: HttpRequest, name: str) -> HttpResponse:
    raise ERRORS[name]


def write(request: HttpRequest) -> HttpResponse:
    AuditEvent.objects.create(verb="write", subject="page")
    return HttpResponse("written")


def speak(request: HttpRequest) -> HttpResponse:
    return HttpResponse(gettext("Yes"))


urlpatterns = [
    path("erreur/<name>/", fail),
    path("ecrire/", write),
    path("parler/", speak),
    path("", include(settings.ROOT_URLCONF)),
]
ours = pytest.mark.urls(__name__)


class TestErrors:
    @ours
    @pytest.mark.django_db
    @pytest.mark.parametrize(
        ("name", "status"), [("absent", 404), ("defendu", 403), ("trop", 429), ("autre", 400)]
    )
    def test_a_named_error_is_a_page_that_says_what_to_do(
        self, client: Client, name: str, status: int
    ) -> None:
        answer = client.get(f"/erreur/{name}/")
        assert answer.status_code == status
        assert ERRORS[name].message in answer.content.decode()

    @ours
    @pytest.mark.django_db
    def test_a_limit_says_when_to_come_back(self, client: Client) -> None:
        assert client.get("/erreur/trop/")["Retry-After"] == "60"

    def test_the_closest_class_of_the_table_decides(self) -> None:
        class CannotKnit(EntrelieuxError):
            pass

        assert status_of(AlreadyMember("")) == 409
        assert status_of(EditConflict([])) == 409
        assert status_of(CannotKnit("")) == 400
        assert headers_of(CannotKnit("")) == {}


class TestReading:
    @ours
    @pytest.mark.django_db
    def test_a_page_that_would_write_on_a_get_fails_and_writes_nothing(
        self, client: Client
    ) -> None:
        with pytest.raises(ReadViewWrote), transaction.atomic():
            client.get("/ecrire/")
        assert AuditEvent.objects.count() == 0

    @ours
    @pytest.mark.django_db
    def test_a_post_may_write(self, client: Client) -> None:
        assert client.post("/ecrire/").content == b"written"


@ours
@pytest.mark.django_db
class TestLanguage:
    @pytest.mark.parametrize(
        ("accepted", "language"),
        [
            ("fr-FR,fr;q=0.9", "fr"),
            ("en-GB,en;q=0.9,fr;q=0.5", "en"),
            ("de,en;q=0.3", "en"),
            ("de,it", "fr"),
            ("*", "fr"),
            ("", "fr"),
        ],
    )
    def test_the_browser_s_language_is_spoken_and_french_when_it_says_neither(
        self, client: Client, accepted: str, language: str
    ) -> None:
        answer = client.get("/parler/", headers={"Accept-Language": accepted})
        assert answer["Content-Language"] == language
        assert answer.content.decode() == {"fr": "Oui", "en": "Yes"}[language]
        assert "Accept-Language" in answer["Vary"]

    def test_what_was_chosen_on_this_device_wins(self, client: Client) -> None:
        client.cookies["django_language"] = "en"
        answer = client.get("/parler/", headers={"Accept-Language": "fr"})
        assert answer["Content-Language"] == "en"

    def test_a_cookie_that_names_no_language_of_ours_is_ignored(self, client: Client) -> None:
        client.cookies["django_language"] = "xx"
        answer = client.get("/parler/", headers={"Accept-Language": "en"})
        assert answer["Content-Language"] == "en"

    def test_the_language_of_the_person_wins_over_the_browser(
        self, cast: Cast, client_of: Callable[[Any], Client]
    ) -> None:
        cast.alice.language = "en"
        cast.alice.save()
        answer = client_of(cast.alice).get("/parler/", headers={"Accept-Language": "fr"})
        assert answer["Content-Language"] == "en"

    def test_a_visitor_costs_no_query(
        self, client: Client, django_assert_num_queries: Callable[[int], Any]
    ) -> None:
        with django_assert_num_queries(0):
            client.get("/parler/")


class TestAddress:
    @pytest.mark.parametrize(
        ("proxies", "forwarded", "expected"),
        [
            (0, "6.6.6.6", "127.0.0.1"),
            (1, "6.6.6.6, 5.5.5.5", "5.5.5.5"),
            (2, "6.6.6.6, 5.5.5.5, 10.0.0.1", "5.5.5.5"),
            (2, "5.5.5.5", "127.0.0.1"),
            (1, "", "127.0.0.1"),
        ],
    )
    def test_only_what_our_own_proxies_say_is_believed(
        self, settings: Any, proxies: int, forwarded: str, expected: str
    ) -> None:
        settings.PROXIES = proxies
        seen = []

        def note(request: HttpRequest) -> HttpResponse:
            seen.append(request.META["REMOTE_ADDR"])
            return HttpResponse()

        request = RequestFactory().get("/", headers={"X-Forwarded-For": forwarded})
        ClientAddressMiddleware(note)(request)
        assert seen == [expected]
