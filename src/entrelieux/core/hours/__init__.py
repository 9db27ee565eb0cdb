"""French hours as people write them, OSM `opening_hours`, and their evaluation."""

from entrelieux.core.hours.describe import describe
from entrelieux.core.hours.parse import HoursReading, parse_text, parse_week

__all__ = ["HoursReading", "describe", "parse_text", "parse_week"]
