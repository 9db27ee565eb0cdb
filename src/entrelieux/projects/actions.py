"""Writing projects: what `inventory` does for every entry, their story and their people."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from entrelieux.accounts.models import Person
from entrelieux.communities.models import Community
from entrelieux.inventory.actions import add_entry, change_entry
from entrelieux.inventory.states import set_state
from entrelieux.places.models import Place
from entrelieux.platform import audit
from entrelieux.projects.models import Participation, Project, Step


@transaction.atomic
def start_project(
    *,
    by: Person | None,
    community: Community | None,
    values: Mapping[str, Any],
    place: Place | None = None,
    is_example: bool = False,
) -> Project:
    """A new project; who starts it takes part in it."""
    project = Project(community=community, place=place, is_example=is_example)
    links = set_state(project, values)
    add_entry(by=by, entry=project, links=links)
    if by:
        Participation.objects.get_or_create(project=project, person=by)
    return project


@transaction.atomic
def change_project(
    *,
    by: Person,
    project: Project,
    base: Mapping[str, Any],
    values: Mapping[str, Any],
    note: str = "",
) -> Project:
    """Raises `EditConflict` as `change_entry` does."""
    return change_entry(by=by, entry=project, base=base, values=values, note=note)


@transaction.atomic
def tell_step(*, by: Person | None, project: Project, on: date, title: str, text: str = "") -> Step:
    step = Step.objects.create(project=project, on=on, title=title, text=text, added_by=by)
    audit.record("tell_step", project, by=by, step=step.pk)
    return step


@transaction.atomic
def remove_step(*, by: Person, step: Step) -> None:
    step.removed_at = timezone.now()
    step.save(update_fields=["removed_at"])
    audit.record("remove_step", step.project, by=by, step=step.pk)


@transaction.atomic
def join_project(*, by: Person, project: Project, part: str = "") -> Participation:
    joined, _is_new = Participation.objects.update_or_create(
        project=project, person=by, defaults={"part": part[:120]}
    )
    audit.record("join_project", project, by=by)
    return joined


@transaction.atomic
def leave_project(*, by: Person, project: Project) -> None:
    Participation.objects.filter(project=project, person=by).delete()
    audit.record("leave_project", project, by=by)
