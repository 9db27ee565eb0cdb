"""Projects as a table, with a column for each word of their communities."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrelieux.inventory.columns import Column
from entrelieux.inventory.entry_columns import NAMED, PLACED, chosen, of
from entrelieux.inventory.tables import Table, asked_of
from entrelieux.projects.models import State
from entrelieux.projects.queries import projects_for
from entrelieux.projects.words import facts_of_listed


def _community(row: Any) -> str | None:
    community = row.entry.community
    return community.slug if community else None


def _wanted(items: Any) -> str:
    return ", ".join(item["text"] for item in items)


def _links(items: Any) -> str:
    return " ".join(item["url"] for item in items)


COLUMNS = (
    *NAMED,
    Column("state", gettext_lazy("où il en est"), of("state"), chosen(State.choices), True),
    Column("community", gettext_lazy("communauté"), _community, in_table=True),
    Column("looking_for", gettext_lazy("cherche"), of("looking_for"), _wanted, in_table=True),
    Column("outputs", gettext_lazy("ce qu’il a produit"), of("outputs")),
    Column("licence", gettext_lazy("licence"), of("licence"), in_table=True),
    Column("links", gettext_lazy("liens"), of("links"), _links),
    *PLACED,
)


def projects_table(person: Any, query: Mapping[str, str]) -> Table:
    projects = projects_for(person).select_related("place__root")
    return Table(
        title=_("Les projets, en tableau"),
        route="projects_table",
        file_route="projects_table_file",
        at=(),
        file_name="projets",
        back=reverse("projects"),
        back_label=_("Les projets"),
        entries=projects,
        known=COLUMNS,
        **asked_of(query, facts_of_listed(projects, person)),
    )
