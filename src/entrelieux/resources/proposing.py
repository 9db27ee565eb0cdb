"""From a few letters to a resource already half filled in: what it is, its usual figures.

Reads the shared vocabulary, the words of the place's communities and the shipped catalogue.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from entrelieux.core.catalogue import Model, find_models, load_catalogue
from entrelieux.core.words import label_key, load_core
from entrelieux.core.words.concepts import Concept
from entrelieux.core.words.finding import Found, How
from entrelieux.places.models import Place
from entrelieux.places.vocabulary import current_language
from entrelieux.resources.choices import SCHEME_LABELS
from entrelieux.resources.models import Kind
from entrelieux.resources.wording import measure_words
from entrelieux.resources.words import words_of

LONGEST_QUERY = 80
MOST, MODELS = 8, 5
SURE = 0.8
MODEL = "model:"
KIND_OF_SCHEME = {
    "machines": Kind.MACHINE,
    "tools": Kind.TOOL,
    "rooms": Kind.ROOM,
    "materials": Kind.STOCK,
    "services": Kind.SERVICE,
    "skills": Kind.SKILL,
}
DESKS = frozenset({"coworking-desk", "dedicated-desk"})
VEHICLE = "vehicle"


@dataclass(frozen=True, slots=True)
class Proposal:
    """`id` names it in an address; `state` are the columns it fills in."""

    id: str
    sort: str
    title: str
    details: str
    state: Mapping[str, Any]

    @property
    def kind(self) -> str:
        return str(self.state["kind"])


def proposals_for(text: str, place: Place) -> list[Proposal]:
    """The likeliest first: what was surely named, then models, then what may have been meant."""
    typed = text.strip()[:LONGEST_QUERY]
    if not typed:
        return []
    words = words_of(place).things
    known = [_of_concept(concept, words) for concept in _in_own_words(typed, words)]
    found = load_core().find(typed, SCHEME_LABELS, MOST)
    known += [_of_concept(one.concept, words) for one in found if _is_sure(one)]
    models = [_of_model(model, words) for model in find_models(typed, MODELS)]
    others = [_of_concept(one.concept, words, _brand(one)) for one in found if not _is_sure(one)]
    likeliest: dict[str, Proposal] = {}
    for proposal in (*known, *models, *others):
        likeliest.setdefault(proposal.id, proposal)
    return list(likeliest.values())[:MOST]


def proposal_named(id_: str, place: Place) -> Proposal | None:
    """The proposal of an address, filled in again: nothing is believed of it but its name."""
    words = words_of(place).things
    if id_.startswith(MODEL):
        model = load_catalogue().by_id.get(id_.removeprefix(MODEL))
        return _of_model(model, words) if model else None
    concept = load_core().at(id_)
    is_resource = concept is not None and concept.scheme in KIND_OF_SCHEME
    return _of_concept(concept, words) if concept and is_resource else None


def kind_of(concept: Concept) -> Kind:
    if concept.scheme == "machines" and VEHICLE in _above(concept):
        return Kind.VEHICLE
    return Kind.DESK if concept.id in DESKS else KIND_OF_SCHEME[concept.scheme]


def _above(concept: Concept) -> Iterator[str]:
    yield concept.id
    for id_ in concept.broader:
        broader = load_core().get(id_, concept.scheme)
        if broader:
            yield from _above(broader)


def _in_own_words(text: str, words: Mapping[str, str]) -> list[Concept]:
    typed = label_key(text)
    meant = (load_core().at(ref) for ref, word in words.items() if _begins(word, typed))
    return [concept for concept in meant if concept and concept.scheme in KIND_OF_SCHEME]


def _begins(word: str, typed: str) -> bool:
    key = label_key(word)
    return bool(typed) and (key.startswith(typed) or f" {typed}" in f" {key}")


def _is_sure(found: Found) -> bool:
    return found.score >= SURE and found.how is not How.BRAND


def _brand(found: Found) -> str:
    return found.label if found.how is How.BRAND else ""


def _of_concept(concept: Concept, words: Mapping[str, str], make: str = "") -> Proposal:
    reference = f"{concept.scheme}:{concept.id}"
    label = words.get(reference) or concept.label(current_language())
    return Proposal(
        id=reference,
        sort=str(SCHEME_LABELS[concept.scheme]),
        title=f"{label}, {make}" if make else label,
        details="",
        state=_state(concept, label, make=make),
    )


def _of_model(model: Model, words: Mapping[str, str]) -> Proposal:
    concept = load_core().at(model.concept)
    if concept is None:
        raise LookupError(model.concept)
    own = words.get(model.concept, "")
    label = own or concept.label(current_language())
    plain = own or label.partition(" (")[0]
    specifications = specifications_of(model)
    state = _state(concept, f"{plain} {model.title}", make=model.make, model=model.name)
    return Proposal(
        id=f"{MODEL}{model.id}",
        sort=str(SCHEME_LABELS[concept.scheme]),
        title=f"{label}, {model.title}",
        details=_figures(specifications),
        state=state | {"specifications": specifications},
    )


def _state(concept: Concept, name: str, *, make: str = "", model: str = "") -> dict[str, Any]:
    return {
        "name": name,
        "kind": kind_of(concept).value,
        "concept": f"{concept.scheme}:{concept.id}",
        "make": make,
        "model": model,
        "works": list(concept.works),
        "refuses": list(concept.refuses),
    }


def specifications_of(model: Model) -> list[dict[str, Any]]:
    """The figures of a model as a resource keeps them."""
    language = current_language()
    return [
        {
            "key": told.quantity.id,
            "value": told.quantity.value_label(told.value, language)
            if isinstance(told.value, str)
            else told.value,
            "unit": told.quantity.unit.value if told.quantity.unit else "",
        }
        for told in model.specifications
    ]


def _figures(specifications: Sequence[Mapping[str, Any]]) -> str:
    """« 250 × 210 × 220 mm », « 50 MHz · 4 »: the figures in a line, a shared unit once."""
    numbers = [item for item in specifications if not isinstance(item["value"], str)]
    if len(numbers) > 1 and len({item["unit"] for item in numbers}) == 1:
        unit = numbers[0]["unit"]
        *first, last = numbers
        shown = [measure_words(item["value"], "") for item in first]
        return " × ".join([*shown, measure_words(last["value"], unit)])
    return " · ".join(
        measure_words(item["value"], item["unit"])
        if not isinstance(item["value"], str)
        else item["value"]
        for item in specifications
    )
