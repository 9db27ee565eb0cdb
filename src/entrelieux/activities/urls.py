from __future__ import annotations

from django.urls import URLPattern, path

from entrelieux.activities.models import Event, Usage
from entrelieux.activities.tables import events_table, usages_table
from entrelieux.activities.views import (
    agenda,
    calendars,
    events,
    feeds,
    keeping,
    registering,
    tables,
    times,
    usages,
)
from entrelieux.inventory.models import Entry


def keeping_urls(folder: str, model: type[Entry]) -> list[URLPattern]:
    """What those who keep an entry do to it, whatever its kind."""
    name = model._meta.model_name
    at = f"{folder}/<slug:public_id>"
    known = {"model": model}
    return [
        path(f"{at}/historique/", keeping.entry_history, known, name=f"{name}_history"),
        path(f"{at}/confirmer/", keeping.entry_confirm, known, name=f"{name}_confirm"),
        path(f"{at}/retirer/", keeping.entry_remove, known, name=f"{name}_remove"),
        path(f"{at}/retablir/", keeping.entry_restore, known, name=f"{name}_restore"),
    ]


def table_urls(folder: str, name: str, made: tables.Made) -> list[URLPattern]:
    at = f"lieux/<slug:public_id>/{folder}/tableau"
    known = {"made": made}
    return [
        path(f"{at}/", tables.table, known, name=f"{name}_table"),
        path(f"{at}/<slug:format>/", tables.table_file, known, name=f"{name}_table_file"),
    ]


EVENT = "rendez-vous/<slug:public_id>"

urlpatterns = [
    path("lieux/<slug:public_id>/usages/", usages.place_usages, name="place_usages"),
    path("lieux/<slug:public_id>/usages/nouveau/", usages.usage_add, name="usage_add"),
    *table_urls("usages", "usages", usages_table),
    *table_urls("rendez-vous", "events", events_table),
    path("usages/<slug:public_id>/modifier/", usages.usage_edit, name="usage_edit"),
    *keeping_urls("usages", Usage),
    path("usages/<slug:public_id>/<slug:slug>/", usages.usage, name="usage"),
    path("rendez-vous/", agenda.agenda, name="agenda"),
    path("rendez-vous/agenda.ics", feeds.agenda_calendar, name="agenda_calendar"),
    path("rendez-vous/annonces.atom", feeds.agenda_atom, name="agenda_atom"),
    path("lieux/<slug:public_id>/agenda.ics", feeds.place_calendar, name="place_calendar"),
    path(f"{EVENT}/rendez-vous.ics", feeds.event_calendar, name="event_calendar"),
    path("agenda/<str:secret>.ics", feeds.my_calendar, name="my_calendar"),
    path("compte/rendez-vous/agenda/", feeds.my_calendar_key, name="my_calendar_key"),
    path("lieux/<slug:public_id>/agendas/", calendars.place_calendars, name="place_calendars"),
    path("agendas/lecture/<slug:public_id>/", calendars.calendar_reading, name="calendar_reading"),
    path("agendas/<slug:public_id>/relire/", calendars.calendar_reread, name="calendar_reread"),
    path("agendas/<slug:public_id>/arreter/", calendars.calendar_stop, name="calendar_stop"),
    path("lieux/<slug:public_id>/rendez-vous/", events.place_events, name="place_events"),
    path("lieux/<slug:public_id>/rendez-vous/nouveau/", events.event_add, name="event_add"),
    path(f"{EVENT}/modifier/", events.event_edit, name="event_edit"),
    path(f"{EVENT}/le/<slug:day>/", times.time_move, name="time_move"),
    path(f"{EVENT}/le/<slug:day>/annuler/", times.time_cancel, name="time_cancel"),
    path(f"{EVENT}/inscription/", registering.event_register, name="event_register"),
    path(f"{EVENT}/inscrits/", registering.registrations, name="registrations"),
    path(
        "inscriptions/<slug:public_id>/annuler/",
        registering.registration_cancel,
        name="registration_cancel",
    ),
    path(
        "inscriptions/<slug:public_id>/present/",
        registering.registration_came,
        name="registration_came",
    ),
    path(
        "inscriptions/lien/<str:token>/",
        registering.registration_by_link,
        name="registration_by_link",
    ),
    path("compte/rendez-vous/", registering.my_events, name="my_events"),
    *keeping_urls("rendez-vous", Event),
    path(f"{EVENT}/<slug:slug>/", events.event, name="event"),
]
