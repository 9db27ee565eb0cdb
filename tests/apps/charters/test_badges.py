"""Badges to take away: signed, verified by anyone, revoked; nothing public says whose they are."""

from __future__ import annotations

import json
import stat
from base64 import urlsafe_b64decode
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from entrelieux.charters.actions import (
    grant_habilitation,
    issue_credential,
    open_training,
    revoke_habilitation,
    suspend_habilitation,
)
from entrelieux.charters.badges import verified
from entrelieux.charters.errors import NotForHer
from entrelieux.charters.models import BadgeKey, Credential
from tests.core.interchange.test_open_badge import closed

pytestmark = pytest.mark.django_db
VERIFY = "/badges/verifier/"


@pytest.fixture(autouse=True)
def data_folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    return tmp_path


@pytest.fixture
def held(cast, fablab):
    return grant_habilitation(
        by=None,
        community=fablab,
        person=cast.bob,
        badge="laser-badge",
        level=2,
        expires_on=timezone.localdate() + timedelta(days=300),
    )


@pytest.fixture
def token(cast, held):
    return issue_credential(by=cast.bob, habilitation=held).token


def said(response):
    return response.content.decode().replace("\xa0", " ")


def payload(token):
    body = token.split(".")[1]
    return json.loads(urlsafe_b64decode(body + "=" * (-len(body) % 4)))


def today():
    return timezone.localdate()


def test_the_holder_alone_takes_the_badge_away_and_it_is_signed_once(cast, client_of, held):
    address = f"/compte/habilitations/{held.pk}/badge/"
    statuses = {
        name: client_of(one if one.is_authenticated else None).post(address).status_code
        for name, one in cast.everyone()
    }
    assert statuses.pop("bob") == 200
    assert statuses == {
        "visitor": 302, "driss": 404, "chloe": 404, "alice": 404, "farid": 404, "opal": 404,
    }  # fmt: skip
    first = client_of(cast.bob).post(address)
    assert first["Content-Type"] == "application/vc+jwt"
    assert 'filename="laser-badge.jwt"' in first["Content-Disposition"]
    assert first.content.decode() == Credential.objects.get().token
    assert client_of(cast.bob).get(address).status_code == 405
    with pytest.raises(NotForHer):
        issue_credential(by=cast.alice, habilitation=held)


def test_the_private_key_is_a_file_that_its_owner_alone_reads(token, data_folder, fablab):
    (file,) = (data_folder / "badge_keys").iterdir()
    key = BadgeKey.objects.get()
    assert (file.name, key.community) == (f"{key.kid}.pem", fablab)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert "PRIVATE" in file.read_text()
    assert set(key.jwk) == {"kty", "e", "n", "alg", "use", "kid"}


def test_when_the_key_is_lost_another_one_signs_and_old_badges_still_hold(
    cast, fablab, token, data_folder
):
    (file,) = (data_folder / "badge_keys").iterdir()
    file.unlink()
    other = grant_habilitation(by=None, community=fablab, person=cast.alice, badge="saw-badge")
    new = issue_credential(by=cast.alice, habilitation=other).token
    assert BadgeKey.objects.count() == 2
    assert [verified(one, today()).standing for one in (token, new)] == ["valid", "valid"]


def test_anyone_verifies_a_badge_by_its_text_or_its_file(client, token):
    page = said(client.post(VERIFY, {"badge": token}))
    assert "Ce badge vaut aujourd’hui." in page
    assert "Le badge laser, niveau 2" in page and "Atelier" in page
    assert "Bob" not in page and "bob@" not in page
    file = SimpleUploadedFile("laser.jwt", token.encode())
    assert "Ce badge vaut aujourd’hui." in said(client.post(VERIFY, {"fichier": file}))
    assert "Rien n’est gardé" in said(client.get(VERIFY))


def test_whose_it_is_is_said_to_who_knows_the_address(client, token):
    hers, others = (
        said(client.post(VERIFY, {"badge": token, "courriel": one}))
        for one in ("BOB@example.org", "chloe@example.org")
    )
    assert "Il est bien de la personne qui a cette adresse." in hers
    assert "Il n’est pas de la personne qui a cette adresse." in others


def test_a_badge_that_does_not_hold_any_more_says_why(cast, fablab, held, token):
    assert verified(token, today()).standing == "valid"
    assert verified(token, held.expires_on).standing == "expired"
    suspend_habilitation(by=None, habilitation=held, reason="lunettes")
    assert verified(token, today()).standing == "suspended"
    revoke_habilitation(by=None, habilitation=held, reason="accident")
    assert verified(token, today()).standing == "revoked"
    old = open_training(by=None, community=fablab, name="Scie", badge="saw-badge", unused_months=6)
    known = {"by": None, "community": fablab, "person": cast.bob, "badge": "saw-badge"}
    saw = grant_habilitation(**known, training=old)
    taken = issue_credential(by=cast.bob, habilitation=saw).token
    assert verified(taken, today() + timedelta(days=200)).standing == "unused"


def test_a_badge_that_holds_no_more_is_not_taken_away(cast, fablab):
    past = {"granted_on": date(2020, 1, 1), "expires_on": date(2021, 1, 1)}
    expired = grant_habilitation(
        by=None, community=fablab, person=cast.bob, badge="laser-badge", **past
    )
    with pytest.raises(NotForHer):
        issue_credential(by=cast.bob, habilitation=expired)


def test_a_badge_of_elsewhere_or_changed_is_told_apart(client, token):
    head, body, signature = token.split(".")
    other = payload(token) | {"exp": 9999999999}
    changed = ".".join((head, closed(other), signature))
    unknown = ".".join((closed({"alg": "RS256", "kid": "https://else/k.json"}), body, signature))
    found = {
        "changed": verified(changed, today()).standing,
        "unknown": verified(unknown, today()).standing,
        "nothing": verified("bonjour", today()).standing,
    }
    assert found == {"changed": "altered", "unknown": "not-ours", "nothing": "unreadable"}
    assert "Ce badge a été modifié" in said(client.post(VERIFY, {"badge": changed}))


def test_every_address_in_a_badge_answers_and_none_says_whose_it_is(client, token, held, fablab):
    told = payload(token)
    kid = json.loads(urlsafe_b64decode(token.split(".")[0] + "=="))["kid"]
    addresses = [
        told["id"], told["issuer"]["id"], told["issuer"]["url"], kid,
        told["credentialSubject"]["achievement"]["id"], told["credentialStatus"]["id"],
        f"http://testserver/communautes/{fablab.slug}/badges/cles.json",
    ]  # fmt: skip
    pages = [client.get("/" + one.split("/", 3)[3]) for one in addresses]
    assert {page.status_code for page in pages} == {200}
    assert not any("Bob" in said(page) or "bob@" in said(page) for page in pages)
    assert pages[3].json() == BadgeKey.objects.get().jwk == pages[6].json()["keys"][0]
    assert pages[5].json()["revokedCredential"] == []
    revoke_habilitation(by=None, habilitation=held, reason="accident")
    revoked = client.get("/" + addresses[5].split("/", 3)[3])
    assert revoked.json()["revokedCredential"] == [{"id": told["id"], "revoked": True}]
    assert "accident" not in said(revoked)
    assert "Ce badge a été retiré." in said(client.get("/" + told["id"].split("/", 3)[3]))
