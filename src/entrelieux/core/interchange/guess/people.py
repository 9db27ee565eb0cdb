"""Whether a cell is somebody's name, and a column about persons: such columns feed nothing."""

from __future__ import annotations

import itertools
import re
import tomllib
from functools import cache
from importlib.resources import files

from entrelieux.core.interchange.guess.naming import Naming, notions_of
from entrelieux.core.text import fold

_WORDS = 5
_INITIAL = re.compile(r"^[A-ZÉ]\.\s*(?:-?[A-ZÉ]\.)?\s*[A-ZÀ-Þ][\w'’ -]{2,30}$")


@cache
def _told() -> tuple[frozenset[str], frozenset[str]]:
    told = files("entrelieux.core.interchange.guess") / "people.toml"
    lists = tomllib.loads(told.read_text("utf-8"))
    return frozenset(lists["first_names"].split()), frozenset(lists["titles"].split())


def is_person(cell: str) -> bool:
    """« Jeanne Martin », « MARTIN Jeanne », « Mme Martin », « J. Martin »; no place so named.

    >>> is_person("MARTIN Jeanne"), is_person("Espace Jean Moulin"), is_person("Rue Jeanne d’Arc")
    (True, False, False)
    """
    if len(cell) > 60 or any(map(str.isdigit, cell)) or "@" in cell:
        return False
    words = fold(cell).split()
    if not 1 <= len(words) <= _WORDS or any(_is_of_place(word) for word in words):
        return False
    first_names, titles = _told()
    if words[0] in titles:
        return len(words) > 1
    return any(word in first_names for word in (words[0], words[-1])) or bool(_INITIAL.match(cell))


def _is_of_place(word: str) -> bool:
    return len(word) > 2 and bool(notions_of(word) & {"place", "street", "city", "services"})


def asks_somebody(naming: Naming) -> bool:
    """« Votre téléphone » in a form: of who answers, or of the place; what it holds decides."""
    asked = any(word in {"votre", "vos", "your"} for words in naming.parts for word in words)
    return asked and bool(naming.about & {"phone", "mail"}) and "place" not in naming.about


def _of_a_place(naming: Naming) -> bool:
    """« structure référente »: the word of the person says something of a place."""
    words = [notions_of(word) for word in naming.words]
    pairs = itertools.pairwise(words)
    return any("place" in one and "person" in other for one, other in pairs)


def names_person(naming: Naming) -> bool:
    """By the name of the column: somebody’s name, role, e-mail or telephone.

    « Nom de la structure référente » names a place, « Contact : courriel » a way to reach it.
    """
    about, around = naming.about, naming.around
    if "person" in about:
        return not (_of_a_place(naming) and about & {"name", "mail", "phone"})
    if "contact" in about:
        return not about & {"mail", "phone", "web", "address", "postal", "city", "fax"} and not (
            naming.unknown
        )
    if about & {"name", "mail", "phone"} and not about & {"place"}:
        is_somebody = "person" in around or ("contact" in around and "name" in about)
        return is_somebody and not around & {"place"}
    return False
