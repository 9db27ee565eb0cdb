"""What the figures say, in written French and English (`data/sentences.toml`)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Literal

from entrelieux.core.bridging.strength.brokers import Broker
from entrelieux.core.bridging.strength.choosing import NextBridge
from entrelieux.core.bridging.strength.closing import Closing
from entrelieux.core.bridging.strength.history import Change
from entrelieux.core.bridging.strength.measures import Measures, Reference

Language = Literal["fr", "en"]

_NBSP, _NARROW, _MINUS = "\u00a0", "\u202f", "\u2212"
_NO_NAMES: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to say: a stable code, and its values; those named place, left or right by a text
    are keys of places."""

    code: str
    values: Mapping[str, float | str]


def findings_of(
    measures: Measures, references: Mapping[str, Reference] = MappingProxyType({})
) -> tuple[Finding, ...]:
    """What the measures say; compared when `references` are given."""
    if not measures.tied:
        return (Finding("nobody", {}),)
    found = [Finding("steps", {"steps": measures.steps})]
    if references:
        compared = {code: one.efficiency for code, one in references.items()}
        found.append(Finding("efficiency", {"efficiency": measures.efficiency, **compared}))
    return (*found, *_findings_of_pieces(measures))


def _findings_of_pieces(measures: Measures) -> list[Finding]:
    seam = measures.seam
    sides = {"left": len(seam.left), "right": len(seam.right), "ties": len(seam.ties)}
    if measures.pieces == 1:
        found = [Finding("whole", {})]
    else:
        sizes = {"largest": measures.largest, "places": measures.places}
        found = [Finding("largest", sizes)]
    if measures.alone:
        found.append(Finding("alone", {"alone": measures.alone}))
    return [*found, Finding("seam", {**sides, "connectivity": measures.connectivity})]


def finding_of_change(change: Change, *, by_bridges: bool = False) -> Finding:
    """What changed; `by_bridges` when the change is that of having bridges or not."""
    before, after = change.before.efficiency, change.after.efficiency
    if not before:
        return Finding("begins", {"after": after})
    values = {"before": before, "after": after, "share": change.share_gained}
    return Finding("bridges" if by_bridges else "change", values)


def finding_of_broker(broker: Broker) -> Finding:
    return Finding("broker", {"place": broker.key, "between": broker.between})


def findings_of_closing(closing: Closing) -> tuple[Finding, ...]:
    found = Finding("closing", {"place": closing.key, "lost": closing.lost})
    if not closing.cut_off:
        return (found,)
    return found, Finding("cut_off", {"cut_off": len(closing.cut_off)})


def findings_of_bridge(bridge: NextBridge) -> tuple[Finding, ...]:
    """Why this bridge: beside the reasons of its pair, what it changes for the network."""
    ends = {"left": bridge.pair.left, "right": bridge.pair.right}
    changes = {
        "nearer": bridge.nearer,
        "before": bridge.efficiency - bridge.gain,
        "after": bridge.efficiency,
    }
    apart = (
        Finding("joins", ends)
        if bridge.joins
        else Finding("shortens", {**ends, "steps": bridge.steps_before})
    )
    return apart, Finding("nearer", changes)


def sentence(finding: Finding, language: Language, names: Mapping[str, str] = _NO_NAMES) -> str:
    """The finding as one line of `language`; places that `names` does not know keep their key."""
    shown = {
        name: names.get(value, value) if isinstance(value, str) else _Number(value, language)
        for name, value in finding.values.items()
    }
    return str(_told()["finding"][finding.code][language]).format(**shown)


def meaning(measure: str, language: Language) -> str:
    """What a measure (efficiency, largest, connectivity, between, constraint, closing) means."""
    return str(_told()["meaning"][measure][language])


@cache
def _told() -> Mapping[str, Any]:
    package = files("entrelieux.core.bridging.strength")
    return tomllib.loads(package.joinpath("data/sentences.toml").read_text("utf-8"))


class _Number:
    """A number as people write it in a language; see the top of the sentences for the formats."""

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
