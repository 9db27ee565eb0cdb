"""Positions on a square map, and the order that keeps neighbours together.

Web Mercator in 32-bit integers (EPSG:3857 scaled so that the world is 2**32 wide), interleaved bit
by bit: a tile of zoom z is one range of 4**(32 - z) consecutive codes.
Source: G. M. Morton, A computer oriented geodetic data base, IBM, 1966.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

BITS = 32
WORLD = float(2**BITS)
LATITUDE_LIMIT = 85.05112877980659
# The last code of all is kept for positions that are not known.
LAST_CODE = np.uint64(2**64 - 2)
Words = npt.NDArray[np.uint64]
Floats = npt.NDArray[np.float64]


def project(lat: Floats, lon: Floats) -> tuple[Words, Words]:
    """WGS84 degrees to integers from 0 to 2**32 - 1, from west to east and from north to south."""
    x = (lon / 360.0 + 0.5) * WORLD
    sine = np.sin(np.radians(np.clip(lat, -LATITUDE_LIMIT, LATITUDE_LIMIT)))
    y = (0.5 - np.log((1 + sine) / (1 - sine)) / (4 * np.pi)) * WORLD
    return _clipped(x), _clipped(y)


def _clipped(values: Floats) -> Words:
    return np.clip(np.nan_to_num(values), 0, WORLD - 1).astype(np.uint64)


def interleave(x: Words, y: Words) -> Words:
    return np.minimum(_spread(x) | (_spread(y) << np.uint64(1)), LAST_CODE)


_STEPS = (
    (16, 0x0000FFFF0000FFFF),
    (8, 0x00FF00FF00FF00FF),
    (4, 0x0F0F0F0F0F0F0F0F),
    (2, 0x3333333333333333),
    (1, 0x5555555555555555),
)


def _spread(values: Words) -> Words:
    values = values.astype(np.uint64)
    for shift, mask in _STEPS:
        values = (values | (values << np.uint64(shift))) & np.uint64(mask)
    return values


def gather(values: Words) -> Words:
    """The inverse of spreading: every other bit."""
    values = values & np.uint64(0x5555555555555555)
    for shift, mask in (
        (1, 0x3333333333333333),
        (2, 0x0F0F0F0F0F0F0F0F),
        (4, 0x00FF00FF00FF00FF),
        (8, 0x0000FFFF0000FFFF),
        (16, 0x00000000FFFFFFFF),
    ):
        values = (values | (values >> np.uint64(shift))) & np.uint64(mask)
    return values


def tile_range(z: int, x: int, y: int) -> tuple[int, int]:
    """First code of a tile, and the first code after it."""
    shift = 2 * (BITS - z)
    code = int(interleave(np.array([x], np.uint64), np.array([y], np.uint64))[0])
    return code << shift, (code + 1) << shift


def unproject(x: npt.NDArray[np.int64], y: npt.NDArray[np.int64]) -> tuple[Floats, Floats]:
    """Latitudes and longitudes of the north-west corners of the unit squares."""
    lat = np.degrees(np.arctan(np.sinh(np.pi * (1 - 2 * y / WORLD))))
    return lat, x / WORLD * 360.0 - 180.0
