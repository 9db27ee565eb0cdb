"""What happens in a place: its usages, its events, each of their times."""

from entrelieux.activities.models.event import Event, Occurrence, State
from entrelieux.activities.models.usage import Minors, Usage

__all__ = ["Event", "Minors", "Occurrence", "State", "Usage"]
