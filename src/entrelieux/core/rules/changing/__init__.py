"""Changing the rules: procedures as functions of what was said and voted, and a journal of it."""
