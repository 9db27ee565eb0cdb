"""Signing and verifying compact JSON Web Signatures with RSA, the one that every reader knows.

Sources: RFC 7515 (JWS), RFC 7518 §3.3 (RS256), RFC 7517 and 7638 (JWK and its thumbprint); Open
Badges 3.0 asks for RS256 at least. No other algorithm is read, so that none can be chosen by who
made the token.
"""

from __future__ import annotations

import hashlib
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import (
    RSAPrivateKey,
    RSAPublicNumbers,
    generate_private_key,
)
from cryptography.hazmat.primitives.hashes import SHA256

ALGORITHM = "RS256"
KEY_BITS = 2048
LONGEST = 100_000


class NotASignedBadge(ValueError):
    """The text is not a compact token signed with RS256."""


@dataclass(frozen=True, slots=True)
class Token:
    """A token as it was read; nothing in it is to be believed before `is_signed_by`."""

    header: Mapping[str, Any]
    payload: Mapping[str, Any]
    signed: bytes
    signature: bytes

    @property
    def key_id(self) -> str:
        return str(self.header.get("kid", ""))


def new_key() -> RSAPrivateKey:
    return generate_private_key(public_exponent=65537, key_size=KEY_BITS)


def public_jwk(key: RSAPrivateKey) -> dict[str, str]:
    """The public half, named by its thumbprint."""
    numbers = key.public_key().public_numbers()
    told = {"e": _number(numbers.e), "kty": "RSA", "n": _number(numbers.n)}
    canonical = json.dumps(told, sort_keys=True, separators=(",", ":")).encode()
    thumbprint = _encoded(hashlib.sha256(canonical).digest())
    return {**told, "alg": ALGORITHM, "use": "sig", "kid": thumbprint}


def sign(payload: Mapping[str, Any], key: RSAPrivateKey, key_id: str) -> str:
    """The same token each time for the same payload and key."""
    header = {"alg": ALGORITHM, "typ": "JWT", "kid": key_id}
    signed = f"{_encoded(_json(header))}.{_encoded(_json(payload))}"
    signature = key.sign(signed.encode("ascii"), PKCS1v15(), SHA256())
    return f"{signed}.{_encoded(signature)}"


def read_token(text: str) -> Token:
    """Raises `NotASignedBadge`."""
    parts = text.strip().split(".")
    if len(parts) != 3 or len(text) > LONGEST:
        raise NotASignedBadge
    try:
        header, payload = (json.loads(_decoded(part)) for part in parts[:2])
        signature = _decoded(parts[2])
    except (ValueError, RecursionError):
        raise NotASignedBadge from None
    is_ours = isinstance(header, dict) and header.get("alg") == ALGORITHM and "crit" not in header
    if not is_ours or not isinstance(payload, dict):
        raise NotASignedBadge
    return Token(header, payload, ".".join(parts[:2]).encode("ascii"), signature)


def is_signed_by(token: Token, jwk: Mapping[str, str]) -> bool:
    key = RSAPublicNumbers(_read_number(jwk["e"]), _read_number(jwk["n"])).public_key()
    try:
        key.verify(token.signature, token.signed, PKCS1v15(), SHA256())
    except InvalidSignature:
        return False
    return True


def _json(told: Mapping[str, Any]) -> bytes:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def _encoded(told: bytes) -> str:
    return urlsafe_b64encode(told).rstrip(b"=").decode("ascii")


def _decoded(text: str) -> bytes:
    if not text.isascii() or not text.replace("-", "").replace("_", "").isalnum():
        raise ValueError
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _number(value: int) -> str:
    return _encoded(value.to_bytes((value.bit_length() + 7) // 8, "big"))


def _read_number(text: str) -> int:
    return int.from_bytes(_decoded(text), "big")
