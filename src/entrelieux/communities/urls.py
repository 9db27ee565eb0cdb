from __future__ import annotations

from django.urls import path

from entrelieux.communities import views

urlpatterns = [
    path("communautes/", views.communities, name="communities"),
    path("communautes/<slug:slug>/membres/", views.members, name="community_members"),
    path("communautes/<slug:slug>/membres/<int:pk>/", views.member, name="community_member"),
    path("communautes/<slug:slug>/quitter/", views.leave, name="community_leave"),
]
