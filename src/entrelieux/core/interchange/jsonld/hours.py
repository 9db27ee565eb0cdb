"""Weekly OSM hours as schema.org’s OpeningHoursSpecification, which knows no exception."""

from __future__ import annotations

import re

DAYS = {
    "Mo": "Monday",
    "Tu": "Tuesday",
    "We": "Wednesday",
    "Th": "Thursday",
    "Fr": "Friday",
    "Sa": "Saturday",
    "Su": "Sunday",
}
CODES = tuple(DAYS)
SPAN = r"\d\d:\d\d-\d\d:\d\d"
RULE = re.compile(
    rf"(?P<days>[A-Z][a-z](?:[-,][A-Z][a-z])*) (?P<spans>off|closed|{SPAN}(?:,{SPAN})*)"
)
Spans = tuple[tuple[str, str], ...]


def specification_of(osm: str) -> list[dict[str, object]] | None:
    """None when the value says more than a plain week: better no hours than wrong ones."""
    week: dict[str, Spans] = {}
    for rule in filter(None, (part.strip() for part in osm.split(";"))):
        match = RULE.fullmatch(rule)
        days = match and _days(match["days"])
        if not match or not days:
            return None
        # A later rule replaces an earlier one on the same day (OSM's normal rule separator).
        week.update(dict.fromkeys(days, _spans(match["spans"])))
    return _specifications(week)


def _days(text: str) -> list[str]:
    days: list[str] = []
    for part in text.split(","):
        first, _, last = part.partition("-")
        if first not in DAYS or (last and last not in DAYS):
            return []
        start, end = CODES.index(first), CODES.index(last or first)
        days += CODES[start : end + 1] if start <= end else CODES[start:] + CODES[: end + 1]
    return days


def _spans(text: str) -> Spans:
    if text in {"off", "closed"}:
        return ()
    return tuple((span[:5], span[6:]) for span in text.split(","))


def _specifications(week: dict[str, Spans]) -> list[dict[str, object]]:
    """Days with the same span are told together, in the order of the week."""
    days_of: dict[tuple[str, str], list[str]] = {}
    for code in CODES:
        for span in week.get(code, ()):
            days_of.setdefault(span, []).append(DAYS[code])
    return [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": days,
            "opens": opens,
            # schema.org's times stop at 23:59; OSM counts to 24:00 and beyond.
            "closes": _clock(closes),
        }
        for (opens, closes), days in days_of.items()
    ]


def _clock(time: str) -> str:
    hour = int(time[:2])
    if hour < 24:
        return time
    return "23:59" if time == "24:00" else f"{hour - 24:02d}{time[2:]}"
