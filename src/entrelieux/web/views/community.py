"""The page of a community: its places, and the way to its rules, its words, its agreements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from entrelieux.charters.queries import last_version
from entrelieux.communities.models import Community
from entrelieux.communities.permissions import can_run, is_member_of
from entrelieux.communities.queries import current_memberships
from entrelieux.communities.views import wanted_community
from entrelieux.contributions.permissions import can_run_network
from entrelieux.introductions.permissions import can_follow_bridges, can_see_lessons
from entrelieux.places.documents import payload_of
from entrelieux.strength.permissions import can_read_strength
from entrelieux.web.home import place_line


@dataclass(frozen=True, slots=True)
class Way:
    """Somewhere to go from this page, and what is found there."""

    title: str
    url: str
    text: str


@require_safe
def community(request: HttpRequest, slug: str) -> HttpResponse:
    """For anyone: how many belong is told, never who."""
    found = wanted_community(slug)
    now = timezone.localtime()
    context = {
        "community": found,
        "trail": [(_("Communautés"), reverse("communities")), (found.name, "")],
        "people": current_memberships().filter(community=found).count(),
        "networks": found.networks.all(),
        "communities": found.communities.all(),
        "places": [
            place_line(payload_of(place), now)
            for place in found.places.shown().order_by("name", "pk")
        ],
        "ways": ways_from(found, request),
    }
    return render(request, "web/community.html", context)


def ways_from(found: Community, request: HttpRequest) -> Sequence[Way]:
    """What this reader may open."""
    reader = request.user
    ways = [(*name, True) for name in (CHARTER, WORDS, AGREEMENTS)]
    ways += [
        (*ASKING, last_version(found) is not None),
        (*BOOKS, is_member_of(found)(reader)),
        (*MEMBERS, can_run(found)(reader)),
    ]
    if found.kind == Community.Kind.NETWORK:
        ways += [
            (*DASHBOARD, can_run_network(reader, found)),
            (*STRENGTH, can_read_strength(reader, found)),
            (*BRIDGES, can_follow_bridges(reader, found)),
            (*LESSONS, can_see_lessons(reader, found)),
        ]
    return [
        Way(str(title), reverse(name, args=[found.slug]), str(text))
        for name, title, text, is_open in ways
        if is_open
    ]


CHARTER = ("charter", _("La charte"), _("Ses règles, dans ses mots, et comment elles changent."))
WORDS = ("lexicon", _("Ses mots"), _("Comment on nomme les choses ici."))
AGREEMENTS = (
    "agreements_between",
    _("Les accords avec d’autres lieux"),
    _("Ce que les membres de l’un peuvent faire chez l’autre."),
)
ASKING = ("may_i", _("Puis-je ?"), _("Demandez : la réponse donne toutes ses raisons."))
BOOKS = ("books", _("Les comptes"), _("Ce qui a été donné et reçu."))
MEMBERS = ("community_members", _("Les membres"), _("Accueillir quelqu’un, changer un rôle."))
DASHBOARD = (
    "network_dashboard",
    _("Le tableau du réseau"),
    _("Ce qui attend une décision, ce qui vieillit, qui appeler."),
)
STRENGTH = ("network_strength", _("La force du réseau"), _("Qui est relié, qui est seul."))
BRIDGES = ("network_bridges", _("Les passerelles"), _("Ce qui manque, et qui présenter à qui."))
LESSONS = (
    "network_lessons",
    _("Ce que vos réponses ont appris"),
    _("Ce qui compte plus, ou moins, dans les suggestions."),
)
