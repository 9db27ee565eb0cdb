"""What a sentence opens, or keeps open: first Saturdays, late evenings, some days only."""

from __future__ import annotations

import re

from entrelieux.core.hours.asides import ranks_of
from entrelieux.core.hours.days import OSM, Group, groups_of
from entrelieux.core.hours.seasons import TERM_ONLY
from entrelieux.core.hours.times import Span, ended, minutes_of, spans_of
from entrelieux.core.hours.week import Week, spans_text

OPEN = re.compile(r"ouver|accueil")
_UNTIL = re.compile(r"jusqu'a (\d{1,2}) ?h ?(\d{2})?")
_FROM = re.compile(r"ouver\w* a (\d{1,2}) ?h ?(\d{2})?")
_LATE = re.compile(
    r"(?:nocturne|ouver\w*|accueil|horaires?)\b.*jusqu'a \d|^(?:le |les )?\w+dis? jusqu'a \d"
)
_ONLY = re.compile(r"(?:ouver\w*|accueil)\b.*\buniquement\b|^(?:le |les )?\w+dis?\b.*\buniquement$")
_ONLY_RANKS = re.compile(r"[\W\d]*(?:e|et|ou|le|les|du|de chaque|mois|uniquement|\W|\d|\w+dis?)*")
_BESIDES = re.compile(r"egalement|aussi|supplement|telephon|\brdv\b|reste|toute l'annee|conge")
_GENERAL_HALF = re.compile(r"(?:le |les |l')(matin|apresmidi)s?\b")
_RESTATED = re.compile(
    r"^(?:nouveaux )?(?:horaires?(?: d'(?:ouverture|accueil))?|france services?)"
    r"(?: (?:de |du |de la |d')?(?:la |l')?(?:maison |espace )?"
    r"(?:france services?|structure|public))?"
    r" ?:? (?=\D{0,24}\d)"
)


def change_openings(week: Week, text: str, *, is_whole: bool) -> None:
    """`text` speaks of opening, or (`is_whole`) is a sentence that only names ranks of days."""
    groups, times = groups_of(text), spans_of(text)
    is_ranked = any(group.ranks for group in groups) or bool(ranks_of(text))
    if is_ranked:
        if OPEN.search(text) or (is_whole and _ONLY_RANKS.fullmatch(text)):
            _open_on_ranks(week, text)
    elif (_LATE.search(text) or _FROM.search(text)) and groups and not times:
        _change_ends(week, text)
    elif _RESTATED.match(text) and _days(groups) > 1 and not _BESIDES.search(text):
        _restate(week, text)
    elif _ONLY.search(text) and not times:
        _keep_only(week, text)
    elif OPEN.search(text) and groups and times:
        _open_from_to(week, text)
    elif OPEN.search(text) and groups:
        _open_on(week, text)


def _days(groups: list[Group]) -> int:
    return len({day for group in groups for day, _ in group.days})


def _open_on_ranks(week: Week, text: str) -> None:
    """« Ouvert le 1er samedi du mois de 9h a 12h »: that Saturday, and no other."""
    told = spans_of(text)
    for group in groups_of(text):
        ranks = ",".join(map(str, group.ranks)) or ranks_of(text)
        for day, _half in group.days if ranks else ():
            spans = told or week.days[day]
            if not spans or (week.days[day] and week.days[day] != spans):
                continue
            week.days[day] = []
            week.rules.append(f"{OSM[day]}[{ranks}] {spans_text(spans)}")
            if TERM_ONLY.search(text):
                week.rules.append(f"SH {OSM[day]} off")


def _change_ends(week: Week, text: str) -> None:
    """« Nocturne le jeudi jusqu'à 19h », « ouverture à 10h le lundi »."""
    until, since = _UNTIL.search(text), _FROM.search(text)
    end = minutes_of(until[1], until[2]) if until else None
    start = minutes_of(since[1], since[2]) if since else None
    for day in sorted({day for group in groups_of(text) for day, _ in group.days}):
        spans = ended(week.days[day], end) if end else week.days[day]
        week.days[day] = [_begun(span, start or 0) for span in spans if span.end > (start or 0)]


def _begun(span: Span, start: int) -> Span:
    return Span(max(span.start, start), span.end, span.by_appointment)


def _restate(week: Week, text: str) -> None:
    """« Horaires : lundi 9h-12h, jeudi 14h-17h »: the comment's week, not the columns'."""
    told: dict[int, list[Span]] = {}
    groups = groups_of(text)
    for number, group in enumerate(groups):
        end = groups[number + 1].start if number + 1 < len(groups) else len(text)
        for day, _half in group.days:
            told.setdefault(day, []).extend(spans_of(text[group.end : end]))
    others = week.days if len(groups) == 1 else [[] for _ in range(7)]
    if all(told.values()):
        week.days = [told.get(day, others[day]) for day in range(7)]


def _keep_only(week: Week, text: str) -> None:
    """« Ouvert uniquement les lundis et mardis matin »: the other half-days are not told open."""
    groups, half = groups_of(text), _GENERAL_HALF.search(text)
    if groups:
        week.change(
            lambda day, span: not any(group.holds(day, span.is_morning) for group in groups),
            lambda span: None,
        )
    elif half:
        is_morning = half[1] == "matin"
        week.change(lambda day, span: span.is_morning != is_morning, lambda span: None)


def _open_from_to(week: Week, text: str) -> None:
    """« Le samedi, ouvert de 10h à 18h, hors vacances »: those hours, where it has others."""
    days = [day for group in groups_of(text) for day, _ in group.days]
    if len(days) != 1 or _BESIDES.search(text):
        return
    told = spans_of(text)
    if any(a.start < b.end and b.start < a.end for a in week.days[days[0]] for b in told):
        week.days[days[0]] = told
        if TERM_ONLY.search(text):
            week.rules.append(f"SH {OSM[days[0]]} off")


def _open_on(week: Week, text: str) -> None:
    """« Ouvert du lundi au jeudi »: not on Friday; « le samedi, hors vacances »: not in them."""
    groups = groups_of(text)
    days = {day for group in groups for day, _ in group.days}
    if TERM_ONLY.search(text):
        week.rules += [f"SH {OSM[day]} off" for day in sorted(days) if week.days[day]]
    elif len(days) > 1 and days < set(range(5)) and not _BESIDES.search(text):
        week.change(lambda day, span: day < 5 and day not in days, lambda span: None)
