"""What can go wrong between a file and places, each with what to do next."""

from __future__ import annotations


class InterchangeError(Exception):
    """Base of the errors of readers and writers."""


class UnknownFormat(InterchangeError):
    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(f"Format « {name} » inconnu. Choisissez parmi : {', '.join(known)}.")


class CannotWrite(InterchangeError):
    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(f"« {name} » ne s’écrit pas ainsi. Choisissez parmi : {', '.join(known)}.")


class TooManyRows(InterchangeError):
    def __init__(self, limit: int) -> None:
        super().__init__(
            f"Un classeur tient {limit} lieux : exportez en CSV, ou filtrez la liste d’abord."
        )


class OnePlaceOnly(InterchangeError):
    def __init__(self) -> None:
        super().__init__("Un document SpaceAPI décrit un seul lieu : exportez depuis sa fiche.")


class FetchFailed(InterchangeError):
    """Raised by the caller's `fetch` when an address does not answer with a document."""

    def __init__(self, url: str, reason: str) -> None:
        super().__init__(f"{url} ne répond pas ({reason}) : réessayez plus tard.")
