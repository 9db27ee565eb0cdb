"""Why two rows would be the same place: reasons that add up to the model's log-odds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from entrelieux.core.linkage.features import Features, compare
from entrelieux.core.linkage.model import PairModel, probability_of
from entrelieux.core.linkage.normalise import Normal
from entrelieux.core.linkage.rows import LinkRow

START = "start"
_KM = ("distance",)


@dataclass(frozen=True, slots=True)
class Reason:
    """One finding: a stable code, what it adds to the log-odds, and the two values compared.

    `values` holds "left" and "right" as the sources write them, or "km" for a distance.
    """

    code: str
    contribution: float
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PairVerdict:
    """What the model says of two rows; the reasons' contributions sum to the log-odds."""

    left: str
    right: str
    probability: float
    reasons: tuple[Reason, ...]


def explain(a: LinkRow, b: LinkRow, model: PairModel) -> PairVerdict:
    """Return the verdict of `model` on two rows, the weightiest reason first."""
    return verdict(compare(a, b), model)


def verdict(features: Features, model: PairModel) -> PairVerdict:
    """Return the verdict on features already compared."""
    found = [
        Reason(name, model.weights.get(name, 0.0), _values(name, features))
        for name in features.findings
    ]
    weighty = sorted(found, key=lambda reason: -abs(reason.contribution))
    return PairVerdict(
        left=features.left.row_id,
        right=features.right.row_id,
        probability=probability_of(model.logit(features)),
        reasons=(Reason(START, model.intercept, {}), *weighty),
    )


def _values(finding: str, features: Features) -> Mapping[str, str]:
    topic = finding.partition("_")[0]
    if topic == "distance":
        return {"km": f"{features.measures['distance_km']:.2f}"}
    return {"left": _shown(topic, features.left), "right": _shown(topic, features.right)}


def _shown(topic: str, row: Normal) -> str:
    """Return what the source wrote about `topic`; the name when a finding is about the whole."""
    told = {
        "address": row.shown_address,
        "town": f"{row.postcode} {row.shown_town}".strip(),
        "web": row.site.page or row.site.site,
        "phone": row.phone,
        "email": row.email,
        "id": ", ".join(f"{scheme} {value}" for scheme, value in sorted(row.ids.items())),
        "siret": row.ids.get("siret", ""),
        "siren": row.ids.get("siret", "")[:9],
        "same": row.source,
    }
    return told.get(topic, row.shown_name)
