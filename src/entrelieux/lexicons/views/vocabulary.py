"""The shared vocabulary: read it, look a word up, take it away."""

from __future__ import annotations

from functools import cache

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from entrelieux.core.words import Concept, UnknownScheme, load_core
from entrelieux.core.words.skos import SkosFormat, write_core
from entrelieux.lexicons.vocabulary import (
    concept_links,
    concept_page,
    found_concepts,
    scheme_page,
    scheme_pages,
)

FILE_TYPES = {
    "ttl": (SkosFormat.TURTLE, "text/turtle"),
    "jsonld": (SkosFormat.JSON_LD, "application/ld+json"),
}


@require_safe
def vocabulary(request: HttpRequest) -> HttpResponse:
    text = request.GET.get("q", "").strip()[:100]
    context = {
        "schemes": scheme_pages(),
        "total": sum(1 for _concept in load_core()),
        "text": text,
        "found": found_concepts(text) if text else [],
    }
    return render(request, "lexicons/vocabulary.html", context)


@require_safe
def vocabulary_scheme(request: HttpRequest, scheme: str) -> HttpResponse:
    try:
        page = scheme_page(scheme)
    except UnknownScheme:
        raise Http404(_("Cette famille de mots n’existe pas.")) from None
    context = {"scheme": page, "concepts": concept_links(load_core().scheme(scheme))}
    return render(request, "lexicons/vocabulary_scheme.html", context)


@require_safe
def vocabulary_concept(request: HttpRequest, scheme: str, concept: str) -> HttpResponse:
    """The page of a concept, for whom its permanent address was given."""
    page = concept_page(_known(scheme, concept))
    return render(request, "lexicons/concept.html", {"page": page})


@require_safe
def concept_address(request: HttpRequest, scheme: str, concept: str) -> HttpResponse:
    """The permanent address, https://entrelieux.org/words/…, leads to the page."""
    known = _known(scheme, concept)
    return redirect("vocabulary_concept", known.scheme, known.id)


@require_safe
def vocabulary_file(request: HttpRequest, format: str) -> HttpResponse:
    kind, content_type = FILE_TYPES[format]
    return HttpResponse(core_file(kind), content_type=f"{content_type}; charset=utf-8")


@cache
def core_file(format: SkosFormat) -> bytes:
    """Written once: it only changes with the package."""
    return write_core(load_core(), format).encode()


def _known(scheme: str, concept: str) -> Concept:
    found = load_core().at(f"{scheme}:{concept}")
    if found is None:
        raise Http404(_("Ce mot n’est pas dans le vocabulaire commun."))
    return found
