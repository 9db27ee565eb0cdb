"""Positions that can be trusted, and how far."""

from __future__ import annotations

from math import isfinite

from entrelieux.core.linkage.addresses import Street
from entrelieux.core.linkage.rows import Fidelity, LinkRow

FIDELITIES: tuple[Fidelity, ...] = ("exact", "street", "commune", "unknown")
# Metropolitan France, for coordinates given in the other order.
_LAT, _LON = (41.0, 51.6), (-5.6, 10.0)


def position(row: LinkRow) -> tuple[float, float] | None:
    """Return (lat, lon) put right when swapped, or None when missing, null or impossible."""
    lat, lon = row.lat, row.lon
    if lat is None or lon is None or not (isfinite(lat) and isfinite(lon)):
        return None
    if abs(lat) < 0.01 and abs(lon) < 0.01:
        return None
    if _LAT[0] <= lon <= _LAT[1] and _LON[0] <= lat <= _LON[1]:
        return lon, lat
    return (lat, lon) if abs(lat) <= 90 and abs(lon) <= 180 else None


def fidelity(row: LinkRow, street: Street) -> Fidelity:
    """Return the fidelity the row states, else the one its address allows."""
    if row.fidelity != "unknown":
        return row.fidelity
    if not street.is_precise:
        return "commune"
    return "exact" if street.number else "street"
