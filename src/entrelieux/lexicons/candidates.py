"""The words of others that a word may correspond to, with why: a person decides."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rapidfuzz import fuzz, process

from entrelieux.communities.models import Community
from entrelieux.core.words import label_key, load_core
from entrelieux.core.words.alignment import Aligner, Proposal, load_encoder
from entrelieux.core.words.lexicon import (
    Alignment,
    Relation,
    Term,
    TermKind,
    core_id,
    core_uri,
    is_core_uri,
)
from entrelieux.lexicons.language import current_language
from entrelieux.lexicons.models import LexiconTerm
from entrelieux.lexicons.serial import term_from_json

PROPOSED = 5
# Beyond, only the words spelt most alike are compared in full.
COMPARED = 500
TELLING = 0.3  # what a reason must add to the logit to be said
REASONS_SAID = 3
REASONS = {
    "exact": gettext_lazy("même mot"),
    "compound": gettext_lazy("même mot, écrit autrement"),
    "stems": gettext_lazy("mêmes mots"),
    "slip": gettext_lazy("presque la même écriture"),
    "overlap": gettext_lazy("des mots en commun"),
    "head": gettext_lazy("le même mot principal"),
    "grams": gettext_lazy("des lettres en commun"),
    "same_concept": gettext_lazy("le même sens dans le vocabulaire commun"),
    "under_concept": gettext_lazy("l’un est une sorte de l’autre dans le vocabulaire commun"),
    "near_concept": gettext_lazy("des sens voisins dans le vocabulaire commun"),
    "linked": gettext_lazy("déjà reliés"),
    "vector": gettext_lazy("des phrases de sens proche"),
    "vector_lead": gettext_lazy("le sens le plus proche de tous"),
    "uses": gettext_lazy("employés pour les mêmes choses"),
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word that may mean the same, where it is from, how it may relate and why."""

    uri: str
    label: str
    origin: str
    relation: Relation
    reasons: str
    score: float


def candidates_for(term: Term, community: Community, limit: int = PROPOSED) -> list[Candidate]:
    """The likeliest first; those already aligned are left out."""
    others, origins = _of_others(community, term)
    aligners = [core_aligner(), Aligner(others, encoder=load_encoder())]
    many = limit + len(term.alignments)
    links = [link for aligner in aligners for link in aligner.propose(term, many)]
    known = set(term.aligned())
    new = [link for link in links if link.target not in known]
    best = sorted(new, key=lambda link: (-link.score, link.target))[:limit]
    labels = {other.uri: other.label(current_language()) for other in others}
    return [_candidate(link, labels, origins) for link in best]


def _candidate(link: Proposal, labels: dict[str, str], origins: dict[str, str]) -> Candidate:
    return Candidate(
        uri=link.target,
        label=labels.get(link.target) or _core_label(link.target),
        origin=origins.get(link.target) or _("vocabulaire commun"),
        relation=link.relation,
        reasons=", ".join(_reasons(link)),
        score=link.score,
    )


def _reasons(link: Proposal) -> list[str]:
    told = [reason.code for reason in link.reasons if reason.weight >= TELLING]
    return [str(REASONS[code]) for code in told if code in REASONS][:REASONS_SAID]


@cache
def core_aligner() -> Aligner:
    """The shared vocabulary, ready to be compared with; its synonyms count by what they mean."""
    return Aligner(map(_core_term, _core()), encoder=load_encoder())


def _core() -> Iterable[tuple[str, str, str]]:
    return ((core_uri(c.scheme, c.id), c.fr, c.en) for c in load_core())


def _core_term(told: tuple[str, str, str]) -> Term:
    uri, french, english = told
    itself = (Alignment(Relation.EXACT, uri),)
    return Term(uri, TermKind.THING, {"fr": french, "en": english}, alignments=itself)


def _of_others(community: Community, term: Term) -> tuple[list[Term], dict[str, str]]:
    rows = LexiconTerm.objects.filter(is_retired=False).exclude(lexicon__community=community)
    told = [
        (term_from_json(row.data), row.lexicon.community.name)
        for row in rows.select_related("lexicon__community")
    ]
    terms = _nearest(term, [other for other, _name in told])
    return terms, {other.uri: name for other, name in told}


def _nearest(term: Term, others: list[Term]) -> list[Term]:
    if len(others) <= COMPARED:
        return others
    keys = [label_key(other.label("fr")) for other in others]
    asked = label_key(term.label("fr"))
    found = process.extract(asked, keys, scorer=fuzz.token_sort_ratio, limit=COMPARED)
    return [others[place] for _key, _score, place in found]


def label_of_uri(uri: str) -> str:
    """What a word of any lexicon is called; its address when it is not known here."""
    if is_core_uri(uri):
        return _core_label(uri)
    row = LexiconTerm.objects.filter(uri=uri).first()
    return term_from_json(row.data).label(current_language()) if row else uri


def _core_label(uri: str) -> str:
    scheme, concept = core_id(uri)
    return load_core().label(concept, current_language(), scheme) or uri
