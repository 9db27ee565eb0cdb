"""The code that proves that an address is one's own, between its sending and its typing.

What is expected is kept in the visitor's session as a digest; tries are counted in the database,
where two at once cannot count as one.
"""

from __future__ import annotations

import secrets
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.sessions.backends.base import SessionBase
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from entrelieux.accounts.errors import SpentCode, WrongCode
from entrelieux.platform.rate import spend

SESSION_KEY = "expected_code"
LIFETIME = timedelta(minutes=10)
TRIES = 4
# A bucket that never refills within the life of a code.
NO_REFILL = 1 / timedelta(days=7).total_seconds()


@dataclass(frozen=True, slots=True)
class ExpectedCode:
    email: str
    digest: str
    nonce: str
    expires_at: float

    def is_expired(self, now: datetime) -> bool:
        return now.timestamp() > self.expires_at


def new_code() -> str:
    return f"{secrets.randbelow(1_000_000):06}"


def expect_code(session: SessionBase, *, email: str, code: str, now: datetime) -> None:
    """Remembers that this visitor has to type `code` to prove `email`."""
    nonce = secrets.token_hex(8)
    expires_at = (now + LIFETIME).timestamp()
    session[SESSION_KEY] = asdict(ExpectedCode(email, _digest(nonce, code), nonce, expires_at))


def expected_code(session: SessionBase, *, now: datetime) -> ExpectedCode | None:
    """None when no code was asked for, or too long ago."""
    kept: dict[str, Any] | None = session.get(SESSION_KEY)
    if kept is None:
        return None
    expected = ExpectedCode(**kept)
    return None if expected.is_expired(now) else expected


def prove_address(session: SessionBase, *, typed: str, now: datetime) -> str:
    """The address proved by what was typed. Raises `WrongCode`, or `SpentCode`."""
    expected = expected_code(session, now=now)
    if expected is None or not _may_try(expected, now):
        session.pop(SESSION_KEY, None)
        raise SpentCode(_("Ce code ne peut plus servir : demandez-en un nouveau."))
    digits = "".join(character for character in typed if character.isdecimal())
    if not constant_time_compare(_digest(expected.nonce, digits), expected.digest):
        raise WrongCode(_("Ce n’est pas le bon code : recopiez celui du courriel le plus récent."))
    del session[SESSION_KEY]
    return expected.email


def _may_try(expected: ExpectedCode, now: datetime) -> bool:
    return spend(f"code:{expected.nonce}", rate=NO_REFILL, burst=TRIES, now=now).allowed


def _digest(nonce: str, code: str) -> str:
    return salted_hmac(f"entrelieux.accounts.codes.{nonce}", code).hexdigest()
