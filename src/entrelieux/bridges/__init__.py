"""Needs, offers, and the bridges that are made between them."""
