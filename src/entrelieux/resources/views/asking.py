"""What the views of resources ask first: is it there, and may this person?"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from entrelieux.core.words.lexicon import Subject
from entrelieux.inventory.facts import facts_at
from entrelieux.inventory.permissions import can_add_to, can_edit_entry
from entrelieux.places.models import Place
from entrelieux.places.views.card import wanted_place
from entrelieux.resources.models import Resource
from entrelieux.resources.queries import find_resource
from entrelieux.resources.words import words_of


def wanted_resource(request: HttpRequest, public_id: str) -> Resource:
    """Raises `Http404` for one that is not there, or not for this person."""
    resource = find_resource(public_id, request.user)
    if resource is None:
        raise Http404(_("Cette ressource n’existe pas, ou n’est pas montrée à tout le monde."))
    return resource


def kept_resource(request: HttpRequest, public_id: str) -> Resource:
    """One that this person keeps, removed or not. Raises `PermissionDenied` for the others."""
    found = Resource.objects.filter(public_id=public_id)
    resource = found.select_related("place__root", "community", "inside").first()
    if resource is None:
        raise Http404(_("Cette ressource n’existe pas."))
    if not can_edit_entry(request.user, resource):
        raise PermissionDenied(_("Seules les personnes qui tiennent le lieu changent cela."))
    return resource


def words_and_facts(place: Place | None, person: Any) -> dict[str, Any]:
    """What the forms of a place say in the words of its communities."""
    return {"facts": facts_at(Subject.RESOURCE, place, person), "words": words_of(place)}


def kept_place(request: HttpRequest, public_id: str) -> Place:
    place = wanted_place(public_id)
    card = place.root or place
    if not can_add_to(request.user, card):
        raise PermissionDenied(
            _("Seules les personnes qui tiennent le lieu disent ce que l’on y trouve.")
        )
    return card
