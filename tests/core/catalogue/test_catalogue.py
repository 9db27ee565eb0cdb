"""The shipped catalogue: sound, sourced, and found with a few letters."""

from __future__ import annotations

from collections import Counter

import pytest

from entrelieux.core.catalogue import find_models, load_catalogue
from entrelieux.core.words import load_core

MODELS = load_catalogue().models
SMALLEST_MM, LARGEST_MM = 40, 2_000


def test_it_holds_more_than_a_hundred_and_fifty_models_of_many_sorts() -> None:
    sorts = Counter(model.concept for model in MODELS)
    measured = sum(1 for model in MODELS if model.specifications)
    assert (len(MODELS) >= 400, measured >= 300, len(sorts) >= 25) == (True, True, True)


def test_every_model_is_of_a_sort_of_the_vocabulary_and_named_once() -> None:
    unknown = {model.concept for model in MODELS if load_core().at(model.concept) is None}
    twice = [id_ for id_, count in Counter(model.id for model in MODELS).items() if count > 1]
    assert (unknown, twice) == (set(), [])


def test_every_figure_says_where_it_was_read_and_what_has_none_says_so() -> None:
    wrong = [
        model.title
        for model in MODELS
        if bool(model.specifications) == (model.source.id == "names")
    ]
    assert wrong == []


def test_sizes_are_those_of_machines() -> None:
    sizes = [
        (model.title, told.value)
        for model in MODELS
        for told in model.specifications
        if told.quantity.unit == "mm"
    ]
    assert [one for one in sizes if not SMALLEST_MM <= one[1] <= LARGEST_MM] == []


def test_quantities_are_told_in_both_languages() -> None:
    quantities = load_catalogue().quantities
    assert quantities["bandwidth"].label("fr") == "bande passante"
    assert quantities["bandwidth"].label("en") == "bandwidth"
    assert quantities["sensor"].value_label("full-frame", "fr") == "plein format"
    assert quantities["sensor"].value_label("APS-C", "fr") == "APS-C"


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("prusa", "Prusa MK4"),
        ("mk4", "Prusa MK4"),
        ("PRUSA MK 4", "Prusa MK4"),
        ("pruza", "Prusa MK4"),
        ("imprimante prusa mk4", "Prusa MK4"),
        ("ender3", "Creality Ender-3"),
        ("enders 3", "Creality Ender-3"),
        ("dsicoeasy", "Dagoma DiscoEasy200"),
        ("x1c", "Bambu Lab X1 Carbon"),
        ("fx888d", "Hakko FX-888D"),
        ("gh5", "Panasonic DC-GH5"),
        ("sony a7 iii", "Sony Alpha 7 III"),
        ("trotec", "Trotec Speedy 100"),
    ],
)
def test_a_few_letters_find_a_model(typed: str, first: str) -> None:
    assert find_models(typed)[0].title == first


@pytest.mark.parametrize("typed", ["", "  ", "une salle", "zzzz", "de"])
def test_what_is_no_model_finds_none(typed: str) -> None:
    assert find_models(typed) == ()


def test_every_model_is_found_by_its_own_name() -> None:
    assert [m.title for m in MODELS if m not in find_models(m.title, limit=12)] == []
