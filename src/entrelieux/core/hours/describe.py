"""A value in words, for a card."""

from __future__ import annotations

import re

_OSM = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_FRENCH_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_ENGLISH_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
FRENCH = dict(zip(_OSM, _FRENCH_DAYS, strict=True))
ENGLISH = dict(zip(_OSM, _ENGLISH_DAYS, strict=True))
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_FRENCH_MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre"),
    *("octobre", "novembre", "décembre"),
)
_NBSP = "\u00a0"
_DAY = "(?:Mo|Tu|We|Th|Fr|Sa|Su)"
_MONTH = f"(?:{'|'.join(_MONTHS)})(?: \\d\\d)?"
_RULE = re.compile(
    rf"^(?P<when>(?:SH|PH|week [\d-]+/2|{_MONTH}(?:-{_MONTH})?) )?"
    rf"(?:(?P<days>{_DAY}(?:[-,]{_DAY})*)(?:\[(?P<ranks>[-\d,]+)\])? ?)?(?P<rest>.*)$"
)
# « ; » starts a rule; so does « , » before a day, after the hours of another.
_RULES = re.compile(rf";\s*|,\s+(?={_DAY}\b)")
_WHEN = {
    "SH": ("vacances scolaires", "school holidays"),
    "PH": ("jours fériés", "public holidays"),
    "week 02-52/2": ("semaines paires", "even weeks"),
    "week 01-53/2": ("semaines impaires", "odd weeks"),
}
_FRENCH_RANKS = {"1": "1er", "-1": "dernier"}
_ENGLISH_RANKS = {"1": "1st", "2": "2nd", "3": "3rd", "-1": "last"}


def describe(value: str, language: str = "fr") -> list[str]:
    """One line a rule, in the reader's language; a rule that has no words is kept as it is.

    >>> describe("We[1] 14:00-17:30; SH off", "en")
    ['1st Wednesday of the month: 14:00\xa0–\xa017:30', 'school holidays: closed']
    """
    is_french = language.startswith("fr")
    return [_line(rule.strip(), is_french) for rule in _RULES.split(value) if rule.strip()]


def _line(rule: str, is_french: bool) -> str:
    match = _RULE.match(rule)
    if not match or not (match["when"] or match["days"]):
        return _times(rule, is_french)
    days = _days(match["days"] or "", match["ranks"] or "", is_french)
    when = _when((match["when"] or "").strip(), is_french)
    separator = f"{_NBSP}: " if is_french else ": "
    told = ", ".join(part for part in (days, when) if part)
    return told + separator + _times(match["rest"], is_french) if match["rest"] else told


def _days(days: str, ranks: str, is_french: bool) -> str:
    names = FRENCH if is_french else ENGLISH
    if "-" in days and "," not in days:
        first, last = days.split("-")
        pattern = "du {} au {}" if is_french else "{} to {}"
        return pattern.format(names[first], names[last])
    shown = ", ".join(names.get(day, day) for day in days.split(",") if day)
    if not ranks:
        return shown
    known = _FRENCH_RANKS if is_french else _ENGLISH_RANKS
    suffix = "e" if is_french else "th"
    order = (" et " if is_french else " and ").join(
        known.get(rank, rank + suffix) for rank in ranks.split(",")
    )
    return f"{order} {shown} " + ("du mois" if is_french else "of the month")


def _when(selector: str, is_french: bool) -> str:
    if selector in _WHEN:
        return _WHEN[selector][0 if is_french else 1]
    ends = [_date(end, is_french) for end in selector.split("-") if end]
    if len(ends) == 2:
        if not is_french:
            return f"{ends[0]} to {ends[1]}"
        return ("du {} au {}" if any(end[0].isdigit() for end in ends) else "{} à {}").format(*ends)
    return ends[0] if ends else ""


def _date(text: str, is_french: bool) -> str:
    month, _, day = text.partition(" ")
    if month not in _MONTHS:
        return text
    name = _FRENCH_MONTHS[_MONTHS.index(month)] if is_french else month
    if not day:
        return name
    number = "1er" if is_french and int(day) == 1 else str(int(day))
    return f"{number}{_NBSP}{name}"


def _times(text: str, is_french: bool) -> str:
    hours, quote, comment = text.partition('"')
    if hours.strip() in ("off", "closed"):
        return "fermé" if is_french else "closed"
    hours = hours.strip().replace(",", ", ").replace("-", f"{_NBSP}–{_NBSP}")
    if is_french:
        hours = re.sub(r"0?(\d{1,2}):(\d\d)", _french_clock, hours)
    hours = re.sub(r"^(.+?)\+", r"à partir de \1" if is_french else r"from \1", hours)
    told = comment.strip('" ')
    if not is_french:
        told = told.replace("sur rendez-vous", "by appointment")
    return " ".join(part for part in (hours, told if quote else "") if part).replace("unknown ", "")


def _french_clock(match: re.Match[str]) -> str:
    minutes = "" if match[2] == "00" else f"{_NBSP}{match[2]}"
    return f"{int(match[1])}{_NBSP}h{minutes}"
