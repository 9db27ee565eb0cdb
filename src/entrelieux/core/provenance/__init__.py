"""Which of several facts a card shows, and why."""

from entrelieux.core.provenance.choosing import Choice, Fact, Reason, choose, compose

__all__ = ["Choice", "Fact", "Reason", "choose", "compose"]
