"""LaMednum v1.0.2 as CSV: one line a place, several values joined by « | ».

Lost: kinds, services and audiences that the standard does not name, social networks, status and
dates, the position’s fidelity, the hours’ text, identifiers other than SIRET and RNA.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator

from entrelieux.core.interchange.limits import cut
from entrelieux.core.interchange.places import PlaceRow, Report, report_nothing
from entrelieux.core.interchange.records import PlaceField, Problem
from entrelieux.core.interchange.tabular.cells import guard_cell
from entrelieux.core.words import Vocabulary

F = PlaceField
NO_PIVOT = "00000000000000"
SUMMARY_CHARACTERS = 280
PIVOT = re.compile(r"[a-zA-Z0-9]{9,14}")
POSTCODE = re.compile(r"\d{5}")
INSEE = re.compile(r"([013-9]\d|2[AB1-9])\d{3}")
PHONE = re.compile(r"(\+33|\+590|\+594|\+262|\+596|\+269|\+687|\+689|\+508|\+681)\d{6,9}")
COLUMNS = (
    *("id", "pivot", "nom", "commune", "code_postal", "code_insee", "adresse"),
    *("complement_adresse", "latitude", "longitude", "typologie", "telephone", "courriels"),
    *("site_web", "horaires", "presentation_resume", "presentation_detail", "source"),
    *("itinerance", "structure_parente", "date_maj", "services"),
    *("publics_specifiquement_adresses", "prise_en_charge_specifique", "frais_a_charge"),
    *("dispositif_programmes_nationaux", "formations_labels", "autres_formations_labels"),
    *("modalites_acces", "modalites_accompagnement", "fiche_acces_libre", "prise_rdv"),
)
TEXTS = {
    "nom": F.NAME,
    "commune": F.CITY,
    "code_postal": F.POSTCODE,
    "code_insee": F.INSEE,
    "adresse": F.STREET_ADDRESS,
    "complement_adresse": F.ADDRESS_COMPLEMENT,
    "telephone": F.PHONE,
    "courriels": F.EMAIL,
    "site_web": F.WEBSITE,
    "structure_parente": F.HOLDER,
}
SCHEMES = {
    F.KINDS: "kinds",
    F.SERVICES: "services",
    F.AUDIENCES: "audiences",
    F.ACCESSIBILITY: "accessibility",
    F.FEES: "fees",
    F.LABELS: "labels",
    F.ACCESS: "access",
}
TOLD_WHEN_LOST = frozenset({F.KINDS, F.SERVICES, F.AUDIENCES, F.FEES})
WORD_COLUMNS = {
    F.KINDS: ("typologie",),
    F.SERVICES: ("services",),
    F.AUDIENCES: ("publics_specifiquement_adresses", "prise_en_charge_specifique"),
    F.ACCESSIBILITY: ("prise_en_charge_specifique",),
    F.FEES: ("frais_a_charge",),
    F.LABELS: ("dispositif_programmes_nationaux", "formations_labels"),
    F.ACCESS: ("modalites_acces", "modalites_accompagnement"),
}
# Where one list of ours fills two columns: the words of each (standard v1.0.2, Licence Ouverte).
ALLOWED = {
    "publics_specifiquement_adresses": {
        *("Jeunes", "Étudiants", "Familles et/ou enfants", "Seniors", "Femmes"),
    },
    "prise_en_charge_specifique": {
        *("Surdité", "Handicaps moteurs", "Handicaps mentaux", "Illettrisme"),
        *("Langues étrangères (anglais)", "Langues étrangères (autres)", "Déficience visuelle"),
    },
    "dispositif_programmes_nationaux": {
        *("Aidants Connect", "Bibliothèques numérique de référence", "Certification PIX"),
        *("Conseillers numériques", "Emmaüs Connect", "France Services"),
        *("Grande école du numérique", "La Croix Rouge", "Point d'accès numérique CAF"),
        *("Promeneurs du net", "Relais numérique (Emmaüs Connect)"),
    },
    "modalites_acces": {
        *("Se présenter", "Téléphoner", "Contacter par mail", "Prendre un RDV en ligne"),
        *("Ce lieu n'accueille pas de public", "Envoyer un mail avec une fiche de prescription"),
    },
}
# The standard requires these: an empty one is written and reported, for a person to fill.
REQUIRED = {
    "nom": F.NAME,
    "commune": F.CITY,
    "code_postal": F.POSTCODE,
    "adresse": F.STREET_ADDRESS,
    "date_maj": None,
}
PATTERNS = {
    "code_postal": (POSTCODE, F.POSTCODE),
    "code_insee": (INSEE, F.INSEE),
    "telephone": (PHONE, F.PHONE),
}


def lamednum_parts(
    rows: Iterable[PlaceRow], *, vocabulary: Vocabulary, report: Report = report_nothing
) -> Iterator[bytes]:
    """One part a line, in constant memory."""
    line = io.StringIO()
    writer = csv.DictWriter(line, COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    for row in rows:
        yield line.getvalue().encode()
        line.seek(0)
        line.truncate()
        cells = _checked(row, cells_of(row, vocabulary, report), report)
        writer.writerow({name: guard_cell(cell) for name, cell in cells.items()})
    yield line.getvalue().encode()


def cells_of(
    row: PlaceRow, vocabulary: Vocabulary, report: Report = report_nothing
) -> dict[str, str]:
    """The filled cells of one place, by the standard's names."""
    cells = {
        "id": row.id,
        "pivot": _pivot(row, report),
        **{name: row.text(field) for name, field in TEXTS.items()},
        **_position(row),
        **_presentation(row.text(F.DESCRIPTION)),
        **_words(row, vocabulary, report),
        "horaires": row.hours["osm"],
        "source": row.sources[0].name if row.sources else "",
        "itinerance": _itinerance(row),
        "date_maj": row.updated_at[:10],
        "fiche_acces_libre": row.pairs(F.ACCESSIBILITY).get("page", ""),
    }
    return {name: cell for name, cell in cells.items() if cell}


def _pivot(row: PlaceRow, report: Report) -> str:
    identifiers = row.pairs(F.EXTERNAL_IDS)
    pivot = identifiers.get("siret") or identifiers.get("rna") or ""
    if PIVOT.fullmatch(pivot):
        return pivot
    report(
        row.id,
        Problem("missing_pivot", F.EXTERNAL_IDS, pivot, "Ni SIRET ni RNA : écrivez-en un."),
    )
    return NO_PIVOT


def _position(row: PlaceRow) -> dict[str, str]:
    position = row.position
    return {"latitude": str(position["lat"]), "longitude": str(position["lon"])} if position else {}


def _presentation(description: str) -> dict[str, str]:
    """The whole text when 280 characters hold it; else its first words too, ended by « … »."""
    if len(description) <= SUMMARY_CHARACTERS:
        return {"presentation_resume": description}
    summary = cut(description, SUMMARY_CHARACTERS)
    return {"presentation_resume": summary, "presentation_detail": description}


def _words(row: PlaceRow, vocabulary: Vocabulary, report: Report) -> dict[str, str]:
    """The columns that hold the standard's own words, joined by « | »."""
    welcomed = [name for name, value in row.pairs(F.ACCESSIBILITY).items() if value == "yes"]
    terms: dict[str, list[str]] = {}
    for field, scheme in SCHEMES.items():
        for concept in welcomed if field is F.ACCESSIBILITY else row.texts(field):
            word = vocabulary.lamednum(concept, scheme)
            column = word and _column_of(field, word)
            if column:
                terms.setdefault(column, []).append(word or "")
            elif field in TOLD_WHEN_LOST:
                report(row.id, Problem("cannot_hold", field, concept, "Hors de LaMednum."))
    others = [name for name in row.texts(F.LABELS) if not vocabulary.lamednum(name, "labels")]
    terms["autres_formations_labels"] = [vocabulary.label(name) or name for name in others]
    return {column: "|".join(dict.fromkeys(words)) for column, words in terms.items()}


def _column_of(field: PlaceField, word: str) -> str:
    """Labels, audiences and access are told in two columns each."""
    return next((name for name in WORD_COLUMNS[field] if word in ALLOWED.get(name, {word})), "")


def _itinerance(row: PlaceRow) -> str:
    itinerant = row.values.get(F.ITINERANT)
    return "" if itinerant is None else "Itinérant" if itinerant else "Fixe"


def _checked(row: PlaceRow, cells: dict[str, str], report: Report) -> dict[str, str]:
    """The cells without what the standard's patterns refuse; each refusal is reported."""
    for name, (pattern, field) in PATTERNS.items():
        if name in cells and not pattern.fullmatch(cells[name]):
            wrong = cells.pop(name)
            report(row.id, Problem("cannot_hold", field, wrong, f"Refusé par LaMednum : {name}."))
    for name, required in REQUIRED.items():
        if name not in cells:
            report(row.id, Problem("missing_required", required, "", f"LaMednum exige {name}."))
    return cells
