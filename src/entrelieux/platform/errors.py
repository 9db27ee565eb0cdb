"""The errors of the software: each message tells the person what to do next.

`entrelieux.web.errors` maps these classes to HTTP statuses, for pages and API alike.
"""

from __future__ import annotations


class EntrelieuxError(Exception):
    """Base of every expected error; `message` is translated and safe to show."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class NotFound(EntrelieuxError):
    """Nothing answers to that name, or the person may not know that it exists."""


class Forbidden(EntrelieuxError):
    """The person may not do this; the message says who may."""


class TooOften(EntrelieuxError):
    """A rate limit is spent; `retry_after` is in seconds."""

    def __init__(self, message: str, *, retry_after: float) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class SpentLink(EntrelieuxError):
    """The link of a mail is too old, or was cut."""


class CannotFetch(EntrelieuxError):
    """An address does not answer, is not public, or gives too much."""
