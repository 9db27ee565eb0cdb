"""Bridges: which offer answers which need, why, and what would make the network stronger."""
