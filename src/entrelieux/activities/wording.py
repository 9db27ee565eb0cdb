"""Rules of repetition and moments in words, in the reader's language."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from entrelieux.core.booking import Rule, Weekday
from entrelieux.core.words.lexicon.numbers import NBSP

DAYS = (
    gettext_lazy("lundi"),
    gettext_lazy("mardi"),
    gettext_lazy("mercredi"),
    gettext_lazy("jeudi"),
    gettext_lazy("vendredi"),
    gettext_lazy("samedi"),
    gettext_lazy("dimanche"),
)
RANKED = {
    1: gettext_lazy("le premier %(day)s"),
    2: gettext_lazy("le deuxième %(day)s"),
    3: gettext_lazy("le troisième %(day)s"),
    4: gettext_lazy("le quatrième %(day)s"),
    5: gettext_lazy("le cinquième %(day)s"),
    -1: gettext_lazy("le dernier %(day)s"),
    -2: gettext_lazy("l’avant-dernier %(day)s"),
}


def rule_words(rule: Rule, first: date) -> str:
    """« un mardi sur deux, jusqu’au 18 décembre 2026 »; `first` is the first time."""
    said = _WORDS[rule.frequency](rule, first)
    if rule.until:
        said += _(", jusqu’au %(day)s") % {"day": day_words(rule.until)}
    if rule.count:
        said += ngettext(", %(count)d fois", ", %(count)d fois", rule.count) % {"count": rule.count}
    return said


def _daily(rule: Rule, first: date) -> str:
    if rule.weekdays:
        return _weekly(rule, first)
    return ngettext("tous les jours", "tous les %(count)d jours", rule.interval) % {
        "count": rule.interval
    }


def _weekly(rule: Rule, first: date) -> str:
    days = _day_names([day.day for day in rule.weekdays] or [first.weekday()])
    if rule.interval == 1:
        return _("chaque %(days)s") % {"days": days}
    if rule.interval == 2:
        return _("une semaine sur deux, le %(days)s") % {"days": days}
    return _("toutes les %(count)d semaines, le %(days)s") % {"count": rule.interval, "days": days}


def _monthly(rule: Rule, first: date) -> str:
    said = _listed([_ranked(day) for day in rule.weekdays]) or _dates(rule, first)
    if rule.interval == 1:
        return _("%(days)s du mois") % {"days": said}
    return _("%(days)s, tous les %(count)d mois") % {"count": rule.interval, "days": said}


def _yearly(rule: Rule, first: date) -> str:
    if rule.interval > 1:
        return _("tous les %(count)d ans") % {"count": rule.interval}
    if rule.weekdays or rule.month_days or rule.months:
        return _("à certaines dates de l’année")
    return _("chaque année, le %(day)s") % {"day": formats.date_format(first, "j F")}


_WORDS = {"DAILY": _daily, "WEEKLY": _weekly, "MONTHLY": _monthly, "YEARLY": _yearly}


def _ranked(weekday: Weekday) -> str:
    if not weekday.rank:
        return _("chaque %(days)s") % {"days": DAYS[weekday.day]}
    pattern = RANKED.get(weekday.rank)
    return str(pattern) % {"day": DAYS[weekday.day]} if pattern else str(weekday)


def _dates(rule: Rule, first: date) -> str:
    days = rule.month_days or (first.day,)
    return _listed(
        [
            _("le dernier jour") if day == -1 else _("le %(number)d") % {"number": day}
            for day in days
        ]
    )


def _day_names(days: list[int]) -> str:
    return _listed([str(DAYS[day]) for day in days])


def _listed(items: list[str]) -> str:
    if len(items) < 2:
        return "".join(items)
    return _("%(first)s et %(last)s") % {"first": ", ".join(items[:-1]), "last": items[-1]}


def day_words(day: date) -> str:
    """« 18 décembre 2026 »."""
    return formats.date_format(day, "j F Y")


def hour_words(at: time | datetime) -> str:
    """« 14 h », « 18 h 30 », never cut at the end of a line."""
    pattern = _("%(hour)d h %(minute)02d") if at.minute else _("%(hour)d h")
    return (pattern % {"hour": at.hour, "minute": at.minute}).replace(" ", NBSP)


def hours_words(start: time | datetime, end: time | datetime | None) -> str:
    """« de 14 h à 17 h »; « à partir de 19 h » when the end is not known."""
    if end is None:
        return _("à partir de %(start)s") % {"start": hour_words(start)}
    return _("de %(start)s à %(end)s") % {"start": hour_words(start), "end": hour_words(end)}


def moment_words(start: datetime, end: datetime, *, is_all_day: bool) -> str:
    """« jeudi 26 novembre 2026, de 14 h à 17 h »; both are on the clocks of the place."""
    last = (end - timedelta(minutes=1) if is_all_day else end).date()
    if start.date() == last:
        day = formats.date_format(start, "l j F Y")
        return day if is_all_day else f"{day}, {hours_words(start, end)}"
    first_day, last_day = formats.date_format(start, "l j F"), formats.date_format(last, "l j F Y")
    if is_all_day:
        return _("du %(first)s au %(last)s") % {"first": first_day, "last": last_day}
    return _("du %(first)s, %(start)s, au %(last)s, %(end)s") % {
        "first": first_day,
        "start": hour_words(start),
        "last": last_day,
        "end": hour_words(end),
    }


def short_hours(start: datetime, end: datetime, *, is_all_day: bool) -> str:
    """Beside a day that is already told: « 14 h – 17 h »."""
    if is_all_day:
        return _("toute la journée")
    if start.date() == end.date():
        return f"{hour_words(start)} – {hour_words(end)}"
    return _("%(start)s, jusqu’au %(day)s") % {
        "start": hour_words(start),
        "day": formats.date_format(end, "j F"),
    }


def start_words(start: datetime, *, is_all_day: bool) -> str:
    """« jeudi 26 novembre 2026, 14 h »."""
    day = formats.date_format(start, "l j F Y")
    return day if is_all_day else f"{day}, {hour_words(start)}"
