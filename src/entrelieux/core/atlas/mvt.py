"""Mapbox Vector Tile 2.1, written by hand: one layer of points.

Source: the specification at github.com/mapbox/vector-tile-spec/tree/master/2.1.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

EXTENT = 4096
VERSION = 2
Properties = dict[str, str | int]
Point = tuple[int, int, Properties]
# Field numbers of vector_tile.proto.
LAYERS = 3
NAME, FEATURES, KEYS, VALUES, EXTENT_FIELD, VERSION_FIELD = 1, 2, 3, 4, 5, 15
TAGS, TYPE, GEOMETRY = 2, 3, 4
STRING_VALUE, UINT_VALUE = 1, 5
POINT = 1
MOVE_TO_ONE = (1 << 3) | 1


def _long_varint(value: int) -> bytes:
    out = bytearray()
    while value > 127:
        out.append((value & 127) | 128)
        value >>= 7
    out.append(value)
    return bytes(out)


_SHORT = [_long_varint(value) for value in range(1 << 14)]


def varint(value: int) -> bytes:
    """Seven bits a byte, the lowest first; `value` is not negative."""
    return _SHORT[value] if value < len(_SHORT) else _long_varint(value)


def zigzag(value: int) -> int:
    return (value << 1) ^ (value >> 63)


def field(number: int, payload: bytes) -> bytes:
    """A length-delimited field."""
    return varint(number << 3 | 2) + varint(len(payload)) + payload


def number_field(number: int, value: int) -> bytes:
    return varint(number << 3) + varint(value)


_POINT_TYPE = number_field(TYPE, POINT)
_MOVE = varint(MOVE_TO_ONE)
_TAGS, _GEOMETRY, _FEATURE = (varint(n << 3 | 2) for n in (TAGS, GEOMETRY, FEATURES))


def encode_points(name: str, points: Iterable[Point]) -> bytes:
    """A tile of one layer, empty without points; `x` and `y` in 1/4096 from the north-west.

    Hundreds of points are usual in a tile: nearly always every number is in the table.
    """
    listed = list(points)
    try:
        return _encoded(name, listed, _SHORT.__getitem__)
    except IndexError:
        return _encoded(name, listed, varint)


def _encoded(name: str, points: Iterable[Point], number: Callable[[int], bytes]) -> bytes:
    """`number` writes a number that is not negative; fields are joined once."""
    keys: dict[str, int] = {}
    values: dict[str | int, int] = {}
    features: list[bytes] = []
    for x, y, properties in points:
        numbers: list[int] = []
        for key, value in properties.items():
            numbers += (keys.setdefault(key, len(keys)), values.setdefault(value, len(values)))
        tags = b"".join(map(number, numbers))
        geometry = _MOVE + number(zigzag(x)) + number(zigzag(y))
        feature = (_TAGS, number(len(tags)), tags, _POINT_TYPE, _GEOMETRY, number(len(geometry)))
        length = sum(map(len, feature)) + len(geometry)
        features += (_FEATURE, number(length), *feature, geometry)
    if not features:
        return b""
    layer = [field(NAME, name.encode()), *features]
    layer += [field(KEYS, key.encode()) for key in keys]
    layer += [field(VALUES, _value(value)) for value in values]
    layer += [number_field(EXTENT_FIELD, EXTENT), number_field(VERSION_FIELD, VERSION)]
    return field(LAYERS, b"".join(layer))


def _value(value: str | int) -> bytes:
    if isinstance(value, str):
        return field(STRING_VALUE, value.encode())
    return number_field(UINT_VALUE, value)
