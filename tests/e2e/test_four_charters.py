"""Four charters in four vocabularies, each met by a pupil, a newcomer, a trained member and
somebody of another place."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.browsing import faults_of, plain
from tests.e2e.demonstration import COLLEGE, LAPALISSE, MURAT, PHONE, SIGMAKE, PersonPage

pytestmark = pytest.mark.xdist_group("demo")

CHANGES = {
    MURAT: "par consentement",
    LAPALISSE: "par qui la propose, une fois les avis demandés",
    SIGMAKE: "par jugement majoritaire",
    COLLEGE: "par un jury tiré au sort",
}
NO, YES = "Non.", "Oui."
NOON = f"{datetime.now().astimezone().date() + timedelta(days=1)}T12:00"


@dataclass(frozen=True, slots=True)
class Meeting:
    """Who asks which charter what, in which circumstances; the answer, its sentence and its path.

    `whom` are those to ask, in the words of the charter.
    """

    charter: str
    person: str
    act: str
    answer: str
    rule: str
    path: str = ""
    whom: str = ""
    boxes: tuple[str, ...] = ()
    numbers: dict[str, str] = field(default_factory=dict)


MEETINGS = [
    Meeting(
        MURAT,
        "lina",
        "Entrer à la Cocotte",
        NO,
        "Entrer à la Cocotte est interdit si la personne a moins de 18 ans",
        "La personne a remis le mot des parents.",
        "Un gardien du feu : Angèle",
    ),
    Meeting(
        MURAT,
        "driss",
        "Allumer – la Brûleuse",
        NO,
        "Allumer la Brûleuse est interdit, sauf si la personne a le brevet du feu",
        "La personne a remis la charte signée, et la personne a le brevet du feu",
        "Un gardien du feu",
    ),
    Meeting(MURAT, "bruno", "Allumer – la Brûleuse", YES, "la charte le permet alors"),
    Meeting(
        MURAT,
        "chloe",
        "Entrer à la Cocotte",
        NO,
        "sauf si la personne est actuellement cocottier à jour",
        "C’est pendant l’Épicerie ouverte.",
        "Un gardien du feu",
    ),
    Meeting(
        LAPALISSE,
        "lina",
        "Mettre en marche – une grosse machine",
        NO,
        "pour une grosse machine : la personne a au moins 16 ans",
        "La personne a au moins 16 ans.",
        "Le Marcel du jour",
    ),
    Meeting(
        LAPALISSE,
        "driss",
        "Bricoler à Lapalisse",
        NO,
        "Bricoler à Lapalisse est interdit, sauf si la personne est actuellement compère",
        "La personne est actuellement compère, et la personne a remis l’attestation d’assurance",
        "Le Marcel du jour",
    ),
    Meeting(
        LAPALISSE,
        "maxence",
        "Mettre en marche – la Plieuse à Marcel",
        YES,
        "la charte le permet alors",
        numbers={"a la leçon de pliage": "1"},
    ),
    Meeting(
        LAPALISSE,
        "bruno",
        "Mettre en marche – la Plieuse à Marcel",
        NO,
        "Mettre en marche la Plieuse à Marcel est interdit, sauf si la personne a la leçon",
        "La personne a la leçon de pliage",
        "Le Marcel du jour",
    ),
    Meeting(
        SIGMAKE,
        "lina",
        "Boire – de l’alcool",
        NO,
        "Boire de l’alcool est interdit si la personne a moins de 18 ans",
        "La personne a au moins 18 ans.",
        "La permanence",
    ),
    Meeting(
        SIGMAKE,
        "driss",
        "Passer au SIGMAke",
        NO,
        "sauf si la personne a remis le pacte accepté, à jour",
        "La personne a remis le pacte accepté, à jour, et la personne est actuellement sigmakeur",
        "La permanence",
    ),
    Meeting(
        SIGMAKE,
        "chloe",
        "Passer au SIGMAke",
        YES,
        "la charte le permet alors",
        boxes=("Les heures d’ouverture",),
    ),
    Meeting(
        SIGMAKE,
        "bruno",
        "Passer au SIGMAke",
        NO,
        "sauf si la personne est actuellement sigmakeur",
        "la personne est actuellement passager, et la personne a au moins 1 ticket sur son compte",
        "La permanence",
    ),
    Meeting(
        COLLEGE,
        "lina",
        "Emporter chez soi – un robot",
        NO,
        "Emporter chez soi un robot est permis si la personne a remis l’accord écrit des parents",
        "La personne a remis l’accord écrit des parents",
        "Un professeur",
    ),
    Meeting(
        COLLEGE,
        "driss",
        "Entrer au lab",
        NO,
        "Entrer au lab est permis si la personne est un bénévole et l’accord d’un professeur",
        "La personne est un bénévole, et l’accord d’un professeur est donné",
        "Un professeur",
    ),
    Meeting(
        COLLEGE,
        "elise",
        "Se servir du matériel – le fer à souder",
        YES,
        "Permis par",
        boxes=("Les lunettes sur le nez",),
    ),
    Meeting(
        COLLEGE,
        "chloe",
        "Entrer au lab",
        NO,
        "Entrer au lab est permis si la personne fait partie du collège",
        "La personne est un bénévole, et l’accord d’un professeur est donné",
        "Un professeur",
    ),
]


def ask(page: Page, meeting: Meeting) -> str:
    """What the page answers once everything that it asks was told."""
    page.goto(f"/communautes/{meeting.charter}/charte/puis-je/")
    page.get_by_label("Quoi", exact=True).select_option(label=meeting.act)
    page.get_by_label("Quand").fill(NOON)
    page.get_by_role("button", name="Demander", exact=True).click()
    for box in meeting.boxes:
        page.get_by_label(box).check()
    for label, number in meeting.numbers.items():
        page.get_by_label(label).fill(number)
    page.get_by_role("button", name="Demander de nouveau").click()
    return plain(page.locator("#answer").inner_text())


@pytest.mark.parametrize(
    "meeting", MEETINGS, ids=[f"{one.person}-{one.charter}" for one in MEETINGS]
)
def test_a_person_meets_a_charter_and_every_refusal_shows_its_path(
    page_of: PersonPage, meeting: Meeting
) -> None:
    page = page_of(meeting.person)
    told = ask(page, meeting)
    assert told.startswith(meeting.answer)
    assert meeting.rule in told
    if meeting.answer == NO:
        assert re.search(r"ce serait oui si", told, re.IGNORECASE)
        assert meeting.path in told
        assert re.search(r"depuis |au-dessus de la communauté : Code", told)
        assert meeting.whom in told.partition("À qui en parler")[2]
        assert f"Comment ces règles changent : {CHANGES[meeting.charter]}" in told
        page.set_viewport_size(PHONE)  # type: ignore[arg-type]
        assert faults_of(page) == []


def test_a_member_proposes_a_change_from_the_refusal_itself(page_of: PersonPage) -> None:
    told = ask(page_of("bruno"), Meeting(MURAT, "bruno", "Allumer – la scie à panneaux", NO, ""))
    assert told.startswith(NO)
    page_of("bruno").get_by_role("link", name="Proposer un changement").first.click()
    expect(page_of("bruno").get_by_role("heading", name="Proposer un changement")).to_be_visible()
    ask(page_of("driss"), MEETINGS[1])
    assert not page_of("driss").get_by_role("link", name="Proposer un changement").count()
