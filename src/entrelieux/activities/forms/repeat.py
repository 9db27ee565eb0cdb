"""How an event repeats, as a few boxes: no script needed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrelieux.activities.wording import DAYS, rule_words
from entrelieux.core.booking import BadRule, Rule, Weekday, parse_rule

EVERY = {
    "": gettext_lazy("une seule fois"),
    "daily": gettext_lazy("tous les jours"),
    "weekly": gettext_lazy("chaque semaine"),
    "biweekly": gettext_lazy("une semaine sur deux"),
    "rank": gettext_lazy("chaque mois, au même rang (le premier samedi…)"),
    "last": gettext_lazy("chaque mois, le dernier de ces jours (le dernier samedi…)"),
    "date": gettext_lazy("chaque mois, à la même date"),
    "yearly": gettext_lazy("chaque année"),
}
# A repetition that was read elsewhere, and that these boxes cannot say, is kept as it is.
KEPT = "kept"
PARTS = ("every", "days", "until")
LAST_WEEK = 5


class RepeatWidget(forms.Widget):
    template_name = "activities/repeat_widget.html"
    use_fieldset = True

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        boxes = value if isinstance(value, Mapping) else boxes_of(value or "")
        choices = list(EVERY.items())
        if boxes.get(KEPT):
            choices.append((KEPT, kept_words(boxes[KEPT])))
        days = [(str(n), label, str(n) in boxes["days"]) for n, label in enumerate(DAYS)]
        return {**context, "boxes": boxes, "choices": choices, "days": days, "name": name}

    def value_from_datadict(self, data: Any, files: Any, name: str) -> dict[str, Any]:
        return {
            "every": data.get(f"{name}_every", ""),
            "days": data.getlist(f"{name}_days"),
            "until": data.get(f"{name}_until", ""),
            KEPT: data.get(f"{name}_{KEPT}", ""),
        }

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return f"{name}_every" not in data

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        return f"{id_}_every" if id_ else id_


def kept_words(text: str) -> str:
    """A rule as people read it; the text itself when somebody sent something else."""
    try:
        return rule_words(parse_rule(text), timezone.localdate())
    except BadRule:
        return text


class RepeatField(forms.Field):
    """Its value is what the boxes say; `rule_of` makes the rule once the first day is known."""

    widget = RepeatWidget

    def clean(self, value: Any) -> dict[str, Any]:
        boxes = value or boxes_of("")
        if boxes["every"] not in (*EVERY, KEPT):
            raise forms.ValidationError(_("Choisissez parmi les propositions."))
        if any(day not in map(str, range(7)) for day in boxes["days"]):
            raise forms.ValidationError(_("Choisissez parmi les jours de la semaine."))
        until = self._until(boxes["until"])
        if boxes["every"] == KEPT:
            self._refuse_unread(boxes[KEPT])
        return {**boxes, "until": until}

    def _until(self, text: str) -> date | None:
        try:
            return date.fromisoformat(text) if text else None
        except ValueError:
            raise forms.ValidationError(_("Écrivez la dernière date ainsi : 2026-12-31.")) from None

    def _refuse_unread(self, rule: str) -> None:
        try:
            parse_rule(rule)
        except BadRule:
            raise forms.ValidationError(_("Choisissez parmi les propositions.")) from None

    def has_changed(self, initial: Any, data: Any) -> bool:
        return True


def rule_of(boxes: Mapping[str, Any], first: date) -> str:
    """The rule that cleaned boxes say of what begins on `first`; "" for once."""
    every, until = boxes["every"], boxes["until"]
    if every == KEPT:
        return str(boxes[KEPT])
    days = sorted({int(day) for day in boxes["days"]}) or [first.weekday()]
    weekdays = tuple(Weekday(day) for day in days)
    rank = (first.day - 1) // 7 + 1
    # A fifth Saturday is the last one: months that have only four must not be left out.
    ranked = Weekday(first.weekday(), -1 if every == "last" or rank == LAST_WEEK else rank)
    rules = {
        "daily": Rule("DAILY", until=until),
        "weekly": Rule("WEEKLY", weekdays=weekdays, until=until),
        "biweekly": Rule("WEEKLY", interval=2, weekdays=weekdays, until=until),
        "rank": Rule("MONTHLY", weekdays=(ranked,), until=until),
        "last": Rule("MONTHLY", weekdays=(ranked,), until=until),
        "date": Rule("MONTHLY", month_days=(first.day,), until=until),
        "yearly": Rule("YEARLY", until=until),
    }
    return str(rules[every]) if every else ""


def boxes_of(text: str) -> dict[str, Any]:
    """What the boxes show for a rule."""
    if not text:
        return {"every": "", "days": [], "until": "", KEPT: ""}
    rule = parse_rule(text)
    every = _every(rule)
    until = rule.until.isoformat() if rule.until else ""
    is_weekly = rule.frequency == "WEEKLY"
    return {
        "every": every,
        "days": [str(day.day) for day in rule.weekdays] if is_weekly else [],
        "until": until,
        KEPT: text if every == KEPT else "",
    }


def _every(rule: Rule) -> str:
    if rule.count or rule.positions or rule.months or rule.week_start:
        return KEPT
    match rule:
        case Rule("DAILY", 1, weekdays=(), month_days=()):
            return "daily"
        case Rule("WEEKLY", 1 | 2 as interval):
            return "weekly" if interval == 1 else "biweekly"
        case Rule("MONTHLY", 1, weekdays=(Weekday(_, rank),), month_days=()) if rank:
            return "last" if rank == -1 else "rank" if 0 < rank < LAST_WEEK else KEPT
        case Rule("MONTHLY", 1, weekdays=(), month_days=(day,)) if day > 0:
            return "date"
        case Rule("YEARLY", 1, weekdays=(), month_days=()):
            return "yearly"
    return KEPT
