"""The words of every community, for the search: what others call differently is found too."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from entrelieux.core.words.lexicon import Relation, TermKind, core_id, is_core_uri
from entrelieux.lexicons.models import LexiconTerm
from entrelieux.lexicons.serial import term_from_json


class CommunityWord(NamedTuple):
    """`label` is what `community` calls the concept `scheme:id`."""

    label: str
    scheme: str
    concept: str
    community: str


def community_words() -> Iterator[CommunityWord]:
    """Every label of every word in use that a person aligned to a concept of the shared core."""
    rows = LexiconTerm.objects.filter(is_retired=False).exclude(kind=TermKind.FACT)
    for row in rows.select_related("lexicon__community"):
        term = term_from_json(row.data)
        labels = [
            *term.labels.values(),
            *(one for many in term.alt_labels.values() for one in many),
        ]
        labels += [one for many in term.hidden_labels.values() for one in many]
        for target in term.aligned(Relation.EXACT, Relation.CLOSE):
            if is_core_uri(target):
                scheme, concept = core_id(target)
                for label in labels:
                    yield CommunityWord(label, scheme, concept, row.lexicon.community.name)
