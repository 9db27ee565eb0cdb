from __future__ import annotations

from django.urls import path

from entrelieux.inventory.views import photos

urlpatterns = [
    path("photos/<slug:public_id>.jpg", photos.photo, name="photo"),
    path("photos/<slug:public_id>/petite.jpg", photos.photo_small, name="photo_small"),
    path("photos/<slug:public_id>/retirer/", photos.photo_remove, name="photo_remove"),
    path("photos/ajouter/<slug:kind>/<slug:public_id>/", photos.photo_add, name="photo_add"),
]
