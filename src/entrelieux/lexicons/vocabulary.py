"""The shared vocabulary as pages: schemes, concepts, what communities call them, who has them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from entrelieux.core.atlas import Alternative, Query
from entrelieux.core.words import SCHEMES, Concept, load_core
from entrelieux.core.words.concepts import CROSSINGS
from entrelieux.core.words.lexicon import core_uri
from entrelieux.lexicons.language import current_language
from entrelieux.lexicons.search_words import community_words
from entrelieux.search.reader import current_view

FOUND = 40
HELD = 12
SCHEME_NAMES = {
    "kinds": _("Sortes de lieux"),
    "services": _("Services"),
    "audiences": _("Publics"),
    "fees": _("Conditions d’argent"),
    "labels": _("Labels et programmes"),
    "access": _("Façons d’entrer"),
    "accessibility": _("Accessibilité"),
    "legal_forms": _("Statuts juridiques"),
    "topics": _("Sujets de l’aide numérique"),
    "machines": _("Machines"),
    "tools": _("Outils"),
    "processes": _("Procédés"),
    "materials": _("Matières"),
    "rooms": _("Salles et espaces"),
    "skills": _("Savoir-faire"),
    "disciplines": _("Disciplines"),
    "usages": _("Usages"),
    "needs": _("Besoins"),
    "things": _("Choses de tous les jours"),
    "roles": _("Rôles"),
    "badges": _("Badges et habilitations"),
    "facts": _("Ce que l’on dit d’une chose"),
    "gestures": _("Gestes"),
}
CROSSING_NAMES = {
    "done_with": _("Se fait avec"),
    "asks_for": _("Demande de savoir"),
    "works": _("Travaille"),
    "refuses": _("Ne doit jamais recevoir"),
}
SYSTEM_NAMES = {
    "lamednum": "LaMednum",
    "ftl": "France Tiers-Lieux",
    "osm": "OpenStreetMap",
    "fablabs_io": "fablabs.io",
    "okw": "Open Know-Where",
    "wikidata": "Wikidata",
}


@dataclass(frozen=True, slots=True)
class Link:
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class SchemePage:
    id: str
    name: str
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class ConceptPage:
    """`links` are (what they are, concepts); `said` (word, community); `held` what has it here."""

    concept: Concept
    uri: str
    label: str
    other_language: str
    scheme: SchemePage
    synonyms: Sequence[str]
    brands: Sequence[str]
    links: Sequence[tuple[str, Sequence[Link]]]
    notations: Sequence[tuple[str, Sequence[tuple[str, str]]]]
    said: Sequence[tuple[str, str]]
    held: Sequence[dict[str, Any]]
    total: int


def scheme_pages() -> list[SchemePage]:
    return [scheme_page(scheme) for scheme in SCHEMES]


def scheme_page(scheme: str) -> SchemePage:
    """Raises `UnknownScheme`."""
    concepts = load_core().scheme(scheme)
    url = reverse("vocabulary_scheme", args=[scheme])
    return SchemePage(scheme, str(SCHEME_NAMES[scheme]), len(concepts), url)


def concept_links(concepts: Sequence[Concept]) -> list[Link]:
    """In the order of their labels."""
    links = [_link(concept) for concept in concepts]
    return sorted(links, key=lambda link: link.label.casefold())


def found_concepts(text: str) -> list[tuple[Link, str, str]]:
    """(concept, its scheme, the word that matched when it is not its label)."""
    found = []
    for one in load_core().find(text, limit=FOUND):
        link = _link(one.concept)
        matched = one.label if one.label != link.label else ""
        found.append((link, str(SCHEME_NAMES[one.concept.scheme]), matched))
    return found


def concept_page(concept: Concept) -> ConceptPage:
    """One query: the words of communities."""
    language = current_language()
    answer = current_view().snapshot.search(
        Query(groups=((Alternative(f"{concept.scheme}:{concept.id}"),),), limit=HELD)
    )
    return ConceptPage(
        concept=concept,
        uri=core_uri(concept.scheme, concept.id),
        label=concept.label(language),
        other_language=concept.fr if language == "en" else concept.en,
        scheme=scheme_page(concept.scheme),
        synonyms=concept.alt,
        brands=concept.brands,
        links=list(_links(concept)),
        notations=[
            (SYSTEM_NAMES.get(system, system), [(code, _address(system, code)) for code in codes])
            for system, codes in concept.notations.items()
        ],
        said=_said(concept),
        held=[orjson.loads(hit.payload) for hit in answer.hits],
        total=answer.total,
    )


def _said(concept: Concept) -> list[tuple[str, str]]:
    here = (concept.scheme, concept.id)
    told = {(w.label, w.community) for w in community_words() if (w.scheme, w.concept) == here}
    return sorted(told)


def _links(concept: Concept) -> Any:
    words, scheme = load_core(), concept.scheme
    narrower = [c for c in words.scheme(scheme) if concept.id in c.broader]
    told = [
        (_("Plus large"), [words.get(one, scheme) for one in concept.broader]),
        (_("Plus précis"), narrower),
        (_("Voisins"), [words.get(one, scheme) for one in concept.related]),
        (_("Se trouve d’habitude dans"), [words.get(one, "kinds") for one in concept.kinds]),
    ]
    told += [
        (CROSSING_NAMES[name], [words.at(one) for one in getattr(concept, name)])
        for name in CROSSINGS
    ]
    for name, concepts in told:
        known = [one for one in concepts if one]
        if known:
            yield str(name), concept_links(known)


def _link(concept: Concept) -> Link:
    url = reverse("vocabulary_concept", args=[concept.scheme, concept.id])
    return Link(concept.label(current_language()), url)


def _address(system: str, code: str) -> str:
    """Where the code is explained, when one address says it all."""
    if system == "wikidata":
        return f"https://www.wikidata.org/wiki/{code}"
    if system == "okw" and code.startswith("https://"):
        return code
    return ""
