from __future__ import annotations

from django.urls import path

from entrelieux.resources.views import adding, editing, sheets, showing

urlpatterns = [
    path("lieux/<slug:public_id>/ressources/", showing.place_resources, name="place_resources"),
    path(
        "lieux/<slug:public_id>/ressources/exporter/<slug:format>/",
        showing.place_resources_export,
        name="place_resources_export",
    ),
    path("lieux/<slug:public_id>/ressources/nouvelle/", adding.resource_add, name="resource_add"),
    path(
        "lieux/<slug:public_id>/ressources/propositions/",
        adding.resource_proposals,
        name="resource_proposals",
    ),
    path(
        "lieux/<slug:public_id>/ressources/confirmer/",
        editing.place_resources_confirm,
        name="place_resources_confirm",
    ),
    path("ressources/<slug:public_id>/modifier/", editing.resource_edit, name="resource_edit"),
    path(
        "ressources/<slug:public_id>/historique/",
        editing.resource_history,
        name="resource_history",
    ),
    path(
        "ressources/<slug:public_id>/confirmer/", editing.resource_confirm, name="resource_confirm"
    ),
    path("ressources/<slug:public_id>/retirer/", editing.resource_remove, name="resource_remove"),
    path(
        "ressources/<slug:public_id>/retablir/", editing.resource_restore, name="resource_restore"
    ),
    path("ressources/<slug:public_id>/document/", sheets.sheet_add, name="sheet_add"),
    path("documents/<slug:public_id>.pdf", sheets.sheet, name="sheet"),
    path("documents/<slug:public_id>/retirer/", sheets.sheet_remove, name="sheet_remove"),
    path("ressources/<slug:public_id>/<slug:slug>/", showing.resource, name="resource"),
]
