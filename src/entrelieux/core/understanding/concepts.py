"""Concepts named in a query: « espace public numérique », « imprimante 3d », « aide caf »."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from entrelieux.core.text.compounds import JOINED
from entrelieux.core.text.tokens import analyse
from entrelieux.core.understanding.terms import Term, best_terms, concept_term
from entrelieux.core.words import Concept, Vocabulary, label_key
from entrelieux.core.words.concepts import SCHEMES as ALL

# Of these, the answer says what the words typed mean.
TOLD = tuple(
    scheme
    for scheme in (
        *("machines", "tools", "processes", "materials", "rooms"),
        *("skills", "disciplines", "usages", "needs"),
    )
    if scheme in ALL
)
SCHEMES = ("kinds", "services", "topics", "audiences", "accessibility", "labels", *TOLD)
_LONGEST = 8
_USUAL_KIND = 0.55  # where one usually finds a service or a topic
_MEANS = 0.7  # what does it, or answers the need
_FINER = 0.9  # a kind of what was named: surely it, more than what only bears its word
_OTHER_WORD = 0.8  # another word for the same thing
_OTHER_MAKE = 0.5  # what may do as well as the make that was named


@dataclass(frozen=True, slots=True)
class Named:
    """Concepts named by the words `start` to `end` of a query, the kind first if there is one."""

    concepts: tuple[Concept, ...]
    start: int
    end: int


def named_concepts(words: Sequence[str], start: int, vocabulary: Vocabulary) -> Named | None:
    """What the longest run of words from `start` names, in every scheme."""
    for length in range(min(_LONGEST, len(words) - start), 0, -1):
        run = " ".join(words[start : start + length])
        keys = [label_key(run), *([label_key(JOINED[run])] if run in JOINED else [])]
        found = tuple(_meanings(keys, vocabulary))
        if found:
            return Named(found, start, start + length)
    return None


def _meanings(keys: Sequence[str], vocabulary: Vocabulary) -> Iterator[Concept]:
    for scheme in SCHEMES:
        ids = (vocabulary.labels_of(scheme).get(key) for key in keys)
        concept_id = next((found for found in ids if found), None)
        concept = vocabulary.get(concept_id, scheme) if concept_id else None
        if concept:
            yield concept


def concept_alternatives(
    concepts: Sequence[Concept], asked: Sequence[str], vocabulary: Vocabulary
) -> tuple[Term, ...]:
    """What answers for concepts: themselves, finer ones, what does them, where they usually are,
    their words."""
    return best_terms(
        term for concept in concepts for term in _alternatives(concept, asked, vocabulary)
    )


def _alternatives(concept: Concept, asked: Sequence[str], vocabulary: Vocabulary) -> Iterator[Term]:
    run = " ".join(asked)
    whole = {run, JOINED.get(run, run)}
    yield Term(concept_term(concept.scheme, concept.id))
    if _is_make(concept, run):
        # « une Trotec » is also how people say a laser cutter, whatever its make.
        for broader in vocabulary.broader(concept.id, concept.scheme)[:1]:
            for one in (broader, *vocabulary.narrower(broader.id, broader.scheme)):
                yield Term(concept_term(one.scheme, one.id), _OTHER_MAKE)
    for narrower in vocabulary.narrower(concept.id, concept.scheme):
        yield Term(concept_term(narrower.scheme, narrower.id), _FINER)
    for means in concept.done_with:
        yield Term(concept_term(*means.split(":")), _MEANS)
    for kind in concept.kinds:
        yield Term(concept_term("kinds", kind), _USUAL_KIND)
    for label in (concept.fr, concept.en, *concept.alt):
        word = _single_word(label)
        if word:
            # Of « laser cutter », the word « laser » alone is only a hint.
            yield Term(word, 1.0 if word in whole else _OTHER_WORD)


def _is_make(concept: Concept, text: str) -> bool:
    key = label_key(text.strip())
    return any(label_key(brand) == key for brand in concept.brands)


@cache
def _single_word(label: str) -> str:
    """The one word that a label is, compounds joined; "" when it has several."""
    tokens = analyse(label)
    joined = [token.word for token in tokens if token.is_compound]
    said = [token.word for token in tokens if not token.is_compound and not token.is_stop]
    if joined and len(tokens) - len(joined) <= 3 and len(joined) == 1:
        return joined[0] if tokens[-1].is_compound and tokens[0].start == tokens[-1].start else ""
    return said[0] if len(said) == 1 and len(tokens) == 1 else ""
