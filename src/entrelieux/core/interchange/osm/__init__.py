"""OpenStreetMap: answers of Overpass, and places with OSM tags as GeoJSON."""
