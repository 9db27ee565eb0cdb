"""Public reads that need no session, answered before Django: tiles and search."""

from entrelieux.front.front import Front
from entrelieux.front.ports import Refusal, Route, Versioned

__all__ = ["Front", "Refusal", "Route", "Versioned"]
