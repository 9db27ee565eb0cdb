"""What the figures say reads as French and as English."""

from __future__ import annotations

import re

import pytest

from entrelieux.core.bridging.sentences import Finding, Language, texts
from entrelieux.core.bridging.strength import (
    CandidatePair,
    Change,
    brokers,
    closing_of,
    finding_of_broker,
    finding_of_change,
    findings_of,
    findings_of_bridge,
    findings_of_closing,
    meaning,
    measure,
    network_of_pairs,
    next_bridges,
    references,
    sentence,
)
from tests.core.bridging.strength.graphs import chain, karate, star

NAMES = {"a": "L’Atelier", "b": "La Fabrique", "c": "Le 34"}
SENTENCES = texts("entrelieux.core.bridging.strength")


def said(*findings: Finding, language: Language = "fr") -> list[str]:
    lines = (sentence(finding, language, NAMES) for finding in findings)
    return [re.sub("[\u00a0\u202f]", " ", line) for line in lines]


def test_the_karate_club_in_words() -> None:
    findings = findings_of(measure(karate()), references(karate(), seed=1))
    assert said(*findings) == [
        "D’un lieu à un autre, comptez 2,0 pas : un lien fort en vaut un, un lien faible"
        " davantage.",
        "Efficacité : 0,492. En chaîne, les mêmes lieux auraient 0,189 ; avec autant de liens au"
        " hasard, 0,490 ; en étoile, 0,529.",
        "Tous les lieux peuvent se joindre de proche en proche.",
        "Le plus grand groupe se couperait en deux (19 lieux et 15 lieux) si 10 liens cédaient."
        " Connectivité : 0,469.",
    ]
    assert said(*findings, language="en")[0] == (
        "From one place to another, count 2.0 steps: a strong tie is one, a weak tie is more."
    )


def test_nobody_one_and_several() -> None:
    assert said(*findings_of(measure(network_of_pairs("abc", {})))) == [
        "Aucun lieu n’est lié à un autre."
    ]
    pair = findings_of(measure(network_of_pairs("abc", {("a", "b"): 1.0})))
    assert said(*pair)[1:] == [
        "Le plus grand groupe réunit 2 lieux sur 3.",
        "1 lieu n’est lié à aucun autre.",
        "Le plus grand groupe se couperait en deux (1 lieu et 1 lieu) si 1 lien cédait."
        " Connectivité : 2,000.",
    ]
    assert said(*pair, language="en")[2] == "1 place is tied to no other."


def test_a_broker_and_its_closing() -> None:
    network = star(*"abc")
    assert said(finding_of_broker(brokers(network)[0])) == [
        "« L’Atelier » est sur 100 % des plus courts chemins entre les autres."
    ]
    assert said(*findings_of_closing(closing_of(network, "a")), language="en") == [
        "If “L’Atelier” closed, the others would lose 100% of their efficiency.",
        "1 place would be cut off from the rest.",
    ]
    assert len(findings_of_closing(closing_of(network, "b"))) == 1


def test_a_bridge() -> None:
    far = next_bridges(chain(*"abcd"), [CandidatePair("a", "d")])[0]
    assert said(*findings_of_bridge(far)) == [
        "« L’Atelier » et « d » étaient à 3,0 pas l’un de l’autre.",
        "Cette passerelle rapproche 1 paire de lieux ; l’efficacité passe de 0,7222 à 0,8333.",
    ]
    apart = next_bridges(network_of_pairs("ab", {}), [CandidatePair("a", "b")])[0]
    assert said(*findings_of_bridge(apart))[0] == (
        "« L’Atelier » et « La Fabrique » : rien ne les reliait."
        " Leur passerelle réunit deux groupes."
    )


def test_a_change() -> None:
    small, large = measure(chain(*"abc")), measure(network_of_pairs("abc", {("a", "b"): 1.0}))
    assert said(finding_of_change(Change(small, large))) == [
        "Efficacité : 0,833 avant, 0,333 après (\u221260 %)."
    ]
    assert said(finding_of_change(Change(large, small), by_bridges=True), language="en") == [
        "Without bridges, efficiency would be 0.333; with them, it is 0.833 (+150%)."
    ]
    nothing = measure(network_of_pairs("abc", {}))
    assert said(finding_of_change(Change(nothing, small))) == [
        "Rien ne liait ces lieux ; l’efficacité est maintenant de 0,833."
    ]


@pytest.mark.parametrize("measure_name", SENTENCES["meaning"])
def test_each_measure_has_its_meaning_in_both_languages(measure_name: str) -> None:
    french, english = meaning(measure_name, "fr"), meaning(measure_name, "en")
    assert french != english
    assert not re.search(r"[^\u00a0\u202f][:;?!»]|«[^\u00a0]|'", french)
    assert french.endswith(".")
    assert english.endswith(".")


@pytest.mark.parametrize("code", SENTENCES["finding"])
def test_both_languages_say_the_same_things(code: str) -> None:
    french, english = SENTENCES["finding"][code]["fr"], SENTENCES["finding"][code]["en"]
    names = [sorted(re.findall(r"\{(\w+)", text)) for text in (french, english)]
    assert names[0] == names[1]
    assert not re.search(r"[^\u00a0}\w.%][:;?!»](?![\w.+%|])|«[^\u00a0]|'", french)
