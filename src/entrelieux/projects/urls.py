from __future__ import annotations

from django.urls import path

from entrelieux.projects import views

urlpatterns = [
    path("projets/", views.projects, name="projects"),
    path("projets/nouveau/", views.project_new, name="project_new"),
    path("projets/tableau/", views.table, name="projects_table"),
    path("projets/tableau/exporter/<slug:format>/", views.table_file, name="projects_table_file"),
    path("projets/<str:public_id>/modifier/", views.project_edit, name="project_edit"),
    path("projets/<str:public_id>/historique/", views.project_history, name="project_history"),
    path("projets/<str:public_id>/retablir/", views.project_restore, name="project_restore"),
    path("projets/<str:public_id>/retirer/", views.project_remove, name="project_remove"),
    path("projets/<str:public_id>/confirmer/", views.project_confirm, name="project_confirm"),
    path("projets/<str:public_id>/etapes/", views.step_tell, name="step_tell"),
    path("projets/<str:public_id>/etapes/<int:pk>/", views.step_remove, name="step_remove"),
    path("projets/<str:public_id>/rejoindre/", views.project_join, name="project_join"),
    path("projets/<str:public_id>/quitter/", views.project_leave, name="project_leave"),
    path("projets/<str:public_id>/<str:slug>/", views.project, name="project"),
]
