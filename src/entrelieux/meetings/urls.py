from __future__ import annotations

from django.urls import path

from entrelieux.meetings.views import desk, meetings

OTHER = "rencontres/<slug:slug>/<str:own_id>/avec/<str:other_id>/"

urlpatterns = [
    path("rencontres/", meetings.my_meetings, name="my_meetings"),
    path("rencontres/accord/", meetings.meetings_consent, name="meetings_consent"),
    path("rencontres/<slug:slug>/<str:own_id>/", meetings.meetings, name="meetings"),
    path("rencontres/<slug:slug>/<str:own_id>/revoir/", meetings.take_back, name="meetings_back"),
    path(OTHER, meetings.ask, name="meeting_ask"),
    path(f"{OTHER}ecarter/", meetings.put_aside, name="meeting_aside"),
    path("reseaux/<slug:slug>/rencontres/", desk.network_meetings, name="network_meetings"),
]
