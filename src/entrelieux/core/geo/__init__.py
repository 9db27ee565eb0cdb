"""Places on the ground: communes, distances, travel time, boundaries."""

from entrelieux.core.geo.boundaries import department_name, load_boundaries
from entrelieux.core.geo.communes import Commune, Match, department_of
from entrelieux.core.geo.distance import Box, box_around, distance_km
from entrelieux.core.geo.drawing import MapPoint, Mark, TerritoryMap, territory_map
from entrelieux.core.geo.france import load_france
from entrelieux.core.geo.gazetteer import Gazetteer
from entrelieux.core.geo.travel import Minutes, Terrain, reach_km, terrain_of, travel_time, wording

__all__ = [
    "Box",
    "Commune",
    "Gazetteer",
    "MapPoint",
    "Mark",
    "Match",
    "Minutes",
    "Terrain",
    "TerritoryMap",
    "box_around",
    "department_name",
    "department_of",
    "distance_km",
    "load_boundaries",
    "load_france",
    "reach_km",
    "terrain_of",
    "territory_map",
    "travel_time",
    "wording",
]
