"""Training people without an account together: a group is counted, nobody in it is named."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from entrelieux.accounts.models import Person
from entrelieux.charters.actions.habilitations import end_of, refuse_unless_may_grant
from entrelieux.charters.errors import NotForHer
from entrelieux.charters.models import GroupBadge, TrainedGroup, Training
from entrelieux.charters.queries import is_known_minor
from entrelieux.communities.models import Community
from entrelieux.platform import audit


@transaction.atomic
def train_group(
    *,
    by: Person | None,
    community: Community,
    name: str,
    size: int,
    badge: str,
    level: int | None = None,
    training: Training | None = None,
    granted_on: date | None = None,
    expires_on: date | None = None,
) -> GroupBadge:
    """A badge for all those of a group, made the first time; given again, it replaces the other.

    Raises `NotForHer` when the rules do not let `by` give it, or when she is a minor herself.
    """
    day = granted_on or timezone.localdate()
    if by is not None:
        refuse_unless_may_grant(by, community, badge)
        if is_known_minor(by, timezone.localdate()):
            raise NotForHer(_("Un adulte répond d’un groupe : demandez à un animateur."))
    group = _group(community, name, size)
    group.badges.filter(badge=badge, revoked_on=None).update(revoked_on=day)
    given = GroupBadge.objects.create(
        group=group,
        badge=badge,
        level=level if level is not None else training and training.level,
        training=training,
        granted_on=day,
        granted_by=by,
        expires_on=expires_on or end_of(training, day),
    )
    audit.record("train_group", community, by=by, group=group.pk, badge=badge, size=size)
    return given


def _group(community: Community, name: str, size: int) -> TrainedGroup:
    """The living one of that name, as many as they are now."""
    living = TrainedGroup.objects.select_for_update().filter(community=community, closed_on=None)
    group = living.filter(name__iexact=name).first() or TrainedGroup(community=community, name=name)
    group.size = size
    group.save()
    return group


@transaction.atomic
def withdraw_group_badge(*, by: Person | None, badge: GroupBadge) -> None:
    badge.revoked_on = timezone.localdate()
    badge.save(update_fields=["revoked_on"])
    told = {"group": badge.group_id, "badge": badge.badge}
    audit.record("withdraw_group_badge", badge.group.community, by=by, **told)


@transaction.atomic
def close_group(*, by: Person | None, group: TrainedGroup) -> None:
    """The school year is over: nobody books for it any more; what was booked stays."""
    group.closed_on = timezone.localdate()
    group.save(update_fields=["closed_on"])
    audit.record("close_group", group.community, by=by, group=group.pk)
