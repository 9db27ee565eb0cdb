from __future__ import annotations

from django.urls import path

from entrelieux.strength import views

urlpatterns = [
    path("reseau/", views.networks, name="networks"),
    path("reseaux/<slug:slug>/force/", views.network_strength, name="network_strength"),
]
