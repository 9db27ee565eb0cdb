"""What the page of a network's strength shows, from what a job kept, in the reader's language."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from entrelieux.communities.models import Community
from entrelieux.core.bridging.sentences import Finding, Language
from entrelieux.core.bridging.strength import (
    Measures,
    Reference,
    findings_of,
    meaning,
    sentence,
)
from entrelieux.core.bridging.strength.measures import Seam
from entrelieux.core.words import load_core
from entrelieux.lexicons.language import current_language
from entrelieux.places.models import Place
from entrelieux.strength.curve import Curve, curve_of
from entrelieux.strength.models import NetworkReading

MEANINGS = ("efficiency", "largest", "connectivity", "between", "closing")


@dataclass(frozen=True, slots=True)
class End:
    """A place or a community, by its name of today; `url` is "" when it has no card."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class NextLine:
    left: End
    right: End
    reasons: Sequence[str]
    effects: Sequence[str]


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """`between` and `lost` are percentages, None for who is on nobody’s way."""

    end: End
    neighbours: int
    strength: float
    between: float | None
    lost: float | None
    cut_off: Sequence[End]


@dataclass(frozen=True, slots=True)
class StrengthPage:
    reading: NetworkReading
    sentences: Sequence[str]
    meanings: Sequence[str]
    compared: Sequence[tuple[str, float]]
    change: str
    curve: Curve | None
    next_bridges: Sequence[NextLine]
    losses: Sequence[PlaceLine]
    places: Sequence[PlaceLine]
    picture: Mapping[str, Any] | None


def strength_page(reading: NetworkReading, over_time: Sequence[NetworkReading]) -> StrengthPage:
    """Two queries: the names of places and communities."""
    language: Language = "en" if current_language() == "en" else "fr"
    details = reading.details
    ends = _Ends(list(details.get("places", {})))
    measures = measures_from(reading.figures)
    compared = {
        code: Reference(code, value, 0.0) for code, value in details.get("references", {}).items()
    }
    lines = _place_lines(details, ends)
    return StrengthPage(
        reading=reading,
        sentences=[sentence(one, language) for one in findings_of(measures, compared)],
        meanings=[meaning(one, language) for one in MEANINGS],
        compared=_compared(measures, details.get("references", {})),
        change=_change(measures, details.get("without_bridges", 0.0), language),
        curve=curve_of([(row.day, row.figures["efficiency"]) for row in over_time]),
        next_bridges=[_next_line(one, ends, language) for one in details.get("next", [])],
        losses=[line for line in lines if line.lost],
        places=lines,
        picture=details.get("picture"),
    )


def measures_from(figures: Mapping[str, Any]) -> Measures:
    seam = figures["seam"]
    ties = tuple((left, right) for left, right in seam["ties"])
    kept = {key: value for key, value in figures.items() if key != "seam"}
    return Measures(**kept, seam=Seam(tuple(seam["left"]), tuple(seam["right"]), ties))


class _Ends:
    def __init__(self, keys: Sequence[str]) -> None:
        cards = Place.objects.shown().filter(public_id__in=keys)
        self._known = {card.public_id: End(str(card), card.get_absolute_url()) for card in cards}
        slugs = [key[1:] for key in keys if key.startswith("~")]
        for community in Community.objects.filter(slug__in=slugs):
            self._known[f"~{community.slug}"] = End(community.name, "")

    def of(self, key: str) -> End:
        return self._known.get(key) or End(_("un lieu qui n’est plus sur la carte"), "")


def _compared(measures: Measures, references: Mapping[str, float]) -> list[tuple[str, float]]:
    names = {
        "chain": _("les mêmes lieux en chaîne"),
        "random": _("autant de liens au hasard"),
        "star": _("tous autour d’un seul"),
        "complete": _("tous liés deux à deux"),
    }
    found = [(names[code], references[code]) for code in names if code in references]
    return [(_("ce réseau"), measures.efficiency), *found]


def _change(measures: Measures, before: float, language: Language) -> str:
    after = measures.efficiency
    if math.isclose(before, after):
        return ""
    if not before:
        return sentence(Finding("begins", {"after": after}), language)
    values = {"before": before, "after": after, "share": (after - before) / before}
    return sentence(Finding("bridges", values), language)


def _next_line(told: Mapping[str, Any], ends: _Ends, language: Language) -> NextLine:
    left, right = (ends.of(key) for key in told["ends"])
    names = {"left": left.name, "right": right.name}
    keys: dict[str, float | str] = {"left": "left", "right": "right"}
    apart = (
        Finding("joins", keys)
        if told["steps_before"] is None
        else Finding("shortens", {**keys, "steps": told["steps_before"]})
    )
    changes: dict[str, float | str] = {
        "nearer": told["nearer"],
        "before": told["efficiency"] - told["gain"],
        "after": told["efficiency"],
    }
    effects = [sentence(one, language, names) for one in (apart, Finding("nearer", changes))]
    reasons = [reason_in_words(one, language) for one in told["reasons"]]
    return NextLine(left, right, reasons, effects)


def reason_in_words(reason: Mapping[str, str], language: Language) -> str:
    """Why two places could meet, as people would say it."""
    words = load_core()
    asked, given = (
        concept.label(language) if (concept := words.at(reason.get(name, ""))) else ""
        for name in ("asked", "given")
    )
    if reason["why"] == "suggested":
        return _("Une passerelle leur est déjà proposée : il reste à dire oui.")
    if reason["why"] == "shared":
        return _("Les deux font la même chose : « %(what)s ».") % {"what": asked}
    if reason["why"] == "same_question":
        return _("Les deux cherchent la même chose : « %(what)s ».") % {"what": asked}
    if asked == given:
        return _("L’un cherche « %(what)s », l’autre l’a.") % {"what": asked}
    values = {"asked": asked, "given": given}
    return _("L’un cherche « %(asked)s », l’autre a « %(given)s ».") % values


def _place_lines(details: Mapping[str, Any], ends: _Ends) -> list[PlaceLine]:
    """Those whose closing would cost most first, then the most tied."""
    between = dict(details.get("brokers", []))
    closing = {key: (lost, cut_off) for key, lost, cut_off in details.get("closings", [])}
    lines = []
    for key, (neighbours, strength) in details.get("places", {}).items():
        lost, cut_off = closing.get(key, (None, []))
        lines.append(
            PlaceLine(
                end=ends.of(key),
                neighbours=neighbours,
                strength=strength,
                between=100 * between[key] if key in between else None,
                lost=100 * max(0.0, lost) if lost is not None else None,
                cut_off=[ends.of(one) for one in cut_off],
            )
        )
    return sorted(lines, key=lambda one: (-(one.lost or 0), -one.strength, one.end.name))
