"""Giving habilitations, and what becomes of them; who may give one is a rule of the community."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any, Final

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from entrelieux.accounts.models import Person
from entrelieux.charters.deciding import decide
from entrelieux.charters.errors import NotForHer
from entrelieux.charters.models import Habilitation, Training
from entrelieux.communities.models import Community
from entrelieux.core.rules.examining.members import GRANT
from entrelieux.core.rules.tree.durations import Duration
from entrelieux.platform import audit
from entrelieux.platform.jobs import enqueue

# Told when one is suspended, resumed or revoked: whoever books looks at what it let in.
HABILITATION: Final = "bookings.habilitation_changed"


@transaction.atomic
def open_training(
    *,
    by: Person | None,
    community: Community,
    name: str,
    badge: str,
    level: int | None = None,
    valid_months: int | None = None,
    unused_months: int | None = None,
) -> Training:
    training = Training.objects.create(
        community=community,
        name=name,
        badge=badge,
        level=level,
        valid_months=valid_months,
        unused_months=unused_months,
    )
    audit.record("open_training", community, by=by, badge=badge)
    return training


@transaction.atomic
def grant_habilitation(
    *,
    by: Person | None,
    community: Community,
    person: Person,
    badge: str,
    level: int | None = None,
    training: Training | None = None,
    granted_on: date | None = None,
    expires_on: date | None = None,
) -> Habilitation:
    """A badge for a person; given again, it replaces the one that she had.

    By None is by the software itself. Raises `NotForHer` when the rules do not let `by` give it.
    """
    if by is not None:
        refuse_unless_may_grant(by, community, badge)
    day = granted_on or timezone.localdate()
    known = Habilitation.objects.select_for_update().filter(
        community=community, person=person, badge=badge, revoked_on=None
    )
    known.update(revoked_on=day, reason=_("remplacée"))
    habilitation = Habilitation.objects.create(
        community=community,
        person=person,
        badge=badge,
        level=level if level is not None else training and training.level,
        training=training,
        granted_on=day,
        granted_by=by,
        expires_on=expires_on or end_of(training, day),
        unused_months=training.unused_months if training else None,
    )
    audit.record("grant_habilitation", community, by=by, person=person.pk, badge=badge)
    return habilitation


@transaction.atomic
def grant_to_all(
    *, by: Person, community: Community, people: Iterable[Person], **told: Any
) -> list[Habilitation]:
    """The same badge to all those of a session, or to none. Raises `NotForHer`."""
    return [
        grant_habilitation(by=by, community=community, person=person, **told) for person in people
    ]


@transaction.atomic
def renew_habilitation(*, by: Person, habilitation: Habilitation) -> Habilitation:
    """Given again today, for as long as its training says. Raises `NotForHer`."""
    return grant_habilitation(
        by=by,
        community=habilitation.community,
        person=habilitation.person,
        badge=habilitation.badge,
        level=habilitation.level,
        training=habilitation.training,
    )


def refuse_unless_may_grant(by: Person, community: Community, badge: str) -> None:
    """The rules on « grant » decide, and nobody gives one to herself."""
    decision = decide(community, GRANT, by, {"thing": {"kinds": [badge]}})
    if not decision.is_allowed:
        raise NotForHer(
            _("Vos règles ne vous laissent pas donner cette habilitation : %(why)s")
            % {"why": " ".join(decision.told()[1:3])}
        )


def end_of(training: Training | None, day: date) -> date | None:
    """Until when what is given on a day is good, by its training; None without an end."""
    if training is None or training.valid_months is None:
        return None
    start = datetime.combine(day, time())
    return Duration(training.valid_months, "month").after(start).date()


@transaction.atomic
def note_use(
    *, by: Person | None, person: Person, community: Community, badges: Iterable[str], day: date
) -> None:
    """A habilitation that is practised is not lost for want of practice."""
    names = list(badges)
    rows = Habilitation.objects.filter(
        Q(used_on=None) | Q(used_on__lt=day),
        community=community,
        person=person,
        badge__in=names,
        revoked_on=None,
    )
    if rows.update(used_on=day):
        audit.record("note_use", community, by=by, person=person.pk, badges=names)


@transaction.atomic
def suspend_habilitation(
    *, by: Person | None, habilitation: Habilitation, reason: str, until: date | None = None
) -> Habilitation:
    changed = {"suspended_on": timezone.localdate(), "suspended_until": until, "reason": reason}
    return _changed(by, "suspend_habilitation", habilitation, changed)


@transaction.atomic
def resume_habilitation(*, by: Person | None, habilitation: Habilitation) -> Habilitation:
    changed = {"suspended_on": None, "suspended_until": None, "reason": ""}
    return _changed(by, "resume_habilitation", habilitation, changed)


@transaction.atomic
def revoke_habilitation(
    *, by: Person | None, habilitation: Habilitation, reason: str
) -> Habilitation:
    changed = {"revoked_on": timezone.localdate(), "reason": reason}
    return _changed(by, "revoke_habilitation", habilitation, changed)


def _changed(
    by: Person | None, verb: str, habilitation: Habilitation, values: dict[str, Any]
) -> Habilitation:
    for name, value in values.items():
        setattr(habilitation, name, value)
    habilitation.save(update_fields=list(values))
    told = {"person": habilitation.person_id, "badge": habilitation.badge}
    audit.record(verb, habilitation.community, by=by, **told)
    # No unique key: one that runs already may have read it as it was before.
    enqueue(HABILITATION, habilitation=habilitation.pk)
    return habilitation
