from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("entrelieux.accounts.urls")),
    path("", include("entrelieux.communities.urls")),
    path("", include("entrelieux.messaging.urls")),
    path("", include("entrelieux.lexicons.urls")),
    path("", include("entrelieux.charters.urls")),
    path("", include("entrelieux.people.urls")),
    path("", include("entrelieux.inventory.urls")),
    # Before resources, whose last address takes any word after an identifier.
    path("", include("entrelieux.bookings.urls")),
    path("", include("entrelieux.resources.urls")),
    path("", include("entrelieux.activities.urls")),
    path("", include("entrelieux.projects.urls")),
    path("", include("entrelieux.bridges.urls")),
    path("", include("entrelieux.exchanges.urls")),
    path("", include("entrelieux.introductions.urls")),
    path("", include("entrelieux.meetings.urls")),
    path("", include("entrelieux.strength.urls")),
    path("", include("entrelieux.contributions.urls")),
    path("", include("entrelieux.places.urls")),
    path("", include("entrelieux.sources.urls")),
    path("", include("entrelieux.web.urls")),
]
