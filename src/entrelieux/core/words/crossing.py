"""From one scheme to another: what does a process, what a machine takes, what one has to know."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from entrelieux.core.words.concepts import Concept
from entrelieux.core.words.vocabulary import Vocabulary

Relation = Literal["done_with", "asks_for", "works", "refuses"]


def linked(concept: Concept, relation: Relation, vocabulary: Vocabulary) -> tuple[Concept, ...]:
    """The concepts that a relation of one leads to, in its own order."""
    named: tuple[str, ...] = getattr(concept, relation)
    found = (vocabulary.at(reference) for reference in named)
    return tuple(other for other in found if other)


def doers(concept: Concept, vocabulary: Vocabulary) -> tuple[Concept, ...]:
    """Whatever does a process, a usage or a need, finer things included; any one is enough."""
    found: dict[tuple[str, str], Concept] = {}
    for doer in linked(concept, "done_with", vocabulary):
        for one in (doer, *vocabulary.narrower(doer.id, doer.scheme)):
            found.setdefault((one.scheme, one.id), one)
    return tuple(found.values())


def done_by(concept: Concept, vocabulary: Vocabulary) -> tuple[Concept, ...]:
    """What a machine, a tool, a room or a skill is enough to do, what broader ones do included."""
    lineage = (concept, *vocabulary.broader(concept.id, concept.scheme))
    names = {reference(one) for one in lineage}
    return tuple(other for other in vocabulary if names.intersection(other.done_with))


def takes(machine: Concept, material: Concept, vocabulary: Vocabulary) -> bool | None:
    """Whether a machine works a material; None when the vocabulary does not say.

    What it refuses wins, and what a broader machine refuses; a broad material stands for finer
    ones: who refuses metal refuses steel.
    """
    of_material = (material, *vocabulary.broader(material.id, material.scheme))
    names = {reference(one) for one in of_material}
    if any(names.intersection(one.refuses) for one in _lineage(machine, vocabulary)):
        return False
    if any(names.intersection(one.works) for one in _lineage(machine, vocabulary)):
        return True
    return None


def reference(concept: Concept) -> str:
    """« machines:laser-cutter »."""
    return f"{concept.scheme}:{concept.id}"


def _lineage(concept: Concept, vocabulary: Vocabulary) -> Iterator[Concept]:
    yield concept
    yield from vocabulary.broader(concept.id, concept.scheme)
