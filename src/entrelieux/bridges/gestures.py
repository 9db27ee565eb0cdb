"""What needs add to the page of a resource: a machine that is down looks for who repairs it."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from entrelieux.inventory.permissions import can_edit_entry
from entrelieux.resources.gestures import Gesture
from entrelieux.resources.models import Condition, Resource


def repair_gestures(resource: Resource, request: HttpRequest) -> Iterator[Gesture]:
    is_down = resource.condition in (Condition.DOWN, Condition.DEGRADED)
    if is_down and can_edit_entry(request.user, resource):
        address = f"{reverse('need_new')}?ressource={resource.public_id}"
        yield Gesture(address, _("Chercher qui répare"))
