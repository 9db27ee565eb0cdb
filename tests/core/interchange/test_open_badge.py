"""Open Badges 3.0: the credential and its signature, against RFC 7515's own words and forgeries."""

from __future__ import annotations

import copy
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import date
from pathlib import Path

import jsonschema_rs
import pytest
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicNumbers
from cryptography.hazmat.primitives.hashes import SHA256

from entrelieux.core.interchange.open_badge.credential import (
    CONTEXT,
    Achievement,
    Issuer,
    claims,
    credential,
    is_of,
    revocations,
)
from entrelieux.core.interchange.open_badge.signature import (
    NotASignedBadge,
    is_signed_by,
    new_key,
    public_jwk,
    read_token,
    sign,
)

AT = "https://lieux.example/communautes/forge"
ISSUER = Issuer(f"{AT}/badges/emetteur.json", "La Forge", f"{AT}/", f"{AT}/badges/retires.json")
LASER = Achievement(f"{AT}/badges/laser.json", "Badge laser", "La découpeuse", "Une formation")
TOLD = credential(
    id="https://lieux.example/badges/abc/",
    issuer=ISSUER,
    achievement=LASER,
    email="Ana@Example.org",
    salt="sel",
    since=date(2026, 5, 12),
    until=date(2027, 5, 12),
)


@pytest.fixture(scope="module")
def key():
    return new_key()


def opened(part):
    return json.loads(urlsafe_b64decode(part + "=" * (-len(part) % 4)))


def closed(told):
    return urlsafe_b64encode(json.dumps(told).encode()).rstrip(b"=").decode()


def test_a_credential_has_what_the_standard_requires_and_no_name():
    required = {"@context", "id", "type", "credentialSubject", "issuer", "validFrom"}
    assert required <= set(TOLD)
    achievement = TOLD["credentialSubject"]["achievement"]
    assert {"id", "type", "criteria", "description", "name"} <= set(achievement)
    assert TOLD["type"] == ["VerifiableCredential", "OpenBadgeCredential"]
    assert (TOLD["validFrom"], TOLD["validUntil"]) == (
        "2026-05-12T00:00:00Z",
        "2027-05-12T00:00:00Z",
    )
    assert "ana" not in json.dumps(TOLD).lower()


SCHEMA = json.loads(Path(__file__).with_name("data").joinpath("open_badge.schema.json").read_text())
VALIDATOR = jsonschema_rs.validator_for(SCHEMA, validate_formats=True)
TOKEN = jsonschema_rs.validator_for(
    {**SCHEMA, "allOf": [{"$ref": "#/$defs/token"}]}, validate_formats=True
)


def test_a_credential_and_what_is_signed_of_it_are_what_the_standard_asks():
    forever = {key: value for key, value in TOLD.items() if key != "validUntil"}
    for told in (TOLD, forever):
        assert [error.message for error in VALIDATOR.iter_errors(told)] == []
        assert [error.message for error in TOKEN.iter_errors(claims(told))] == []
        assert not TOKEN.is_valid(told)


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("@context",), ["https://www.w3.org/2018/credentials/v1"]),
        (("@context",), list(CONTEXT[:2])),
        (("type",), ["VerifiableCredential"]),
        (("issuer", "id"), None),
        (("validFrom",), "2026-05-12"),
        (("credentialSubject", "identifier"), []),
        (("credentialSubject", "identifier", 0, "identityHash"), "sha256$ana@example.org"),
        (("credentialSubject", "identifier", 0, "identityType"), "email"),
        (("credentialSubject", "achievement", "criteria"), {}),
        (("credentialSubject", "achievement", "description"), None),
        (("credentialStatus", "id"), "retires.json"),
    ],
)
def test_a_credential_that_misses_something_is_refused_by_the_standard(place, value):
    told = copy.deepcopy(TOLD)
    *path, last = place
    inner = told
    for step in path:
        inner = inner[step]
    inner[last] = value
    assert not VALIDATOR.is_valid(told)


def test_the_claims_of_the_token_mirror_the_credential():
    told = claims(TOLD)
    assert {key: told[key] for key in ("iss", "jti", "nbf", "exp", "sub")} == {
        "iss": ISSUER.id,
        "jti": "https://lieux.example/badges/abc/",
        "nbf": 1778544000,
        "exp": 1810080000,
        "sub": TOLD["credentialSubject"]["id"],
    }
    assert {key: told[key] for key in TOLD} == TOLD


def test_whose_it_is_shows_only_to_who_knows_the_address():
    assert is_of(TOLD, " ana@example.org ")
    assert not is_of(TOLD, "bob@example.org")
    assert not is_of({"credentialSubject": {"identifier": ["x", 1]}}, "ana@example.org")


def test_a_list_of_revocations_names_badges_alone():
    rows = [{"id": "https://lieux.example/badges/abc/", "revoked": True}]
    assert revocations(ISSUER, ["https://lieux.example/badges/abc/"]) == {
        "id": ISSUER.revoked,
        "issuer": ISSUER.id,
        "revokedCredential": rows,
        "revokedCredentials": rows,
    }


def test_a_token_is_verified_by_the_public_key_alone(key):
    token = sign(claims(TOLD), key, f"{AT}/badges/cles/k.json")
    assert sign(claims(TOLD), key, f"{AT}/badges/cles/k.json") == token
    head, body, signature = token.split(".")
    assert opened(head) == {"alg": "RS256", "typ": "JWT", "kid": f"{AT}/badges/cles/k.json"}
    assert opened(body) == claims(TOLD)
    jwk = public_jwk(key)
    numbers = [int.from_bytes(urlsafe_b64decode(jwk[n] + "=="), "big") for n in ("e", "n")]
    # By the library itself, without a line of ours: it raises when the signature is not good.
    RSAPublicNumbers(*numbers).public_key().verify(
        urlsafe_b64decode(signature + "=="), f"{head}.{body}".encode(), PKCS1v15(), SHA256()
    )
    assert is_signed_by(read_token(token), jwk)
    assert set(jwk) == {"kty", "e", "n", "alg", "use", "kid"}


def test_a_token_that_was_changed_or_is_of_another_key_does_not_hold(key):
    head, body, signature = sign(claims(TOLD), key, "k").split(".")
    later = closed({**claims(TOLD), "exp": 9999999999})
    assert not is_signed_by(read_token(f"{head}.{later}.{signature}"), public_jwk(key))
    assert not is_signed_by(read_token(f"{head}.{body}.{signature}"), public_jwk(new_key()))


@pytest.mark.parametrize(
    "head",
    [
        {"alg": "none", "kid": "k"},
        {"alg": "HS256", "kid": "k"},
        {"alg": "RS256", "kid": "k", "crit": ["b64"], "b64": False},
        {"kid": "k"},
        ["RS256"],
    ],
)
def test_no_other_algorithm_is_read(head):
    with pytest.raises(NotASignedBadge):
        read_token(f"{closed(head)}.{closed(TOLD)}.AAAA")


@pytest.mark.parametrize(
    "text",
    ["", "a", "a.b", "a.b.c.d", "é.b.c", "e30.W10.AA", "." * 2, "x" * 200_000, "e30.[].!!"],
)
def test_what_is_not_a_token_is_said_to_be_none(text):
    with pytest.raises(NotASignedBadge):
        read_token(text)
