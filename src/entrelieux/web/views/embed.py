"""The map and the cards on other people's sites: by iframe, found by oEmbed."""

from __future__ import annotations

from urllib.parse import urlsplit

from csp.decorators import csp_update
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from entrelieux.places.models import Place
from entrelieux.places.queries import find_place
from entrelieux.web.drawing import draw_territory
from entrelieux.web.home import home_page

WIDTH, HEIGHT = 640, 480


@require_safe
@xframe_options_exempt
@csp_update({"frame-ancestors": ["*"]})
def embed(request: HttpRequest) -> HttpResponse:
    """The home page's map and list without the rest, with the same filters in its address."""
    page = home_page(request.GET)
    drawing, credit = draw_territory(page.points, page.search)
    context = {"page": page, "drawing": drawing, "credit": credit}
    return render(request, "web/embed.html", context)


@require_safe
def oembed(request: HttpRequest) -> JsonResponse:
    """oEmbed 1.0 for the address of a card or of the map. Raises `Http404` for any other."""
    address = urlsplit(request.GET.get("url", ""))
    if f"{address.scheme}://{address.netloc}" != settings.BASE_URL:
        raise Http404(_("Cette adresse n’est pas sur ce serveur."))
    title, source = _embedded(address.path, address.query)
    width = _bounded(request.GET.get("maxwidth"), WIDTH)
    height = _bounded(request.GET.get("maxheight"), HEIGHT)
    frame = format_html(
        '<iframe src="{}" width="{}" height="{}" title="{}" loading="lazy"></iframe>',
        source,
        width,
        height,
        title,
    )
    answer = {
        "version": "1.0",
        "type": "rich",
        "title": title,
        "provider_name": "Entrelieux",
        "provider_url": settings.BASE_URL,
        "width": width,
        "height": height,
        "html": str(frame),
    }
    response = JsonResponse(answer)
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _embedded(path: str, query: str) -> tuple[str, str]:
    """The title and the address of the frame for a page of ours."""
    try:
        match = resolve(path)
    except Resolver404:
        raise Http404(_("Cette page n’existe pas.")) from None
    if match.url_name == "home":
        return _("Carte des tiers-lieux"), f"{settings.BASE_URL}/integrer/?{query}"
    if match.url_name == "place":
        place: Place | None = find_place(match.kwargs["public_id"])
        if place:
            return place.name, f"{settings.BASE_URL}/integrer/?lieu={place.public_id}"
    raise Http404(_("Cette page ne s’intègre pas : donnez l’adresse de la carte ou d’un lieu."))


def _bounded(text: str | None, largest: int) -> int:
    return min(int(text), largest) if text and text.isdigit() and int(text) >= 200 else largest
