"""What can go wrong with an activity, told to the person."""

from __future__ import annotations

from entrelieux.inventory.errors import InventoryError
from entrelieux.platform.errors import NotFound


class ActivityError(InventoryError):
    """Base of the errors of this app."""


class NoSuchTime(ActivityError, NotFound):
    """The event does not happen on that day."""


class RegistrationClosed(ActivityError):
    """One cannot register any more, or not here; the message says why."""


class AlreadyRegistered(ActivityError):
    """This person is coming already."""


class UnusableCalendar(ActivityError):
    """The file is no calendar, or one too many; the message says what to do."""
