"""The clauses of a sentence of hours, in order."""

from __future__ import annotations

import re

from entrelieux.core.hours.days import groups_of
from entrelieux.core.hours.normalise import normalise, readable
from entrelieux.core.hours.times import RANGE, Span, spans_of

_CLAUSE = re.compile(
    r"\s*(?:;|(?<!\d)\.\s"
    r"|,?\s(?=sauf (?!vacances|pendant))"
    r"|(?:[.,]?\s|(?<=\)))(?=ferme\w* (?:la|le|les|du|au|pendant|en|l'|tous|durant|entre)\b)"
    r"|\s(?=(?:durant|pendant|en|en dehors|hors|horaires d'ete|horaires de) [^;:]{0,40}:)"
    r"|\s(?=(?:en periode scolaire|(?:durant|pendant) (?:les )?(?:vacances|conges)) *:))\s*"
)
# « (vendredi 17h) », « (17h pendant les vacances) »: what changes the hours told before it.
_ASIDE = re.compile(
    r"\(([^()]*(?:ferme|sauf|vacances|jusqu'a|uniquement l|seulement l)[^()]*"
    r"|\w+di \d{1,2} ?h ?\d*|[^()]*\ba partir de \d{1,2} ?h[^()]*|\d{1,2} ?h ?\d* (?:le|les) \w+)\)"
)
_STAFF = re.compile(r"\b(?:mais )?(?:secretariat|comptabilite|(?:permanence|accueil)s? tel)")
_EXCEPTION = re.compile(r"^(?:sauf\b|hors des)|\bferme")


def clauses_of(text: str) -> list[str]:
    """Normalised; times that stand alone belong to the days of the clause before.

    >>> clauses_of("Lundi au vendredi :\\n9h-12h (vendredi 11h). Fermé le mardi")
    ['lundi au vendredi 9h-12h', 'vendredi 11h', 'ferme le mardi']
    """
    plain = " ; ".join(filter(None, map(normalise, readable(text).split("\n"))))
    clauses: list[str] = []
    apart = _ASIDE.sub(r" ; \1 ; ", _STAFF.split(plain)[0])
    for clause in (part.strip(" ,.:") for part in _CLAUSE.split(apart)):
        alone = spans_of(clause) and not groups_of(clause) and clause[0].isdigit()
        if clause and clauses and alone:
            clauses[-1] += f" {clause}"
        elif clause:
            clauses.append(clause)
    return clauses


def is_exception(clause: str) -> bool:
    """Does it change what was told, rather than tell hours?"""
    return bool(_EXCEPTION.search(clause)) and (
        not spans_of(clause) or clause.startswith(("sauf", "ferme"))
    )


def ends_with_times(before: str) -> bool:
    """« 9h-12h et 14h-17h du lundi au vendredi », not « 9h-12h, 17h30 le mercredi »."""
    return bool(spans_of(before)) and not re.search(r"(?:,|\()\s*\d+ ?h\w*[^-a-z]*$", before)


def holidays_at_the_end(clause: str) -> tuple[str, list[Span]]:
    """« … de 9h-12h et de 14h-17h pendant les vacances »: after the hours of term, others."""
    match = re.search(
        r" (?:pendant|durant|en) (?:les |periode de )?(?:vacances|conges)\b.*$", clause
    )
    ranges = list(RANGE.finditer(clause[: match.start()])) if match else []
    starts = [span.start for r in ranges for span in spans_of(r[0])]
    restart = next((n for n in range(1, len(starts)) if starts[n] < starts[n - 1]), None)
    if restart is None or len(starts) != len(ranges):
        return clause, []
    cut = ranges[restart].start()
    return clause[:cut], spans_of(clause[cut:])
