"""Public reads that need no session, answered before Django: tiles and search."""

from entrelieux.front.front import Front
from entrelieux.front.ports import Asked, Refusal, Route, Versioned

__all__ = ["Asked", "Front", "Refusal", "Route", "Versioned"]
