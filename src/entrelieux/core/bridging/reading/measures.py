"""Measures that a text tells, each by its own words: a diameter, axes, microns, kilos at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import IntEnum
from typing import NamedTuple

from entrelieux.core.bridging.reading.numbers import value_of


class Measure(IntEnum):
    """From the one that tells most: an offer keeps one bound of each side."""

    DIAMETER_MM = 1
    PIECE_G = 2
    AXES = 3
    SHAFTS = 4
    THREADS = 5
    COLOURS = 6
    AMPERES = 7
    KILOWATTS = 8
    DPI = 9
    MICRONS = 10
    BATCH_KG = 11
    BATCH_LITRES = 12
    EUROS = 13
    DAYS = 14
    PEOPLE = 15
    METRES = 16
    KILOS = 17
    LITRES = 18
    PIECES = 19
    GROUP = 20
    PAPER_GSM = 21
    CATTLE = 22
    SHEEP = 23
    HORSES = 24
    BICYCLES = 25
    BOATS = 26
    TABLES = 27
    COMPUTERS = 28
    THIN_MM = 29


class Bound(NamedTuple):
    measure: Measure
    value: float


Found = Iterator[Bound]
NUMBER = r"(\d+(?:[.,]\d+)?)"
_GRAMS = {"g": 1.0, "gramme": 1.0, "gram": 1.0, "kg": 1000.0, "kilo": 1000.0}
_WEIGHT = r"(kg|kilo|gramme|gram|g)s?(?![’'\w])"
_LENGTHS = {
    "mm": 1.0, "cm": 10.0, "centimetre": 10.0, "m": 1000.0, "metre": 1000.0, "meter": 1000.0,
}  # fmt: skip
AT_MOST = r"(?:at most|or less|au plus|au maximum|maximum|maxi?\b)"
NO_MORE = r"pas plus de|n.excede pas|ne depasse pas|au-dela de|beyond|no more than"
UP_TO = rf"(?:jusqu.a|up to|\bto|maximum|maxi?|au plus|at most|limite a|{NO_MORE})(?: de| of)?"

_ROUND = re.compile(
    rf"{NUMBER} ?(mm|cm|centimetre|m|metre|meter)?s?(?![’'\w]) ?(?:de |d.|en |in |au |at the )?"
    r"(?:diametre|diameter|gros bout|au pied|butt end|thick end|across)"
    rf"|(?:diametre|diameter)(?: [a-z’']+){{0,3}}:? ?{NUMBER} ?"
    r"(mm|cm|centimetre|m|metre|meter)?s?(?![’'\w])"
)
# Without a unit what is sawn, turned or thrown is told in centimetres, a bar in millimetres.
_WOODEN = re.compile(
    r"\b(?:bille|grume|tronc|arbre|bois|chene|frene|hetre|sapin|meleze|douglas|noyer|plat|bol|saladier"
    r"|assiette|vase|log|tree|trunk|oak|ash|beech|bowl|plate|gros bout|butt end)"
)
LEAST_ROUND_MM = 30.0  # under this it is a nozzle or a drill
PIECE_ASKED = re.compile(
    rf"\bde {NUMBER} ?{_WEIGHT}(?! d)"
    rf"|{NUMBER} ?{_WEIGHT} (?:chacune?|each|apiece|a piece|la piece|piece|par piece)"
    rf"|(?:an?|une?) \w+, (?:about |around |environ )?{NUMBER} ?{_WEIGHT}"
)
PIECE_GIVEN = re.compile(
    rf"{NUMBER} ?{_WEIGHT} (?:shot )?{AT_MOST}"
    rf"|(?:pieces?|objets?|pains?|castings?|parts?|shots?) (?:{UP_TO}|de) {NUMBER} ?{_WEIGHT}"
    rf"|{NUMBER} ?{_WEIGHT} (?:par|per) (?:injection|piece|moulee|shot)"
)
_COUNTED_PARTS = {
    Measure.AXES: re.compile(r"\b([2-9])[ -]ax(?:es|is)\b"),
    Measure.SHAFTS: re.compile(r"\b(\d{1,2})[ -](?:cadres|lames|shafts?|harness\w*)\b"),
    Measure.THREADS: re.compile(r"\b(?:[2-9] (?:et|ou|and|or|a) )?([2-9])[ -](?:fils|threads?)\b"),
    Measure.COLOURS: re.compile(
        r"\b(\d{1,2})[ -](?:couleurs?|colou?rs?)\b(?! (?:de fils?|of thread|au choix|disponibles))"
    ),
    Measure.CATTLE: re.compile(
        r"\b(\d{1,2}) (?:bovins|vaches|genisses|veaux|taureaux|boeufs|cows|calves|cattle|heifers)\b"
    ),
    Measure.SHEEP: re.compile(
        r"\b(\d{1,3}) (?:de )?(?:brebis|moutons|agneaux|chevres|sheep|ewes|lambs|goats)\b"
    ),
    Measure.HORSES: re.compile(
        r"\b(\d{1,2}) (?:chevaux|poneys|anes|juments|horses|ponies|donkeys)\b"
    ),
    Measure.BICYCLES: re.compile(r"\b(\d{1,2}) (?:de )?(?:velos|bicyclettes|vtt|bikes|bicycles)\b"),
    Measure.BOATS: re.compile(r"\b(\d{1,2}) (?:canoes|kayaks|barques|boats|bateaux|paddles)\b"),
    Measure.TABLES: re.compile(r"\b(\d{1,3}) (?:de )?(?:grandes |longues |long )?tables\b"),
    Measure.COMPUTERS: re.compile(
        r"\b(\d{1,3}) (?:d.)?(?:ordinateurs|laptops|computers|tablettes|tablets|chromebooks)\b"
    ),
    Measure.KILOWATTS: re.compile(rf"{NUMBER} ?(?:kw|kva|kilowatts?)\b"),
    Measure.DPI: re.compile(r"\b(\d{2,5}) ?(?:dpi|ppp)\b"),
}
CARRIED = frozenset({
    Measure.CATTLE, Measure.SHEEP, Measure.HORSES, Measure.BICYCLES, Measure.BOATS, Measure.TABLES,
    Measure.COMPUTERS,
})  # fmt: skip
_PAPER = re.compile(
    r"\b(?:papier|paper|carton|cartes?|cards?|flyers?|affiches?|posters?|faire-part|invitations?)\b"
)
_GSM = re.compile(r"\b(\d{2,3}) ?(?:g|gsm|grammes|grams)\b")
_WOVEN = re.compile(r"\b(?:metier|tiss\w+|weav\w*|wove\w*|looms?)\b")
SEWN = re.compile(r"\b(?:surj\w+|overlock\w*|serger\w*|recouvreuse|coverlock)\b")
# What prints its colours by turns has no most.
BY_TURNS = re.compile(
    r"\b(?:riso\w*|duplicopieur\w*|presses?|press|letterpress|typo\w*|linogravure)\b"
)
_AMPERES = re.compile(r"\b(\d{2,3}) ?(?:A\b|[Aa]mps?\b|[Aa]mp[eè]res?\b)(?! \d)")
_SPELLED_AMPERES = re.compile(r"\b(\d{2,3}) ?(?:amperes?|amps?)\b")
MEASURING = re.compile(
    r"\b(?:precis\w+|mesur\w+|measur\w+|metrolog\w+|scan\w*|accura\w+|palp\w+)\b"
)
_PARTS_UM = {"centieme": 10.0, "dixieme": 100.0}  # of a millimetre
_FINE = re.compile(
    rf"{NUMBER} ?(?:[µμu]m|microns?|micrometres?)\b|\b(?:au|(\d)) (centieme|dixieme)s?\b"
)


def rounds(plain: str) -> Found:
    for found in _ROUND.finditer(plain):
        number, unit = (found[1], found[2]) if found[1] else (found[3], found[4])
        scale = _LENGTHS[unit] if unit else (10.0 if _WOODEN.search(plain) else 1.0)
        yield Bound(Measure.DIAMETER_MM, value_of(number) * scale)


def pieces(pattern: re.Pattern[str], plain: str) -> Found:
    for groups in pattern.findall(plain):
        number, unit = next(pair for pair in zip(groups[::2], groups[1::2], strict=True) if pair[0])
        yield Bound(Measure.PIECE_G, value_of(number) * _GRAMS[unit])


def parts(plain: str) -> Found:
    plain = re.sub(r"\b(?:une?|one|single)(?=[ -](?:couleur|colou?r)\b)", "1", plain)
    for measure, pattern in _COUNTED_PARTS.items():
        if measure != Measure.SHAFTS or _WOVEN.search(plain):
            yield from (Bound(measure, value_of(one)) for one in pattern.findall(plain))


def paper(plain: str) -> Found:
    if _PAPER.search(plain):
        yield from (Bound(Measure.PAPER_GSM, value_of(one)) for one in _GSM.findall(plain))


def amperes(plain: str, text: str) -> Found:
    for one in (*_AMPERES.findall(text), *_SPELLED_AMPERES.findall(plain)):
        yield Bound(Measure.AMPERES, value_of(one))


def microns(plain: str) -> Found:
    """Finer is better: of what a need asks the finest, of what an offer gives too."""
    found = [
        value_of(number) if number else _PARTS_UM[part] * float(times or 1)
        for number, times, part in _FINE.findall(plain)
    ]
    if found:
        yield Bound(Measure.MICRONS, min(found))
