"""What is wrong in a document, where, and what to do: as data, told in either language."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import Any

MOST_NESTED = 60
_MESSAGES = files("entrelieux.core.rules") / "data" / "messages.toml"


@dataclass(frozen=True, slots=True)
class Problem:
    """`where` is a path in the document: « rules[2].if.all[0].age »."""

    where: str
    code: str
    details: tuple[tuple[str, str], ...] = ()

    def tell(self, language: str = "en") -> str:
        """Where, what is wrong, and what to do next."""
        text = messages()[self.code]["fr" if language.startswith("fr") else "en"]
        place = self.where or ("document" if language.startswith("en") else "le document")
        joint = ": " if language.startswith("en") else "\xa0: "
        return f"{place}{joint}{text.format_map(dict(self.details))}"


class DocumentError(ValueError):
    """A document that cannot be read; `problems` lists all that was found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(problem.tell() for problem in self.problems))


def refusal(where: str, code: str, **details: object) -> DocumentError:
    told = tuple((name, str(value)) for name, value in details.items())
    return DocumentError([Problem(where, code, told)])


def nearest(name: str, known: Iterable[str]) -> str:
    """The known names to propose instead of one that is not: the nearest, or all of them."""
    choices = list(known)
    near = get_close_matches(name, choices, n=2, cutoff=0.6)
    return ", ".join(near or choices)


def refuse_nested(told: object, where: str) -> None:
    """Raises `DocumentError` for what is nested deeper than anything that has a meaning here.

    Without recursion: what reads documents may then recurse safely.
    """
    waiting = [(told, where, 0)]
    while waiting:
        value, place, depth = waiting.pop()
        if depth > MOST_NESTED:
            raise refusal(f"{place[:60]}…", "nested", most=MOST_NESTED)
        if isinstance(value, Mapping):
            waiting += [(one, inside(place, str(key)), depth + 1) for key, one in value.items()]
        elif isinstance(value, (list, tuple)):
            waiting += [(one, inside(place, rank), depth + 1) for rank, one in enumerate(value)]


def inside(where: str, key: str | int) -> str:
    if isinstance(key, int):
        return f"{where}[{key}]"
    return f"{where}.{key}" if where else key


@cache
def messages() -> Mapping[str, Mapping[str, Any]]:
    return tomllib.loads(_MESSAGES.read_text("utf-8"))
