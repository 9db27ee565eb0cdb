"""Booking from the page of a resource: its week, the form, and every reason when it cannot be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from entrelieux.accounts.views import signed_in
from entrelieux.activities.zones import zone_of
from entrelieux.bookings.actions import book
from entrelieux.bookings.charter import Ruling, ruling_on
from entrelieux.bookings.errors import BookingError, RefusedByRules, Unavailable
from entrelieux.bookings.forms import BookingForm
from entrelieux.bookings.free import free_week, next_moments, slot_query
from entrelieux.bookings.lent import loans_during
from entrelieux.bookings.models import Bookable, Reservation, Side, State
from entrelieux.bookings.permissions import can_offer
from entrelieux.bookings.queries import (
    bookable_of,
    bookables_at,
    coming_loans,
    standing_of,
    standings_of,
)
from entrelieux.bookings.views.asking import asked_slot, read_day, wanted_resource
from entrelieux.bookings.wanted import BookableLine, Verdict, Wanted, bookable_lines, preview
from entrelieux.bookings.wording import (
    loan_days,
    obstacle_words,
    terms_words,
    verdict_words,
    when_words,
)
from entrelieux.charters.queries import groups_led_by
from entrelieux.communities.queries import communities_of
from entrelieux.resources.models import Access, Resource
from entrelieux.resources.words import words_of

SHOW_OR_SEND = ["GET", "HEAD", "POST"]
BESIDE = 30


@never_cache
@login_required
@require_http_methods(SHOW_OR_SEND)
def resource_book(request: HttpRequest, public_id: str) -> HttpResponseBase:
    resource = wanted_resource(request, public_id)
    bookable = bookable_of(resource)
    if bookable is None:
        return _not_offered(request, resource)
    form = _form(request, resource, bookable)
    context: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        done = _gesture(request, form, context)
        if done:
            return redirect(done)
    status = 422 if form.errors else 409 if context.get("refused") else 200
    context |= _page(request, resource, bookable, form)
    return render(request, "bookings/book.html", context, status=status)


def _not_offered(request: HttpRequest, resource: Resource) -> HttpResponseBase:
    """Who keeps it is shown how to offer it; the others, how to ask."""
    if can_offer(request.user, resource):
        return redirect("resource_offer", resource.public_id)
    messages.info(request, _("Cela ne se réserve pas ici : demandez au lieu."))
    return redirect(resource)


def _form(request: HttpRequest, resource: Resource, bookable: Bookable) -> BookingForm:
    place = resource.card
    beside = bookables_at(place, request.user).exclude(pk=resource.pk) if place else []
    standing = standing_of(request.user, resource)
    from_elsewhere = not standing.belongs and not standing.keeps
    return BookingForm(
        request.POST or None,
        resource=resource,
        bookable=bookable,
        beside=list(beside[:BESIDE]),
        person=request.user,
        communities=list(communities_of(request.user)) if from_elsewhere else [],
        groups=groups_led_by(request.user, standing.communities),
        initial=asked_slot(request),
    )


def _gesture(request: HttpRequest, form: BookingForm, context: dict[str, Any]) -> Any:
    """Where to go once it is booked; None to show the page again, with why."""
    wanted, gesture = form.wanted, request.POST.get("geste", "")
    try:
        if gesture == "voir":
            context |= _told(wanted, preview(wanted, now=timezone.now()))
            return None
        return _booked(request, wanted, gesture)
    except Unavailable as refusal:
        context |= {"refused": refusal.message, **_told(wanted, refusal.verdicts)}
        context["ruling"] = _also(request, wanted, refusal.verdicts)
    except RefusedByRules as refusal:
        context |= {"refused": refusal.message, "ruling": refusal.ruling}
    except BookingError as refusal:
        form.add_error(None, refusal.message)
    return None


def _also(request: HttpRequest, wanted: Wanted, verdicts: Sequence[Verdict]) -> Ruling | None:
    """What the rules would say of it too: reasons are told together, not one after the other."""
    uses = [verdict.use for verdict in verdicts[:1]]
    resources = [resource for resource, _n in wanted.lines]
    standings = standings_of(request.user, resources, loans_during(resources, uses))
    rulings = [
        ruling_on(standing, uses, wanted.purpose, wanted.group) for standing in standings.values()
    ]
    return next((one for one in rulings if one.verdict == "no"), None)


def _booked(request: HttpRequest, wanted: Wanted, gesture: str) -> Reservation:
    if gesture == "sans":
        verdicts = preview(wanted, now=timezone.now())
        skipped = frozenset(verdict.day for verdict in verdicts if not verdict.fits)
        wanted = replace(wanted, skipped=skipped)
    reservation = book(by=signed_in(request), wanted=replace(wanted, waits=gesture == "attendre"))
    messages.success(request, said(reservation))
    return reservation


def said(reservation: Reservation) -> str:
    match reservation.state:
        case State.HELD:
            return _("C’est demandé, et gardé pour vous : le lieu va vous répondre.")
        case State.WAITING:
            return _("Vous êtes en liste d’attente. Nous vous écrirons si cela se libère.")
    return _("C’est réservé.")


def _told(wanted: Wanted, verdicts: Sequence[Verdict]) -> dict[str, Any]:
    lines = bookable_lines(wanted.lines)
    told = [_verdict(verdict, lines, wanted.zone) for verdict in verdicts]
    misfits = [verdict for verdict in verdicts if not verdict.fits]
    fits = len(verdicts) - len(misfits)
    moments = next_moments(lines, misfits[0].use, timezone.now()) if misfits and fits == 0 else []
    return {
        "verdicts": told,
        "fits": fits,
        "misfits": len(misfits),
        "can_skip": bool(misfits) and fits > 0,
        "can_wait": bool(misfits) and all(one.can_be_waited_for for one in misfits),
        "moments": [
            (when_words(start, end, wanted.zone), slot_query(start, end)) for start, end in moments
        ],
    }


def _verdict(
    verdict: Verdict, lines: Sequence[BookableLine], zone: str
) -> tuple[str, bool, list[str]]:
    bookables = {line.resource.pk: line.bookable for line in lines}
    reasons = [
        obstacle_words(resource, obstacle, bookables[resource.pk], zone)
        for resource, obstacle in verdict.obstacles
    ]
    return verdict_words(verdict, zone), verdict.fits, reasons


def _page(
    request: HttpRequest, resource: Resource, bookable: Bookable, form: BookingForm
) -> dict[str, Any]:
    place = resource.card
    now = timezone.now()
    today = now.astimezone(ZoneInfo(zone_of(place))).date()
    first = read_day(request.GET.get("semaine", "")) or form.initial.get("day") or today
    first = max(today, first)
    line = BookableLine(resource, 1, bookable)
    return {
        "resource": resource,
        "place": place,
        "form": form,
        "verb": words_of(place).verbs.get(Access.BOOK.value, ""),
        "terms": terms_words(bookable),
        "week": free_week(line, first, now),
        "first": first,
        "before": max(today, first - timedelta(days=7)) if first > today else None,
        "after": first + timedelta(days=7),
        "keeps": can_offer(request.user, resource),
        "loans": [
            (loan.place_of(Side.BORROWER), loan_days(loan)) for loan in coming_loans(resource, now)
        ],
    }
