"""What can go wrong with a contribution, told to the person."""

from __future__ import annotations

from entrelieux.platform.errors import EntrelieuxError, Forbidden


class ContributionError(EntrelieuxError):
    """Base of the errors of this app."""


class NothingProposed(ContributionError):
    """The proposal says the same as the card."""


class AlreadyDecided(ContributionError):
    """Somebody decided meanwhile."""


class NotYourDecision(ContributionError, Forbidden):
    """An appeal is examined by somebody else than who refused."""


class WrongClaimCode(ContributionError):
    """The code is not the one that was sent to the place."""


class CannotClaim(ContributionError):
    """The place has no published address and nobody to vouch."""
