"""The reasons of a verdict in written French and English (`data/reasons.toml`)."""

from __future__ import annotations

from typing import Literal

from entrelieux.core.linkage.explain import Reason
from entrelieux.core.linkage.vocabulary import listed

Language = Literal["fr", "en"]


def sentence(reason: Reason, language: Language) -> str:
    """Return `reason` as one sentence of `language`, with the values it compares."""
    values = dict(reason.values)
    if "km" in values:
        values["far"] = _far(float(values["km"]), language)
    return str(listed("reasons")[reason.code][language]).format(**values)


def _far(km: float, language: Language) -> str:
    """Return a distance as people say it: tens of metres, then kilometres."""
    if km < 0.995:
        return f"{max(10, round(km * 100) * 10)}\u00a0m"
    text = f"{km:.1f}\u00a0km" if km < 20 else f"{km:.0f}\u00a0km"
    return text.replace(".", ",") if language == "fr" else text
