"""The Atom feed of the cards that changed."""

from __future__ import annotations

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from entrelieux.places.models import Place
from entrelieux.places.queries import recent_changes


class ChangesFeed(Feed):
    """The fifty cards most recently rewritten, newest first."""

    feed_type = Atom1Feed

    def link(self) -> str:
        return settings.BASE_URL + "/"

    def feed_url(self) -> str:
        return settings.BASE_URL + "/changements.atom"

    def title(self) -> str:
        return _("Entrelieux %(territory)s : les fiches qui changent") % {
            "territory": settings.TERRITORY_NAME
        }

    def items(self) -> list[Place]:
        return recent_changes()

    def item_title(self, item: Place) -> str:
        return f"{item.name}, {item.card.get('city', '')}".rstrip(", ")

    def item_description(self, item: Place) -> str:
        if item.status == Place.Status.CLOSED:
            return _("Ce lieu est fermé.")
        return _("La fiche a changé (version %(version)d).") % {"version": item.version}

    def item_link(self, item: Place) -> str:
        return settings.BASE_URL + item.get_absolute_url()

    def item_updateddate(self, item: Place) -> object:
        return item.updated_at

    def item_guid(self, item: Place) -> str:
        return f"{settings.BASE_URL}/lieux/{item.public_id}/#{item.version}"


changes = ChangesFeed()


def changes_feed(request: HttpRequest) -> object:
    return changes(request)
