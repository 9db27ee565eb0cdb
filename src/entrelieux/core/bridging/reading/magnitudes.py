"""How hot, how thick, how large: what a need asks for and the most that an offer gives."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from entrelieux.core.bridging.reading.measures import NO_MORE, NUMBER
from entrelieux.core.bridging.reading.numbers import fold_kept, in_measures, ungrouped, value_of

_DEGREES = re.compile(r"(\d{3,4})\s*(?:°|degres|degrees|celsius)")
_CONE = re.compile(r"\bcone\s*(\d{1,2})\b")
# Orton cones, large, at 60 °C an hour (https://www.ortonceramic.com).
_CONES = {4: 1162, 5: 1186, 6: 1222, 7: 1239, 8: 1249, 9: 1260, 10: 1285, 11: 1294}
_FIRED = re.compile(r"\b(?:email|emaux|gres|glaz\w+|cui\w+|biscui\w+|fir(?:e|ing)|stoneware)\b")
_BARE_HEAT = re.compile(
    r"\b(?:a|to|at|above|au-dessus de|depasse(?: pas)?)\s*(9\d\d|1[0-3]\d\d)\b"
    r"(?! ?(?:l|litres?|kg|€|euros)\b)"
)
_TIMES = re.compile(
    r"(?<!\d\s)\bx\s?(\d{2,6})\b|\b(?:grandissement|grossissement|magnification)\s*(?:de|of)?\s*(\d{2,6})"
)
_LENGTH = rf"{NUMBER}\s*(mm|millimetres?|cm|centimetres?)\b"
_THICK = re.compile(rf"(?:d |de |of |epaisseur |thick(?:ness)? )?{NUMBER}\s*(mm|millimetres?)\b")
# In centimetres it is a thickness when that is said, or of wood and stone: « du hêtre de 3 cm ».
_SAID_THICK = re.compile(
    rf"(?:epaisseur|thickness)\w*(?: \w+){{0,2}} {_LENGTH}"
    rf"|{_LENGTH}[^a-z0-9]*(?:d|de|en)?[^a-z0-9]*(?:epaisseur|thick)"
)
_SOLID = (
    r"(?:bois|chene|hetre|frene|sapin|noyer|oak|beech|pin|ardoise|slate|granit|marbre|marble|pierre"
    r"|mousse|foam|liege)"
)
_SHEET = (
    r"(?:tole|verre|vitrage|vitre|glace|miroir|contreplaque|plywood|plexi\w*|pmma|acrylique|inox|acier|steel"
    r"|alu\w*|laiton|brass|cuivre|copper|cuir|leather|carton|mdf|medium|feutre|felt|caoutchouc"
    r"|polycarbonate|dibond|zinc|carrelage|gres)"
)
_NO_SIDE = (
    r"(?! ?(?:de |d.|en |in )?(?:large|long|haut|diam|wide|tall|high|x\b|sur|par|cm|centi|m\b|m2"
    r"|metres?|ans|kg|kilos?|tonnes?|litres?|[a-z]+s\b)|[\d.,]*\d| ?[x×²³%€°])"
)
# « de l’inox de 3 », « du verre de 12 »: millimetres.
_MATTER_THICK = re.compile(
    rf"\b{_SOLID}s? (?:\w+ )?(?:de |d.|of ){NUMBER} ?(cm|centimetres?)\b{_NO_SIDE}"
    rf"|\b(?:{_SHEET}|{_SOLID})s? (?:\w+ )?(?:de |d.|of ){NUMBER}(?: ?(mm|millimetres?)\b)?"
    rf"{_NO_SIDE}"
)
_THICKEST_BARE = 60.0  # mm; beyond, it is a side
_MOST_THICK = re.compile(
    rf"(?:jusqu.?a|\bto|maxi?(?:mum)?|≤|{NO_MORE}"
    rf"|hauteur de coupe(?: de)?|de \d+ a)\s*(?:de\s*)?{_LENGTH}"
    rf"|{_LENGTH}\s*(?:au plus|au maximum|maxi?(?:mum)?\b|at most|or less)"
)
_MOST_THICKNESS = 200.0  # mm; beyond, it is a length
_PLATE = re.compile(r"\d+\s*(?:x|×|par|by)\s*\d+(?:\s*mm)?")


# « 500 kg au m² » is what a floor bears of each, « 300 l par jour » what is done by turns.
_NO_EACH = (
    r"(?! ?(?:au|par|per|an?|/) ?(?:m2\b|m²|metre carre|square|heure|hour|jour|day|matinee|h\b)"
    r"| ?a l.heure)"
)
_LOAD = re.compile(
    rf"{NUMBER}\s*(kg\b|kilos?\b|kilogram\w*|tonnes?\b|tons?\b|t(?![-’'\w])){_NO_EACH}"
)
_VOLUME = re.compile(
    rf"{NUMBER}\s*(m3|m³|metres? cubes?|cubic met\w+|litres?|liters?|hectolitres?|hl|l)"
    rf"(?![’'a-z0-9]){_NO_EACH}"
)
_LITRES = {"l": 1.0, "h": 100.0, "m": 1000.0, "c": 1000.0}
_AREA = re.compile(rf"{NUMBER}\s*(m2|m²|metres? carres?|square met\w+|ha|hectares?)(?![a-z0-9])")
_HECTARE_M2 = 10_000.0
_METRES = rf"{NUMBER}\s*(m|metres?|meters?)\b(?! ?[²³23])"
_HIGH = (
    r"(?:monte|montent|linteau|lintel|faitage|eaves|de haut|haut de|hauteur|plafond|high|height"
    r"|headroom|ceiling|tall)"
)
_HEIGHT = re.compile(
    rf"{_METRES}[^a-z0-9.;]*(?:sous |de |en |of )?{_HIGH}"
    rf"|{_HIGH}(?: [a-z]+){{0,2}}[ :]+(?:a |de |of |at )?{_METRES}"
    rf"|en hauteur\b.{{0,40}}\b(?:au moins|minimum) {_METRES}"
)
_VOLTS = re.compile(r"\b(230|220|240|380|400|415)\s*(?:v|volts?)\b")
_THREE_PHASE = re.compile(r"\b(?:triphase\w*|three[ -]phase|prise rouge|courant fort)\b")
_ONE_PHASE = re.compile(r"\b(?:monophase\w*|single[ -]phase)\b")


class Magnitudes(NamedTuple):
    """Degrees Celsius, times (of a microscope), millimetres of thickness, kilograms, litres, square
    metres, metres of height, volts; 0 when not said."""

    celsius: float = 0.0
    times: float = 0.0
    thick_mm: float = 0.0
    load_kg: float = 0.0
    litres: float = 0.0
    area_m2: float = 0.0
    height_m: float = 0.0
    volts: float = 0.0


def asked(text: str) -> Magnitudes:
    """The most that a need asks for."""
    plain = _PLATE.sub(" ", in_measures(text))
    thick = [_millimetres(*found) for found in _THICK.findall(plain)]
    thick += [_first_length(found) for found in _SAID_THICK.findall(plain)]
    thick += [
        length
        for solid, other, number, unit in _MATTER_THICK.findall(plain)
        if (length := _millimetres(number or solid, unit or other)) <= _THICKEST_BARE
    ]
    return _magnitudes(plain, thick)


def given(text: str) -> Magnitudes:
    """The most that an offer gives; a thickness only when it says that it is the most."""
    plain = in_measures(text)
    return _magnitudes(plain, [_first_length(found) for found in _MOST_THICK.findall(plain)])


_LIFTS = re.compile(
    r"\b(?:palans?|ponts?|levage|treuils?|gerbeurs?|grues?|chevre|crics?|transpalettes?"
    r"|elevateurs?|chariots?|tables? elevatrices?|bascules?|balances?|hoists?|cranes?|winch\w*"
    r"|lifts?|forklifts?|jacks?|pallet trucks?|scales?)\b"
)


def lifts(text: str) -> bool:
    """Whether a machine bears its load all at once: a crane, where a press works by turns."""
    return bool(_LIFTS.search(fold_kept(text)))


def _magnitudes(plain: str, thick: Iterable[float]) -> Magnitudes:
    grouped = ungrouped(plain)
    return Magnitudes(
        celsius=_heat(plain),
        times=_times(plain),
        thick_mm=_most(one for one in thick if one < _MOST_THICKNESS),
        load_kg=load_in(grouped),
        litres=volume_in(grouped),
        area_m2=_most(
            value_of(number) * (_HECTARE_M2 if unit.startswith("h") else 1.0)
            for number, unit in _AREA.findall(grouped)
        ),
        height_m=_most(
            value_of(one or other or last)
            for one, _u, other, _v, last, _w in _HEIGHT.findall(plain)
        ),
        volts=_volts(plain),
    )


def load_in(plain: str) -> float:
    """Kilograms, of a text that `in_measures` has read."""
    found = _LOAD.findall(plain)
    return _most(value_of(number) * (1000.0 if unit[0] == "t" else 1.0) for number, unit in found)


def volume_in(plain: str) -> float:
    """Litres, of such a text."""
    return _most(value_of(number) * _LITRES[unit[0]] for number, unit in _VOLUME.findall(plain))


def _first_length(found: tuple[str, str, str, str]) -> float:
    """Of a pattern with two ways to say a length, the one that was said."""
    return _millimetres(*(found[:2] if found[0] else found[2:]))


def _millimetres(number: str, unit: str) -> float:
    return value_of(number) * (10.0 if unit.startswith("c") else 1.0)


def _heat(plain: str) -> float:
    found = [float(one) for one in _DEGREES.findall(plain)]
    found += [_CONES[int(one)] for one in _CONE.findall(plain) if int(one) in _CONES]
    if _FIRED.search(plain):
        found += [float(one) for one in _BARE_HEAT.findall(plain)]
    return _most(found)


def _volts(plain: str) -> float:
    """Mains of one phase (230 V) or of three (400 V), all that a machine asks of a wall."""
    found = [400.0 if int(one) > 300 else 230.0 for one in _VOLTS.findall(plain)]
    found += [400.0] * bool(_THREE_PHASE.search(plain)) + [230.0] * bool(_ONE_PHASE.search(plain))
    return _most(found)


def _times(plain: str) -> float:
    return _most(float(one or other) for one, other in _TIMES.findall(plain))


def _most(values: Iterable[float]) -> float:
    return max(values, default=0.0)
