"""What a person types leads to concepts, and says by which word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entrelieux.core.words import Concept, How, UnknownScheme, Vocabulary, load_core

WORDS = load_core()
ALL = list(WORDS)


@pytest.mark.parametrize(
    ("text", "label", "how"),
    [
        ("Découpeuse laser", "Découpeuse laser", How.PREFERRED),
        ("laser cutter", "Laser cutter", How.PREFERRED),
        ("graveuse", "graveuse", How.SYNONYM),
        ("laser CO2", "laser CO2", How.SYNONYM),
        ("Trotec", "Trotec", How.BRAND),
        ("decoupeuse lazer", "decoupeuse lazer", How.MISSPELLING),
        ("découpeusse lasér", "Découpeuse laser", How.TYPO),
        ("notre vieille Trotec", "Trotec", How.BRAND),
    ],
)
def test_many_words_lead_to_the_family_of_laser_cutters(text: str, label: str, how: How) -> None:
    found = WORDS.find(text, ["machines"])[0]
    family = {"laser-cutter", *(c.id for c in WORDS.narrower("laser-cutter", "machines"))}
    assert (found.label, found.how) == (label, how)
    assert found.concept.id in family


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("imprimente 3D", "machines:3d-printer"),
        ("imprimante resine", "machines:resin-printer"),
        ("Ender", "machines:fdm-printer"),
        ("Cricut", "machines:vinyl-cutter"),
        ("ploteur", "machines:vinyl-cutter"),
        ("surgeteuse", "machines:overlock"),
        ("raboteusse", "machines:planer-thicknesser"),
        ("barnum", "machines:tent"),
        ("vélo cargo", "machines:cargo-bike"),
        ("Thymio", "machines:thymio-robot"),
        ("casque VR", "machines:vr-headset"),
        ("pressoire", "machines:cider-press"),
        ("EPI", "tools:safety-equipment"),
        ("disqueuse", "tools:angle-grinder"),
        ("souder de l’inox", "processes:tig-welding"),
        ("faire du jus de pomme", "processes:fruit-pressing"),
        ("plexi", "materials:acrylic"),
        ("contre plaqué", "materials:plywood"),
    ],
)
def test_everyday_words_find_what_they_mean(text: str, concept: str) -> None:
    found = WORDS.find(text)[0].concept
    assert f"{found.scheme}:{found.id}" == concept


def test_what_one_begins_to_type_is_finished() -> None:
    found = WORDS.find("brodeuse num", ["machines"])
    assert [(f.concept.id, f.label, f.how) for f in found] == [
        ("embroidery-machine", "Brodeuse numérique", How.BEGINNING)
    ]


def test_a_whole_label_comes_before_one_that_it_begins() -> None:
    ids = [found.concept.id for found in WORDS.find("imprimante", ["machines"])]
    assert ids[0] == "printer"
    assert "photo-printer" in ids


def test_the_sorts_of_labels_are_ranked() -> None:
    words = Vocabulary(
        {
            "machines": [
                Concept("misspelt", "machines", "A", "a", hidden=("saw",)),
                Concept("branded", "machines", "B", "b", brands=("Saw",)),
                Concept("called", "machines", "C", "c", alt=("saws",)),
                Concept("named", "machines", "D", "Saw"),
            ]
        }
    )
    found = words.find("saw")
    assert [f.concept.id for f in found] == ["named", "called", "branded", "misspelt"]
    assert [f.score for f in found] == [1.0, 0.95, 0.9, 0.85]


@pytest.mark.parametrize("text", ["", "   ", "?!", "zzzz", "qwrtp fghjk"])
def test_what_means_nothing_finds_nothing(text: str) -> None:
    assert WORDS.find(text) == ()


def test_only_the_schemes_asked_for_answer() -> None:
    assert {found.concept.scheme for found in WORDS.find("laser", ["materials", "tools"])} <= {
        "materials",
        "tools",
    }


def test_an_unknown_scheme_is_refused() -> None:
    with pytest.raises(UnknownScheme, match="machines"):
        WORDS.find("laser", ["colours"])


@given(st.sampled_from([(c, label) for c in ALL for label in (c.fr, c.en, *c.alt, *c.brands)]))
def test_every_label_finds_its_concept_among_the_first(pair) -> None:  # type: ignore[no-untyped-def]
    concept, label = pair
    found = WORDS.find(label, [concept.scheme], limit=3)
    assert concept in [one.concept for one in found if one.score >= 0.8]


@given(st.text(max_size=60))
def test_any_text_is_searched(text: str) -> None:
    found = WORDS.find(text)
    scores = [one.score for one in found]
    assert scores == sorted(scores, reverse=True)
    assert len({(one.concept.scheme, one.concept.id) for one in found}) == len(found)
    assert all(0 < score <= 1 for score in scores)
