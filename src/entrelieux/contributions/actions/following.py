"""Following a place, or what a search finds, and being told what changed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from entrelieux.accounts.models import Person
from entrelieux.contributions.errors import ContributionError
from entrelieux.contributions.mails import write_mail
from entrelieux.contributions.models import Follow
from entrelieux.contributions.queries import changed_for
from entrelieux.places.models import Place
from entrelieux.platform import audit
from entrelieux.platform.links import signed_link

MOST_FOLLOWS = 50
LISTED = 30


@transaction.atomic
def follow(
    *,
    by: Person,
    place: Place | None = None,
    query: Mapping[str, list[str]] | None = None,
    rhythm: str = Follow.Rhythm.WEEKLY,
) -> Follow:
    """From now on; following the same thing again changes the rhythm."""
    if Follow.objects.filter(person=by).count() >= MOST_FOLLOWS:
        raise ContributionError(
            _("Vous suivez déjà beaucoup de choses : arrêtez-en une avant d’en ajouter.")
        )
    kept = {name: sorted(values) for name, values in sorted((query or {}).items())}
    followed, _is_new = Follow.objects.update_or_create(
        person=by,
        place=place,
        query=kept,
        defaults={"rhythm": rhythm},
        create_defaults={"rhythm": rhythm, "told_until": timezone.now()},
    )
    audit.record("follow", followed, by=by)
    return followed


@transaction.atomic
def stop_following(*, by: Person | None, followed: Follow) -> None:
    audit.record("stop_following", followed, by=by)
    followed.delete()


def tell_followers(*, now: datetime) -> int:
    """Writes to those whose turn has come and for whom something changed; returns how many."""
    told = 0
    for followed in Follow.objects.select_related("person", "place").iterator():
        if now - followed.told_until >= Follow.BETWEEN[followed.rhythm]:
            told += tell_follower(followed=followed, now=now)
    return told


@transaction.atomic
def tell_follower(*, followed: Follow, now: datetime) -> bool:
    """False when nothing changed; what is told once is not told again."""
    changed = changed_for(followed, until=now)
    followed.told_until = now
    followed.save(update_fields=["told_until"])
    if not changed:
        return False
    facts = {
        "title": followed.place.name if followed.place else "",
        "places": [
            {"name": place.name, "address": settings.BASE_URL + place.get_absolute_url()}
            for place in changed[:LISTED]
        ],
        "more": max(0, len(changed) - LISTED),
        "stop": signed_link("follow_by_link", "follow", followed.pk),
    }
    write_mail("changed", to=followed.person.email, language=followed.person.language, facts=facts)
    return True
