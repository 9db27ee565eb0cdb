"""The reasons of a verdict in written French and English (`data/reasons.toml`)."""

from __future__ import annotations

from typing import Literal

from entrelieux.core.linkage.explain import Reason
from entrelieux.core.linkage.vocabulary import listed

Language = Literal["fr", "en"]


def sentence(reason: Reason, language: Language) -> str:
    """Return `reason` as one sentence of `language`, with the values it compares."""
    values = dict(reason.values)
    if language == "fr" and "km" in values:
        values["km"] = values["km"].replace(".", ",")
    return str(listed("reasons")[reason.code][language]).format(**values)
