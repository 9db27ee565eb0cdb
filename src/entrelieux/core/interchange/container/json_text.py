"""JSON read strictly: what is wrong is told by line and column, keys told twice are all kept."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from entrelieux.core.interchange.container.errors import (
    BrokenJson,
    FileTooLarge,
    TooDeep,
    TruncatedFile,
    UnreadableFile,
)
from entrelieux.core.interchange.container.header import Line
from entrelieux.core.interchange.container.table import Limits

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|NaN|-?Infinity')
# Ends of a document that was cut inside a number or a word.
_CUT_WORD = re.compile(r"[-+.\deEa-z]{0,8}")


class Repeated(dict[str, Any]):
    """An object that tells a key several times: the others are under « key (bis) », « key (3) »."""


class _NotJson(Exception):
    """NaN and Infinity, which JavaScript writes and JSON has no word for."""


def read_document(text: str, limits: Limits) -> Any:
    """The value of a whole document. Raises `UnreadableFile` with what is wrong, and where."""
    _check_size(text, limits)
    try:
        return _load(text)
    except RecursionError as error:
        raise TooDeep(limits.depth) from error
    except _NotJson as error:
        raise _not_json(text, str(error)) from error
    except json.JSONDecodeError as error:
        raise _broken(text, error) from error
    except ValueError as error:
        raise BrokenJson("un nombre y a des milliers de chiffres", 1, 1) from error


def read_json_lines(text: str, limits: Limits) -> Iterator[Any]:
    """One document a line; a line that is none is a `Line`. Raises `FileTooLarge`."""
    found = 0
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        found += 1
        if found > limits.rows:
            raise FileTooLarge(limits.rows, "lignes")
        try:
            yield read_document(line, limits)
        except UnreadableFile:
            yield Line(number, [line.strip()])


def is_json_lines(text: str, limits: Limits) -> bool:
    """Whether most of the first lines are objects by themselves."""
    lines = [line for line in text[: limits.line_characters].splitlines()[:40] if line.strip()]
    objects = [line for line in lines if line.lstrip().startswith("{") and _is_object(line)]
    return len(lines) > 1 and len(objects) * 2 >= len(lines)


def _is_object(line: str) -> bool:
    try:
        return isinstance(_load(line), dict)
    except (ValueError, RecursionError, _NotJson):
        return False


def _check_size(text: str, limits: Limits) -> None:
    """Millions of tiny values would take a hundred times the room of their text."""
    if text.count("{") + text.count("[") > limits.json_containers:
        raise FileTooLarge(limits.json_containers, "objets et listes")
    if text.count(",") > limits.json_values:
        raise FileTooLarge(limits.json_values, "valeurs")


def _load(text: str) -> Any:
    return json.loads(text, object_pairs_hook=_object, parse_constant=_refuse)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    told = dict(pairs)
    if len(told) == len(pairs):
        return told
    kept: dict[str, Any] = Repeated()
    times: dict[str, int] = {}
    for key, value in pairs:
        times[key] = times.get(key, 0) + 1
        suffix = {1: "", 2: " (bis)"}.get(times[key], f" ({times[key]})")
        kept[key + suffix] = value
    return kept


def _refuse(name: str) -> Any:
    raise _NotJson(name)


def _not_json(text: str, name: str) -> BrokenJson:
    found = (match.start() for match in _TOKEN.finditer(text) if match[0][0] != '"')
    where = next(found, 0)
    line, column = text.count("\n", 0, where) + 1, where - text.rfind("\n", 0, where)
    return BrokenJson(f"« {name} » n’est pas une valeur de JSON : écrivez null", line, column)


def _broken(text: str, error: json.JSONDecodeError) -> UnreadableFile:
    """The end comes too early only when nothing more is there to read."""
    rest = text[error.pos :].rstrip()
    is_open = error.msg.startswith("Unterminated string") and text.rstrip()[-1] not in "]}"
    if error.msg != "Extra data" and (is_open or _CUT_WORD.fullmatch(rest)):
        return TruncatedFile(f"ligne {error.lineno}, colonne {error.colno}")
    if error.msg == "Extra data":
        what = "du texte suit la fin du document"
    elif error.msg.startswith("Unterminated string"):
        what = "un guillemet s’ouvre et ne se referme pas"
    elif error.msg.startswith("Invalid control"):
        what = "un texte contient un retour à la ligne"
    else:
        what = "une virgule, un guillemet ou un deux-points manque ou est de trop"
    return BrokenJson(what, error.lineno, error.colno)
