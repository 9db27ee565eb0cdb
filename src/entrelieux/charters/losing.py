"""Habilitations that rules look at and that a person does not hold, as a community sees them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from django.utils import timezone

from entrelieux.accounts.models import Person
from entrelieux.charters.models import CharterVersion, Habilitation
from entrelieux.charters.queries import explainer_of
from entrelieux.charters.remedies import Lost
from entrelieux.core.rules import Case
from entrelieux.core.rules.facts.held import Held, is_valid
from entrelieux.core.rules.tree.atoms import THIS, Badge
from entrelieux.exchanges.queries import Recognised, recognised_by

State = Habilitation.State


def lost_by(person: Person, version: CharterVersion, case: Case) -> tuple[Lost, ...]:
    """Those given here, then those given elsewhere: no longer good there, waiting for a step here,
    or not recognised, or not any more. Nothing of what is held in another way.
    """
    here, day = version.charter.community, case.at.date() if case.at else timezone.localdate()
    names = _looked_at(version, case)
    told = [one for one in recognised_by(here, [person.pk]) if one.taken_for in names]
    recognised = [one for one in told if one.is_in_force(day)]
    over = [one for one in told if not one.is_in_force(day)]
    rows = _latest(person, names | {one.badge for one in told})
    own = [row for row in rows if row.community_id == here.pk and row.badge in names]
    lost = [Lost(row, row.state_on(day), row.badge) for row in own]
    settled = {row.badge for row in own} | {name for name in names if _is_held(case, name)}
    for row in (row for row in rows if row.community_id != here.pk):
        found = list(_given_elsewhere(row, recognised, names - settled, day))
        lost += found or _not_any_more(row, over, names - settled, day)
    return tuple(one for one in lost if one.state != State.VALID)


def _looked_at(version: CharterVersion, case: Case) -> set[str]:
    selection = explainer_of(version).finder(None).charter.select(case.act, case.kinds)
    rules = [one.rule for one in (*selection.forbidding, *selection.permitting)]
    names = {atom.name for rule in rules for atom in rule.clause.atoms() if isinstance(atom, Badge)}
    return names | (set(case.kinds or ()) if THIS in names else set())


def _latest(person: Person, badges: set[str]) -> list[Habilitation]:
    """The last of each badge in each community."""
    latest: dict[tuple[int, str], Habilitation] = {}
    rows = Habilitation.objects.filter(person=person, badge__in=badges)
    for row in rows.select_related("community").order_by("badge", "-granted_on", "-pk"):
        latest.setdefault((row.community_id, row.badge), row)
    return list(latest.values())


def _is_held(case: Case, name: str) -> bool:
    held = (case.person.get("badges") or {}).get(name)
    return is_valid(held, case.at) is True if isinstance(held, Held) else bool(held)


def _given_elsewhere(
    row: Habilitation, recognised: Sequence[Recognised], missing: set[str], day: date
) -> Iterator[Lost]:
    state = row.state_on(day)
    ours = [one for one in recognised if (one.giving, one.badge) == (row.community_id, row.badge)]
    for one in (one for one in ours if one.taken_for in missing):
        is_enough = one.level is None or (row.level or 0) >= one.level
        if state == State.VALID and not is_enough:
            yield Lost(row, State.UNRECOGNISED, one.taken_for)
        elif state == State.VALID and row.person_id in one.missing:
            yield Lost(row, State.INCOMPLETE, one.taken_for, one.extra_step)
        else:
            yield Lost(row, state, one.taken_for)
    if not ours and row.badge in missing and state == State.VALID:
        yield Lost(row, State.UNRECOGNISED, row.badge)


def _not_any_more(
    row: Habilitation, over: Sequence[Recognised], missing: set[str], day: date
) -> list[Lost]:
    """What agreements that are over, or recognitions that were withdrawn, let count here."""
    return [
        Lost(row, State.UNRECOGNISED, one.taken_for)
        for one in over
        if (one.giving, one.badge) == (row.community_id, row.badge)
        and one.taken_for in missing
        and row.state_on(day) == State.VALID
    ][:1]
