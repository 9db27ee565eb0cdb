from __future__ import annotations

from django.urls import path

from entrelieux.introductions.views import bridges, desk, digest, lessons

urlpatterns = [
    path("passerelles/", bridges.my_bridges, name="bridges"),
    path("passerelles/rythme/", digest.bridges_digest, name="bridges_digest"),
    path("passerelles/<str:public_id>/", bridges.bridge, name="bridge"),
    path("passerelles/<str:public_id>/repondre/", bridges.bridge_answer, name="bridge_answer"),
    path("passerelles/<str:public_id>/raconter/", bridges.bridge_tell, name="bridge_tell"),
    path("fait/<str:token>/", bridges.bridge_happened, name="bridge_happened"),
    path("rythme/<str:token>/", digest.digest_by_link, name="digest_by_link"),
    path("histoires/", bridges.bridge_stories, name="stories"),
    path("reseaux/<slug:slug>/passerelles/", desk.network_bridges, name="network_bridges"),
    path("reseaux/<slug:slug>/presenter/", desk.network_introduce, name="network_introduce"),
    path("reseaux/<slug:slug>/appris/", lessons.network_lessons, name="network_lessons"),
]
