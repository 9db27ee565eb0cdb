"""Machines, tools, processes, materials: sound, linked to each other and to other standards."""

from __future__ import annotations

import re
import tomllib
from collections import Counter

import pytest

from entrelieux.core.words import Concept, load_core
from entrelieux.core.words.concepts import CROSSINGS, DATA
from entrelieux.core.words.crossing import doers, done_by, linked, reference, takes

WORDS = load_core()
ALL = list(WORDS)
MAKING = ("machines", "tools", "processes", "materials")
MADE = [concept for scheme in MAKING for concept in WORDS.scheme(scheme)]
STANDARDS = tomllib.loads((DATA / "standards.toml").read_text("utf-8"))
ARTICLES = STANDARDS["okw"]["articles"]
# How many concepts each scheme has at the least.
SIZES = {"machines": 240, "tools": 95, "processes": 130, "materials": 130}


def concept(name: str) -> Concept:
    found = WORDS.at(name)
    assert found is not None, name
    return found


def names(concepts: tuple[Concept, ...]) -> list[str]:
    return [reference(one) for one in concepts]


@pytest.mark.parametrize("scheme", MAKING)
def test_a_scheme_covers_its_field(scheme: str) -> None:
    assert len(WORDS.scheme(scheme)) >= SIZES[scheme]


# Integrity


@pytest.mark.parametrize("relation", CROSSINGS)
def test_every_crossing_leads_to_a_concept(relation: str) -> None:
    named = [(reference(c), other) for c in ALL for other in getattr(c, relation)]
    assert named != []
    assert [pair for pair in named if WORDS.at(pair[1]) is None] == []


def test_materials_are_worked_and_skills_asked_for() -> None:
    schemes = {
        relation: {other.partition(":")[0] for c in MADE for other in getattr(c, relation)}
        for relation in CROSSINGS
    }
    assert schemes["works"] == schemes["refuses"] == {"materials"}
    assert schemes["asks_for"] == {"skills"}
    assert schemes["done_with"] <= {"machines", "tools", "rooms", "services", "skills"}


def test_nothing_works_what_it_refuses() -> None:
    contradictions = [
        (reference(one), material)
        for one in MADE
        for material in one.works
        if takes(one, concept(material), WORDS) is False
    ]
    assert contradictions == []


def test_every_process_can_be_done() -> None:
    impossible = [c.id for c in WORDS.scheme("processes") if not doers(c, WORDS)]
    assert impossible == []


def test_no_id_is_told_twice() -> None:
    counted = Counter((c.scheme, c.id) for c in ALL)
    assert [key for key, count in counted.items() if count > 1] == []


def test_ids_are_plain() -> None:
    assert [c.id for c in MADE if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", c.id)] == []


def test_french_labels_are_written_as_french_is() -> None:
    said = [label for c in MADE for label in (c.fr, c.en, *c.alt, *c.brands)]
    assert [label for label in said if "'" in label or label != label.strip()] == []
    assert [label for label in said if re.search(r"oeu|\.\.\.|[a-z ][!?;:]", label)] == []
    assert [c.fr for c in MADE if c.fr[0].islower()] == []


def test_no_label_is_told_twice_by_one_concept() -> None:
    told = [(c, Counter((c.fr, *c.alt, *c.hidden, *c.brands))) for c in MADE]
    assert [(c.id, label) for c, labels in told for label, n in labels.items() if n > 1] == []


# Links


def test_finer_machines_answer_for_broader_ones() -> None:
    narrower = {c.id for c in WORDS.narrower("laser-cutter", "machines")}
    assert narrower == {"co2-laser", "fibre-laser", "metal-laser-cutter", "diode-laser"}


def test_a_process_is_done_with_any_of_its_machines_and_their_finer_kinds() -> None:
    assert names(doers(concept("processes:vinyl-cutting"), WORDS)) == [
        "machines:vinyl-cutter",
        "machines:print-and-cut",
    ]
    assert "machines:mig-welder" in names(doers(concept("processes:metal-welding"), WORDS))


def test_a_machine_tells_what_it_is_enough_to_do() -> None:
    done = names(done_by(concept("machines:co2-laser"), WORDS))
    assert "processes:laser-cutting" in done
    assert "processes:laser-engraving" in done
    assert "processes:metal-welding" not in done


def test_a_machine_tells_the_training_that_it_asks_for() -> None:
    assert names(linked(concept("machines:co2-laser"), "asks_for", WORDS)) == [
        "skills:laser-operation"
    ]


@pytest.mark.parametrize(
    ("machine", "material", "answer"),
    [
        ("machines:co2-laser", "materials:plywood", True),
        ("machines:co2-laser", "materials:steel", False),
        ("machines:co2-laser", "materials:mild-steel", False),
        ("machines:co2-laser", "materials:pvc", False),
        ("machines:fibre-laser", "materials:steel", True),
        ("machines:fibre-laser", "materials:faux-leather", False),
        ("machines:table-saw", "materials:steel", False),
        ("machines:table-saw", "materials:hardwood", True),
        ("machines:co2-laser", "materials:fruit", None),
    ],
)
def test_a_machine_takes_or_refuses_a_material(
    machine: str, material: str, answer: bool | None
) -> None:
    assert takes(concept(machine), concept(material), WORDS) is answer


# Other standards


def notations(system: str, schemes: tuple[str, ...] = MAKING) -> list[tuple[str, str]]:
    concepts = [c for scheme in schemes for c in WORDS.scheme(scheme)]
    return [(c.scheme, code) for c in concepts for code in c.notations.get(system, ())]


def test_the_capabilities_of_fablabs_io_are_all_said_by_processes() -> None:
    allowed = set(STANDARDS["fablabs_io"]["capabilities"])
    assert {code for _scheme, code in notations("fablabs_io", ("processes",))} == allowed
    assert {code for _scheme, code in notations("fablabs_io")} == allowed
    kinds = {code for _scheme, code in notations("fablabs_io", ("kinds",))}
    assert kinds <= set(STANDARDS["fablabs_io"]["kinds"])


def test_open_know_where_names_equipment_and_processes_by_articles() -> None:
    article = re.compile(re.escape(ARTICLES) + r"[A-Z0-9][\w()',\-]*")
    codes = [code for _scheme, code in notations("okw")]
    assert len(codes) > 300
    assert [code for code in codes if not article.fullmatch(code)] == []


def test_open_know_where_s_materials_are_all_known_but_one() -> None:
    allowed = {ARTICLES + name for name in STANDARDS["okw"]["materials"]}
    ours = {code for _scheme, code in notations("okw", ("materials",))}
    assert ours <= allowed
    assert allowed - ours == {ARTICLES + "Geopolymer"}


def test_every_tag_is_one_of_openstreetmap() -> None:
    tags = {code for _scheme, code in notations("osm")}
    allowed = {
        f"{key}={value}"
        for key, values in STANDARDS["osm"].items()
        if key != "source"
        for value in values
    }
    assert len(tags) > 30
    assert tags - allowed == set()


def test_wikidata_ids_look_like_ids_and_are_told_once_a_scheme() -> None:
    told = notations("wikidata")
    assert [code for _scheme, code in told if not re.fullmatch(r"Q[1-9]\d*", code)] == []
    assert [pair for pair, n in Counter(told).items() if n > 1] == []


def test_a_finer_machine_takes_the_code_of_a_broader_one() -> None:
    assert WORDS.nearest_notation("diode-laser", "fablabs_io", "machines") == "laser"
    assert WORDS.nearest_notation("diode-laser", "okw", "machines") == ARTICLES + "Laser_cutting"
    assert WORDS.nearest_notation("kiln", "fablabs_io", "machines") is None
    assert WORDS.nearest_notation("nothing", "okw", "machines") is None
