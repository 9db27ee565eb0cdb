"""Pages of a place: read it, trust it, correct it."""
