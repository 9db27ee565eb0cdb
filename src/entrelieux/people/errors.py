"""What can go wrong with a profile, told to the person."""

from __future__ import annotations

from entrelieux.platform.errors import EntrelieuxError, Forbidden


class ProfileError(EntrelieuxError):
    """Base of the errors of this app."""


class MinorsAreNotListed(ProfileError):
    """Only adults are shown in the directory."""


class NotReadyToMeet(ProfileError):
    """Something is missing before one may be introduced to others; the message says what."""


class TakesNoMessages(ProfileError, Forbidden):
    """The person does not wish to be written to."""
