"""Needs and offers as two tables, and a run of suggestions (docs/en/formats.md)."""

from entrelieux.core.interchange.bridges.read import read_needs, read_offers
from entrelieux.core.interchange.bridges.write import run_lines

__all__ = ["read_needs", "read_offers", "run_lines"]
