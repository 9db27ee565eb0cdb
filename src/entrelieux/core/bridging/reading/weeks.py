"""The parts of a week that a text names: « soirs et week-ends », « Me-Ve 9h-12h »."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from entrelieux.core.bridging.reading.numbers import in_digits

# Hours where a part of a day begins and the last one ends; the night belongs to the day before it.
CUTS = (5, 8, 12, 14, 17, 18, 20, 22, 24, 29)
_COUNT = len(CUTS) - 1
_WHOLE = (1 << _COUNT) - 1
EVERY_DAY, WORKED_DAYS, WEEKEND = 0b1111111, 0b0011111, 0b1100000
ALL_WEEK = (1 << 7 * _COUNT) - 1
_LEAST = 0.4  # hours of a part: « jusqu’à 18 h 15 » is no evening
_TOLD_DAYS = (
    ("lundi", "monday", "lun", "lu", "mon", "mo"),
    ("mardi", "tuesday", "mar", "ma", "tue", "tu"),
    ("mercredi", "wednesday", "mer", "me", "wed", "we"),
    ("jeudi", "thursday", "jeu", "je", "thu", "th"),
    ("vendredi", "friday", "ven", "ve", "fri", "fr"),
    ("samedi", "saturday", "sam", "sa", "sat"),
    ("dimanche", "sunday", "dim", "di", "sun", "su"),
)
_RANKS = {name: rank for rank, names in enumerate(_TOLD_DAYS) for name in names}
_FULL = {name: names[0] for names in _TOLD_DAYS for name in names[2:]}
# « je » and « mon » are days in a list only: « Ma, Je 18h », « lun-ven ».
_SHORT = re.compile(
    r"(?P<before>^|[-–,;/(&+]\s*|\b(?:et|ou|and|or|au|a|to|du|le|les|hors|sauf)\s+)"
    rf"(?P<day>{'|'.join(sorted(_FULL, key=len, reverse=True))})\b\.?"
    r"(?=\s*(?:$|[-–,;/)&+]|\d|(?:et|ou|and|or|au|a|to|matin|soir|apres)\b))"
)
# « Mar-Oct » is of months.
_MARCH = re.compile(
    r"\bmar\b(?=\.?\s*(?:[-–]|to)\s*(?:apr|avr|may|mai|ju[nil]|ao|aug|sep|oct|nov|dec))"
    r"|(?<=(?:jan|feb|fev|apr|sep|oct|nov|dec)[-–])mar\b"
)
DAY_NAMES = "|".join(one for names in _TOLD_DAYS for one in names[:2])
_DAY = re.compile(rf"\b({DAY_NAMES})s?\b")
_RANGE_MARK = re.compile(r"\s*(?:-|–|/|au|a|to|till|through)\s*")
_SETS = (
    (re.compile(r"\bweek.?ends?\b"), WEEKEND),
    (
        re.compile(
            r"\ben semaine\b|(?<!fin )(?<!debut )\bde semaine\b"
            r"|(?<!toute )(?<!par )(?<!fois )\bla semaine\b(?! prochaine)|^semaine$"
            r"|\bjours? (?:ouvres?|ouvrables?|travailles?)\b|\bweekdays?\b|\bworking days?\b"
            r"|\boffice hours\b|\b(?:horaires|heures) de bureau\b"
        ),
        WORKED_DAYS,
    ),
    (re.compile(r"\bjours? (?:d ecole|de classe)\b|\bschool days?\b"), 0b0011011),
    (
        re.compile(
            r"\b(?:tous les jours|tlj|chaque jour|every ?day|daily|any day|7 ?j ?/ ?7|7/7"
            r"|7 jours (?:sur|/) ?7"
            r"|toute la semaine|all week)\b"
        ),
        EVERY_DAY,
    ),
)
_ALWAYS = re.compile(
    r"\b(?:24/7|h24|24 ?h?(?:eures)? ?(?:/|sur) ?24(?: ?h\b)?|jour et nuit|nuit et jour"
    r"|day and night|round the clock)"
)
# The first that is found is taken out of the text: « après-midi » names no « midi ».
_NAMED = (
    (r"(?:une|deux|trois|quatre|[1-4]) ?h(?:eures?)? du matin"
     r"|(?:one|two|three|four|[1-4]) (?:o clock )?in the morning", 24, 29),
    (r"(?:tot|de bonne heure|avant l (?:aube|ouverture))(?: le matin)?|early(?: mornings?)?"
     r"|(?:a|des) l aube", 5, 8),
    (r"fins? (?:de journee|d apres.?midi)|late afternoons?|end of the day", 17, 20),
    (r"after work|apres le (?:travail|boulot|bureau)|apres la journee", 17, 24),
    (r"(?:apres|after|sortie d\w*) ?(?:l |la |les |le |the )?(?:ecole|classe|cours|college|lycee"
     r"|school|classes)", 16, 20),
    (r"apres.?midis?|aprems?|afternoons?", 12, 18),
    (r"pauses? (?:dejeuner|de midi|meridienne)|heures? du (?:dejeuner|midi)"
     r"|lunch ?(?:break|time|hour)?s?|midis?|noon", 12, 14),
    (r"(?:fin de |toute la )?matin(?:s|ee|ees)?|mornings?", 5, 12),
    (r"(?:toute la |en |la )?(?:soiree)s?|soirs?|evenings?|tonight", 18, 24),
    (r"nuits?|nights?|nocturnes?", 22, 29),
    (r"(?:en|dans la|de) journee|daytime|during the day", 8, 18),
)  # fmt: skip
_HOUR = r"(\d{1,2})\s*(?:(?:h|:|heures?)\s*(\d{2})?(?!\w)|(am|pm)\b)(?:\s*(am|pm)\b)?"
_HOURS = re.compile(rf"(?<![\w/:]){_HOUR}")
_LASTS = re.compile(
    r"\s*(?:(?:par|a|per) (?:semaine|mois|jour|week|month|day)"
    r"|(?:de|d|of) (?!preference|l )\w+)\b"
)
_SPELLED_HOUR = re.compile(
    r"\b(?:vingt[ -]et[ -]une|vingt[ -]trois|vingt[ -]deux|dix[ -](?:sept|huit|neuf)|quatorze"
    r"|quinze|douze|vingt|seize|sept|huit|neuf|onze|dix)(?= heures?\b)"
)
_AFTER_NOON = re.compile(r"\b([1-9]|10|11) ?h(?:eures?)? ?(\d\d)? (?:du soir|de l apres.?midi)\b")
_THROUGH = re.compile(r"\s*(?:-|–|/|a|et|to|and|till|until|jusqu a)\s*")
_SMALL = re.compile(r"\bdu matin\b|\bam\b|\bjusqu a\b|\buntil\b|\btill\b|\bnuit\b|\bnight\b")
_FROM = re.compile(r"\b(?:apres|a partir de|des|passe|depuis|after|from)\s*(?:les\s*)?$")
_UNTIL = re.compile(r"\b(?:avant|jusqu a|before|until|till|by)\s*(?:les\s*)?$")
# « À partir de lundi » is any day.
_FROM_DAY = re.compile(
    rf"\b(?:a partir (?:de|du)|des|from|starting|as of) (?:le )?{_DAY.pattern}"
    rf"(?!{_RANGE_MARK.pattern}(?:le )?{_DAY.pattern})"
)
_PART = r"(?: (?:matin|midi|soir|apres.?midi|morning|noon|evening|night|afternoon))?"
_WRITTEN = (
    # « Du samedi matin au dimanche midi » is of both days.
    (re.compile(rf"({_DAY.pattern}){_PART} (?:jusqu (?:a|au)|a|au|to|until|till|through) (?:le )?"
                rf"(?={_DAY.pattern})"), r"\1 - "),
    # « 9-12 h » is from nine.
    (re.compile(r"\b(\d{1,2}) ?(?:-|–|/|a|to|et) ?(?=\d{1,2}(?::\d\d)? ?(?:h(?!\w)|heures|am|pm))"),
     r"\1h-"),
    (re.compile(r"\bentre (?:midi|12 ?h) et (?:deux|2)\b(?: ?h)?"), "12h-14h"),
    (re.compile(r"\bbetween (\d+) and (\d+)\b"), r"\1h-\2h"),
    (re.compile(r"\b(?:jusqu (?:a|au)|until|till) ?(?:midnight|minuit)\b"), "jusqu a 24h"),
    (re.compile(r"\b(jusqu a|avant|a partir de|des|de|a|before|until|from) (?:midi|noon)\b"),
     r"\1 12h"),
    (re.compile(r"\bmi(?:dnight|nuit)\b"), "24h"),
    (re.compile(r"\bpas avant\b|\bnot before\b"), "a partir de"),
    (re.compile(r"\bpas (?:apres|plus tard que)\b|\bnot (?:after|later than)\b"), "avant"),
)  # fmt: skip
_JOIN = re.compile(r"\s*([,;+&]|\b(?:et|ou|and|or|ainsi que|puis)\b)\s*")
_LISTED = frozenset({",", ";", "", "+"})


class _Chunk(NamedTuple):
    """`days` and `parts` are None when they are not told; `is_led` says that the part comes
    first, `is_named` that it is no hour, `is_listed` that a mark, not a word, stands before,
    `is_apart` that the day has its own « le »."""

    days: int | None
    parts: int | None
    is_led: bool
    is_named: bool
    is_listed: bool
    is_apart: bool


def written_out(plain: str) -> str:
    """« Lu-Ve » and « entre midi et deux » as the readers below take them."""
    plain = _MARCH.sub("mars", plain)
    plain = _SHORT.sub(lambda found: f"{found['before']}{_FULL[found['day']]}", plain)
    plain = _SPELLED_HOUR.sub(lambda one: in_digits(one[0]), plain)
    plain = _AFTER_NOON.sub(lambda one: f"{int(one[1]) + 12}h{one[2] or ''}", plain)
    plain = _FROM_DAY.sub(" ", plain)
    for said, written in _WRITTEN:
        plain = said.sub(written, plain)
    return plain


def week_in(plain: str) -> int | None:
    """One bit for each of nine parts of a day, Monday’s first; of what `written_out` gives."""
    if _ALWAYS.search(plain):
        return ALL_WEEK
    return _union(list(_chunks(plain))) or None


def hours_between(start: float, end: float) -> int:
    """The parts of any day that a stretch of hours has a share in."""
    end += 24 if end <= start else 0
    parts = 0
    for rank in range(_COUNT):
        first, last = CUTS[rank], CUTS[rank + 1]
        for shift in (0, 24):
            shared = min(end, last + shift) - max(start, first + shift)
            if shared >= _LEAST or shared == end - start:
                parts |= 1 << rank
        if start < CUTS[0] and min(end + 24, last) - max(start + 24, first) >= _LEAST:
            parts |= 1 << rank
    return parts


def spread(days: int, parts: int) -> int:
    """`parts` on each of `days`, one bit a day."""
    return sum(parts << (_COUNT * day) for day in range(7) if days >> day & 1)


def _union(chunks: list[_Chunk]) -> int:
    """« lundi et jeudi 9h-12h »: days wait for the part that follows, and a part without a day is
    of the days before it; « soirs et week-ends » are evenings, and whole days."""
    week, waiting, last, parts = 0, 0, 0, 0
    for days, told, is_led, is_named, is_listed, is_apart in chunks:
        if waiting and told and is_named and is_apart and not is_listed:
            week, waiting = week | spread(waiting, _WHOLE), 0
        if parts and days and not is_listed and not (told and is_led):
            week, parts = week | spread(EVERY_DAY, parts), 0
        if days and told is None and parts:
            week, last, parts = week | spread(days, parts), days, 0
        elif days and told is None:
            waiting |= days
        elif days:
            last = waiting | days
            week, waiting, parts = week | spread(last, (told or 0) | parts), 0, 0
        elif told and waiting and is_named and not is_listed:
            week |= spread(waiting, _WHOLE) | spread(EVERY_DAY, told)
            waiting = 0
        elif told and (waiting or last):
            last = waiting or last
            week, waiting = week | spread(last, told), 0
        else:
            parts |= told or 0
    return week | spread(waiting, _WHOLE) | spread(EVERY_DAY, parts)


def _chunks(plain: str) -> Iterator[_Chunk]:
    pieces = _JOIN.split(_paired(plain))
    for mark, piece in zip(["", *pieces[1::2]], pieces[::2], strict=True):
        days, day_at = _days(piece)
        parts, part_at, is_named = _parts(piece)
        if days or parts:
            is_apart = piece.startswith(("le ", "les ", "on "))
            yield _Chunk(days, parts, part_at < day_at, is_named, mark in _LISTED, is_apart)


def _paired(plain: str) -> str:
    """« entre 9 h et 12 h » is one stretch."""
    return re.sub(rf"\bentre ({_HOUR}) et (?=\d)", r"\1-", plain)


def _days(plain: str) -> tuple[int | None, int]:
    """One bit a day, and where the first is named; a range has only a mark between two days."""
    found = [(one, _RANKS[one[1]]) for one in _DAY.finditer(plain)]
    days, at = 0, found[0][0].start() if found else len(plain)
    for place, (match, day) in enumerate(found):
        days |= 1 << day
        if place and _RANGE_MARK.fullmatch(plain[found[place - 1][0].end() : match.start()]):
            days |= _between(found[place - 1][1], day)
    for said, some in _SETS:
        if named := said.search(plain):
            days, at = days | some, min(at, named.start())
    return days or None, at


def _between(first: int, last: int) -> int:
    return sum(1 << (first + step) % 7 for step in range((last - first) % 7 + 1))


def _parts(plain: str) -> tuple[int | None, int, bool]:
    """The parts of a day, where they are told, and whether by a name alone."""
    parts, at, left = 0, len(plain), plain
    for said, start, end in _NAMED_RE:
        if match := said.search(left):
            parts, at = parts | hours_between(start, end), min(at, match.start())
            left = said.sub(lambda one: " " * len(one[0]), left)
    exact = 0
    for start_hour, end_hour in _stretches(plain):
        exact |= hours_between(start_hour, end_hour)
    # « mardi soir 18h-20h »: the hours say which part of the evening.
    return exact or parts or None, at, bool(parts) and not exact


_NAMED_RE = tuple((re.compile(rf"\b(?:{said})\b"), start, end) for said, start, end in _NAMED)


def _stretches(plain: str) -> Iterator[tuple[float, float]]:
    """« 9h-12h », « à partir de 18 h », and « 20h », which begins then."""
    found = [one for one in _HOURS.finditer(plain) if not _LASTS.match(plain, one.end())]
    place = 0
    while place < len(found):
        one, after = found[place], found[place + 1] if place + 1 < len(found) else None
        start = _clock(one, after)
        is_paired = after is not None and _THROUGH.fullmatch(plain[one.end() : after.start()])
        # « 10 h (2 h) » lasts two hours.
        if start <= 24 and (is_paired or start >= CUTS[0] or _SMALL.search(plain)):
            if after and is_paired:
                yield start, _clock(after)
                place += 1
            elif _FROM.search(plain[: one.start()]):
                yield start, max(24, start + 1)
            elif _UNTIL.search(plain[: one.start()]):
                yield CUTS[0], start
            else:
                yield start, start + 1
        place += 1


def _clock(one: re.Match[str], after: re.Match[str] | None = None) -> float:
    """« 6 pm » is 18; « 1:30-3:30 pm » begins in the afternoon too."""
    hour = int(one[1]) + int(one[2] or 0) / 60
    half = one[3] or one[4] or ""
    if not half and after and int(one[1]) < int(after[1]):
        half = after[3] or after[4] or ""
    if half == "pm" and hour < 12:
        return hour + 12
    return 0.0 if half == "am" and hour == 12 else hour
