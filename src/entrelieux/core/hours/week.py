"""A week being understood, and its OSM value."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from entrelieux.core.hours.days import OSM
from entrelieux.core.hours.times import Span

APPOINTMENT = '"sur rendez-vous"'


@dataclass(slots=True)
class Week:
    """The spans of each day from Monday on, then rules that override them on some dates.

    `said` marks the days of which something is known: the others are not known to be closed.
    """

    days: list[list[Span]] = field(default_factory=lambda: [[] for _ in range(7)])
    rules: list[str] = field(default_factory=list)
    said: set[int] = field(default_factory=set)

    @property
    def is_empty(self) -> bool:
        return not any(self.days) and not self.rules

    @property
    def is_by_appointment(self) -> bool:
        spans = [span for day in self.days for span in day]
        return bool(spans) and all(span.by_appointment for span in spans)

    def change(
        self, wanted: Callable[[int, Span], bool], new: Callable[[Span], Span | None]
    ) -> list[tuple[int, Span]]:
        """Replaces the spans that are wanted (None removes them); returns those that were."""
        changed = []
        for day, spans in enumerate(self.days):
            kept: list[Span] = []
            for span in spans:
                replaced = new(span) if wanted(day, span) else span
                if wanted(day, span):
                    changed.append((day, span))
                if replaced:
                    kept.append(replaced)
            self.days[day] = kept
        return changed

    def split_at_noon(self, days: Iterable[int]) -> None:
        """A span from morning to 14:00 or later becomes two: a sentence speaks of one half."""
        for day in days:
            self.days[day] = [part for span in self.days[day] for part in span.halves()]

    def render(self) -> str:
        """Consecutive days that are alike share a rule; what overrides comes last."""
        parts = [f"{days} {text}" for days, text in _runs([spans_text(d) for d in self.days])]
        parts += [f"{days} {text}" for days, text in _runs([appointments(d) for d in self.days])]
        ordered = [part for part in parts if part]
        return _joined(ordered, self.days, self.rules)


def _joined(parts: Sequence[str], days: Sequence[Sequence[Span]], rules: Sequence[str]) -> str:
    opened = [part for part in parts if APPOINTMENT not in part]
    appointed = [part for part in parts if APPOINTMENT in part]
    mixed = any({s.by_appointment for s in day} == {True, False} for day in days)
    # « , » adds to the day's hours, « ; » replaces them.
    text = "; ".join(opened)
    separator = ", " if mixed and opened else "; "
    text = separator.join(filter(None, [text, *appointed]))
    return "; ".join(filter(None, [text, *rules]))


def spans_text(spans: Iterable[Span]) -> str:
    return ",".join(str(span) for span in sorted(spans) if not span.by_appointment)


def appointments(spans: Iterable[Span]) -> str:
    times = ",".join(str(span) for span in sorted(spans) if span.by_appointment)
    return f"{times} {APPOINTMENT}" if times else ""


def season_rules(season: str, texts: Mapping[int, str]) -> list[str]:
    """The rules of the days of a season; no hours is « off ».

    >>> season_rules("SH", {0: "09:00-12:00", 1: "09:00-12:00", 5: ""})
    ['SH Mo,Tu 09:00-12:00', 'SH Sa off']
    """
    every = [(texts[day] or "off") if day in texts else "" for day in range(7)]
    return [f"{season} {days} {text}" for days, text in _runs(every)]


def _runs(texts: Sequence[str]) -> list[tuple[str, str]]:
    runs: list[tuple[str, str]] = []
    start = 0
    while start < len(texts):
        end = start
        while end + 1 < len(texts) and texts[end + 1] == texts[start]:
            end += 1
        if texts[start]:
            runs.append((day_range(start, end), texts[start]))
        start = end + 1
    return runs


def day_range(first: int, last: int) -> str:
    if first == last:
        return OSM[first]
    return f"{OSM[first]}-{OSM[last]}" if last > first + 1 else f"{OSM[first]},{OSM[last]}"
