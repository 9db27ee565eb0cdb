"""« Toujours vrai ? »: asking hosts to confirm their cards, and hearing their answer by a link."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q

from entrelieux.accounts.models import Person
from entrelieux.communities.models import Membership
from entrelieux.contributions.mails import write_mail
from entrelieux.contributions.models import ReminderRhythm
from entrelieux.places.actions import confirm_place
from entrelieux.places.models import Place, Statement
from entrelieux.platform import audit
from entrelieux.platform.links import signed_link

CARDS_A_MAIL = 10


def send_reminders(*, today: date) -> int:
    """Writes to each host whose cards are due, one mail for all of them; returns how many mails."""
    hosts = Person.objects.filter(
        memberships__role=Membership.Role.HOST, memberships__until=None, is_active=True
    ).distinct()
    return sum(1 for host in hosts.iterator() if send_reminder(person=host, today=today))


@transaction.atomic
def send_reminder(*, person: Person, today: date) -> bool:
    """False when nothing is due, or she was written to today already."""
    rhythm, _is_new = ReminderRhythm.objects.select_for_update().get_or_create(person=person)
    if not rhythm.is_due(today):
        return False
    cards = list(due_cards(person, today - timedelta(days=rhythm.days)))[:CARDS_A_MAIL]
    if not cards:
        return False
    stop = signed_link("reminders_by_link", "reminders", person.pk)
    facts = {
        "cards": [
            {"name": card.name, "address": signed_link("still_true", "confirm", person.pk, card.pk)}
            for card in cards
        ],
        "stop": stop,
    }
    # RFC 8058: mail programs show an « unsubscribe » button that posts.
    headers = {
        "List-Unsubscribe": f"<{stop}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    write_mail(
        "still_true", to=person.email, language=person.language, facts=facts, headers=headers
    )
    rhythm.last_sent_on = today
    rhythm.save(update_fields=["last_sent_on"])
    audit.record("send_reminder", person, cards=len(cards))
    return True


def due_cards(person: Person, before: date) -> Iterator[Place]:
    """The cards that she hosts and that nobody confirmed since a day, the oldest first."""
    hosted = Place.objects.shown().filter(
        communities__memberships__person=person,
        communities__memberships__role=Membership.Role.HOST,
        communities__memberships__until=None,
    )
    cards = list(hosted.exclude(status=Place.Status.CLOSED).distinct())
    confirmed = last_confirmations(cards)
    due = [card for card in cards if confirmed.get(card.pk, date.min) <= before]
    yield from sorted(due, key=lambda card: (confirmed.get(card.pk, date.min), card.pk))


def last_confirmations(cards: Iterable[Place]) -> dict[int, date]:
    """The day on which somebody last confirmed each card; absent when nobody did."""
    keys = [card.pk for card in cards]
    rows = Statement.objects.filter(
        Q(place__in=keys) | Q(place__root__in=keys), retired_in=None, verified_at__isnull=False
    ).values_list("place_id", "place__root_id", "verified_at")
    days: dict[int, date] = {}
    for place, root, moment in rows:
        card = root or place
        days[card] = max(days.get(card, date.min), moment.date())
    return days


def confirm_by_link(*, person: Person, place: Place, fields: list[str] | None) -> None:
    """The answer to a reminder: these fields, or the whole card, are still true."""
    confirm_place(by=person, place=place, fields=fields)


@transaction.atomic
def set_rhythm(*, by: Person, days: int) -> ReminderRhythm:
    rhythm, _is_new = ReminderRhythm.objects.update_or_create(person=by, defaults={"days": days})
    audit.record("set_rhythm", by, by=by, days=days)
    return rhythm
