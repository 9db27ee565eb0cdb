from __future__ import annotations

from django.urls import path

from entrelieux.lexicons import views

urlpatterns = [
    path("mots/<slug:slug>/", views.lexicon, name="lexicon"),
    path("mots/<slug:slug>/historique/", views.lexicon_history, name="lexicon_history"),
    path("mots/<slug:slug>/annuler/<int:version>/", views.lexicon_undo, name="lexicon_undo"),
    path("mots/<slug:slug>/nouveau/", views.term_new, name="term_new"),
    path("mots/<slug:slug>/<int:pk>/", views.term, name="term"),
    path("mots/<slug:slug>/<int:pk>/modifier/", views.term_edit, name="term_edit"),
    path("mots/<slug:slug>/<int:pk>/renommer/", views.term_rename, name="term_rename"),
    path("mots/<slug:slug>/<int:pk>/retirer/", views.term_retire, name="term_retire"),
    path("mots/<slug:slug>/<int:pk>/remettre/", views.term_restore, name="term_restore"),
    path("mots/<slug:slug>/<int:pk>/fusionner/", views.term_merge, name="term_merge"),
    path("mots/<slug:slug>/<int:pk>/separer/", views.term_split, name="term_split"),
    path("mots/<slug:slug>/<int:pk>/relier/", views.term_align, name="term_align"),
]
