"""The picture of a network: where each mark goes, how each tie runs, which names fit."""

from entrelieux.core.bridging.strength.picture.drawing import draw_network
from entrelieux.core.bridging.strength.picture.primitives import (
    NetworkPicture,
    PlaceMark,
    Role,
    Spot,
    Thread,
)

__all__ = ["NetworkPicture", "PlaceMark", "Role", "Spot", "Thread", "draw_network"]
