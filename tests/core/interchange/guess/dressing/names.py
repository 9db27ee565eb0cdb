"""The names of columns, each in one half: to tune on, or held back."""

from __future__ import annotations

import hashlib
import random
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Literal

Half = Literal["tune", "held", "fresh"]
HERE = Path(__file__).parent


def half_of(*words: str) -> Half:
    """The half that a digest gives, so that nobody chooses."""
    digest = hashlib.blake2b("\0".join(words).encode(), digest_size=1).digest()
    return "held" if digest[0] % 2 else "tune"


def dice_of(*words: object) -> random.Random:
    """Dice that fall the same way every time for the same words."""
    return random.Random(" ".join(map(str, words)))  # noqa: S311


@cache
def _told() -> Mapping[str, Any]:
    with (HERE / "names.toml").open("rb") as file:
        return tomllib.load(file)


def names(role: str, half: Half) -> Sequence[Any]:
    """The names of a role (« noise.siret » for one that feeds nothing) in one half."""
    told: Any = _told()
    for part in role.split("."):
        told = told[part]
    kept = [name for name in told if half_of(role, _flat(name)) == half]
    return kept or told


def _flat(name: Any) -> str:
    return name if isinstance(name, str) else "|".join(name)


def day_names(language: str) -> Sequence[str]:
    return _told()["days"][language]
