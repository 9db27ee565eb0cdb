"""Hours of odd or even weeks, and of one week in two when nothing says which."""

from __future__ import annotations

import re

from entrelieux.core.hours.asides import weeks_of
from entrelieux.core.hours.days import OSM, Group, groups_of
from entrelieux.core.hours.times import Span, minutes_of, spans_of
from entrelieux.core.hours.week import Week, spans_text

PARITY = re.compile(r"sem(?:aine)?s?\.? (?:im)?paires?")
_RHYTHM = re.compile(r"(?:en |les )?sem(?:aine)?s? (?:im)?paires?\b.*\b(?:ferme|ouver)")
_TURN = re.compile(r"\bet (?=ouver|ferme)|, (?=ouver|ferme)")
_ONLY_HALF = re.compile(r"uniquement (?:le|les|l')\s?(?:matin|apresmidi)")
_UNTIL = re.compile(
    r"[ ,]*(?:des |en )?(?:semaines? (?:im)?paires? )?jusqu'a (\d{1,2}) ?h ?(\d{2})?"
)
_SOMETIMES = re.compile(
    r"(?:une?|1) (?:semaine|\w+di)s? sur (?:2|deux)|tous les (?:15|quinze) jours"
    r"|(?:une?|1|2|deux|3|trois) (?:fois|\w+dis?(?: matin)?) (?:par|dans le) mois|certains \w+dis"
)


def tells_some_weeks(text: str) -> bool:
    return bool(PARITY.search(text))


def tells_unknown_weeks(text: str) -> bool:
    """« un samedi sur deux », « une fois par mois »: nobody can tell which from the text."""
    return bool(_SOMETIMES.search(text)) and not PARITY.search(text)


def restrict_to_weeks(week: Week, text: str) -> None:
    """« vendredi apresmidi et samedi matin : ouverture uniquement les semaines impaires »."""
    if _RHYTHM.match(text):
        _change_some_weeks(week, text)
        return
    found = [weeks_of(match[0]) for match in PARITY.finditer(text)]
    groups = groups_of(text)
    if len(found) > 1 and len(found) != len(groups):
        if re.search("ouver|ferm", text):
            forget_unknown_weeks(week, text)
        return
    for number, group in enumerate(groups):
        weeks = found[number if len(found) > 1 else 0]
        for day in sorted({day for day, _half in group.days}):
            _on_some_weeks(week, group, day, weeks, text)


def forget_unknown_weeks(week: Week, text: str) -> None:
    """Those hours are not told to be open on any given week."""
    groups = groups_of(text)
    week.change(
        lambda day, span: any(group.holds(day, span.is_morning) for group in groups),
        lambda span: None,
    )


def _change_some_weeks(week: Week, text: str) -> None:
    """« En semaines paires, fermeture le samedi et ouverture le mardi (9h-13h) »."""
    weeks = weeks_of(text)
    for part in _TURN.split(text):
        times = spans_text(spans_of(part))
        for day in sorted({day for group in groups_of(part) for day, _ in group.days}):
            if "ferme" in part:
                week.rules.append(f"{weeks} {OSM[day]} off")
            elif times:
                week.rules.append(f"{weeks} {OSM[day]} {times}")


def _on_some_weeks(week: Week, group: Group, day: int, weeks: str, text: str) -> None:
    """Hours of some weeks only; « jusqu'a 18h » are longer hours on those weeks."""
    every = week.days[day]
    until = _UNTIL.match(text[group.end :])
    kept = [span for span in every if not group.holds(day, span.is_morning)]
    told: list[Span] = []
    if until and every:
        later = minutes_of(until[1], until[2]) or every[-1].end
        told = [*every[:-1], Span(every[-1].start, later)]
    elif _ONLY_HALF.search(text[: group.start]) and every:
        told = spans_of(text)
    elif len(kept) < len(every):
        week.days[day], told = kept, every
    elif not every:
        told = spans_of(text[group.end :])[:2]
    if told:
        week.rules.append(f"{weeks} {OSM[day]} {spans_text(told)}")
