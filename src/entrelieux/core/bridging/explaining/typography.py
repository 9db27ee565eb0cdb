"""French spaces that never break: inside « », before : ; ? !, between a number and its unit."""

from __future__ import annotations

import re
from collections.abc import Mapping

_NBSP = "\u00a0"
_BEFORE = re.compile(r" (?=[:;?!»])")
_UNIT = re.compile(r"(?<=[\d}]) (?=(?:km|mm|min|personnes)\b)")


def set_french(template: str, values: Mapping[str, str]) -> str:
    """A French sentence with its values and its unbreakable spaces.

    >>> set_french("À {km} km : « {a} ».", {"km": "3", "a": "b"}) == (
    ...     "À 3\\u00a0km\\u00a0: «\\u00a0b\\u00a0»."
    ... )
    True
    """
    spaced = _UNIT.sub(_NBSP, _BEFORE.sub(_NBSP, template.replace("« ", f"«{_NBSP}")))
    return spaced.format(**values)
