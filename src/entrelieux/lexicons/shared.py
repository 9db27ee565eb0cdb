"""The words that everybody shares, as terms: what a word of a community may be linked to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from entrelieux.core.words import SCHEMES, Concept, load_core
from entrelieux.core.words.lexicon import (
    INTERFACE_VERBS,
    VERB_SCHEME,
    Alignment,
    Relation,
    Term,
    TermKind,
    core_id,
    core_uri,
)
from entrelieux.lexicons.language import current_language

# The schemes whose concepts are of another nature than things.
OF_KIND = {
    TermKind.VERB: ("gestures",),
    TermKind.BADGE: ("badges",),
    TermKind.ROLE: ("roles",),
    TermKind.FACT: ("facts",),
}
APART = {scheme for schemes in OF_KIND.values() for scheme in schemes}


def shared_terms(kind: TermKind) -> Iterator[Term]:
    """Those of a nature; for a verb, first those that buttons and sentences say."""
    schemes = OF_KIND.get(kind) or tuple(scheme for scheme in SCHEMES if scheme not in APART)
    concepts = [concept for scheme in schemes for concept in load_core().scheme(scheme)]
    if kind is not TermKind.VERB:
        yield from (_concept_term(concept, kind) for concept in concepts)
        return
    # « Réserver » is proposed once: as the verb of the interface, with the synonyms of the gesture.
    gestures = {concept.fr: concept for concept in concepts}
    for verb in INTERFACE_VERBS.values():
        gesture = gestures.pop(verb.labels["fr"], None)
        yield replace(verb, alt_labels={"fr": gesture.alt} if gesture else {})
    yield from (_concept_term(concept, kind) for concept in gestures.values())


def _concept_term(concept: Concept, kind: TermKind) -> Term:
    uri = core_uri(concept.scheme, concept.id)
    labels = {"fr": concept.fr, "en": concept.en}
    return Term(uri, kind, labels, alignments=(Alignment(Relation.EXACT, uri),))


def core_label(uri: str) -> str:
    """What a shared word is called, verb or concept; its address when there is none such."""
    scheme, id_ = core_id(uri)
    if scheme == VERB_SCHEME:
        verb = INTERFACE_VERBS.get(id_)
        return verb.label(current_language()) if verb else uri
    return load_core().label(id_, current_language(), scheme) or uri
