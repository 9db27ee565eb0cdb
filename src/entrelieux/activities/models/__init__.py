"""What happens in a place: its usages, and the events that come out of them."""

from entrelieux.activities.models.usage import Minors, Usage

__all__ = ["Minors", "Usage"]
