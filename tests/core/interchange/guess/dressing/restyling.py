"""What software and people do to the names of columns, on top of choosing them."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping, Sequence

from entrelieux.core.text import fold
from tests.core.interchange.guess.dressing.names import Half

DBF = 10  # characters of a name in the tables of a shapefile


def _words(name: str) -> list[str]:
    return fold(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)).split()


def _truncated(name: str, _dice: random.Random) -> str:
    return "_".join(_words(name)).upper()[:DBF]


def _camel(name: str, _dice: random.Random) -> str:
    first, *others = _words(name)
    return first + "".join(word.capitalize() for word in others)


def _numbered(name: str, dice: random.Random) -> str:
    return f"{dice.randrange(1, 30)}. {name}"


def _typed_wrong(name: str, dice: random.Random) -> str:
    """A letter twice, or one too few, in the longest word."""
    word = max(re.findall(r"\w+", name), key=len, default="")
    at = dice.randrange(2, max(3, len(word) - 1))
    wrong = word[:at] + word[at - 1 :] if at % 2 else word[:at] + word[at + 1 :]
    return name.replace(word, wrong, 1) if len(word) > 6 else name


def _moved(name: str, _dice: random.Random) -> str:
    try:
        return name.encode().decode("cp1252")
    except UnicodeDecodeError:
        return name


STYLES: Mapping[str, Callable[[str, random.Random], str]] = {
    "": lambda name, _d: name,
    "snake": lambda name, _d: "_".join(_words(name)),
    "squashed": lambda name, _d: "".join(_words(name)),
    "truncated": _truncated,
    "starred": lambda name, _d: f"{name} *",
    "shouted": lambda name, _d: name.upper(),
    "camel": _camel,
    "numbered": _numbered,
    "moved encoding": _moved,
    "mistyped": _typed_wrong,
    "prefixed": lambda name, _d: f"tl_{name}",
    "spaced": lambda name, _d: f" {name.replace(' ', '  ')}\n",
    "questioned": lambda name, _d: f"{name} (champ obligatoire, ne pas laisser vide)",
}
KEPT_APART: Mapping[Half, Sequence[str]] = {
    "tune": ("", "", "", "snake", "squashed", "truncated", "starred", "questioned"),
    "held": ("", "", "", "shouted", "camel", "numbered", "moved encoding", "mistyped", "prefixed",
             "spaced", "truncated", "squashed"),
}  # fmt: skip


def restyled(names: Sequence[str], half: Half, dice: random.Random) -> list[str]:
    """All in one style, as one hand does; two that would be alike stay as they were."""
    style = STYLES[dice.choice(KEPT_APART[half])]
    told: list[str] = []
    for name in names:
        new = ".".join(style(part, dice) for part in name.split(".")) if name.strip(".") else name
        told.append(new if fold(new) not in {fold(one) for one in told} else name)
    return told
