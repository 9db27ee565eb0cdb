"""What can go wrong when somebody signs in or looks after an account."""

from __future__ import annotations

from entrelieux.platform.errors import EntrelieuxError


class AccountError(EntrelieuxError):
    """Base of the errors of this app."""


class WrongCode(AccountError):
    """The code is not the one that was sent; another try is possible."""


class SpentCode(AccountError):
    """The code is too old, or was guessed at too often: another has to be sent."""
