"""One table from the named errors to HTTP statuses, for pages and API alike."""

from __future__ import annotations

from http import HTTPStatus

from entrelieux.bookings.errors import (
    AcrossLoan,
    AlreadyAnswered,
    AlreadyLent,
    NotBookable,
    NotLendable,
    StaleLoan,
    StillUsed,
    Unavailable,
    UnusableRepeat,
)
from entrelieux.bridges.errors import AlreadyOver, BridgeError
from entrelieux.charters.errors import (
    AgreementAnswered,
    CharterExists,
    NotForHer,
    NotMissing,
    NotYet,
    RuleChanged,
    UnsoundRule,
)
from entrelieux.communities.errors import AddressTaken, AlreadyMember, NotMember
from entrelieux.contributions.errors import AlreadyDecided, CannotClaim
from entrelieux.exchanges.errors import (
    AgreementState,
    AlreadyReversed,
    CeilingReached,
    ExchangeError,
)
from entrelieux.introductions.errors import NotASide, TooEarly
from entrelieux.inventory.errors import TooManyPictures, UnusablePicture
from entrelieux.lexicons.errors import LexiconChanged, UnsoundLexicon
from entrelieux.places.errors import EditConflict, InvalidValues
from entrelieux.platform.errors import (
    CannotFetch,
    EntrelieuxError,
    Forbidden,
    NotFound,
    SpentLink,
    TooOften,
)
from entrelieux.sources.errors import ImportRefused, WrongState

STATUSES: dict[type[EntrelieuxError], HTTPStatus] = {
    NotFound: HTTPStatus.NOT_FOUND,
    Forbidden: HTTPStatus.FORBIDDEN,
    TooOften: HTTPStatus.TOO_MANY_REQUESTS,
    AddressTaken: HTTPStatus.CONFLICT,
    AlreadyMember: HTTPStatus.CONFLICT,
    NotMember: HTTPStatus.CONFLICT,
    EditConflict: HTTPStatus.CONFLICT,
    WrongState: HTTPStatus.CONFLICT,
    AlreadyDecided: HTTPStatus.CONFLICT,
    CannotClaim: HTTPStatus.CONFLICT,
    Unavailable: HTTPStatus.CONFLICT,
    AlreadyAnswered: HTTPStatus.CONFLICT,
    StillUsed: HTTPStatus.CONFLICT,
    AcrossLoan: HTTPStatus.CONFLICT,
    AlreadyLent: HTTPStatus.CONFLICT,
    StaleLoan: HTTPStatus.CONFLICT,
    NotLendable: HTTPStatus.UNPROCESSABLE_ENTITY,
    NotBookable: HTTPStatus.UNPROCESSABLE_ENTITY,
    UnusableRepeat: HTTPStatus.UNPROCESSABLE_ENTITY,
    CharterExists: HTTPStatus.CONFLICT,
    RuleChanged: HTTPStatus.CONFLICT,
    NotYet: HTTPStatus.CONFLICT,
    NotMissing: HTTPStatus.CONFLICT,
    AgreementAnswered: HTTPStatus.CONFLICT,
    NotForHer: HTTPStatus.FORBIDDEN,
    UnsoundRule: HTTPStatus.UNPROCESSABLE_ENTITY,
    SpentLink: HTTPStatus.GONE,
    LexiconChanged: HTTPStatus.CONFLICT,
    AgreementState: HTTPStatus.CONFLICT,
    AlreadyReversed: HTTPStatus.CONFLICT,
    CeilingReached: HTTPStatus.CONFLICT,
    ExchangeError: HTTPStatus.UNPROCESSABLE_ENTITY,
    UnsoundLexicon: HTTPStatus.UNPROCESSABLE_ENTITY,
    AlreadyOver: HTTPStatus.CONFLICT,
    TooEarly: HTTPStatus.CONFLICT,
    NotASide: HTTPStatus.FORBIDDEN,
    BridgeError: HTTPStatus.UNPROCESSABLE_ENTITY,
    TooManyPictures: HTTPStatus.CONFLICT,
    UnusablePicture: HTTPStatus.UNPROCESSABLE_ENTITY,
    InvalidValues: HTTPStatus.UNPROCESSABLE_ENTITY,
    CannotFetch: HTTPStatus.UNPROCESSABLE_ENTITY,
    ImportRefused: HTTPStatus.UNPROCESSABLE_ENTITY,
    EntrelieuxError: HTTPStatus.BAD_REQUEST,
}


def status_of(error: EntrelieuxError) -> HTTPStatus:
    """The status of the closest class of the table."""
    return next(STATUSES[kind] for kind in type(error).__mro__ if kind in STATUSES)


def headers_of(error: EntrelieuxError) -> dict[str, str]:
    if isinstance(error, TooOften):
        return {"Retry-After": str(max(1, round(error.retry_after)))}
    return {}
