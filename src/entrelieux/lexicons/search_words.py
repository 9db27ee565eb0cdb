"""The words of every community, for the search: what others call differently is found too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from entrelieux.core.words.lexicon import Relation, Term, TermKind, core_id, is_core_uri
from entrelieux.lexicons.models import LexiconTerm
from entrelieux.lexicons.serial import term_from_json

SAME = (Relation.EXACT, Relation.CLOSE)


class CommunityWord(NamedTuple):
    """`label` is what `community` calls the concept `scheme:id`."""

    label: str
    scheme: str
    concept: str
    community: str


def community_words() -> Iterator[CommunityWord]:
    """Every label of every word in use that people aligned to a concept of the shared core.

    Directly, or through the words of other communities: one person says that Bertha is the
    neighbours' « Léonie », another that Léonie is a laser cutter. One query.
    """
    rows = LexiconTerm.objects.filter(is_retired=False).exclude(kind=TermKind.FACT)
    told = [
        (term_from_json(row.data), row.lexicon.community.name)
        for row in rows.select_related("lexicon__community")
    ]
    concepts = _concepts(term for term, _community in told)
    for term, community in told:
        for target in sorted(concepts[term.uri]):
            scheme, concept = core_id(target)
            for label in _labels(term):
                yield CommunityWord(label, scheme, concept, community)


def _concepts(terms: Iterable[Term]) -> Mapping[str, set[str]]:
    """The concepts that each word means, by following links in both directions."""
    links: dict[str, set[str]] = defaultdict(set)
    known = []
    for term in terms:
        known.append(term.uri)
        for target in term.aligned(*SAME):
            links[term.uri].add(target)
            if not is_core_uri(target):
                links[target].add(term.uri)
    return {uri: {one for one in _reached(uri, links) if is_core_uri(one)} for uri in known}


def _reached(start: str, links: Mapping[str, set[str]]) -> set[str]:
    seen, queue = {start}, [start]
    while queue:
        new = links.get(queue.pop(), set()) - seen
        seen |= new
        # A concept of the core ends the way: two words of it would make all words one.
        queue += [uri for uri in new if not is_core_uri(uri)]
    return seen


def _labels(term: Term) -> list[str]:
    many = (*term.alt_labels.values(), *term.hidden_labels.values())
    return [*term.labels.values(), *(one for labels in many for one in labels)]
