"""The usages and the events of a place as tables, with a column for each of its own words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrelieux.activities.models import Entrance, Event, Minors, State
from entrelieux.activities.queries import usages_of
from entrelieux.activities.series import series_of
from entrelieux.activities.wording import rule_words
from entrelieux.core.words.lexicon import Subject
from entrelieux.inventory.columns import Column
from entrelieux.inventory.entry_columns import NAMED, PLACED, chosen, labels, of, said_of
from entrelieux.inventory.facts import facts_at
from entrelieux.inventory.tables import Table, asked_of
from entrelieux.places.models import Place
from entrelieux.resources.models import Terms

COMING = (
    Column("audiences", gettext_lazy("pour qui"), of("audiences"), labels, in_table=True),
    Column("minors", gettext_lazy("mineurs"), of("minors"), chosen(Minors.choices)),
    Column("conditions", gettext_lazy("pour venir"), of("conditions")),
    Column("terms", gettext_lazy("conditions"), of("terms"), chosen(Terms.choices)),
    Column("price", gettext_lazy("tarif"), of("price"), in_table=True),
)
USAGE_COLUMNS = (
    *NAMED,
    Column("rhythm", gettext_lazy("quand"), of("rhythm"), in_table=True),
    *COMING,
    *PLACED,
)


def _repeats(row: Any) -> str:
    rule = series_of(row.entry).rule
    return rule_words(rule, row.entry.first_day) if rule else ""


def _online(row: Any) -> str:
    return str(row.entry.public_online_url)


EVENT_COLUMNS = (
    *NAMED,
    Column("first_day", gettext_lazy("premier jour"), said_of("first_day"), in_table=True),
    Column("start_time", gettext_lazy("début"), said_of("start_time"), in_table=True),
    Column("last_day", gettext_lazy("jusqu’au"), said_of("last_day")),
    Column("end_time", gettext_lazy("fin"), said_of("end_time")),
    Column("zone", gettext_lazy("fuseau horaire"), of("zone")),
    Column("rule", gettext_lazy("répétition (RFC 5545)"), of("rule")),
    Column("repeats", gettext_lazy("répétition"), _repeats, in_table=True),
    Column("state", gettext_lazy("état"), of("state"), chosen(State.choices)),
    Column("where", gettext_lazy("où exactement"), of("where")),
    Column("online_url", gettext_lazy("à distance"), _online),
    Column("link", gettext_lazy("en savoir plus"), of("link")),
    *COMING,
    Column("min_age", gettext_lazy("âge minimum"), of("min_age")),
    Column("max_age", gettext_lazy("âge maximum"), of("max_age")),
    Column("entrance", gettext_lazy("inscription"), of("entrance"), chosen(Entrance.choices)),
    Column("entrance_url", gettext_lazy("lien pour s’inscrire"), of("entrance_url")),
    Column("seats", gettext_lazy("places"), of("seats"), in_table=True),
    *PLACED,
)


def usages_table(card: Place, person: Any, query: Mapping[str, str]) -> Table:
    return Table(
        title=_("Ce qu’on fait à %(name)s, en tableau") % {"name": card.name},
        route="usages_table",
        file_route="usages_table_file",
        at=(card.public_id,),
        file_name=f"{card.slug or card.public_id}-usages",
        back=card.get_absolute_url(),
        back_label=card.name,
        entries=usages_of(card, person).select_related("place__root"),
        known=USAGE_COLUMNS,
        **asked_of(query, facts_at(Subject.USAGE, card, person)),
    )


def events_table(card: Place, person: Any, query: Mapping[str, str]) -> Table:
    """Over or to come."""
    events = Event.objects.visible_to(person).of_place(card).order_by("first_day", "name", "pk")
    return Table(
        title=_("Les rendez-vous de %(name)s, en tableau") % {"name": card.name},
        route="events_table",
        file_route="events_table_file",
        at=(card.public_id,),
        file_name=f"{card.slug or card.public_id}-rendez-vous",
        back=card.get_absolute_url(),
        back_label=card.name,
        entries=events.select_related("place__root"),
        known=EVENT_COLUMNS,
        **asked_of(query, facts_at(Subject.EVENT, card, person)),
    )
