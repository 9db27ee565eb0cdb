"""What cannot be agreed or exchanged; each message says what to do."""

from __future__ import annotations

from entrelieux.platform.errors import EntrelieuxError


class ExchangeError(EntrelieuxError):
    """Base of this app's refusals."""


class Unbalanced(ExchangeError):
    """The amounts of a transfer do not sum to zero, in all or in the books of one community."""


class CeilingReached(ExchangeError):
    """The two communities agreed not to owe each other more; `left` hundredths may still pass."""

    def __init__(self, message: str, *, left: int) -> None:
        super().__init__(message)
        self.left = left


class TooLittle(ExchangeError):
    """An account would fall below what it may owe."""


class AlreadyReversed(ExchangeError):
    """A transfer is reversed once."""


class AgreementState(ExchangeError):
    """The agreement is not in a state where this can be done."""
