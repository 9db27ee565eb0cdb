"""What of a profile may be shown to whom."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from entrelieux.accounts.permissions import is_operator
from entrelieux.communities.circles import Circle, Scope, circle_of
from entrelieux.communities.models import Membership
from entrelieux.communities.queries import current_memberships
from entrelieux.people.models import Profile


def communities_by_person(profiles: Iterable[Profile]) -> dict[int, set[int]]:
    """The keys of the communities of each person today, in one query."""
    people = [profile.person_id for profile in profiles]
    found: dict[int, set[int]] = {pk: set() for pk in people}
    rows = current_memberships().filter(person__in=people)
    for person, community in rows.values_list("person_id", "community_id"):
        found[person].add(community)
    return found


def is_shown(scope: Scope, theirs: set[int], circle: Circle) -> bool:
    """Whether a field of that scope, of a person of `theirs` communities, is for this circle."""
    if scope == Scope.PUBLIC or theirs & circle.kept:
        return True
    if scope == Scope.NETWORK:
        return bool(theirs & circle.kin)
    return scope == Scope.PLACE and bool(theirs & circle.mine)


def shown_fields(profile: Profile, theirs: set[int], person: Any, circle: Circle) -> set[str]:
    """The fields of a profile that a person may read; none of a minor's but to herself."""
    if person.is_authenticated and person.pk == profile.person_id:
        return set(Profile.FIELDS)
    if not profile.is_adult:
        return set()
    if is_operator(person):
        return set(Profile.FIELDS)
    shown = {f for f in Profile.FIELDS if is_shown(profile.scope_of(f), theirs, circle)}
    # A profile whose name is hidden is hidden altogether: its other fields might tell who it is.
    return shown if "name" in shown else set()


def can_see_profile(person: Any, profile: Profile) -> bool:
    theirs = communities_by_person([profile])[profile.person_id]
    return bool(shown_fields(profile, theirs, person, circle_of(person)))


def can_write_to(person: Any, profile: Profile) -> bool:
    """Signed-in adults' messages reach those who accept them and whom the writer can see."""
    return (
        person.is_authenticated
        and person.pk != profile.person_id
        and profile.accepts_messages
        and can_see_profile(person, profile)
    )


def hosts_someone(person: Any) -> bool:
    roles = [Membership.Role.HOST, Membership.Role.COORDINATOR]
    return (
        person.is_authenticated
        and current_memberships().filter(person=person, role__in=roles).exists()
    )
