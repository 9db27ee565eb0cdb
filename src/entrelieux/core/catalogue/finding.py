"""From a few letters to the models that they may mean, with the reading of the vocabulary."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from entrelieux.core.catalogue.model import Model
from entrelieux.core.catalogue.reading import load_catalogue
from entrelieux.core.words.concepts import Concept
from entrelieux.core.words.finding import Finder, Found, How

SCHEME = "models"
_MANY = 60  # read before those of a maker are put back in their order
_BEGUN = 0.65


def find_models(text: str, limit: int = 8) -> tuple[Model, ...]:
    """The likeliest first; those that match as well, the commonest of their maker first.

    >>> [model.title for model in find_models("prusa", limit=2)]
    ['Prusa MK4', 'Prusa MK4S']
    >>> [model.title for model in find_models("pruza mini")]
    ['Prusa MINI+']
    """
    catalogue = load_catalogue()
    best: dict[str, float] = {}
    for typed in dict.fromkeys((text, _glued(text))):
        for found in _finder().find(typed, (SCHEME,), _MANY):
            best[found.concept.id] = max(_rank(found), best.get(found.concept.id, 0.0))
    order = {model.id: rank for rank, model in enumerate(catalogue.models)}
    likeliest = sorted(best, key=lambda id_: (-best[id_], order[id_]))
    return tuple(catalogue.by_id[id_] for id_ in likeliest[:limit])


def _rank(found: Found) -> float:
    """All that begin as typed are worth the same: how long a name is says nothing of its use."""
    return _BEGUN if found.how is How.BEGINNING else found.score


@cache
def _finder() -> Finder:
    return Finder(_as_concept(model) for model in load_catalogue().models)


def _as_concept(model: Model) -> Concept:
    """The index of the vocabulary reads labels: those of a model are its names."""
    return Concept(
        id=model.id, scheme=SCHEME, fr=model.title, en=model.title, alt=tuple(_names(model))
    )


def _names(model: Model) -> Iterator[str]:
    """« FX-888D » is typed « fx888d », « DC-GH5 » is called « GH5 »."""
    names = (model.title, model.name, *model.also)
    yield from (model.name, *model.also)
    yield from (_glued(name) for name in names)
    last = model.name.replace("-", " ").split()[-1]
    if any(sign.isdigit() for sign in last) and not last.isdigit():
        yield last


def _glued(text: str) -> str:
    return "".join(sign for sign in text if sign.isalnum())
