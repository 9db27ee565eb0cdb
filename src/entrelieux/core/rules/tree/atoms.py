"""What a condition may look at, when the answer is whether something is there.

Codes in the comments are those of the survey of real charters (docs/algorithms/rules.md).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from entrelieux.core.rules.tree.durations import Duration
from entrelieux.core.rules.tree.tests import Number, Test

THIS = "this"  # instead of a name: the thing that the act is about
HasKind = Literal[
    "role",  # rl: of the person, in the community
    "status",  # st: a membership or a plan, with its dates
    "group",  # af: residence, employer, family, structure
    "link",  # rel: with the thing (owner, borrower)
    "kin",  # rel: of another person with the one who acts (parent, tutor, host)
    "purpose",  # pu: as declared
    "material",  # mt: a material, an object, or a class of them
    "project",  # pj: what the project's record says (documented, shared)
    "during",  # tm: a session, an opening, school holidays
    "label",  # rs: state, colour or label of the thing
    "nearby",  # cf: neighbouring bookings and events
    "paid",  # dep: a payment or a deposit for this act
]
HAS_KINDS: tuple[HasKind, ...] = get_args(HasKind)
OF_PERSON = frozenset({"role", "status", "group", "link", "kin"})


@dataclass(frozen=True, slots=True)
class Has:
    """True when the name is among those of its kind, and valid at the moment of the act."""

    kind: HasKind
    name: str


@dataclass(frozen=True, slots=True)
class Badge:
    """bd: an habilitation, of a level or more, granted or used since less than a duration."""

    name: str
    level: int | None = None
    granted_within: Duration | None = None
    used_within: Duration | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """dc: something signed or filed; `current` asks for the version in force."""

    name: str
    current: bool = False
    signed_within: Duration | None = None


@dataclass(frozen=True, slots=True)
class Agreement:
    """ap: `count` people in a role, or a named person, agreed; for this time, or for good.

    `about` keeps agreements on different matters apart.
    """

    by: str
    count: int = 1
    lasting: bool = False
    about: str | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """nt: somebody was told, some time before the act."""

    name: str
    ahead: Duration | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """at: `count` people (in a role) attested something for this act."""

    name: str
    by: str | None = None
    count: int = 1


@dataclass(frozen=True, slots=True)
class Vote:
    """vt: a body voted for it. `share` of the votes cast, `quorum` of the members, in percent."""

    body: str
    share: Number | None = None
    quorum: Number | None = None
    objections: int | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """Any term of the community's lexicon, by its URI; without a test, that it is true."""

    uri: str
    test: Test | None = None
    value: str | None = None
