"""GeoJSON (RFC 7946): uMap, the ANCT’s layers, and Entrelieux’s own, without loss."""
