"""Where are the hours held? On a tour, on several sites, or elsewhere on some days.

A tour, or places that share the half-days of the week, make the week not expressible. A day whose
hours are those of another place is closed here. Extra visits beside fixed hours (« permanences »,
« en plus de nos horaires ») change nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from entrelieux.core.hours.days import Group, groups_of
from entrelieux.core.hours.normalise import normalise, readable
from entrelieux.core.hours.times import Span, spans_of
from entrelieux.core.hours.touring import (
    tells_days_of_a_tour,
    tells_of_a_tour,
    tells_of_several_sites,
    tells_visits,
)
from entrelieux.core.hours.venues import (
    PARTNER,
    begins_with_a_venue,
    is_list_of_places,
    names_a_venue,
    place_names,
)
from entrelieux.core.hours.week import Week

Halves = set[tuple[int, bool]]
_CLAUSE = re.compile(r"\n|(?<=[a-zé)])\.(?=\s|[A-Z])|;|(?<!:)//|\s{4,}")
_SENTENCE = re.compile(rf"{_CLAUSE.pattern}|\s-\s")
_ADDRESS = re.compile(r"\b(\d{5})\b(?= [A-ZÉ])")
_EXTRA = re.compile(
    r"antenne|(?<!mairie )annexe|decentralis|delocalis|telephon"
    r"|fermet|(?<!la )ferme\b|ouvert|horaires?\b"
    r"|vacances|congres|supplementaire|possibilite|reservee?s?\b|demarches|prise de rdv"
)
_BESIDE = re.compile(r"permanence|itineran|atelier|antenne|annexe")
_SOMETIMES = re.compile(r"possib|semaine|\bmois\b|sur 2|sur deux|sur rdv|tous les 15|libre")
_MOVES = re.compile(
    r"accueil se fait|(?:est|sera) (?:basee?|situee?|ouverte?) (?:a|au|:)|se (?:trouve|tient) a"
    r"|[cs]e deplace|vous accueille\w* (?:a|au)\b"
)
_SHARE, _SHARE_OF_A_TOUR, _SHARE_OF_MANY, _MANY = 0.75, 0.6, 0.5, 4


def is_of_several_sites(text: str, week: Week) -> bool:
    """`text` is the comment as typed: capitals tell names of places."""
    text = readable(text)
    plain = normalise(text)
    if tells_of_several_sites(plain) or is_list_of_places(text) or _has_addresses(text, plain):
        return True
    sentences = [normalise(part) for part in _SENTENCE.split(text)]
    if any(tells_of_a_tour(said) for said in sentences) and "concerne" not in plain:
        return True
    if any(tells_days_of_a_tour(said) for said in sentences):
        return not any(week.days) or _share(plain, week) >= _SHARE_OF_A_TOUR
    if any(tells_visits(said) for said in sentences):
        return False
    return _is_shared_by_places(text, week)


def _has_addresses(text: str, plain: str) -> bool:
    """Two postcodes and no word that says that one of them is beside the other."""
    beside = re.search(r"supplement|antenne|annexe|sur rdv|nouvelle adresse|demenage|aussi", plain)
    if _MOVES.search(plain):
        return False
    return not beside and len(set(_ADDRESS.findall(text))) > 1


def _is_shared_by_places(text: str, week: Week) -> bool:
    told = [part for part in _CLAUSE.split(text) if not _is_beside(normalise(part))]
    named = [part for part in told if place_names(part) or names_a_venue(normalise(part))]
    names = {name for part in named for name in place_names(part)}
    plain = " ; ".join(map(normalise, named))
    if len(names) < 2:
        return False
    if not any(week.days):
        return len(groups_of(plain)) >= 2
    if "permanence" in plain and "sur rdv" in plain:
        return False
    share = _share(plain, week, own_times_only="permanence" in plain)
    is_many = len(names) >= _MANY and len(_opened(week)) >= 2 * _MANY
    return share >= (_SHARE_OF_MANY if is_many else _SHARE)


def _is_beside(plain: str) -> bool:
    """Not where the service is; but « prise de rdv sur les communes de … » tells where."""
    return bool(_EXTRA.search(re.sub(r"prise de rdv(?=.*sur les communes)", "", plain)))


def _share(plain: str, week: Week, *, own_times_only: bool = False) -> float:
    """The share of the week's open half-days that the text gives to days of its own."""
    told: Halves = set()
    for group, times in _groups_with_times(plain):
        halves = _halves(group, times)
        told |= {h for h in halves if not own_times_only or _are_those_of(week, h, times)}
    opened = _opened(week)
    return len(opened & told) / len(opened) if opened and len({d for d, _ in told}) > 1 else 0.0


def days_elsewhere(text: str, week: Week) -> Halves:
    """The half-days whose hours the comment gives to another place.

    >>> week = Week(days=[[Span(540, 720)] for _ in range(5)] + [[], []])
    >>> sorted(days_elsewhere("Le lundi, l'accueil se fait à Guiscard", week))
    [(0, True)]
    """
    found: Halves = set()
    for part in _CLAUSE.split(readable(text)):
        plain = normalise(part)
        if _BESIDE.search(plain):
            break
        if _EXTRA.search(plain) or _SOMETIMES.search(plain) or PARTNER.search(plain):
            continue
        if place_names(part) or names_a_venue(plain):
            found |= _moved(plain, week)
    return found


def _moved(plain: str, week: Week) -> Halves:
    groups = list(_groups_with_times(plain))
    if not groups:
        return set()
    first = groups[0][0]
    opening = re.fullmatch(r"\W*(?:tous )?(?:les?|l')?\s*", plain[: first.start])
    after = plain[first.end :]
    is_given = bool(_MOVES.search(plain)) or (
        bool(opening)
        and (
            bool(re.match(r"\s*(?:[:=]|a |au |aux )", after)) or begins_with_a_venue(after.strip())
        )
    )
    is_place_first = (
        not opening
        and "accueil" not in plain
        and names_a_venue(plain[: first.start])
        and bool(groups[0][1])
    )
    if not is_given and not is_place_first:
        return set()
    return {
        half
        for group, times in groups
        if not group.ranks
        for half in _halves(group, times)
        if _are_those_of(week, half, times)
    }


def _are_those_of(week: Week, half: tuple[int, bool], times: list[Span]) -> bool:
    """No times are told, or the very ones that the column has for that half-day."""
    day, is_morning = half
    column = {str(span) for span in week.days[day] if span.is_morning == is_morning}
    told = {str(span) for span in times if span.is_morning == is_morning}
    return bool(column) and (not times or told == column)


def _groups_with_times(plain: str) -> Iterator[tuple[Group, list[Span]]]:
    groups = groups_of(plain)
    for number, group in enumerate(groups):
        end = groups[number + 1].start if number + 1 < len(groups) else len(plain)
        yield group, spans_of(plain[group.end : end])


def _halves(group: Group, times: list[Span]) -> Halves:
    timed = {span.is_morning for span in times} or {True, False}
    halves: Halves = set()
    for day, half in group.days:
        mornings = {half == "matin"} if half else timed
        halves |= {(day, is_morning) for is_morning in mornings}
    return halves


def _opened(week: Week) -> Halves:
    return {(day, span.is_morning) for day, spans in enumerate(week.days) for span in spans}


def close_days_elsewhere(week: Week, text: str) -> bool:
    """True when half of the week is elsewhere: what is left is not known to be here."""
    moved, opened = days_elsewhere(text, week), _opened(week)
    week.change(lambda day, span: (day, span.is_morning) in moved, lambda span: None)
    return len(moved & opened) >= _SHARE_OF_MANY * max(len(opened), 1)
