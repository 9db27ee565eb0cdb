from __future__ import annotations

from django.urls import path

from entrelieux.places.views import card, editing, stops

urlpatterns = [
    path("lieux/nouveau/", editing.place_new, name="place_new"),
    path("lieux/<str:public_id>/faits/", card.place_facts, name="place_facts"),
    path("lieux/<str:public_id>/historique/", card.place_history, name="place_history"),
    path("lieux/<str:public_id>/qr.svg", card.place_qr, name="place_qr"),
    path("lieux/<str:public_id>/modifier/", editing.place_edit, name="place_edit"),
    path("lieux/<str:public_id>/confirmer/", editing.place_confirm, name="place_confirm"),
    path("lieux/<str:public_id>/signaler/", editing.place_report, name="place_report"),
    path("lieux/<str:public_id>/retirer/", editing.place_hide, name="place_hide"),
    path("lieux/<str:public_id>/separer/", editing.place_split, name="place_split"),
    path("lieux/<str:public_id>/arrets/nouveau/", stops.stop_add, name="stop_add"),
    path("lieux/<str:public_id>/arrets/<int:pk>/", stops.stop_remove, name="stop_remove"),
    path("lieux/<str:public_id>/<str:slug>/", card.place_card, name="place"),
    path("lieux/<str:public_id>/", card.place_card, {"slug": ""}, name="place_short"),
    path("changements/<int:pk>/annuler/", editing.change_undo, name="change_undo"),
]
