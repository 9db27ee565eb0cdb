"""What can go wrong with a card, told to the person who was writing it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from entrelieux.platform.errors import EntrelieuxError


class PlaceError(EntrelieuxError):
    """Base of the errors of this app."""


@dataclass(frozen=True, slots=True)
class FieldConflict:
    """A field that somebody else changed while it was being edited."""

    field: str
    before: Any
    theirs: Any
    yours: Any
    by: str
    at: datetime | None


class EditConflict(PlaceError):
    """Nothing was written; `conflicts` holds both values of each field in dispute."""

    def __init__(self, conflicts: Sequence[FieldConflict]) -> None:
        self.conflicts = tuple(conflicts)
        super().__init__(
            _(
                "Quelqu’un a modifié la même fiche pendant que vous l’écriviez. "
                "Rien n’est perdu : choisissez, champ par champ, la valeur à garder."
            )
        )


class InvalidValues(PlaceError):
    """Values that a card cannot hold; `errors` gives the message of each field."""

    def __init__(self, errors: dict[str, str]) -> None:
        self.errors = errors
        super().__init__(_("Corrigez les champs signalés, puis enregistrez de nouveau."))


class CannotMerge(PlaceError):
    """The two cards cannot be joined, or separated, as asked."""


class CannotUndo(PlaceError):
    """The change cannot be taken back."""
