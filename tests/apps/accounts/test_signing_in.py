from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from entrelieux.accounts.codes import SESSION_KEY
from entrelieux.accounts.models import Person
from entrelieux.messaging.models import OutgoingMail
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("outbox")]
LOGIN, CONFIRM, ACCOUNT = "account_login", "account_confirm_code", "account"


def ask_code(client: Client, email: str, **extra: str) -> Any:
    return client.post(reverse(LOGIN), {"email": email, **extra})


def newest_code() -> str:
    found = re.search(r"^ +(\d{3} \d{3})$", OutgoingMail.objects.all()[0].text, re.MULTILINE)
    assert found
    return found[1]


def type_code(client: Client, code: str, **extra: str) -> Any:
    return client.post(reverse(CONFIRM), {"code": code, **extra})


def is_signed_in(client: Client) -> bool:
    return client.get(reverse(ACCOUNT)).status_code == 200


def other_than(code: str) -> str:
    return f"{(int(code.replace(' ', '')) + 1) % 1_000_000:06}"


def test_a_member_signs_in_with_the_code_sent_to_her(client: Client, cast: Cast) -> None:
    asked = ask_code(client, "Alice@Example.org")
    assert asked.url.startswith(reverse(CONFIRM))
    entered = type_code(client, newest_code())
    assert (entered.url, is_signed_in(client)) == (reverse(ACCOUNT), True)
    assert Person.objects.filter(email="alice@example.org").count() == 1


def test_a_newcomer_gets_an_account_once_the_code_is_typed_and_not_before(client: Client) -> None:
    ask_code(client, "new@example.org")
    assert not Person.objects.exists()
    type_code(client, newest_code())
    assert [person.email for person in Person.objects.all()] == ["new@example.org"]
    assert is_signed_in(client)


def test_nothing_tells_a_member_from_a_stranger(cast: Cast) -> None:
    def seen_by(email: str) -> tuple[Any, ...]:
        client = Client()
        asked = ask_code(client, email)
        mail = OutgoingMail.objects.all()[0]
        code = newest_code()
        page = client.get(asked.url).content.decode().replace(email, "…")
        page = re.sub(r'name="csrfmiddlewaretoken" value="\w+"|nonce="[^"]+"', "", page)
        return asked.status_code, page, mail.text.replace(code, "…"), mail.subject.replace(code, "")

    assert seen_by("alice@example.org") == seen_by("stranger@example.org")


def test_the_code_may_be_typed_with_or_without_its_space(client: Client) -> None:
    ask_code(client, "new@example.org")
    type_code(client, f" {newest_code().replace(' ', '')} ")
    assert is_signed_in(client)


def test_a_wrong_code_can_be_corrected(client: Client) -> None:
    ask_code(client, "new@example.org")
    refused = type_code(client, other_than(newest_code()))
    assert refused.status_code == 422
    assert "Ce n’est pas le bon code" in refused.content.decode()
    type_code(client, newest_code())
    assert is_signed_in(client)


def test_the_fifth_try_is_refused_even_with_the_right_code(client: Client) -> None:
    ask_code(client, "new@example.org")
    for _try in range(4):
        type_code(client, other_than(newest_code()))
    assert type_code(client, newest_code()).url.startswith(reverse(LOGIN))
    assert not is_signed_in(client)


def test_a_code_serves_once(client: Client) -> None:
    ask_code(client, "new@example.org")
    code = newest_code()
    type_code(client, code)
    client.post(reverse("account_logout"))
    type_code(client, code)
    assert not is_signed_in(client)


def test_a_code_is_too_old_after_ten_minutes(client: Client) -> None:
    ask_code(client, "new@example.org")
    session = client.session
    session[SESSION_KEY] = {**session[SESSION_KEY], "expires_at": 0}
    session.save()
    assert type_code(client, newest_code()).url.startswith(reverse(LOGIN))
    assert not is_signed_in(client)


def test_a_code_serves_only_in_the_browser_that_asked_for_it(client: Client) -> None:
    ask_code(client, "new@example.org")
    type_code(Client(), newest_code())
    assert not Person.objects.exists()


def test_the_session_never_holds_the_code_itself(client: Client) -> None:
    ask_code(client, "new@example.org")
    assert newest_code().replace(" ", "") not in str(dict(client.session))


def test_the_sixth_code_within_an_hour_is_refused_with_the_time_to_wait(client: Client) -> None:
    for _time in range(5):
        ask_code(client, "new@example.org")
    refused = ask_code(client, "new@example.org")
    assert (refused.status_code, OutgoingMail.objects.count()) == (422, 5)
    assert "attendez 13 minutes" in refused.content.decode()


def test_a_page_that_asked_for_an_account_is_shown_after_signing_in(client: Client) -> None:
    wanted = reverse("account_export")
    sent = client.get(wanted)
    assert sent.url.startswith(reverse(LOGIN))
    confirming = client.post(sent.url, {"email": "new@example.org"}).url
    assert client.post(confirming, {"code": newest_code()}).url == wanted


@pytest.mark.parametrize("trap", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_signing_in_never_leads_to_another_site(client: Client, trap: str) -> None:
    ask_code(client, "new@example.org", next=trap)
    assert type_code(client, newest_code(), next=trap).url == reverse(ACCOUNT)


def test_a_closed_account_stays_outside(client: Client, cast: Cast) -> None:
    Person.objects.filter(email="bob@example.org").update(is_active=False)
    ask_code(client, "bob@example.org")
    assert type_code(client, newest_code()).url == reverse("account_inactive")
    assert not is_signed_in(client)
    assert "Ce compte est fermé" in client.get(reverse("account_inactive")).content.decode()


def test_the_subject_carries_the_code_so_that_a_telephone_shows_it_at_once(client: Client) -> None:
    ask_code(client, "new@example.org")
    assert OutgoingMail.objects.all()[0].subject == f"Votre code Entrelieux\xa0: {newest_code()}"


def test_signing_in_changes_the_session_so_that_a_planted_one_is_worth_nothing(
    client: Client,
) -> None:
    ask_code(client, "new@example.org")
    before = client.session.session_key
    type_code(client, newest_code())
    assert client.session.session_key != before


def test_signing_out_needs_a_button_not_a_link(
    cast: Cast, client_of: Callable[[Any], Client]
) -> None:
    client = client_of(cast.alice)
    assert client.get(reverse("account_logout")).status_code == 405
    client.post(reverse("account_logout"))
    assert not is_signed_in(client)


def test_somebody_signed_in_is_sent_on(cast: Cast, client_of: Callable[[Any], Client]) -> None:
    assert client_of(cast.alice).get(reverse(LOGIN)).url == reverse(ACCOUNT)


class TestOperators:
    def test_an_address_that_the_settings_name_runs_the_server_once_signed_in(
        self, client: Client, settings: Any
    ) -> None:
        settings.OPERATORS = ["new@example.org"]
        ask_code(client, "New@Example.org")
        type_code(client, newest_code())
        assert Person.objects.get().is_operator is True

    def test_nobody_else_does(self, client: Client, settings: Any) -> None:
        settings.OPERATORS = ["opal@example.org"]
        ask_code(client, "new@example.org")
        type_code(client, newest_code())
        assert Person.objects.get().is_operator is False


def test_a_form_without_its_token_is_refused_in_words(cast: Cast) -> None:
    answer = ask_code(Client(enforce_csrf_checks=True), "alice@example.org")
    assert answer.status_code == 403
    assert "Le formulaire a expiré" in answer.content.decode()
    assert not OutgoingMail.objects.exists()
