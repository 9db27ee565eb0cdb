from __future__ import annotations

from django.urls import path

from entrelieux.sources.views import importing, listing, reviewing

urlpatterns = [
    path("sources/", listing.source_list, name="sources"),
    path("imports/", importing.import_list, name="imports"),
    path("imports/<int:pk>/", importing.import_run, name="import_run"),
    path("imports/<int:pk>/colonnes/", importing.import_mapping, name="import_mapping"),
    path("imports/<int:pk>/appliquer/", importing.import_apply, name="import_apply"),
    path("imports/<int:pk>/annuler/", importing.import_undo, name="import_undo"),
    path("doublons/", reviewing.pair_list, name="pairs"),
    path("doublons/<int:pk>/", reviewing.pair_detail, name="pair"),
    path("doublons/<int:pk>/avis/", reviewing.pair_decide, name="pair_decide"),
]
