"""Sizes and numbers of people that a text gives: « plexi de 120 x 60 », « une quarantaine »."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from entrelieux.core.bridging.reading.numbers import in_measures, value_of
from entrelieux.core.text.folding import strip_accents

_NUMBER = r"(\d+(?:[.,]\d+)?)"
_UNIT = r"(mm|cm|centimet(?:re|er)s?|m(?:et(?:re|er)s?)?)?"
_SIDE = r"(?:(?:de |d.)?(?:large|long|haut|wide|long|high|largeur|hauteur|longueur)\s*)?"
_PLATE = re.compile(rf"{_NUMBER}\s*{_UNIT}\s*{_SIDE}(?:x|×|\*|par|sur|by)\s*{_NUMBER}\s*{_UNIT}\b")
_LENGTH = re.compile(rf"{_NUMBER}\s*(mm|cm|centimetres?|m|metres?|meters?)\b(?!\s*²)")
# « 35 de large » is in centimetres, « largeur 410 » in millimetres.
_WIDE = re.compile(
    rf"{_NUMBER} ?{_UNIT} (?:de |d.|en )?(?:large(?:ur)?|laize|wide|weaving width|width|across)\b"
    rf"|\b(?:largeur|laize|width)(?: (?:utile|de|of|maxi|maximum|jusqu.a|up to|passage)){{0,3}}:?"
    rf" {_NUMBER}\s*{_UNIT}\b"
)
_MM = {"mm": 1.0, "cm": 10.0, "m": 1000.0}
_NO_UNIT_MM = 250  # a number from here on is in millimetres, below in centimetres
# How many a place takes; a need names those whom it brings by other words too.
_SEATS = (
    r"personnes?|places?|eleves?|participants?|people|seats?|fauteuils?|pers|couverts?|enfants?"
    r"|kids|children|pupils|students|invites|guests|adherents|associes|collegiens|lyceens|ados"
    r"|societaires|convives|curieux|auditeurs|habitants|villageois|assis|assises"
    r"|benevoles|salaries|postes|desks|membres|members|spectateurs|chaises|stagiaires|assiettes"
    r"|sieges|couchages|lits|beds|bunks|berths|chairs|diners|covers|players|joueurs|adultes|adults"
    r"|etudiants|seated|sitting|debout|standing|duvets|matelas"
)
_BROUGHT = (
    r"|copains|copines|amis|amies|friends|cousins|cousines|choristes|chanteurs|singers|musiciens"
    r"|musicians|danseurs|danseuses|dancers|marcheurs|marcheuses|hikers|walkers|pelerins|pilgrims"
    r"|passagers|passengers|voyageurs|internes|scouts|retraites|seniors|voisins|neighbours"
    r"|collegues|colleagues|delegues|apprentis|femmes|hommes|women|men|parents|gamins|gosses"
    r"|mamans|meres|peres|supporters|licencies|athletes|randonneurs|cyclistes|cyclists|campers"
    r"|comediens|actors|anciens|aines|jeunes|listeners|visitors|visiteurs|delegates|trainees"
    r"|bouches|tetes|souls|of us|d entre nous|a table|a dormir|a manger"
)
_NO_UNIT = (
    r"(?! (?:km|m|m2|m²|cm|h|heures?|hours?|jours?|days?|ans|years|kg|kilos?|min|minutes|euros|€"
    r"|semaines?|weeks?|mois|months?|nuits?|nights?|metres?|carres|litres?|fois|times|soirs?))"
)
_GATHER = (
    r"reunir|retrouver|feter|manger|diner|dejeuner|dormir|loger|coucher|cuisiner|repeter|danser"
    r"|chanter|tenir|tient|voir|partir|part|voyager|venir|arrivent|arrive|tenons|repete|repas|reunion"
    r"|repetition|assemblee|table|soiree|gouter|anniversaire|travaille|bosser|meet|gather"
)
_ADJECTIVE = r"(?:\s+(?:de|d|of|petite?s?|jeunes?|young|grande?s?|small|bon(?:ne)?s))?"
_IS_PEOPLE = re.compile(rf"(?:{_SEATS}{_BROUGHT})")
# « à partir de dix personnes » is no most.
_PEOPLE = re.compile(
    r"(?<!a partir de )(?<!au moins )(?<!at least )(?<!minimum )(?<!minimum de )(?<!minimum of )"
    rf"(?<!\d)(\d{{1,4}}){_ADJECTIVE}\s+(?:{_SEATS})\b"
    r"(?! (?:minimum|mini|au moins|at least|or more))"
    r"|\b(?:salle|room|jauge|capacite|capacity|seats|sleeps|holds)"
    r" (?:(?:de|of|for|pour|maximum|maxi|max|jusqu a|up to) ){0,2}(\d{1,4})\b"
    r"(?! (?:m|m2|m²|metres?|ans|ha)\b)"
)
_PEOPLE_ASKED = re.compile(
    rf"\b(\d{{1,4}}){_ADJECTIVE}\s+(?:{_SEATS}{_BROUGHT})\b"
    r"|\b(?:nous sommes|on est|on sera|nous serons|we are|we will be|there are|loger|coucher"
    r"|asseoir|reunir|accueillir|heberger|sleep|seat|host)"
    r" (?:a |au moins |about |environ |some |pres de |jusqu a )?(\d{1,4})\b"
    rf"{_NO_UNIT}"
    # « Salle pour cent », « a hall for two hundred ».
    r"|\b(?:salle|piece|lieu|endroit|local|table|repas|banquet|buffet|diner|dejeuner|gouter|gite"
    r"|dortoir|hebergement|couchage|chapiteau|minibus|bus|car|vehicule|place|concert|spectacle"
    r"|assemblee|reunion|fete|assis|debout|room|hall|venue|space|meal|dinner|lunch|supper|meeting"
    r"|bus|coach|tent|seats?|beds?|concert|show)(?: [a-z]+){0,2} (?:pour|for|de|of) (\d{1,4})\b"
    rf"{_NO_UNIT}"
    # « Fêter nos trente ans à quarante », « se réunir à huit, ».
    rf"|\b(?:{_GATHER})(?: [\w|]+){{0,6}}? a (\d{{1,3}})"
    r"(?= (?:\||dans|autour|dont|avec|chez|pour|on )|$)"
    r"|(?:^|\| )a (\d{1,3})(?= (?:\||on ))"
    # « Nous serons une quarantaine », « thirty-five of us ».
    r"|\b(?:serons|seront|sera|sommes|there will be|will be|we are|being) (\d{1,4})"
    r"(?= (?:\||a |et |dans|pour)|$)"
    r"|\b(?:chorale|groupe|troupe|choir|group|band|party|class)"
    r" (?:de|d|of) (?:une |about )?(\d{1,4})\b"
)
_JOINT = re.compile(r"['’-]")
_BREAK = re.compile(r"[^\w\s]+")
_ROLL = re.compile(
    r"\b(?:roll|rouleaux?|traceurs?|plotters?|laize|baches?|banners?)\b", re.IGNORECASE
)
# ISO 216; « niveau A2 » is no sheet.
_SHEETS = re.compile(r"(?<!niveau )(?<!level )(?<!road )(?<!autoroute )\bA([0-5])\b(?![/-])")
_A0 = (1189.0, 841.0)
# A machine that gives one length bounds what it takes by it; a roll has no end.
_BED = re.compile(
    r"(?:jusqu.?a|up to|maxi?(?:mum)?|courses?|entre.?pointes?|longueur|table|plateau|bed|passage"
    r"|capacite|tole|pliage|cintrage)\s*(?:\w+\s+){0,2}?"
    r"(\d+(?:[.,]\d+)?)\s*(mm|cm|m|metres?|meters?)\b(?!\s*(?:d.epais|de haut|de diam|thick|high))"
    r"|(\d+(?:[.,]\d+)?)\s*(mm|cm|m|metres?|meters?)\s*(?:au plus|au maximum|maxi?(?:mum)?\b"
    r"|at most|or less|entre pointes|de long(?:ueur)?|long\b)"
)
_DAY_LONG = frozenset({"24 sur 24", "7 sur 7", "6 sur 7", "5 sur 7", "2 par 2", "1 sur 2"})
_FEW_METRES = 16.0  # « 80 sur 2 m »: the first is in centimetres
_LEAST_BED_MM = 60.0  # under this it is a thickness
_LONGEST_MM = 15_000.0  # beyond, it is a way to go


class Plate(NamedTuple):
    """Two sides in millimetres, the long one first."""

    long_mm: float
    short_mm: float

    def holds(self, other: Plate) -> bool:
        return other.long_mm <= self.long_mm and other.short_mm <= self.short_mm


def plates_in(text: str) -> tuple[Plate, ...]:
    """« 600 x 900 », « 120x60 cm », « 1300 × 900 mm », « A2 »; a number without unit is guessed."""
    return (*_plates(in_measures(text)), *map(_sheet, _SHEETS.findall(text)))


def beds_in(text: str, *, is_machine: bool) -> tuple[Plate, ...]:
    """What an offer takes. A roll bounds one side of a sheet; a machine that only says how long
    (« jusqu’à 60 cm ») takes nothing longer, one that says how wide nothing wider."""
    is_roll = bool(_ROLL.search(strip_accents(text)))
    if plates := plates_in(text):
        sheets = {_sheet(rank) for rank in _SHEETS.findall(text)} if is_roll else set()
        return tuple(Plate(_LONGEST_MM, one.short_mm) if one in sheets else one for one in plates)
    if is_machine and (width := width_in(text)):
        return (Plate(_LONGEST_MM, width),)
    found = (
        value_of(one or other) * (_scale(unit or last) or 0.0)
        for one, unit, other, last in _BED.findall(in_measures(text))
    )
    longest = max((one for one in found if one >= _LEAST_BED_MM), default=0.0)
    return (Plate(longest, longest),) if longest and is_machine and not is_roll else ()


def _sheet(rank: str) -> Plate:
    """Each sheet is half of the one before: « A2 » is 594 × 420 mm."""
    long, short = _A0
    for _ in range(int(rank)):
        long, short = short, long // 2
    return Plate(long, short)


def width_in(text: str) -> float:
    """The widest that a text says, in millimetres, 0 when it does not."""
    found = (
        _bare(one or other, unit or last)
        for one, unit, other, last in _WIDE.findall(_PLATE.sub(" ", in_measures(text)))
    )
    return max((one for one in found if _LEAST_BED_MM <= one <= _LONGEST_MM), default=0.0)


def _bare(number: str, unit: str) -> float:
    value = value_of(number)
    return value * (_scale(unit) or (1.0 if value >= _NO_UNIT_MM else 10.0))


def _plates(plain: str) -> Iterator[Plate]:
    for found in _PLATE.finditer(plain):
        first, unit, second, last_unit = found.groups()
        if found[0] in _DAY_LONG:
            continue
        scale = _scale(last_unit) or (1.0 if _largest(first, second) >= _NO_UNIT_MM else 10.0)
        is_far = not unit and scale == _MM["m"] and value_of(first) >= _FEW_METRES
        sides = (
            value_of(first) * (10.0 if is_far else _scale(unit) or scale),
            value_of(second) * scale,
        )
        if min(sides) > 0:
            yield Plate(max(sides), min(sides))


def _scale(unit: str | None) -> float | None:
    if not unit:
        return None
    return _MM[unit] if unit in _MM else _MM["cm" if unit.startswith("c") else "m"]


def _largest(*numbers: str) -> float:
    return max(value_of(number) for number in numbers)


def lengths_in(text: str) -> tuple[float, ...]:
    """The single lengths that a text gives, in millimetres; those of plates, and what is long
    enough to be a way to go, are left out."""
    bare = _PLATE.sub(" ", in_measures(text))
    found = (value_of(one[1]) * (_scale(one[2]) or 0.0) for one in _LENGTH.finditer(bare))
    return tuple(one for one in found if one <= _LONGEST_MM)


def people_in(text: str) -> int | None:
    """The largest number of people, or of seats, that a text gives."""
    found = _PEOPLE.findall(_counted(text))
    return max((int(one or other) for one, other in found), default=None)


def is_people(word: str) -> bool:
    """Whether a plural is of persons, or of what seats or beds them."""
    return bool(_IS_PEOPLE.fullmatch(word))


def people_asked(text: str) -> int | None:
    """The same of a need: « nous sommes trente », « cinquante copains »."""
    found = _PEOPLE_ASKED.findall(_counted(text))
    return max((int("".join(one)) for one in found), default=None)


def _counted(text: str) -> str:
    """Words and figures; « entre midi et deux, lycéens » are no two pupils."""
    return _BREAK.sub(" | ", _JOINT.sub(" ", in_measures(text)))
