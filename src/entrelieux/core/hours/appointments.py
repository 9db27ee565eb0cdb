"""Which hours a sentence keeps for those who have an appointment."""

from __future__ import annotations

import re
from collections.abc import Iterator

from entrelieux.core.hours.days import Group, groups_of
from entrelieux.core.hours.times import Span, spans_of
from entrelieux.core.hours.week import Week

_ONLY = r"(?:uniquement|exclusivement|seulement|obligatoire\w*)"
_ON = re.compile(
    rf"(?:{_ONLY} |que )?sur rdv(?: {_ONLY})?|(?:prise de )?rdv obligatoire|{_ONLY} sur inscription"
    rf"|rdv {_ONLY}"
)
_FREE = re.compile(
    r"(?:avec |sur )?(?:(?:ou|et) )?sans rdv|(?:en )?(?:acces libre|libre acces|accueil libre)"
    r"|sur le flux|libre service"
)
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
_SUBJECT = re.compile(
    r"^(?:\W|\b(?:accueil\w*|ouvert\w*|du|public|de|la|le|les|l'|structure|se|fait|est|fonctionnement|vigipirate|prise"
    r"|attention|nous|recevons|usagers|des|france|services|espace|pour|toutes|demarches|ne|que|et)\b)*$"
)


def keep_for_appointments(week: Week, text: str, *, alone: bool = True) -> None:
    """`alone` is False after a sentence about other sites: then days must be named."""
    if _ADVISED.search(text) and not re.search(_ONLY, text):
        return
    for part in _parts(text):
        said, _, spared = part.partition("sauf")
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
        yield text
        return
    first = _MENTION.search(text)
    leads = bool(first) and first.start() < marks[0][0] if first else False
    for rank, (start, end, on) in enumerate(marks):
        previous = marks[rank - 1][1] if rank else 0
        following = marks[rank + 1][0] if rank + 1 < len(marks) else len(text)
        if on:
            yield text[previous:end] if leads else text[start:following]


def _keep(week: Week, text: str, *, alone: bool) -> None:
    groups = [group for group in groups_of(text) if not _is_all_week(text, group)]
    halves = _general_halves(text, groups)
    if not groups and not halves:
        times = spans_of(text)
        if times:
            _on_times(week, list(range(7)), times, may_add=False)
        elif alone and _is_everything(text):
            week.change(lambda day, span: True, Span.on_appointment)
        return
    if halves:
        named = {day for group in groups for day, _ in group.days} if _qualifies(text) else set()
        week.change(
            lambda day, span: span.is_morning in halves and (not named or day in named),
            Span.on_appointment,
        )
        if named:
            return
    for group, following in zip(groups, [*groups[1:], None], strict=False):
        end = following.start if following else len(text)
        times = spans_of(text[group.end : end]) or (
            spans_of(text[: group.start]) if len(groups) == 1 else []
        )
        if times:
            _on_times(week, [day for day, _ in group.days], times, may_add=True)
        else:
            _appoint(week, group)


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
    return bool(_SUBJECT.match(text[: match.start()])) and bool(_CONTACT.match(text[match.end() :]))


def _on_times(week: Week, days: list[int], times: list[Span], *, may_add: bool) -> None:
    for day in days:
        kept: list[Span] = []
        for span in week.days[day]:
            kept += _divided(span, times)
        for wanted in times if may_add else ():
            if not any(wanted.start < span.end and span.start < wanted.end for span in kept):
                kept.append(wanted.on_appointment())
        week.days[day] = sorted(kept)


def _divided(span: Span, times: list[Span]) -> list[Span]:
    """A span mostly covered by the times is kept whole; otherwise only what they cover."""
    for wanted in times:
        start, end = max(span.start, wanted.start), min(span.end, wanted.end)
        if end <= start:
            continue
        if 2 * (end - start) >= span.end - span.start:
            return [span.on_appointment()]
        around = [Span(span.start, start), Span(start, end, True), Span(end, span.end)]
        return [part for part in around if part.start < part.end]
    return [span]


def _spare(week: Week, before: list[list[Span]], text: str) -> None:
    """« sauf le mercredi »: those hours stay as they were."""
    for group in groups_of(text):
        for day, half in group.days:
            spared = [s for s in before[day] if not half or (half == "matin") == s.is_morning]
            others = [s for s in week.days[day] if half and (half == "matin") != s.is_morning]
            week.days[day] = sorted([*spared, *others])
