from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from entrelieux.accounts.actions import update_account
from entrelieux.accounts.models import Person
from entrelieux.accounts.sessions import SESSION_KEY
from entrelieux.platform.models import AuditEvent
from tests.cast import Cast

pytestmark = pytest.mark.django_db
Browser = Callable[[Any], Client]
PRIVATE = ["account", "account_export", "account_delete", "mfa_add_webauthn"]


def just_signed_in(client: Client, *, seconds_ago: float = 0) -> Client:
    session = client.session
    session[SESSION_KEY] = time.time() - seconds_ago
    session.save()
    return client


@pytest.mark.parametrize("name", PRIVATE)
def test_a_visitor_is_asked_to_sign_in(client: Client, name: str) -> None:
    answer = client.get(reverse(name))
    assert (answer.status_code, answer.url.split("?")[0]) == (302, reverse("account_login"))


def test_the_page_shows_memberships_of_today(cast: Cast, client_of: Browser) -> None:
    page = client_of(cast.alice).get(reverse("account")).content.decode()
    assert ("Atelier" in page, "Bergerie" in page) == (True, False)


def test_the_page_of_a_newcomer_says_how_to_belong(cast: Cast, client_of: Browser) -> None:
    page = client_of(cast.driss).get(reverse("account")).content.decode()
    assert "Vous ne faites encore partie d’aucune communauté" in page


def test_a_name_and_a_language_are_kept_and_used(cast: Cast, client_of: Browser) -> None:
    client = client_of(cast.alice)
    client.post(reverse("account"), {"name": "Alice R.", "language": "en"})
    cast.alice.refresh_from_db()
    assert (cast.alice.name, cast.alice.language) == ("Alice R.", "en")
    assert client.get(reverse("account"))["Content-Language"] == "en"


def test_a_language_that_does_not_exist_is_refused(cast: Cast, client_of: Browser) -> None:
    answer = client_of(cast.alice).post(reverse("account"), {"name": "", "language": "xx"})
    assert answer.status_code == 422


def test_the_data_taken_away_are_complete_and_hers_alone(cast: Cast, client_of: Browser) -> None:
    Authenticator.objects.create(
        user=cast.alice, type=Authenticator.Type.WEBAUTHN, data={"name": "Téléphone"}
    )
    update_account(by=cast.alice, name="Alice", language="fr")
    update_account(by=cast.bob, name="Bob", language="fr")
    answer = client_of(cast.alice).get(reverse("account_export"))
    data = json.loads(answer.content)
    assert data["email"] == "alice@example.org"
    assert [m["community"] for m in data["memberships"]] == ["Atelier"]
    assert [key["name"] for key in data["passkeys"]] == ["Téléphone"]
    assert [action["verb"] for action in data["actions"]] == ["update_account"]
    assert "bob" not in answer.content.decode().lower()
    assert answer["Content-Disposition"].startswith("attachment")


def test_deleting_an_account_forgets_the_person_and_keeps_what_she_did(
    cast: Cast, client_of: Browser
) -> None:
    update_account(by=cast.alice, name="Alice", language="fr")
    client = just_signed_in(client_of(cast.alice))
    assert client.get(reverse("account_delete")).status_code == 200
    client.post(reverse("account_delete"))
    assert not Person.objects.filter(email="alice@example.org").exists()
    assert list(AuditEvent.objects.filter(verb__endswith="_account").values_list("verb", "by")) == [
        ("delete_account", None),
        ("update_account", None),
    ]
    assert client.get(reverse("account")).status_code == 302


@pytest.mark.parametrize("name", ["account_delete", "mfa_add_webauthn"])
def test_what_is_grave_asks_for_a_recent_sign_in(cast: Cast, client_of: Browser, name: str) -> None:
    client = just_signed_in(client_of(cast.alice), seconds_ago=3700)
    answer = client.get(reverse(name))
    assert "again=1" in answer.url
    page = client.get(answer.url)
    assert (page.status_code, "alice@example.org" in page.content.decode()) == (200, True)


class TestPasskeys:
    def test_the_page_offers_a_key_that_replaces_the_code(
        self, cast: Cast, client_of: Browser
    ) -> None:
        page = just_signed_in(client_of(cast.alice)).get(reverse("mfa_add_webauthn"))
        html = page.content.decode()
        assert '"name": "Entrelieux"' in html
        assert 'value="Ma clé d’accès"' in html

    def test_pages_run_no_inline_script(self, cast: Cast, client_of: Browser) -> None:
        client = just_signed_in(client_of(cast.alice))
        for address in (reverse("mfa_add_webauthn"), reverse("account_login") + "?again=1"):
            html = client.get(address).content.decode()
            scripts = [tag.split(">")[0] for tag in html.split("<script")[1:]]
            assert [s for s in scripts if "src=" not in s and "application/" not in s] == []
            assert not any(f" on{event}=" in html for event in ("click", "load", "submit"))

    def test_a_browser_gets_a_challenge_to_sign_in(self, client: Client) -> None:
        answer = client.get(reverse("mfa_login_webauthn"), headers={"Accept": "application/json"})
        assert answer.json()["request_options"]["publicKey"]["userVerification"] == "required"

    @pytest.mark.parametrize(
        "forged",
        ['{"id": "AA"}', "[1]", '"text"', '{"id": "AA", "rawId": "AA", "type": "public-key"}'],
    )
    def test_a_forged_key_is_refused_in_words(self, client: Client, forged: str) -> None:
        answer = client.post(reverse("mfa_login_webauthn"), {"credential": forged}, follow=True)
        assert "Cette clé d’accès n’a pas été reconnue" in answer.content.decode()
        assert client.get(reverse("account")).status_code == 302

    def test_a_forged_new_key_is_refused_in_words(self, cast: Cast, client_of: Browser) -> None:
        client = just_signed_in(client_of(cast.alice))
        client.get(reverse("mfa_add_webauthn"))
        answer = client.post(reverse("mfa_add_webauthn"), {"credential": '{"id": "AA"}'})
        assert "Cette clé d’accès n’a pas été reconnue" in answer.content.decode()
        assert Authenticator.objects.count() == 0

    def test_a_key_is_removed_by_its_owner_alone(self, cast: Cast, client_of: Browser) -> None:
        key = Authenticator.objects.create(
            user=cast.alice, type=Authenticator.Type.WEBAUTHN, data={"name": "Téléphone"}
        )
        address = reverse("mfa_remove_webauthn", args=[key.pk])
        assert just_signed_in(client_of(cast.bob)).post(address).status_code == 404
        assert Authenticator.objects.count() == 1
        client = just_signed_in(client_of(cast.alice))
        assert "Téléphone" in client.get(address).content.decode()
        client.post(address)
        assert Authenticator.objects.count() == 0
