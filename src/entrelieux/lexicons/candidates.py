"""The words of others that a word may correspond to, with why: a person decides."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rapidfuzz import fuzz, process

from entrelieux.communities.models import Community
from entrelieux.core.words import label_key
from entrelieux.core.words.alignment import Aligner, Proposal, load_encoder
from entrelieux.core.words.lexicon import Relation, Term, TermKind, core_id, is_core_uri
from entrelieux.lexicons.co_use import kinds_of, uses_of
from entrelieux.lexicons.language import current_language
from entrelieux.lexicons.models import LexiconTerm
from entrelieux.lexicons.serial import term_from_json
from entrelieux.lexicons.shared import core_label, shared_terms

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


@dataclass(frozen=True, slots=True)
class Other:
    """A word of another community, and whose."""

    term: Term
    community: str
    owner: int


def candidates_for(term: Term, community: Community, limit: int = PROPOSED) -> list[Candidate]:
    """Those of the same nature, the likeliest first; those already aligned are left out."""
    others = _of_others(community, term)
    uses = uses_of([(term, community.pk), *((one.term, one.owner) for one in others)], term.kind)
    theirs = Aligner([one.term for one in others], encoder=load_encoder(), uses=uses)
    many = limit + len(term.alignments)
    links = [
        link
        for aligner in (core_aligner(term.kind), theirs)
        for link in aligner.propose(term, many, used_on=uses.get(term.uri, frozenset()))
    ]
    known = set(term.aligned())
    new = [link for link in links if link.target not in known]
    best = sorted(new, key=lambda link: (-link.score, link.target))[:limit]
    by_uri = {one.term.uri: one for one in others}
    return [_candidate(link, by_uri.get(link.target)) for link in best]


def _candidate(link: Proposal, other: Other | None) -> Candidate:
    return Candidate(
        uri=link.target,
        label=other.term.label(current_language()) if other else core_label(link.target),
        origin=other.community if other else _("vocabulaire commun"),
        relation=link.relation,
        reasons=", ".join(_reasons(link)),
        score=link.score,
    )


def _reasons(link: Proposal) -> list[str]:
    told = [reason.code for reason in link.reasons if reason.weight >= TELLING]
    return [str(REASONS[code]) for code in told if code in REASONS][:REASONS_SAID]


@cache
def core_aligner(kind: TermKind) -> Aligner:
    """The shared words of a nature, ready to be compared with; the synonyms of a concept count by
    what they mean."""
    terms = list(shared_terms(kind))
    uses = {term.uri: frozenset(kinds_of(":".join(core_id(term.uri)))) for term in terms}
    return Aligner(terms, encoder=load_encoder(), uses=uses)


def _of_others(community: Community, term: Term) -> list[Other]:
    rows = LexiconTerm.objects.filter(is_retired=False, kind=term.kind)
    rows = rows.exclude(lexicon__community=community).select_related("lexicon__community")
    told = [
        Other(term_from_json(row.data), row.lexicon.community.name, row.lexicon.community_id)
        for row in rows
    ]
    return _nearest(term, told)


def _nearest(term: Term, others: list[Other]) -> list[Other]:
    if len(others) <= COMPARED:
        return others
    keys = [label_key(other.term.label("fr")) for other in others]
    asked = label_key(term.label("fr"))
    found = process.extract(asked, keys, scorer=fuzz.token_sort_ratio, limit=COMPARED)
    return [others[place] for _key, _score, place in found]


def label_of_uri(uri: str) -> str:
    """What a word of any lexicon is called; its address when it is not known here."""
    if is_core_uri(uri):
        return core_label(uri)
    row = LexiconTerm.objects.filter(uri=uri).first()
    return term_from_json(row.data).label(current_language()) if row else uri
