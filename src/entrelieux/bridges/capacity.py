"""How many requests an offer takes in a month, as who offers said: no more are sent to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone, translation
from django.utils.formats import date_format

from entrelieux.bridges.models import Bridge, Need, Offer, SideState, SourceKind
from entrelieux.bridges.offering.shape import offer_id
from entrelieux.core.bridging.explaining import Reason

MONTH = timedelta(days=30)
_SENTENCES = {
    "fr": (
        "Cette offre a déjà reçu ce qu’elle prend en un mois ({taken}) ; "
        "elle en reprend à partir du {again}."
    ),
    "en": (
        "This offer has already received what it takes in a month ({taken}); "
        "it takes more from {again}."
    ),
}


@dataclass(frozen=True, slots=True)
class Full:
    """`taken` requests in a month, as many as it takes; `again` is when it takes the next."""

    taken: int
    again: date

    def reason(self, language: str) -> Reason:
        with translation.override(language):
            again = date_format(self.again, "j F")
        sentence = _SENTENCES[language].format(taken=self.taken, again=again)
        return Reason("full", 0.0, sentence)


def full_offers(now: datetime, *, but_for: Need | None = None) -> Mapping[str, Full]:
    """By the id that the engine gives them; a request that `but_for` itself made takes no room."""
    asked = asked_since(now - MONTH, but_for=but_for)
    limited = Offer.objects.filter(public_id__in=asked, capacity__isnull=False)
    found = {}
    for name, capacity in limited.values_list("public_id", "capacity"):
        times = asked[name]
        if len(times) >= capacity:
            again = timezone.localdate(times[len(times) - capacity] + MONTH)
            found[offer_id(SourceKind.OFFER, name)] = Full(capacity, again)
    return found


def rooms_left(names: set[str], now: datetime) -> dict[str, int]:
    """Of each posted offer that says how many requests it takes: how many more this month."""
    asked = asked_since(now - MONTH)
    limited = Offer.objects.filter(public_id__in=names, capacity__isnull=False)
    return {
        name: max(0, capacity - len(asked.get(name, ())))
        for name, capacity in limited.values_list("public_id", "capacity")
    }


def asked_since(since: datetime, *, but_for: Need | None = None) -> Mapping[str, list[datetime]]:
    """When each posted offer was asked, the earliest first, whatever was answered."""
    by_asker = Q(asker_state=SideState.ACCEPTED, asker_answered_at__gt=since)
    by_hand = Q(is_by_hand=True, suggested_at__gt=since)
    requests: Any = Bridge.objects.filter(by_asker | by_hand, source_kind=SourceKind.OFFER)
    if but_for is not None:
        requests = requests.exclude(need=but_for)
    found: dict[str, list[datetime]] = defaultdict(list)
    for name, answered, suggested in requests.values_list(
        "source_id", "asker_answered_at", "suggested_at"
    ):
        found[name].append(answered or suggested)
    return {name: sorted(times) for name, times in found.items()}
