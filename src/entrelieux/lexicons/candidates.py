"""The words of others that a word may correspond to: a person decides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from rapidfuzz import fuzz

from entrelieux.communities.models import Community
from entrelieux.core.words import label_key, load_core
from entrelieux.core.words.lexicon import Term, core_id, core_uri, is_core_uri
from entrelieux.lexicons.language import current_language
from entrelieux.lexicons.models import LexiconTerm
from entrelieux.lexicons.serial import term_from_json

PROPOSED = 5
LEAST = 70.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word that may mean the same, where it is from, and why it is proposed."""

    uri: str
    label: str
    origin: str
    reason: str
    score: float


def candidates_for(term: Term, community: Community, limit: int = PROPOSED) -> list[Candidate]:
    """The likeliest first; those already aligned are left out."""
    known = set(term.aligned())
    mine = [*term.labels.values(), *(one for many in term.alt_labels.values() for one in many)]
    scored = [
        candidate
        for candidate in _scored(mine, [*_of_core(), *_of_others(community)])
        if candidate.uri not in known
    ]
    return sorted(scored, key=lambda candidate: -candidate.score)[:limit]


def _scored(
    mine: list[str], others: list[tuple[str, str, str, tuple[str, ...]]]
) -> Iterator[Candidate]:
    keys = [label_key(label) for label in mine]
    for uri, label, origin, labels in others:
        score, nearest = max(
            ((fuzz.token_sort_ratio(key, label_key(o)), o) for key in keys for o in labels),
            default=(0.0, ""),
        )
        if score >= LEAST:
            reason = _("même mot") if score == 100 else _("ressemble à « %(word)s »")
            yield Candidate(uri, label, origin, reason % {"word": nearest}, score)


def _of_core() -> Iterator[tuple[str, str, str, tuple[str, ...]]]:
    for concept in load_core():
        uri = core_uri(concept.scheme, concept.id)
        labels = (concept.fr, concept.en, *concept.alt, *concept.hidden)
        yield uri, concept.label(current_language()), _("vocabulaire commun"), labels


def _of_others(community: Community) -> Iterator[tuple[str, str, str, tuple[str, ...]]]:
    rows = LexiconTerm.objects.filter(is_retired=False).exclude(lexicon__community=community)
    for row in rows.select_related("lexicon__community"):
        term = term_from_json(row.data)
        labels = (
            *term.labels.values(),
            *(one for many in term.alt_labels.values() for one in many),
        )
        yield row.uri, term.label(current_language()), row.lexicon.community.name, labels


def label_of_uri(uri: str) -> str:
    """What a word of any lexicon is called; its address when it is not known here."""
    if is_core_uri(uri):
        scheme, concept = core_id(uri)
        return load_core().label(concept, current_language(), scheme) or uri
    row = LexiconTerm.objects.filter(uri=uri).first()
    return term_from_json(row.data).label(current_language()) if row else uri
