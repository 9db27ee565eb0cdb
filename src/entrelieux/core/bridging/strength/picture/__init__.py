"""The picture of a network: where each mark goes, how each tie runs, which names fit."""

from entrelieux.core.bridging.strength.picture.drawing import (
    NetworkPicture,
    PlaceMark,
    Role,
    Spot,
    Thread,
    draw_network,
)

__all__ = ["NetworkPicture", "PlaceMark", "Role", "Spot", "Thread", "draw_network"]
