"""What people type is understood, words, kinds and places; and loosened step by step."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entrelieux.core.geo import load_france
from entrelieux.core.text import index_terms
from entrelieux.core.understanding import Attempt, Lexicon, Reader, Understanding, place_tiers
from entrelieux.core.words import load_core

AUVERGNE = ("03", "15", "43", "63")
CARDS = """
La CoCotte numérique, Murat. Fablab Lapalisse. Local19 Clermont-Ferrand. LieU’topie.
Lab' du Pensio, Le Puy-en-Velay. Numéro 7 Cowork In Velay. Médiathèque de Thiers. Hérisson Social
Club. Atallier Moulins. France services. Espace Jeunes de Riom. Cours de vélo.
"""
READER = Reader(load_core(), load_france(), Lexicon(index_terms(CARDS)), AUVERGNE)


def read(text: str) -> Understanding:
    return READER.understand(text)


def place(text: str) -> str:
    found = read(text).place
    return found.name if found else ""


def first_tokens(text: str) -> list[set[str]]:
    return [{term.token for term in group} for group in read(text).groups]


def notes(text: str) -> list[str]:
    return [note.text().replace("\u00a0", " ") for note in read(text).notes]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("fab lab murrat", ("fablab",)),
        ("coworquing au puy", ("coworking",)),
        ("co-working", ("coworking",)),
        ("espace public numérique", ("public-computer-space",)),
        ("maison de services au public thiers", ("france-services",)),
        ("mediateque riom", ("library",)),
        ("third places", ("third-place",)),
        ("tiers lieux", ("third-place",)),
        ("biblioteque", ("library",)),
        ("hérisson club", ("association",)),
        ("pensio", ()),
    ],
)
def test_recognises_kinds_however_written(text: str, kinds: tuple[str, ...]) -> None:
    assert read(text).kinds == kinds


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("fab lab murrat", "Murat"),
        ("coworquing au puy", "Le Puy-en-Velay"),
        ("fablab près de Thiers", "Thiers"),
        ("FabLab Lapalisse", "Lapalisse"),
        ("coworking clermont", "Clermont-Ferrand"),
        ("15300", "Murat"),
        ("mairie saint-flour", "Saint-Flour"),
        ("coworking à Lyon", "Lyon"),
        ("coworking à Job", "Job"),
        ("atelier bois la roche-blanche", "La Roche-Blanche"),
        ("gravure sur pierre", ""),
        ("fab lab à mauriak", "Mauriac"),
        ("tiers lieu", ""),
        ("cocote numerique", ""),
        ("espace jeunes", ""),
    ],
)
def test_recognises_places(text: str, name: str) -> None:
    assert place(text) == name


def test_a_département_is_a_place_too() -> None:
    assert {"department:15"} <= first_tokens("fablab cantal")[1]
    assert {"department:63"} <= first_tokens("fablab 63")[1]


def test_a_place_word_may_be_in_a_name_instead() -> None:
    assert {"commune:03138", "lapalisse"} <= first_tokens("FabLab Lapalisse")[1]


def test_homonyms_are_all_asked_for_the_largest_first() -> None:
    weights = {term.token: term.weight for term in read("fablab murat").groups[1]}
    assert weights["commune:15138"] > weights["commune:03191"] > 0


def test_a_mistyped_word_also_asks_for_the_word_meant() -> None:
    assert "cocotte" in first_tokens("cocote numerique")[0]
    assert notes("cocote numerique") == ["« cocote » a été lu comme « cocotte »."]


def test_says_what_it_mended_and_what_it_does_not_know() -> None:
    assert notes("coworquing") == ["« coworquing » a été lu comme « coworking »."]
    assert notes("fab lab murrat") == ["« murrat » a été lu comme « Murat »."]
    assert notes("xyzzy") == ["Aucune fiche ne contient « xyzzy »."]
    assert notes("fablab lapalisse") == []


@pytest.mark.parametrize(
    ("text", "token"), [("local 19", "local19"), ("lieutopie", "topie"), ("ata lier", "atallier")]
)
def test_words_cut_or_joined_differently_are_found(text: str, token: str) -> None:
    assert token in set().union(*first_tokens(text))


def test_a_service_also_asks_where_one_usually_finds_it() -> None:
    (group,) = read("imprimante 3d").groups
    weights = {term.token: term.weight for term in group}
    assert weights["kinds:fablab"] < weights["3d"]
    assert "services:family-benefits-help" in first_tokens("aide caf")[0]


def test_a_need_also_asks_for_what_answers_it() -> None:
    (group,) = read("envoyer un colis").groups
    weights = {term.token: term.weight for term in group}
    assert (
        weights["needs:ship-parcels"] > weights["rooms:parcel-point"] > weights["kinds:post-office"]
    )


def test_a_make_stands_for_what_others_make_too_but_after() -> None:
    weights = {term.token: term.weight for term in read("Trotec").groups[0]}
    assert weights["machines:co2-laser"] == 1.0
    assert weights["machines:laser-cutter"] == weights["machines:diode-laser"] == 0.5
    assert "machines:laser-cutter" not in first_tokens("laser CO2")[0]


def test_finer_kinds_answer_too_but_after() -> None:
    weights = {term.token: term.weight for term in read("makerspace").groups[0]}
    assert weights["kinds:makerspace"] > weights["kinds:fablab"]


def test_small_words_ask_for_nothing() -> None:
    assert first_tokens("je cherche un fablab") == first_tokens("fablab")
    assert read("").attempts == (Attempt(()),)


def test_first_in_the_commune_then_around_it_then_anywhere_then_with_less_words() -> None:
    tried = read("vélo fablab murat").attempts
    shape = [(len(a.groups), a.near is not None, a.km, a.by_distance) for a in tried]
    assert shape == [
        (3, True, None, False),
        (2, True, 30.0, True),
        (2, True, None, True),
        (1, True, None, True),
    ]
    assert [note.code for note in tried[-1].notes] == ["dropped"]
    assert tried[1].notes[-1].text() == (
        "Rien à Murat même\u00a0: voici ce qui est à moins de 30\u00a0km."
    )
    assert tried[1].notes[-1].text("en") == (
        "Nothing in Murat itself: here is what lies within 30 km."
    )


def test_near_a_commune_goes_straight_around_it() -> None:
    first = read("fablab près de Thiers").attempts[0]
    assert (first.km, first.by_distance, len(first.groups)) == (30.0, True, 1)
    assert first.notes == ()


def test_the_least_known_word_goes_first() -> None:
    dropped = [note.asked for note in read("zzyzx pensio fablab").attempts[-1].notes if note.asked]
    assert dropped[-2:] == ["zzyzx", "pensio"]


def test_indexes_what_is_asked() -> None:
    murat = load_france().by_code("15138")
    tiers = place_tiers(
        names=["La CoCotte numérique"],
        concepts={"kinds": ["fablab", "coworking"], "services": ["wifi"]},
        types=["Tiers-lieux"],
        where=["Murat", "4 rue du Faubourg"],
        texts=["Un lieu ouvert."],
        commune=murat,
        vocabulary=load_core(),
    )
    held = [set(tier) for tier in tiers]
    assert {"cocotte", "numerique"} <= held[0]
    assert {"kinds:fablab", "kinds:coworking", "services:wifi", "fablab"} <= held[1]
    assert {"commune:15138", "department:15", "murat", "faubourg"} <= held[2]
    assert {"ouvert", "wifi"} <= held[3]


@given(st.text(max_size=60))
def test_any_text_is_read(text: str) -> None:
    understanding = read(text)
    assert understanding.attempts
    for attempt in understanding.attempts:
        for group in attempt.groups:
            assert group
            assert all(0.0 < term.weight <= 1.0 for term in group)


@given(st.lists(st.sampled_from(CARDS.split()), min_size=1, max_size=5))
def test_each_attempt_asks_for_no_more_than_the_one_before(words: list[str]) -> None:
    sizes = [len(attempt.groups) for attempt in read(" ".join(words)).attempts]
    assert sizes == sorted(sizes, reverse=True)
