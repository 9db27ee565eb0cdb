"""What the figures say, in written French and English (`data/sentences.toml`)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from entrelieux.core.bridging.sentences import NO_NAMES, Finding, Language, say, texts
from entrelieux.core.bridging.strength.brokers import Broker
from entrelieux.core.bridging.strength.choosing import NextBridge
from entrelieux.core.bridging.strength.closing import Closing
from entrelieux.core.bridging.strength.history import Change
from entrelieux.core.bridging.strength.measures import Measures, Reference

_PACKAGE = "entrelieux.core.bridging.strength"


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


def sentence(finding: Finding, language: Language, names: Mapping[str, str] = NO_NAMES) -> str:
    """The finding as one line of `language`; places that `names` does not know keep their key."""
    return say(_PACKAGE, finding, language, names)


def meaning(measure: str, language: Language) -> str:
    """What a measure (efficiency, largest, connectivity, between, constraint, closing) means."""
    return str(texts(_PACKAGE)["meaning"][measure][language])
