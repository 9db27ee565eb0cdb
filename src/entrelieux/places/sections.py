"""What the apps above show on the page of a place or of a project: one section each
(`PLACE_SECTIONS`, `PROJECT_SECTIONS`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.http import HttpRequest
from django.utils.module_loading import import_string


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page: `template` draws it with `section.context`; the lowest `rank` is first.

    `anchor` is the id of its title in the page, which the template draws when `title` is empty;
    `stylesheet` a static file that it needs.
    """

    template: str
    title: str
    anchor: str
    rank: int = 50
    context: Mapping[str, Any] = field(default_factory=dict)
    stylesheet: str = ""


class SectionMaker(Protocol):
    """None when there is nothing to show to this reader. Only reads."""

    def __call__(self, subject: Any, request: HttpRequest) -> Section | None: ...


def sections_of(subject: Any, request: HttpRequest, paths: Sequence[str]) -> list[Section]:
    """The sections that the makers at `paths` give to a page, for the reader of `request`."""
    makers: Sequence[SectionMaker] = [import_string(path) for path in paths]
    made = [make(subject, request) for make in makers]
    return sorted((section for section in made if section), key=lambda section: section.rank)


def stylesheets_of(sections: Sequence[Section]) -> list[str]:
    """Each of their stylesheets once."""
    return list(dict.fromkeys(section.stylesheet for section in sections if section.stylesheet))
