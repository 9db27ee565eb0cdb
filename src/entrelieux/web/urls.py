from __future__ import annotations

from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from django.views.i18n import set_language

from entrelieux.api.main import api
from entrelieux.web.views import community, design, desk, embed, export, feed, home, pages

urlpatterns = [
    path("", home.home, name="home"),
    path("guichet/", desk.desk, name="desk"),
    path("guichet/<slug:slug>/", desk.desk_door, name="desk_door"),
    path("communautes/<slug:slug>/", community.community, name="community"),
    path("integrer/", embed.embed, name="embed"),
    path("oembed.json", embed.oembed, name="oembed"),
    path("exporter/<str:format>/", export.export, name="export"),
    path("changements.atom", feed.changes_feed, name="changes_feed"),
    path("a-propos/", pages.about, name="about"),
    path("accessibilite/", pages.accessibility, name="accessibility"),
    path("reprendre/", pages.reuse, name="reuse"),
    path("robots.txt", pages.robots, name="robots"),
    path("design/", design.design, name="design"),
    # Without a token: reading needs no cookie, and a language chosen for you harms nobody.
    path("langue/", csrf_exempt(set_language), name="set_language"),
    path("api/v1/", api.urls),
]
