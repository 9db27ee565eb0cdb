"""What can go wrong with a charter, told to the person who was at it."""

from __future__ import annotations

from collections.abc import Sequence

from entrelieux.platform.errors import EntrelieuxError, Forbidden, NotFound


class CharterError(EntrelieuxError):
    """Base of the errors of this app."""


class NoSuchRule(CharterError, NotFound):
    """No rule, proposal or request of the charter has that name."""


class CharterExists(CharterError):
    """The community has a charter already: it changes by its own procedure."""


class UnsoundRule(CharterError):
    """What is written is not a rule; `problems` are sentences, `readings` those to choose from."""

    def __init__(self, problems: Sequence[str], readings: Sequence[str] = ()) -> None:
        self.problems, self.readings = tuple(problems), tuple(readings)
        super().__init__(" ".join(self.problems))


class RuleChanged(CharterError):
    """The rule that is proposed to change is not what it was any more."""


class NotYet(CharterError):
    """The procedure of the community is not there; the message says what comes first."""


class NotYours(CharterError, Forbidden):
    """The rules of the community do not let this person do that; the message says who may."""


class AgreementAnswered(CharterError):
    """Somebody answered the request before."""


class NotMissing(CharterError):
    """The agreement that is asked for is not all that stands between the person and a yes."""


class NotForHer(CharterError):
    """A habilitation that the rules do not let this person give, or that is not hers to have."""
