"""What the apps above let do with a resource, on its page (`RESOURCE_GESTURES`)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from django.conf import settings
from django.http import HttpRequest
from django.utils.module_loading import import_string

from entrelieux.resources.models import Resource


@dataclass(frozen=True, slots=True)
class Gesture:
    """A link that does something; the one that people came for is strong."""

    url: str
    label: str
    is_strong: bool = False


class GestureMaker(Protocol):
    """What this reader may do. Only reads."""

    def __call__(self, resource: Resource, request: HttpRequest) -> Iterable[Gesture]: ...


def gestures_of(resource: Resource, request: HttpRequest) -> list[Gesture]:
    makers: list[GestureMaker] = [import_string(path) for path in settings.RESOURCE_GESTURES]
    return [gesture for make in makers for gesture in make(resource, request)]
