"""Bookings in words: moments on the clocks of the place, and what is in the way of a time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from entrelieux.activities.wording import day_words, hours_words, moment_words, rule_words
from entrelieux.activities.zones import zone_of
from entrelieux.bookings.models import Bookable, Loan, Reservation, Sharing, Side
from entrelieux.bookings.wanted import Verdict, rule_of
from entrelieux.charters.models import TrainedGroup
from entrelieux.core.booking import Obstacle, Span
from entrelieux.resources.models import Resource

DAY_MINUTES = 24 * 60


def when_words(start: datetime, end: datetime, zone: str) -> str:
    """« jeudi 26 novembre 2026, de 14 h à 17 h »."""
    there = ZoneInfo(zone)
    return moment_words(start.astimezone(there), end.astimezone(there), is_all_day=False)


def loan_days(loan: Loan, ends_at: datetime | None = None) -> str:
    """« du 3 mars au 2 avril 2027 », both days with the resource; « le 3 mars 2027 » for one alone.
    `ends_at` for another end."""
    there = ZoneInfo(zone_of(loan.place_of(Side.LENDER)))
    first = loan.starts_at.astimezone(there).date()
    last = last_day(ends_at or loan.ends_at, there)
    if first == last:
        return _("le %(day)s") % {"day": formats.date_format(last, "j F Y")}
    same_year = first.year == last.year
    return _("du %(first)s au %(last)s") % {
        "first": formats.date_format(first, "j F" if same_year else "j F Y"),
        "last": formats.date_format(last, "j F Y"),
    }


def last_day(ends_at: datetime, zone: ZoneInfo) -> date:
    return (ends_at - timedelta(microseconds=1)).astimezone(zone).date()


def repeat_words(reservation: Reservation) -> str:
    rule = rule_of(reservation.rule)
    return rule_words(rule, reservation.first_day) if rule else ""


def minutes_words(minutes: int) -> str:
    """« 45 minutes », « 2 heures », « 3 jours »."""
    if minutes and minutes % DAY_MINUTES == 0:
        days = minutes // DAY_MINUTES
        return ngettext("%(count)d jour", "%(count)d jours", days) % {"count": days}
    if minutes and minutes % 60 == 0:
        hours = minutes // 60
        return ngettext("%(count)d heure", "%(count)d heures", hours) % {"count": hours}
    return ngettext("%(count)d minute", "%(count)d minutes", minutes) % {"count": minutes}


def terms_words(bookable: Bookable) -> list[str]:
    """How it lets itself be booked, as short sentences."""
    said = []
    if bookable.sharing == Sharing.POOLED:
        said.append(_("%(count)d exemplaires") % {"count": bookable.capacity})
    if bookable.sharing == Sharing.CAPACITY:
        said.append(_("%(count)d places") % {"count": bookable.capacity})
    said.append(_("au moins %(length)s") % {"length": minutes_words(bookable.shortest_minutes)})
    if bookable.longest_minutes:
        said.append(_("au plus %(length)s") % {"length": minutes_words(bookable.longest_minutes)})
    if bookable.notice_minutes:
        said.append(
            _("à demander %(length)s avant") % {"length": minutes_words(bookable.notice_minutes)}
        )
    said.append(
        ngettext(
            "jusqu’à %(count)d jour à l’avance",
            "jusqu’à %(count)d jours à l’avance",
            bookable.ahead_days,
        )
        % {"count": bookable.ahead_days}
    )
    return said


def obstacle_words(resource: Resource, obstacle: Obstacle, bookable: Bookable, zone: str) -> str:
    """One thing in the way, and what would do instead."""
    match obstacle.reason:
        case "backwards":
            # Also of half past two on the night when the clocks go from two to three.
            return _("La fin est avant le début, ou l’heure n’existe pas cette nuit-là.")
        case "over":
            return _("Ce moment est passé.")
        case "too-soon":
            return _("%(name)s se demande au moins %(length)s avant.") % {
                "name": resource.name,
                "length": minutes_words(bookable.notice_minutes),
            }
        case "too-far":
            return _("%(name)s se réserve au plus %(count)d jours à l’avance.") % {
                "name": resource.name,
                "count": bookable.ahead_days,
            }
        case "too-short" | "too-long":
            return _length_words(resource, obstacle, bookable)
        case "off-grid":
            return _("%(name)s se réserve de %(step)s en %(step)s, sur l’horloge.") % {
                "name": resource.name,
                "step": minutes_words(bookable.grid_minutes),
            }
        case "too-many":
            return ngettext(
                "Il n’y a qu’un exemplaire de %(name)s.",
                "Il y en a %(count)d au plus : %(name)s.",
                bookable.capacity,
            ) % {"count": bookable.capacity, "name": resource.name}
        case "closed":
            return _("Fermé : %(name)s, %(spans)s.") % {
                "name": resource.name,
                "spans": spans_words(obstacle.spans, zone),
            }
        case "taken":
            return _("Déjà pris : %(name)s, %(spans)s.") % {
                "name": resource.name,
                "spans": spans_words(obstacle.spans, zone),
            }


def _length_words(resource: Resource, obstacle: Obstacle, bookable: Bookable) -> str:
    if obstacle.reason == "too-short":
        return _("%(name)s se réserve pour %(length)s au moins.") % {
            "name": resource.name,
            "length": minutes_words(bookable.shortest_minutes),
        }
    return _("%(name)s se réserve pour %(length)s au plus.") % {
        "name": resource.name,
        "length": minutes_words(bookable.longest_minutes or 0),
    }


def spans_words(spans: Iterable[Span], zone: str) -> str:
    """« de 14 h à 15 h, de 16 h à 17 h »; with the day when a stretch goes over midnight."""
    there = ZoneInfo(zone)
    local = [(span.start.astimezone(there), span.end.astimezone(there)) for span in spans]
    return ", ".join(
        hours_words(start, end)
        if (end - timedelta(microseconds=1)).date() == start.date()
        else moment_words(start, end, is_all_day=False)
        for start, end in local
    )


def group_words(group: TrainedGroup | None) -> str:
    """« la 4ᵉ B, 24 personnes »."""
    if group is None:
        return ""
    said = ngettext("%(name)s, %(count)s personne", "%(name)s, %(count)s personnes", group.size)
    return said % {"name": group.name, "count": group.size}


def verdict_words(verdict: Verdict, zone: str) -> str:
    return when_words(verdict.use.start, verdict.use.end, zone)


__all__ = [
    "day_words",
    "group_words",
    "last_day",
    "loan_days",
    "minutes_words",
    "obstacle_words",
    "repeat_words",
    "spans_words",
    "terms_words",
    "verdict_words",
    "when_words",
]
