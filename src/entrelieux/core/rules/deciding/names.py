"""From atoms that look for a name to functions of the facts."""

from __future__ import annotations

from datetime import datetime

from entrelieux.core.rules.deciding.truth import Check, Known, Truth
from entrelieux.core.rules.facts.case import FAMILY_OF
from entrelieux.core.rules.facts.held import Held, is_valid
from entrelieux.core.rules.tree.atoms import (
    OF_PERSON,
    THIS,
    Agreement,
    Badge,
    Checked,
    Document,
    Has,
    Notice,
    Term,
    Vote,
)
from entrelieux.core.rules.tree.durations import Duration
from entrelieux.core.rules.tree.tests import Number


def has(atom: Has) -> Check:
    key = FAMILY_OF[atom.kind]
    return _of_person(key, atom.name) if atom.kind in OF_PERSON else _of_act(key, atom.name)


def _of_person(key: str, name: str) -> Check:
    def check(person: Known, facts: Known) -> Truth:
        family = person.get(key)
        if family is None:
            return None
        held = family.get(name, False)
        return is_valid(held, facts.get("at")) if isinstance(held, Held) else held

    return check


def _of_act(key: str, name: str) -> Check:
    def check(person: Known, facts: Known) -> Truth:
        family = facts.get(key)
        if family is None:
            return None
        held = family.get(name, False)
        return is_valid(held, facts.get("at")) if isinstance(held, Held) else held

    return check


def badge(atom: Badge) -> Check:
    if atom == Badge(atom.name) and atom.name != THIS:
        return _of_person("badges", atom.name)

    def check(person: Known, facts: Known) -> Truth:
        family = person.get("badges")
        names = facts.get("this") if atom.name == THIS else (atom.name,)
        if names == ():  # an act on nothing in particular: there is no badge for it
            return False
        if family is None or names is None:
            return None
        return _best([_is_enough(atom, family.get(name, False), facts) for name in names])

    return check


def _best(truths: list[Truth]) -> Truth:
    if True in truths:
        return True
    return None if None in truths else False


def _is_enough(atom: Badge, held: Held | bool | None, facts: Known) -> Truth:
    if not isinstance(held, Held):
        plain = atom.level is None and atom.granted_within is None and atom.used_within is None
        return held if plain or not held else None
    at = facts.get("at")
    return _every(
        is_valid(held, at),
        _reaches(held.level, atom.level),
        _is_recent(held.since, atom.granted_within, at),
        _is_recent(held.used, atom.used_within, at),
    )


def _every(*truths: Truth) -> Truth:
    if False in truths:
        return False
    return None if None in truths else True


def _reaches(level: int | None, wanted: int | None) -> Truth:
    if wanted is None:
        return True
    return None if level is None else level >= wanted


def _is_recent(since: datetime | None, within: Duration | None, at: datetime | None) -> Truth:
    if within is None:
        return True
    return None if since is None or at is None else at < within.after(since)


def document(atom: Document) -> Check:
    if atom == Document(atom.name):
        return _of_person("documents", atom.name)

    def check(person: Known, facts: Known) -> Truth:
        family = person.get("documents")
        if family is None:
            return None
        held = family.get(atom.name, False)
        if not isinstance(held, Held):
            return None if held else held
        at = facts.get("at")
        current = held.current if atom.current else True
        recent = _is_recent(held.since, atom.signed_within, at)
        return _every(is_valid(held, at), current, recent)

    return check


def agreement(atom: Agreement) -> Check:
    key, count = agreement_key(atom), atom.count

    def check(person: Known, facts: Known) -> Truth:
        family = facts.get("agreements")
        if family is None:
            return None
        held = family.get(key, False)
        if isinstance(held, Held):
            return held.count >= count and is_valid(held, facts.get("at"))
        return held if count == 1 or not held else False

    return check


def agreement_key(atom: Agreement) -> str:
    return f"{atom.by}/{atom.about}" if atom.about else atom.by


def notice(atom: Notice) -> Check:
    def check(person: Known, facts: Known) -> Truth:
        family = facts.get("notices")
        if family is None:
            return None
        held = family.get(atom.name, False)
        if atom.ahead is None or not held:
            return held if held is None else bool(held)
        at, given = facts.get("at"), held.since if isinstance(held, Held) else None
        return None if at is None or given is None else atom.ahead.after(given) <= at

    return check


def checked(atom: Checked) -> Check:
    def check(person: Known, facts: Known) -> Truth:
        family = facts.get("checked")
        if family is None:
            return None
        held = family.get(atom.name, False)
        if not isinstance(held, Held):
            plain = atom.by is None and atom.count == 1
            return held if plain or not held else None
        if atom.by is None:
            return max(held.count, len(held.by)) >= atom.count
        return held.by.count(atom.by) >= atom.count

    return check


def vote(atom: Vote) -> Check:
    """Facts of a vote: for, against, voters (turned out), members, objections."""

    def check(person: Known, facts: Known) -> Truth:
        votes = facts.get("votes")
        if votes is None:
            return None
        told = votes.get(atom.body, False)
        if not told:
            return told if told is None else False
        return _every(_carries(atom, told), _quorate(atom, told), _unopposed(atom, told))

    return check


def _carries(atom: Vote, told: Known) -> Truth:
    """More votes for than against by default; consent counts objections alone."""
    if atom.share is None and atom.objections is not None:
        return True
    in_favour, against = told.get("for"), told.get("against")
    if in_favour is None or against is None:
        return None
    if atom.share is None:
        return bool(in_favour > against)
    cast = in_favour + against
    return bool(cast and _reaches_percent(in_favour, cast, atom.share))


def _quorate(atom: Vote, told: Known) -> Truth:
    if atom.quorum is None:
        return True
    voters, members = told.get("voters"), told.get("members")
    if voters is None or members is None:
        return None
    return _reaches_percent(voters, members, atom.quorum)


def _reaches_percent(part: float, whole: float, percent: Number) -> bool:
    """In whole numbers: 33.3333 % of a million votes is 333 333 of them, not one more."""
    numerator, denominator = percent.as_integer_ratio()
    return 100 * denominator * part >= numerator * whole


def _unopposed(atom: Vote, told: Known) -> Truth:
    if atom.objections is None:
        return True
    objections = told.get("objections")
    return None if objections is None else objections <= atom.objections


def term(atom: Term) -> Check:
    def check(person: Known, facts: Known) -> Truth:
        value = (facts.get("terms") or {}).get(atom.uri)
        if value is None:
            return None
        if atom.value is not None:
            return bool(value == atom.value)
        return bool(value is True)

    return check
