"""Pages of resources: what a place puts in common, one by one and together."""
