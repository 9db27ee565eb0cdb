"""Entrelieux: the living map and mutual-aid network of third places."""
