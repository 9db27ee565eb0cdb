"""What is written to who books, and to who has to agree."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from entrelieux.bookings.models import Line, Reservation, Time
from entrelieux.bookings.queries import is_kept
from entrelieux.bookings.wording import when_words
from entrelieux.core.interchange.records import PlaceField
from entrelieux.messaging.letters import write_letter
from entrelieux.places.models import Place
from entrelieux.places.permissions import keepers_of
from entrelieux.platform.links import signed_link
from entrelieux.resources.models import Resource

ANSWER, BY_LINK = "booking-answer", "reservation_answer"
HAND_OVER, TAKE = "booking-hand-over", "reservation_take"
TIMES_TOLD = 10
WHERE = ("resource__place__root", "loan__borrower__root")


class Thing(Protocol):
    """A line of a reservation, written or about to be."""

    resource: Resource
    units: int


def write_news(
    news: str,
    reservation: Reservation,
    *,
    times: Sequence[Time] = (),
    lines: Sequence[Thing] = (),
    is_by_host: bool = False,
) -> None:
    """What became of a booking, to its person, in her language. What is not given is read."""
    person = reservation.person
    with translation.override(person.language):
        facts = {**_facts(reservation, times, lines), "news": news, "is_by_host": is_by_host}
    facts["link"] = settings.BASE_URL + reservation.get_absolute_url()
    write_letter("bookings/mail/news.txt", to=person.email, language=person.language, facts=facts)


def ask_hosts(reservation: Reservation) -> None:
    """Each place whose agreement is missing: its hosts, or its own address when nobody keeps it
    here. The link shows the request; only its buttons answer."""
    waiting = reservation.lines.filter(agreed_at=None).select_related(*WHERE)
    for line in waiting:
        for email, language in _to_ask(line.card):
            with translation.override(language):
                facts = {
                    **_facts(reservation),
                    "resource": line.resource.name,
                    "units": line.units,
                    "person": reservation.person.name,
                    "note": reservation.note,
                }
            facts["link"] = signed_link(BY_LINK, ANSWER, line.pk)
            write_letter("bookings/mail/asked.txt", to=email, language=language, facts=facts)


def tell_hosts(reservation: Reservation) -> None:
    """The hosts are told of what is flagged to its person too."""
    told = set()
    for line in reservation.lines.select_related(*WHERE):
        for email, language in _to_ask(line.card):
            if email not in told:
                told.add(email)
                with translation.override(language):
                    facts = {**_facts(reservation), "person": reservation.person.name}
                facts["link"] = settings.BASE_URL + reservation.get_absolute_url()
                write_letter("bookings/mail/flagged.txt", to=email, language=language, facts=facts)


def _to_ask(place: Place | None) -> Iterable[tuple[str, str]]:
    if place is None:
        return []
    own = str(place.card.get(PlaceField.EMAIL) or "")
    if own and not is_kept(place):
        return [(own, settings.LANGUAGE_CODE[:2])]
    return [(person.email, person.language) for person in keepers_of(place)]


def offer_by_mail(reservation: Reservation, *, to: str, language: str) -> None:
    with translation.override(language):
        facts: dict[str, Any] = {
            **_facts(reservation),
            "person": reservation.person.name,
            "link": signed_link(TAKE, HAND_OVER, reservation.pk, reservation.person_id),
        }
    write_letter("bookings/mail/hand_over.txt", to=to, language=language, facts=facts)


def _facts(
    reservation: Reservation, times: Sequence[Time] = (), lines: Sequence[Thing] = ()
) -> dict[str, Any]:
    """In the language that is active."""
    lines = lines or list(reservation.lines.select_related(*WHERE))
    told = list(times) or list(reservation.times.filter(is_cancelled=False))
    return {
        "things": ", ".join(_thing(line) for line in lines),
        "moments": [
            when_words(time.starts_at, time.ends_at, reservation.zone) for time in told[:TIMES_TOLD]
        ],
        "more": max(0, len(told) - TIMES_TOLD),
        "purpose": reservation.purpose,
        "answer": reservation.answer,
        "flag": reservation.get_flag_display() if reservation.flag else "",
        "mine": settings.BASE_URL + reverse("my_bookings"),
    }


def _thing(line: Thing) -> str:
    place = line.card if isinstance(line, Line) else line.resource.card
    name = f"{line.units} × {line.resource.name}" if line.units > 1 else line.resource.name
    return f"{name} ({place.name})" if place else name
