"""What a comment beside the week changes in it: appointments, closures, odd weeks, first Saturdays.

Only sentences that speak of this place's opening count: permanences elsewhere, telephones and
advice are read past.
"""

from __future__ import annotations

import re

from entrelieux.core.hours.days import OSM, Group, groups_of
from entrelieux.core.hours.normalise import normalise
from entrelieux.core.hours.times import Span, spans_of
from entrelieux.core.hours.week import Week, spans_text

_SENTENCE = re.compile(r"\s*(?:\n|(?<!\d)\.\s|;|\s-\s|\|| // |(?<!\d)\s/\s(?!\d))\s*")
_ELSEWHERE = re.compile(
    r"permanences?\b|antenne|annexe|\bbus\b|mairies? d|telephon|par mail|partenaire|atelier|"
    r"cours\b|formation|centre social d|\bcommunes?\b|itineran|conseiller numerique|impots|habitat"
)
_ONLY = r"(?:uniquement|exclusivement|seulement|obligatoire\w*|que)"
_ALL_APPOINTMENT = re.compile(
    rf"{_ONLY} sur rdv|sur rdv {_ONLY}|(?:prise de )?rdv obligatoire|^(?:accueil )?sur rdv$"
)
_SOME_APPOINTMENT = re.compile(r"sur rdv|rdv uniquement")
_WITHOUT = re.compile(
    r"(?:avec|sur) (?:ou|et) sans rdv|rdv (?:conseill|souhait|possible|recommand|prefer)"
)
_CLOSED = re.compile(r"\bferme(?:e|s|es|ture)?\b")
_WORKS = re.compile(
    r"ferme\w* (?:pour|cause|en) (?:de )?travaux"
    r"|ferme\w* (?:temporaire|jusqu'a l'ouverture|definitiv)"
)
_SCHOOL = re.compile(r"vacances(?: scolaires)?|conges scolaires")
_NOT_SCHOOL = re.compile(r"(?:hors|sauf|excepte)\s*(?:pendant )?(?:les |periodes? de )?vacances")
_PARITY = re.compile(r"semaines?\s*(im)?paires?")
_OPEN = re.compile(r"ouver|accueil")
_LUNCH = re.compile(r"pause dejeuner|pause meridienne|entre midi et deux")
MULTI = re.compile(
    r"multi-?sites?|\b\d+ sites?\b|plusieurs sites"
    r"|structure itinerante|service itinerant|itinerance sur"
)


def apply_comment(week: Week, text: str) -> bool:
    """Changes the week; True when the comment says that it is closed for now."""
    closed = False
    for sentence in _SENTENCE.split(text.replace("\r", "\n")):
        plain = normalise(sentence)
        if not plain:
            continue
        if _WORKS.search(plain):
            closed = True
        elif not _ELSEWHERE.search(plain) or _ALL_APPOINTMENT.fullmatch(plain):
            _apply(week, plain)
    return closed


def _apply(week: Week, text: str) -> None:
    if _NOT_SCHOOL.search(text) and not groups_of(text):
        week.rules.append("SH off")
    elif _CLOSED.search(text):
        _close(week, text)
    elif _SOME_APPOINTMENT.search(text) and not _WITHOUT.search(text):
        _appoint(week, text)
    elif _PARITY.search(text) and _OPEN.search(text):
        _restrict_to_weeks(week, text)
    elif _OPEN.search(text):
        _open_sometimes(week, text)


def _matches(groups: list[Group], day: int, span: Span) -> bool:
    for group in groups:
        for named, half in group.days:
            if named == day and (not half or (half == "matin") == span.is_morning):
                return True
    return False


def _halves(text: str, day: int, span: Span) -> bool:
    """« les apresmidis », « le matin » without a day: that half of every day."""
    if "apresmidi" in text and "matin" not in text:
        return not span.is_morning
    return "matin" in text and "apresmidi" not in text and span.is_morning


def _appoint(week: Week, text: str) -> None:
    before, _, excepted = text.partition("sauf")
    part = _told_of_appointments(before)
    groups, spared = groups_of(part), groups_of(excepted) if excepted else []
    timed = spans_of(part)

    def wanted(day: int, span: Span) -> bool:
        if spared and _matches(spared, day, span):
            return False
        if timed and not any(time.start < span.end and span.start < time.end for time in timed):
            return False
        if groups:
            return _matches(groups, day, span)
        if timed:
            return True
        if "matin" in part or "apresmidi" in part:
            return _halves(part, day, span)
        return bool(_ALL_APPOINTMENT.search(text))

    week.change(wanted, Span.on_appointment)


def _told_of_appointments(text: str) -> str:
    """The part of a sentence that speaks of appointments, when another is « sans rdv »."""
    without = re.search(r"sans rdv", text)
    if not without:
        return text
    if without.start() < text.find("sur rdv"):
        return text[without.end() :]
    return text[: without.start()]


def _close(week: Week, text: str) -> None:
    groups = groups_of(text)
    if _LUNCH.search(text):
        return _cut_lunch(week, text)
    if _SCHOOL.search(text):
        return _close_in_holidays(week, groups)
    pauses = spans_of(text)
    for group in (group for group in groups if group.ranks):
        for day, _half in group.days:
            kept = [span for span in week.days[day] if not _matches([group], day, span)]
            for pause in pauses:
                kept = [part for span in week.days[day] for part in _without(span, pause)]
            ranks = ",".join(str(rank) for rank in group.ranks)
            week.rules.append(f"{OSM[day]}[{ranks}] {spans_text(kept) or 'off'}")
    return None


def _close_in_holidays(week: Week, groups: list[Group]) -> None:
    if not groups:
        week.rules.append("SH off")
        return
    for day in sorted({day for group in groups for day, _half in group.days}):
        kept = [span for span in week.days[day] if not _matches(groups, day, span)]
        week.rules.append(f"SH {OSM[day]} {spans_text(kept) or 'off'}")


def _cut_lunch(week: Week, text: str) -> None:
    for pause in spans_of(text)[:1]:
        for day, spans in enumerate(week.days):
            week.days[day] = [part for span in spans for part in _without(span, pause)]


def _without(span: Span, pause: Span) -> list[Span]:
    if pause.end <= span.start or pause.start >= span.end:
        return [span]
    parts = [
        Span(span.start, pause.start, span.by_appointment),
        Span(pause.end, span.end, span.by_appointment),
    ]
    return [part for part in parts if part.start < part.end]


def _restrict_to_weeks(week: Week, text: str) -> None:
    """« vendredi apresmidi et samedi matin : ouverture uniquement les semaines impaires »."""
    parities = {bool(match[1]) for match in _PARITY.finditer(text)}
    groups = groups_of(text)
    if len(parities) != 1 or not groups:
        return
    odd = parities.pop()
    every = {day: list(spans) for day, spans in enumerate(week.days)}
    changed = week.change(lambda day, span: _matches(groups, day, span), lambda span: None)
    for day in sorted({day for day, _span in changed}):
        weeks = "week 01-53/2" if odd else "week 02-52/2"
        week.rules.append(f"{weeks} {OSM[day]} {spans_text(every[day])}")


def _open_sometimes(week: Week, text: str) -> None:
    """« Ouvert le 1er samedi du mois de 9h a 12h »: that Saturday, and no other."""
    told = spans_of(text)
    for group in groups_of(text):
        for day, _half in group.days if group.ranks else ():
            spans = told or list(week.days[day])
            if not spans or (told and week.days[day] not in ([], told)):
                continue
            week.days[day] = []
            ranks = ",".join(str(rank) for rank in group.ranks)
            week.rules.append(f"{OSM[day]}[{ranks}] {spans_text(spans)}")
