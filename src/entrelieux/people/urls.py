from __future__ import annotations

from django.urls import path

from entrelieux.people import views

urlpatterns = [
    path("personnes/", views.people, name="people"),
    path("personnes/<str:public_id>/", views.person, name="person"),
    path("personnes/<str:public_id>/ecrire/", views.person_write, name="person_write"),
    path("compte/profil/", views.my_profile, name="my_profile"),
    path("compte/profil/effacer/", views.my_profile_erase, name="my_profile_erase"),
]
