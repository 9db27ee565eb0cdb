"""The most and the least that an offer takes, and how much a need brings, in many measures.

« Billes jusqu’à 70 cm de diamètre », « à partir de 200 m », « un mois minimum », « 45 € ».
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from entrelieux.core.bridging.model import OfferKind
from entrelieux.core.bridging.reading.magnitudes import load_in, volume_in
from entrelieux.core.bridging.reading.measures import (
    AT_MOST,
    BY_TURNS,
    CARRIED,
    LEAST_ROUND_MM,
    MEASURING,
    NUMBER,
    PIECE_ASKED,
    PIECE_GIVEN,
    SEWN,
    UP_TO,
    Bound,
    Found,
    Measure,
    amperes,
    microns,
    paper,
    parts,
    pieces,
    rounds,
)
from entrelieux.core.bridging.reading.numbers import in_measures, ungrouped, value_of
from entrelieux.core.bridging.reading.people import is_people
from entrelieux.core.bridging.reading.prices import budget, prices
from entrelieux.core.bridging.reading.stays import DAYS, days_asked, is_notice, longest

_NO_SALE = frozenset({"free", "exchange", "donation"})
_AT_ONCE = re.compile(
    r"\b(?:d.un (?:seul )?coup|en une (?:seule )?(?:fois|fournee|cuisson)"
    r"|at once|in one (?:go|batch))"
)
_LEAST = (
    r"(?:a partir de|au moins|commande minimale"
    r"|(?:demarre|commence|debute)\w* a|start(?:s|ing) at|minimum order(?: of)?"
    r"|commande minimum(?: de)?|minimum(?: de| of)?"
    r"|mini|from|at least|pas moins de|no (?:fewer|less) than|(?:par )?(?:lots?|paquets?) de"
    r"|in lots of|batches of|engagement(?: de)?)"
)
_OR_MORE = r"(?:minimum|mini\b|au moins|au minimum|at least|or more|et plus|and up|and over|up\b)"
_NOUN = r"(m2|m²|[a-z€][a-z’'-]*)"
# Those who come, not those whom a need is about.
_WE_ARE = re.compile(
    r"\b(?:nous sommes|nous serons|on est|on sera|we are|we.re|we will be|they are|ils sont"
    r"|ils seront)"
    r" (?:about |environ |pres de )?(\d{1,3})\b(?! (?:ans|years|km|min))"
    r"|\b(\d{1,3}) (?:of us|d.entre nous)|\bva?s? a (\d{1,3}) (?:a vouloir|a venir)"
)
_GROUP = re.compile(r"\b(?:groupe|group|class) (?:de|of) (\d{1,2})\b")
_FROM = re.compile(
    rf"\b{_LEAST}[ :]{{1,3}}(?:about |environ )?{NUMBER}(?: a \d+(?:[.,]\d+)?)?(?: ?{_NOUN})?"
    r"(?: (?:de |d.)?(haut|large|long|prof))?"
)
_AND_UP = re.compile(rf"{NUMBER}(?:[ -]?{_NOUN})? {_OR_MORE}|\bfrom {NUMBER}(?: {_NOUN})? up\b")
_RANGE = re.compile(r"\b(\d{1,4}) (?:a|to) \d{1,4} ([a-z]+)")
_THIN = re.compile(rf"\b(?:de |from ){NUMBER} ?(?:mm )?(?:a|to) \d+(?:[.,]\d+)? ?mm\b")
_IN_GROUPS = frozenset({OfferKind.EVENT, OfferKind.TRAINING, OfferKind.SERVICE, OfferKind.SKILL})
_LENT = frozenset({
    OfferKind.MACHINE, OfferKind.ROOM, OfferKind.DESK, OfferKind.MATERIAL, OfferKind.VEHICLE,
})  # fmt: skip
_BARE_LEAST = re.compile(r"(?:order|commande|minimale|lots?|paquets?|batches)")
_ENDS = re.compile(r" ?(?:[.,;)]|$)")
_MOST_PIECES = re.compile(
    rf"(?:{UP_TO}|de \d+ a) {NUMBER} (?:pieces?|exemplaires?|copies|tirages?|articles?|items?"
    r"|unites?|units?|pcs)\b"
    rf"|(?:series?|runs?) (?:de|of) {NUMBER} {AT_MOST}"
    rf"|(?:petites? series?|short runs?|small runs?)[^.;]{{0,12}} {NUMBER}\b"
)
# What a sentence begins by, or what somebody wants to do: « Douze polos », « broder douze polos ».
_THINGS = re.compile(
    r"(?:^|[.;:!?] ?|, |\b[a-z]{2,}(?:er|ir|re) (?:nos |mes |les )?|\bto [a-z]+ |^[a-z]+ "
    r"|\b(?:pour|for|on|sur|et|and) )(\d{1,5}) (?:de |d[’'])?"
    r"(?:(?:petite?s?|grande?s?|beaux|belles|vieux|vieilles|small|little|old|new|large|big|custom"
    r"|printed) )?([a-z][a-z-]{2,}[sx])\b"
)
_NO_THINGS = re.compile(
    r"(?:ans|years|mois|months|jours|days|heures|hours|minutes|semaines|weeks|annees|euros|pounds"
    r"|metres|meters|(?:kilo|centi|milli|hecto|deca)\w+|kilos|grammes|grams|litres|liters|tonnes|tons"
    r"|hectares|degres|degrees|ax[ei]s|couleurs|colou?rs|fils|threads|pages|microns|places|fois|times"
    r"|points|miles|volts|watts|amperes|amps|nuits|nights|soirs|soirees|matinees|seances|samedis"
    r"|dimanches|lundis|mardis|mercredis|jeudis|vendredis|week-ends|mains|doigts|cadres|shafts|sous"
    r"|dans|dont|sans|vers|plus|moins|chez|apres|(?:dix|cent)iemes|tenths)"
)
_COPIES = re.compile(
    r"\ben faut (\d{1,4})\b|\b(\d{1,5}) (?:de |d[’'])?(?:exemplaires?|pieces?|copies|tirages?|ex)\b"
)
_PIECES = frozenset({"exemplaires", "ex", "pcs", "pieces", "copies", "articles", "items"})
# Without any of these a need tells no amount.
_TELLING = re.compile(r"\d|\b(?:seule?|single|just|one|exemplaire|toute?|ce|cet|cette|this)\b")
_ONLY_ONE = re.compile(r"\b(?:une? seule?|un exemplaire|just one|a single|one copy)\b")
_METRE = r"(?:metre|meter|m)s?(?![²³’'\w])"
_OF_STUFF = re.compile(
    rf"{NUMBER} ?{_METRE} (?:de |d[’']|of )(?!long|larg|haut|prof|diam|chez|mon|la\b|l[’'])"
    rf"|, {NUMBER} ?{_METRE}(?:$|\.)"
)
_LEAST_BATCH_KG, _LEAST_BATCH_LITRES = 2.0, 10.0  # under this it is a jar, or a sachet


def wanted(
    text: str, *, thick_mm: float = 0.0, people: int | None = None
) -> Mapping[Measure, float]:
    """How much a need brings or asks for, with what other readers found; what it does not say is
    absent."""
    plain = ungrouped(in_measures(text))
    if not _TELLING.search(plain):
        return {}
    found: dict[Measure, float] = {}
    known = Bound(Measure.THIN_MM, thick_mm), Bound(Measure.PEOPLE, people or 0)
    for one in (*known, *_asked(plain, text)):
        found[one.measure] = max(found.get(one.measure, 0.0), one.value)
    return {measure: value for measure, value in found.items() if value}


def most_given(text: str, kind: str) -> Bound | None:
    """The largest that an offer takes, in the measure that tells most."""
    plain = ungrouped(in_measures(text))
    return _first(_given(plain, text, kind)) if any(map(str.isdigit, plain)) else None


def least_given(text: str, kind: str, terms: str = "") -> Bound | None:
    """What an offer takes no less than: pieces, kilos, days, its price in euros, its precision."""
    plain = ungrouped(in_measures(text))
    found = _least(plain, kind, terms) if any(map(str.isdigit, plain)) else iter(())
    return _first(found, least=True)


def _first(found: Iterable[Bound], *, least: bool = False) -> Bound | None:
    """Of one measure the bound that excludes less."""
    return min(
        found, key=lambda one: (one.measure, one.value if least else -one.value), default=None
    )


def _asked(plain: str, text: str) -> Found:
    yield from rounds(plain)
    yield from pieces(PIECE_ASKED, plain)
    yield from parts(plain)
    yield from paper(plain)
    yield from amperes(plain, text)
    yield from microns(plain)
    weight, volume = load_in(plain), volume_in(plain)
    if weight:
        yield Bound(Measure.KILOS, weight)
    if volume:
        yield Bound(Measure.LITRES, volume)
    if _AT_ONCE.search(plain):
        yield Bound(Measure.BATCH_KG, weight)
        yield Bound(Measure.BATCH_LITRES, volume)
    yield from budget(plain)
    yield from days_asked(plain)
    for found in _WE_ARE.finditer(plain):
        yield Bound(Measure.GROUP, value_of(found[1] or found[2] or found[3]))
    for first, second in _OF_STUFF.findall(plain):
        yield Bound(Measure.METRES, value_of(first or second))
    yield from _things(plain)


def _things(plain: str) -> Found:
    counts = [int(one or other) for one, other in _COPIES.findall(plain)]
    counts += [
        int(found[1])
        for found in _THINGS.finditer(plain)
        if not _NO_THINGS.fullmatch(found[2]) and not is_people(found[2])
    ]
    if not counts and _ONLY_ONE.search(plain):
        counts = [1]
    if counts:
        yield Bound(Measure.PIECES, max(counts))


def _given(plain: str, text: str, kind: str) -> Found:
    for one in _GROUP.findall(plain):
        yield Bound(Measure.GROUP, value_of(one))
    if kind in {OfferKind.MACHINE, OfferKind.SERVICE, OfferKind.SKILL}:
        yield from (one for one in rounds(plain) if one.value >= LEAST_ROUND_MM)
        for found in _MOST_PIECES.findall(plain):
            yield Bound(Measure.PIECES, value_of("".join(found)))
    if kind not in {OfferKind.VEHICLE, OfferKind.MATERIAL}:
        yield from pieces(PIECE_GIVEN, plain)
    if kind == OfferKind.MACHINE:
        yield from _batches(plain)
    if kind in {OfferKind.MACHINE, OfferKind.SERVICE}:
        yield from paper(plain)
    for one in parts(plain):
        if _is_bound(one.measure, plain, kind):
            yield one
    if kind == OfferKind.ROOM:
        yield from amperes(plain, text)
    if kind in _LENT:
        yield from longest(plain)


def _batches(plain: str) -> Found:
    """What a machine takes at once, by which one that works by turns is bound too."""
    bare = _AND_UP.sub(" ", _FROM.sub(" ", plain))
    if (weight := load_in(bare)) >= _LEAST_BATCH_KG:
        yield Bound(Measure.BATCH_KG, weight)
    if (volume := volume_in(bare)) >= _LEAST_BATCH_LITRES:
        yield Bound(Measure.BATCH_LITRES, volume)


def _is_bound(measure: Measure, plain: str, kind: str) -> bool:
    match measure:
        case Measure.THREADS:
            return bool(SEWN.search(plain))
        case Measure.COLOURS:
            return not BY_TURNS.search(plain)
        case Measure.KILOWATTS:
            return kind == OfferKind.ROOM
        case carried if carried in CARRIED:
            return kind in {OfferKind.VEHICLE, OfferKind.MATERIAL}
    return True


def _least(plain: str, kind: str, terms: str) -> Found:
    if MEASURING.search(plain):
        yield from microns(plain)
    if terms not in _NO_SALE:
        yield from prices(plain)
    if kind == OfferKind.MACHINE:
        yield from (Bound(Measure.THIN_MM, value_of(one)) for one in _THIN.findall(plain))
    for low, noun in _RANGE.findall(plain) if kind in _IN_GROUPS else ():
        if is_people(noun):
            yield Bound(Measure.PEOPLE, value_of(low))
        elif noun in _PIECES:
            yield Bound(Measure.PIECES, value_of(low))
    for found in _FROM.finditer(plain):
        low, unit, sideways = found.groups()
        if not sideways:
            is_bare = kind == OfferKind.SERVICE and _ENDS.match(plain, found.end())
            unit = unit or ("pieces" if is_bare or _BARE_LEAST.search(found[0]) else "")
            yield from _least_of(value_of(low), unit, kind, found[0], plain, found)
    for found in _AND_UP.finditer(plain):
        number, unit, other, noun = found.groups()
        yield from _least_of(
            value_of(number or other), unit or noun or "pieces", kind, found[0], plain, found
        )


def _least_of(
    value: float, unit: str, kind: str, told: str, plain: str, found: re.Match[str]
) -> Found:
    """What a least is of, by the word after its number."""
    single = unit.rstrip("s")
    if single in DAYS or unit == "mois":
        is_age = told.startswith(("a partir", "from")) or kind in {"service", "training", "event"}
        if not is_age and not is_notice(plain, found) and single != "h":
            yield Bound(Measure.DAYS, value * DAYS[unit if unit == "mois" else single])
    elif single in {"m", "metre", "meter"}:
        if kind not in {"room", "desk"}:
            yield Bound(Measure.METRES, value)
    elif single in {"kg", "kilo", "tonne", "ton", "t"}:
        yield Bound(Measure.KILOS, value * (1000.0 if single.startswith("t") else 1.0))
    elif single in {"l", "litre", "liter", "hl", "hectolitre"}:
        yield Bound(Measure.LITRES, value * (100.0 if single.startswith("h") else 1.0))
    elif is_people(unit):
        yield Bound(Measure.PEOPLE, value)
    elif unit in _PIECES or (
        len(unit) > 3 and unit.endswith(("s", "x")) and not _NO_THINGS.fullmatch(unit)
    ):
        yield Bound(Measure.PIECES, value)
