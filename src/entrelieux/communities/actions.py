"""Founding communities, and welcoming people in them."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from entrelieux.accounts.actions import welcome_person
from entrelieux.accounts.models import Person
from entrelieux.communities.errors import AddressTaken, AlreadyMember, NotMember, WrongRole
from entrelieux.communities.mails import write_welcome
from entrelieux.communities.models import Community, Membership
from entrelieux.communities.queries import current_memberships
from entrelieux.platform import audit

Role = Membership.Role


@transaction.atomic
def create_community(
    *,
    by: Person | None,
    name: str,
    kind: str = Community.Kind.PLACE,
    slug: str = "",
    website: str = "",
    networks: Iterable[Community] = (),
) -> Community:
    """A community of people, or a network of communities. Raises `AddressTaken`."""
    slug = slug or slugify(name)[:80]
    if Community.objects.filter(slug=slug).exists():
        raise AddressTaken(
            _("Une communauté a déjà l’adresse « %(slug)s » : choisissez un autre nom.")
            % {"slug": slug}
        )
    community = Community.objects.create(slug=slug, name=name, kind=kind, website=website)
    community.networks.set(networks)
    audit.record("create_community", community, by=by)
    return community


@transaction.atomic
def add_member(
    *, by: Person | None, person: Person, community: Community, role: str = Role.MEMBER
) -> Membership:
    """Raises `AlreadyMember`; `WrongRole` for a role the community does not have."""
    refuse_wrong_role(community, role)
    # The community's row is the lock: two welcomes of one person at once wait on each other.
    Community.objects.select_for_update().get(pk=community.pk)
    if current_memberships().filter(person=person, community=community).exists():
        raise AlreadyMember(
            _("Cette personne fait déjà partie de la communauté : changez plutôt son rôle.")
        )
    membership = Membership.objects.create(person=person, community=community, role=role)
    audit.record("add_member", community, by=by, person=person.pk, role=role)
    return membership


@transaction.atomic
def welcome_member(*, by: Person, email: str, community: Community, role: str) -> Membership:
    """Adds the person of an address, known or not yet, and tells her by mail.

    Raises `AlreadyMember`; `WrongRole` for a role the community does not have.
    """
    person = welcome_person(email=email, language=get_language() or settings.LANGUAGE_CODE)
    membership = add_member(by=by, person=person, community=community, role=role)
    write_welcome(membership=membership, by=by)
    return membership


@transaction.atomic
def change_role(
    *, by: Person | None, person: Person, community: Community, role: str
) -> Membership:
    """Raises `NotMember`; `WrongRole` for a role the community does not have."""
    refuse_wrong_role(community, role)
    membership = _locked_membership(person, community)
    before, membership.role = membership.role, role
    membership.save(update_fields=["role"])
    audit.record("change_role", community, by=by, person=person.pk, role=role, before=before)
    return membership


@transaction.atomic
def remove_member(*, by: Person | None, person: Person, community: Community) -> Membership:
    """Ends a membership today; what was done in its name stays. Raises `NotMember`."""
    membership = _locked_membership(person, community)
    membership.until = timezone.localdate()
    membership.save(update_fields=["until"])
    audit.record("remove_member", community, by=by, person=person.pk, role=membership.role)
    return membership


def refuse_wrong_role(community: Community, role: str) -> None:
    is_network = community.kind == Community.Kind.NETWORK
    if role not in Role.values or (role == Role.COORDINATOR and not is_network):
        raise WrongRole(
            _(
                "La coordination se confie dans un réseau ; ici, choisissez « membre » "
                "ou « animation »."
            )
        )


def _locked_membership(person: Person, community: Community) -> Membership:
    rows = current_memberships().select_for_update()
    membership = rows.filter(person=person, community=community).first()
    if membership is None:
        raise NotMember(
            _("Cette personne ne fait pas partie de la communauté : ajoutez-la d’abord.")
        )
    return membership
