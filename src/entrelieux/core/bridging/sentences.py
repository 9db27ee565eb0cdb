"""Sentences of a package, kept beside it in `data/sentences.toml`, in written French and English.

A text names its values: {name:one|several} is a count and its noun, {name:.1} a number with
decimals, {name:%} a share, {name:+%} a share that rose or fell, {name} a name.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Literal

Language = Literal["fr", "en"]

_NBSP, _NARROW, _MINUS = "\u00a0", "\u202f", "\u2212"
NO_NAMES: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to say: a stable code, and its values; those that are text are keys of something
    that has a name."""

    code: str
    values: Mapping[str, float | str]


def say(
    package: str, finding: Finding, language: Language, names: Mapping[str, str] = NO_NAMES
) -> str:
    """The finding as one line of `language`; what `names` does not know keeps its key."""
    shown = {
        name: names.get(value, value) if isinstance(value, str) else _Number(value, language)
        for name, value in finding.values.items()
    }
    return str(texts(package)["finding"][finding.code][language]).format(**shown)


@cache
def texts(package: str) -> Mapping[str, Any]:
    """What the package says, by section, code and language."""
    return tomllib.loads(files(package).joinpath("data/sentences.toml").read_text("utf-8"))


class _Number:
    """A number as people write it in a language."""

    def __init__(self, value: float, language: Language) -> None:
        self.value = value
        self.language = language

    def __format__(self, form: str) -> str:
        if form.endswith("%"):
            return self._share(signed=form.startswith("+"))
        if form.startswith("."):
            return self._written(int(form[1:]))
        one, several = form.split("|")
        is_one = abs(self.value) < 2 if self.language == "fr" else self.value == 1
        return f"{self._written(0)}{_NBSP}{one if is_one else several}"

    def _share(self, *, signed: bool) -> str:
        percent = 100 * self.value
        text = _Number(percent, self.language)._written(1 if abs(percent) < 10 else 0)
        sign = "+" if signed and percent >= 0 else ""
        return f"{sign}{text}{_NBSP}%" if self.language == "fr" else f"{sign}{text}%"

    def _written(self, decimals: int) -> str:
        text = f"{self.value:,.{decimals}f}".replace("-", _MINUS)
        if self.language == "en":
            return text
        return text.replace(",", _NARROW).replace(".", ",")
