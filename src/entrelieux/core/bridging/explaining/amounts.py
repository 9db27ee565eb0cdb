"""What an offer gives and what a need asks, with their unit, where they do not agree."""

from __future__ import annotations

from entrelieux.core.bridging.reading.measures import Measure
from entrelieux.core.bridging.reading.needs import NeedReading
from entrelieux.core.bridging.reading.offers import OfferReading

_MAGNITUDES = {
    "celsius": "{:g} °C", "times": "× {:g}", "thick_mm": "{:g} mm",
    "load_kg": "{:g} kg", "litres": "{:g} L", "area_m2": "{:g} m²",
    "height_m": "{:g} m", "volts": "{:g} V",
}  # fmt: skip
# In French and in English.
_MEASURES = {
    Measure.DIAMETER_MM: ("{:g} mm de diamètre", "{:g} mm across"),
    Measure.PIECE_G: ("{:g} g la pièce", "{:g} g a piece"),
    Measure.AXES: ("{:g} axes", "{:g} axes"),
    Measure.SHAFTS: ("{:g} cadres", "{:g} shafts"),
    Measure.THREADS: ("{:g} fils", "{:g} threads"),
    Measure.COLOURS: ("{:g} couleurs", "{:g} colours"),
    Measure.AMPERES: ("{:g} A", "{:g} A"),
    Measure.KILOWATTS: ("{:g} kW", "{:g} kW"),
    Measure.DPI: ("{:g} ppp", "{:g} dpi"),
    Measure.MICRONS: ("{:g} µm", "{:g} µm"),
    Measure.BATCH_KG: ("{:g} kg à la fois", "{:g} kg at once"),
    Measure.BATCH_LITRES: ("{:g} L à la fois", "{:g} L at once"),
    Measure.EUROS: ("{:g} €", "€{:g}"),
    Measure.DAYS: ("{:g} jours", "{:g} days"),
    Measure.PEOPLE: ("{:g} personnes", "{:g} people"),
    Measure.METRES: ("{:g} m", "{:g} m"),
    Measure.KILOS: ("{:g} kg", "{:g} kg"),
    Measure.LITRES: ("{:g} L", "{:g} L"),
    Measure.PIECES: ("{:g} pièces", "{:g} pieces"),
    Measure.GROUP: ("{:g} personnes", "{:g} people"),
    Measure.PAPER_GSM: ("{:g} g/m²", "{:g} gsm"),
    Measure.CATTLE: ("{:g} bovins", "{:g} head of cattle"),
    Measure.SHEEP: ("{:g} moutons ou chèvres", "{:g} sheep or goats"),
    Measure.HORSES: ("{:g} chevaux", "{:g} horses"),
    Measure.BICYCLES: ("{:g} vélos", "{:g} bicycles"),
    Measure.BOATS: ("{:g} bateaux", "{:g} boats"),
    Measure.TABLES: ("{:g} tables", "{:g} tables"),
    Measure.COMPUTERS: ("{:g} ordinateurs", "{:g} computers"),
    Measure.THIN_MM: ("{:g} mm", "{:g} mm"),
}
_HOURS = ("{:g} h", "{:g} h")


def shortage(need: NeedReading, offer: OfferReading, language: str) -> tuple[str, str] | None:
    """The first amount of which an offer gives too little: what it gives, what is asked."""
    for name, unit in _MAGNITUDES.items():
        ask, give = getattr(need.magnitudes, name), getattr(offer.magnitudes, name)
        if give and give < ask:
            return unit.format(give), unit.format(ask)
    most = offer.most
    if most and most.value < (ask := need.wanted.get(most.measure, 0.0)):
        return _told(most.measure, most.value, language), _told(most.measure, ask, language)
    return None


def below_least(need: NeedReading, offer: OfferReading, language: str) -> tuple[str, str] | None:
    """What an offer takes no less than, and the less that a need brings."""
    least = offer.least
    if least and (ask := need.wanted.get(least.measure, least.value)) < least.value:
        return _told(least.measure, least.value, language), _told(least.measure, ask, language)
    return None


def _told(measure: Measure, value: float, language: str) -> str:
    is_hours = measure == Measure.DAYS and value < 1
    unit = (_HOURS if is_hours else _MEASURES[measure])[language.startswith("en")]
    return unit.format(round(value * 24, 1) if is_hours else value)
