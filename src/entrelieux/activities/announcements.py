"""The Atom feed of what is announced."""

from __future__ import annotations

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from entrelieux.activities.documents import next_times
from entrelieux.activities.listing import listed
from entrelieux.activities.models import Event, Occurrence

LATEST = 50


class Announcements(Feed):
    """The fifty public events last announced or changed that are still to come."""

    feed_type = Atom1Feed

    def link(self) -> str:
        return settings.BASE_URL + reverse("agenda")

    def feed_url(self) -> str:
        return settings.BASE_URL + reverse("agenda_atom")

    def title(self) -> str:
        return _("Entrelieux %(territory)s : les rendez-vous annoncés") % {
            "territory": settings.TERRITORY_NAME
        }

    def items(self) -> list[tuple[Event, Occurrence]]:
        now = timezone.now()
        coming = Occurrence.objects.taking_place().filter(ends_at__gt=now)
        events = Event.objects.public().filter(pk__in=coming.values("event"))
        latest = list(events.select_related("place__root").order_by("-updated_at", "-pk")[:LATEST])
        times = next_times(latest, now)
        for event in latest:
            times[event.pk].event = event
        return [(event, times[event.pk]) for event in latest]

    def item_title(self, item: tuple[Event, Occurrence]) -> str:
        event, _time = item
        return ", ".join(filter(None, (event.name, event.card.name if event.card else "")))

    def item_description(self, item: tuple[Event, Occurrence]) -> str:
        event, time = item
        return f"{listed(time).when}\n{event.description}".strip()

    def item_link(self, item: tuple[Event, Occurrence]) -> str:
        return settings.BASE_URL + item[0].get_absolute_url()

    def item_updateddate(self, item: tuple[Event, Occurrence]) -> object:
        return item[0].updated_at

    def item_guid(self, item: tuple[Event, Occurrence]) -> str:
        event = item[0]
        return f"{settings.BASE_URL}/rendez-vous/{event.public_id}/#{event.version}"


announcements = Announcements()
