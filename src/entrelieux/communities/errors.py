"""What can go wrong with a community, told to the person who runs it."""

from __future__ import annotations

from entrelieux.platform.errors import EntrelieuxError


class CommunityError(EntrelieuxError):
    """Base of the errors of this app."""


class AddressTaken(CommunityError):
    """Another community has that address."""


class AlreadyMember(CommunityError):
    """The person already belongs to the community."""


class NotMember(CommunityError):
    """The person does not belong to the community."""


class WrongRole(CommunityError):
    """The role does not exist in this kind of community."""
