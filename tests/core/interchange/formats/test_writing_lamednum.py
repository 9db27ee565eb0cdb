"""LaMednum v1.0.2, checked against facts of its schema (Licence Ouverte)."""

import csv
import io
import re
from collections.abc import Iterable

from hypothesis import given, settings

from entrelieux.core.interchange.lamednum.write import COLUMNS, lamednum_parts
from entrelieux.core.interchange.places import Credit, PlaceRow
from entrelieux.core.interchange.records import PlaceField as F
from entrelieux.core.interchange.tabular.cells import unguard_cell
from entrelieux.core.words import load_core
from tests.core.interchange.formats.rows import COCOTTE, PLACES

FIELDS = [
    "id",
    "pivot",
    "nom",
    "commune",
    "code_postal",
    "code_insee",
    "adresse",
    "complement_adresse",
    "latitude",
    "longitude",
    "typologie",
    "telephone",
    "courriels",
    "site_web",
    "horaires",
    "presentation_resume",
    "presentation_detail",
    "source",
    "itinerance",
    "structure_parente",
    "date_maj",
    "services",
    "publics_specifiquement_adresses",
    "prise_en_charge_specifique",
    "frais_a_charge",
    "dispositif_programmes_nationaux",
    "formations_labels",
    "autres_formations_labels",
    "modalites_acces",
    "modalites_accompagnement",
    "fiche_acces_libre",
    "prise_rdv",
]


def one_of(*words: str) -> str:
    choice = "|".join(re.escape(word) for word in words)
    return rf"(?:(?:^|\|)(?:{choice}))+"


PATTERNS = {
    "pivot": r"[a-zA-Z0-9]{9,14}",
    "code_postal": r"\d{5}",
    "code_insee": r"([013-9]\d|2[AB1-9])\d{3}",
    "telephone": r"(\+33|\+590|\+594|\+262|\+596|\+269|\+687|\+689|\+508|\+681)(\d){6,9}",
    "itinerance": one_of("Itinérant", "Fixe"),
    "presentation_resume": r"(?s).{0,280}",
    "services": one_of(
        "Aide aux démarches administratives",
        "Maîtrise des outils numériques du quotidien",
        "Insertion professionnelle via le numérique",
        "Utilisation sécurisée du numérique",
        "Parentalité et éducation avec le numérique",
        "Loisirs et créations numériques",
        "Compréhension du monde numérique",
        "Accès internet et matériel informatique",
        "Acquisition de matériel informatique à prix solidaire",
    ),
    "publics_specifiquement_adresses": one_of(
        "Jeunes", "Étudiants", "Familles et/ou enfants", "Seniors", "Femmes"
    ),
    "prise_en_charge_specifique": one_of(
        "Surdité",
        "Handicaps moteurs",
        "Handicaps mentaux",
        "Illettrisme",
        "Langues étrangères (anglais)",
        "Langues étrangères (autres)",
        "Déficience visuelle",
    ),
    "frais_a_charge": one_of("Gratuit", "Gratuit sous condition", "Payant"),
    "dispositif_programmes_nationaux": one_of(
        "Aidants Connect",
        "Bibliothèques numérique de référence",
        "Certification PIX",
        "Conseillers numériques",
        "Emmaüs Connect",
        "France Services",
        "Grande école du numérique",
        "La Croix Rouge",
        "Point d'accès numérique CAF",
        "Promeneurs du net",
        "Relais numérique (Emmaüs Connect)",
    ),
    "formations_labels": one_of(
        "Formé à « Mon Espace Santé »",
        "Formé à « DUPLEX » (illettrisme)",
        "Arnia/MedNum BFC (Bourgogne-Franche-Comté)",
        "Collectif ressources et acteurs réemploi (Normandie)",
        "Étapes numériques(La Poste)",
        "Fabriques de Territoire",
        "Les Éclaireurs du numérique (Drôme)",
        "Mes Papiers (Métropole de Lyon)",
        "ORDI 3.0",
        "SUD LABS (PACA)",
    ),
    "modalites_acces": one_of(
        "Se présenter",
        "Téléphoner",
        "Contacter par mail",
        "Prendre un RDV en ligne",
        "Ce lieu n'accueille pas de public",
        "Envoyer un mail avec une fiche de prescription",
    ),
    "modalites_accompagnement": one_of(
        "En autonomie", "Accompagnement individuel", "Dans un atelier collectif", "À distance"
    ),
}


def lines_of(
    rows: Iterable[PlaceRow], told: list[tuple[str, str]] | None = None
) -> list[dict[str, str]]:
    heard = told if told is not None else []
    parts = lamednum_parts(
        rows,
        vocabulary=load_core(),
        report=lambda place, problem: heard.append((place, problem.code)),
    )
    text = b"".join(parts).decode()
    return [
        {name: unguard_cell(cell) for name, cell in line.items()}
        for line in csv.DictReader(io.StringIO(text, newline=""))
    ]


def concepts(scheme: str) -> list[str]:
    return [concept.id for concept in load_core().scheme(scheme)]


RICH = PlaceRow(
    "r1chc4rd0",
    {
        **COCOTTE.values,
        F.KINDS: concepts("kinds"),
        F.SERVICES: concepts("services"),
        F.AUDIENCES: concepts("audiences"),
        F.FEES: concepts("fees"),
        F.LABELS: concepts("labels"),
        F.ACCESS: concepts("access"),
        F.ACCESSIBILITY: dict.fromkeys(concepts("accessibility"), "yes"),
        F.EXTERNAL_IDS: {"siret": "12345678900011"},
        F.DESCRIPTION: "mot " * 100,
    },
    updated_at="2026-03-02T10:00:00",
    sources=(Credit("Hinaura", "ODbL 1.0", "Hinaura"),),
)


def test_the_columns_are_the_standard_s() -> None:
    assert list(COLUMNS) == FIELDS


def test_every_word_of_ours_becomes_one_of_the_standard_s_or_none() -> None:
    (line,) = lines_of([RICH])
    wrong = {
        name: line[name]
        for name, pattern in PATTERNS.items()
        if line[name] and not re.fullmatch(pattern, line[name])
    }
    assert wrong == {}
    filled = [name for name in PATTERNS if line[name]]
    assert filled == list(PATTERNS)
    assert line["date_maj"] == "2026-03-02"
    assert len(line["services"].split("|")) == 9
    assert line["presentation_resume"] == "mot " * 68 + "mot…"


def test_a_place_without_siret_gets_zeros_and_is_told() -> None:
    told: list[tuple[str, str]] = []
    (line,) = lines_of([COCOTTE], told)
    assert line["pivot"] == "00000000000000"
    assert (COCOTTE.id, "missing_pivot") in told


def test_what_the_standard_requires_and_the_card_lacks_is_told() -> None:
    told: list[tuple[str, str]] = []
    lines_of([PlaceRow("x", {F.NAME: "n", F.EXTERNAL_IDS: {"rna": "W123456789"}})], told)
    assert told == [("x", "missing_required")] * 4


def test_a_foreign_number_is_refused_and_told() -> None:
    told: list[tuple[str, str]] = []
    (line,) = lines_of([PlaceRow("x", {**COCOTTE.values, F.PHONE: "+41441234567"})], told)
    assert line["telephone"] == ""
    assert ("x", "cannot_hold") in told


@settings(max_examples=60)
@given(PLACES)
def test_any_card_gives_a_line_that_the_patterns_accept(row: PlaceRow) -> None:
    (line,) = lines_of([row])
    assert {
        name: line[name]
        for name, pattern in PATTERNS.items()
        if line[name] and not re.fullmatch(pattern, line[name])
    } == {}
