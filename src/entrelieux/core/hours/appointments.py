"""Which hours a sentence keeps for those who have an appointment."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from entrelieux.core.hours.days import Group, groups_of
from entrelieux.core.hours.portions import keep_but_free, keep_times
from entrelieux.core.hours.times import Span, spans_of
from entrelieux.core.hours.week import Week

_ONLY = r"(?:uniquement|exclusivement|seulement|obligatoire\w*)"
_ON = re.compile(
    rf"(?:{_ONLY} |que )?sur rdv(?: {_ONLY})?|(?:prise de )?rdv obligatoire|{_ONLY} sur inscription"
    rf"|rdv {_ONLY}|(?:obligatoire|necessaire|imperatif) de prendre (?:un )?rdv"
    r"|prendre rdv avant de venir|rdv (?:est |sont )?(?:necessaire|indispensable)s?"
    r"|\bavec rdv(?! (?:ou|et))"
)
_FREE = re.compile(
    r"(?:avec |sur )?(?:(?:ou|et) )?sans rdv|(?:en )?(?:acces libre|libre acces|accueil libre)"
    r"|sur le flux|libre service"
)
_FREE_ONLY = re.compile(r"(?:accueil |ouvert |permanences? )?(?:uniquement )?sans rdv\b")
_BOTH = re.compile(r"(?:avec|sur) (?:(?:ou|et) )?sans rdv|rdv ou sans")
_ADVISED = re.compile(
    r"rdv (?:\w+ )?(?:conseill|souhait|possible|recommand|prefer|privileg)|(?:preference|priorite"
    r"|possibilite|prioritairement) (?:\w+ ){0,2}?(?:sur|de|avec) (?:\w+ )?rdv"
)
_MENTION = re.compile(r"\b(?:lun|mar|mer|jeu|ven|sam|dim)\w*|matin|apresmidi|\d ?h|\d:\d")
_GENERAL_HALF = re.compile(
    r"(?:^|\b(?:les|le|l'|chaque|des|du)\s?)(matin|apresmidi)s?\b(?! (?:des|de|le) )"
)
# After « sur rdv », how to take it; anything else says that only some matters are meant.
_CONTACT = re.compile(
    r"\W*(?:$|(?:au|aux|par|tel|via|a l'a|en appelant|aupres|numero|contact|a prendre"
    r"|france services|pour tout|a partir du|dans les locaux|en ligne|\d|…|- ).*)"
)
# Before it, words that say that only some matters, or some other place, are meant.
_NOT_ALL = re.compile(
    r"\bpour (?!tout|un accueil|mieux|vous|etre|prendre|la prise)|ants\b|carte|passeport|impots"
    r"|domicile|communes|ailleurs|aussi|egalement|ou\b|possib|certain|atelier|initiation|formation"
    r"|permanences? \w|partenaire|conseiller|visio|accompagnement|itineran"
    r"|\bdemarches (?!se|sont|uniq|sur)\w"
    r"|accueil de jour|rdv de|en dehors|hors\b|cours\b|aide\b|numerique|retraite|fiscal"
)


def keep_for_appointments(week: Week, text: str, *, alone: bool = True) -> None:
    """`alone` is False after a sentence about other sites: then days must be named."""
    if _ADVISED.search(text) and not re.search(_ONLY, text):
        return
    if _FREE_ONLY.match(text) and groups_of(text) and not _ON.search(text):
        keep_but_free(week, text)
        return
    for part in _parts(text):
        said, _, spared = part.lstrip(" ,;:/-").partition("sauf")
        before = week.days
        week.days = [list(spans) for spans in before]
        _keep(week, said, alone=alone)
        if spared:
            _spare(week, before, spared)


def _parts(text: str) -> Iterator[str]:
    """The stretches of the sentence that « sur rdv » governs, and not « sans rdv »."""
    text = _BOTH.sub("sans rdv", text)
    marks = sorted(
        [(m.start(), m.end(), True) for m in _ON.finditer(text)]
        + [(m.start(), m.end(), False) for m in _FREE.finditer(text)]
    )
    if not any(on for _, _, on in marks):
        return
    if all(on for _, _, on in marks):
        yield text[_governed_from(text[: marks[0][0]]) :]
        return
    first = _MENTION.search(text)
    leads = bool(first) and first.start() < marks[0][0] if first else False
    for rank, (start, end, on) in enumerate(marks):
        previous = marks[rank - 1][1] if rank else 0
        following = marks[rank + 1][0] if rank + 1 < len(marks) else len(text)
        if on:
            yield text[previous:end] if leads else text[start:following]


def _governed_from(before: str) -> int:
    """« accueil du public le matin, l'apresmidi … », « … les matins et … »: only what is last."""
    if re.search(r"(?:matin|apresmidi)s? et $", before):
        return len(before)
    free = re.search(
        r"\b(?:public|ouver\w+|accueil)\b[^,]*(?:matin|apresmidi|di)s?\b[^,]*,", before
    )
    return free.end() if free else 0


def _keep(week: Week, text: str, *, alone: bool) -> None:
    groups = [group for group in groups_of(text) if not _is_all_week(text, group)]
    halves = _general_halves(text, groups)
    if not groups and not halves:
        times = spans_of(text)
        if times:
            keep_times(week, list(range(7)), times, may_add=False)
        elif alone and _is_everything(text):
            week.change(lambda day, span: True, Span.on_appointment)
        return
    days = [day for group in groups for day, _ in group.days]
    if halves and days and _qualifies(text) and len(halves) == 1 and (times := spans_of(text)):
        keep_times(week, days, times, may_add=True)
        return
    if halves:
        named = {day for group in groups for day, _ in group.days} if _qualifies(text) else set()
        week.change(
            lambda day, span: span.is_morning in halves and (not named or day in named),
            Span.on_appointment,
        )
        if named:
            return
    groups = [_shared_by_columns(week, group) for group in groups]
    for group, following in zip(groups, [*groups[1:], None], strict=False):
        end = following.start if following else len(text)
        times = spans_of(text[group.end : end]) or (
            spans_of(text[: group.start]) if len(groups) == 1 else []
        )
        if times:
            keep_times(week, [day for day, _ in group.days], times, may_add=True)
        else:
            _appoint(week, group)


def _shared_by_columns(week: Week, group: Group) -> Group:
    """« le lundi, le mercredi et le vendredi apresmidi » when those only have an afternoon."""
    half = group.days[-1][1]
    if not half or any(named for _, named in group.days[:-1]):
        return group
    is_morning = half == "matin"
    with_half = {
        day for day, spans in enumerate(week.days) if any(s.is_morning == is_morning for s in spans)
    }
    if with_half != {day for day, _ in group.days}:
        return group
    return replace(group, days=tuple((day, half) for day, _ in group.days))


def _is_all_week(text: str, group: Group) -> bool:
    return text[group.start : group.end].startswith(("tous", "toute"))


def _appoint(week: Week, group: Group) -> None:
    week.split_at_noon(day for day, half in group.days if half)
    week.change(lambda day, span: group.holds(day, span.is_morning), Span.on_appointment)


def _general_halves(text: str, groups: list[Group]) -> set[bool]:
    """True for « les matins », False for « les apresmidis », when no day owns the half."""
    for group in reversed(groups):
        text = text[: group.start] + "#" * (group.end - group.start) + text[group.end :]
    return {match[1] == "matin" for match in _GENERAL_HALF.finditer(text)}


def _qualifies(text: str) -> bool:
    """« l'apresmidi du lundi au vendredi »: the days limit the half; « et » would add them."""
    return not re.search(r"(?:matin|apresmidi)s? et |et (?:les |l'|le )?(?:matin|apresmidi)", text)


def _is_everything(text: str) -> bool:
    match = _ON.search(text)
    if not match:
        return False
    return not _NOT_ALL.search(text[: match.start()]) and bool(_CONTACT.match(text[match.end() :]))


def _spare(week: Week, before: list[list[Span]], text: str) -> None:
    """« sauf le mercredi »: those hours stay as they were."""
    for group in groups_of(text):
        for day, half in group.days:
            spared = [s for s in before[day] if not half or (half == "matin") == s.is_morning]
            others = [s for s in week.days[day] if half and (half == "matin") != s.is_morning]
            week.days[day] = sorted([*spared, *others])
