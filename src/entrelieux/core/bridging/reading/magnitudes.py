"""How hot, how thick, how large: what a need asks for and the most that an offer gives."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from entrelieux.core.text.folding import strip_accents

_NUMBER = r"(\d+(?:[.,]\d+)?)"
_DEGREES = re.compile(r"(\d{3,4})\s*(?:°|degres|degrees|celsius)")
_CONE = re.compile(r"\bcone\s*(\d{1,2})\b")
# Orton cones, large, at 60 °C an hour (https://www.ortonceramic.com).
_CONES = {4: 1162, 5: 1186, 6: 1222, 7: 1239, 8: 1249, 9: 1260, 10: 1285, 11: 1294}
_FIRED = re.compile(r"\b(?:email|emaux|gres|glaz\w+|cui\w+|biscui\w+|fir(?:e|ing)|stoneware)\b")
_BARE_HEAT = re.compile(r"\b(?:a|to|at)\s*(9\d\d|1[0-3]\d\d)\b")
_TIMES = re.compile(
    r"(?<!\d\s)\bx\s?(\d{2,6})\b|\b(?:grandissement|grossissement|magnification)\s*(?:de|of)?\s*(\d{2,6})"
)
_THICK = re.compile(rf"(?:d |de |of |epaisseur |thick(?:ness)? )?{_NUMBER}\s*(?:mm|millimetres?)\b")
_MOST_THICK = re.compile(
    rf"(?:jusqu.?a|up to|maxi?(?:mum)?|≤|de {_NUMBER} a)\s*(?:de\s*)?{_NUMBER}\s*"
    r"(?:mm|millimetres?)\b"
)
_MOST_THICKNESS = 200.0  # mm; beyond, it is a length
_PLATE = re.compile(r"\d+\s*(?:x|×|par|by)\s*\d+(?:\s*mm)?")


class Magnitudes(NamedTuple):
    """Degrees Celsius, times (of a microscope), millimetres of thickness; 0 when not said."""

    celsius: float = 0.0
    times: float = 0.0
    thick_mm: float = 0.0


def asked(text: str) -> Magnitudes:
    """The most that a need asks for."""
    plain = strip_accents(text.casefold())
    thick = (_value(found) for found in _THICK.findall(_PLATE.sub(" ", plain)))
    return Magnitudes(
        _heat(plain), _times(plain), _most(one for one in thick if one < _MOST_THICKNESS)
    )


def given(text: str) -> Magnitudes:
    """The most that an offer gives; a thickness only when it says that it is the most."""
    plain = strip_accents(text.casefold())
    thick = (_value(most) for _least, most in _MOST_THICK.findall(plain))
    return Magnitudes(
        _heat(plain), _times(plain), _most(one for one in thick if one < _MOST_THICKNESS)
    )


def _heat(plain: str) -> float:
    found = [float(one) for one in _DEGREES.findall(plain)]
    found += [_CONES[int(one)] for one in _CONE.findall(plain) if int(one) in _CONES]
    if _FIRED.search(plain):
        found += [float(one) for one in _BARE_HEAT.findall(plain)]
    return _most(found)


def _times(plain: str) -> float:
    return _most(float(one or other) for one, other in _TIMES.findall(plain))


def _most(values: Iterable[float]) -> float:
    return max(values, default=0.0)


def _value(text: str) -> float:
    return float(text.replace(",", "."))
