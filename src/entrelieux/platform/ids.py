"""Public identifiers: short, readable aloud, impossible to enumerate."""

from __future__ import annotations

import secrets

# Crockford's base 32 without the letters that are mistaken for digits or make words.
ALPHABET = "0123456789bcdfghjkmnpqrstvwxyz"
LENGTH = 9  # 30^9 is about 2·10^13: a collision among a million is a matter of 1 in 40.


def new_public_id() -> str:
    """Nine characters; a unique column catches the rare collision."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
