"""Offers in columns, sorted by where they are, so that a need reads only those within reach."""
