"""Mapbox Vector Tile 2.1, written by hand: one layer of points.

Source: the specification at github.com/mapbox/vector-tile-spec/tree/master/2.1.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

EXTENT = 4096
_POINT = 1
_MOVE_TO_ONE = (1 << 3) | 1


def varint(value: int) -> bytes:
    out = bytearray()
    while value > 127:
        out.append((value & 127) | 128)
        value >>= 7
    out.append(value)
    return bytes(out)


def zigzag(value: int) -> int:
    return (value << 1) ^ (value >> 63)


def field(number: int, payload: bytes) -> bytes:
    """A length-delimited protobuf field."""
    return varint(number << 3 | 2) + varint(len(payload)) + payload


def number_field(number: int, value: int) -> bytes:
    return varint(number << 3) + varint(value)


def _value(value: str | int) -> bytes:
    return field(1, value.encode()) if isinstance(value, str) else number_field(5, value)


def encode_points(name: str, points: Iterable[tuple[int, int, Mapping[str, str | int]]]) -> bytes:
    """A tile of one layer; coordinates are in 1/4096 of the tile from its north-west corner."""
    keys: dict[str, int] = {}
    values: dict[str | int, int] = {}
    features = bytearray()
    for x, y, properties in points:
        tags = bytearray()
        for key, value in properties.items():
            tags += varint(keys.setdefault(key, len(keys)))
            tags += varint(values.setdefault(value, len(values)))
        geometry = varint(_MOVE_TO_ONE) + varint(zigzag(x)) + varint(zigzag(y))
        feature = field(2, bytes(tags)) + number_field(3, _POINT) + field(4, geometry)
        features += field(2, feature)
    if not features:
        return b""
    layer = field(1, name.encode()) + bytes(features)
    layer += b"".join(field(3, key.encode()) for key in keys)
    layer += b"".join(field(4, _value(value)) for value in values)
    layer += number_field(5, EXTENT) + number_field(15, 2)
    return field(3, layer)
