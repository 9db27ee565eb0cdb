from __future__ import annotations

from django.urls import path, register_converter

from entrelieux.lexicons.views import files, lexicon, vocabulary


class SkosFormatConverter:
    regex = "ttl|jsonld"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(SkosFormatConverter, "skos")

urlpatterns = [
    path("vocabulaire/", vocabulary.vocabulary, name="vocabulary"),
    path("vocabulaire.<skos:format>", vocabulary.vocabulary_file, name="vocabulary_file"),
    path("vocabulaire/<str:scheme>/", vocabulary.vocabulary_scheme, name="vocabulary_scheme"),
    path(
        "vocabulaire/<str:scheme>/<str:concept>/",
        vocabulary.vocabulary_concept,
        name="vocabulary_concept",
    ),
    path("words/<str:scheme>/<str:concept>", vocabulary.concept_address, name="concept_address"),
    path("mots/<slug:slug>.<skos:format>", files.lexicon_file, name="lexicon_file"),
    path("mots/<slug:slug>/importer/", files.lexicon_import, name="lexicon_import"),
    path("mots/<slug:slug>/", lexicon.lexicon, name="lexicon"),
    path("mots/<slug:slug>/historique/", lexicon.lexicon_history, name="lexicon_history"),
    path("mots/<slug:slug>/annuler/<int:version>/", lexicon.lexicon_undo, name="lexicon_undo"),
    path("mots/<slug:slug>/nouveau/", lexicon.term_new, name="term_new"),
    path("mots/<slug:slug>/<int:pk>/", lexicon.term, name="term"),
    path("mots/<slug:slug>/<int:pk>/modifier/", lexicon.term_edit, name="term_edit"),
    path("mots/<slug:slug>/<int:pk>/renommer/", lexicon.term_rename, name="term_rename"),
    path("mots/<slug:slug>/<int:pk>/retirer/", lexicon.term_retire, name="term_retire"),
    path("mots/<slug:slug>/<int:pk>/remettre/", lexicon.term_restore, name="term_restore"),
    path("mots/<slug:slug>/<int:pk>/fusionner/", lexicon.term_merge, name="term_merge"),
    path("mots/<slug:slug>/<int:pk>/separer/", lexicon.term_split, name="term_split"),
    path("mots/<slug:slug>/<int:pk>/relier/", lexicon.term_align, name="term_align"),
]
