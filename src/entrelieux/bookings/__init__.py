"""Booking what places put in common: who takes what, when, with whose agreement."""
