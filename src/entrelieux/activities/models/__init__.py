"""What happens in a place: its usages, its events, each of their times, and who comes."""

from entrelieux.activities.models.event import Entrance, Event, Occurrence, State
from entrelieux.activities.models.registration import Registration
from entrelieux.activities.models.usage import Minors, Usage

__all__ = ["Entrance", "Event", "Minors", "Occurrence", "Registration", "State", "Usage"]
