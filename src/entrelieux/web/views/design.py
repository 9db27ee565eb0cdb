"""The page that shows every token and every component, with the name it has in the code."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from pathlib import Path
from types import SimpleNamespace as Sample
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from entrelieux.core.hours.evaluate import Day, OpenStatus, Slot
from entrelieux.web.signs import SIGNS

TOKENS = Path(settings.PACKAGE) / "static" / "css" / "tokens.css"
DRAWING = """<svg class="map__drawing" viewBox="0 0 640 400" role="group" aria-label="{label}">
<path class="land" d="M60 200 150 60l190-30 180 60 70 150-120 120-220 20-160-50Z"/>
<path class="commune" d="m150 60 60 130-90 130m220-290-20 170 150 160m50-270-160 80-210 20"/>
<path class="department" d="M60 200 150 60l190-30 180 60 70 150-120 120-220 20-160-50Z"/>
<path class="department" d="m340 30-20 170 150 160"/>
<text class="town" x="300" y="120" font-size="15">Clermont-Ferrand</text>
<a href="#map" aria-label="{cluster}"><g class="cluster"><circle cx="250" cy="180" r="26"/>\
<text x="250" y="180" font-size="18">24</text></g></a>
<circle class="point tone--moss" cx="420" cy="240" r="9"/>
</svg>"""


class SampleForm(forms.Form):
    """One field of each sort, as components/field.html draws them."""

    name = forms.CharField(
        label=gettext_lazy("Nom du lieu"), help_text=gettext_lazy("Celui que les gens disent.")
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Département"),
        required=False,
        choices=[("03", "Allier"), ("15", "Cantal"), ("43", "Haute-Loire"), ("63", "Puy-de-Dôme")],
    )
    access = forms.MultipleChoiceField(
        label=gettext_lazy("Qui peut entrer"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[
            ("all", gettext_lazy("tout le monde")),
            ("members", gettext_lazy("les adhérents")),
        ],
    )
    text = forms.CharField(
        label=gettext_lazy("Description"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    agreed = forms.BooleanField(label=gettext_lazy("Prévenez-moi par courriel"), required=False)


@dataclass(frozen=True, slots=True)
class Token:
    name: str
    value: str

    @property
    def is_colour(self) -> bool:
        return self.value.startswith("#")


@lru_cache(maxsize=1)
def tokens() -> tuple[Token, ...]:
    """The custom properties of the light theme, read from tokens.css itself."""
    block = TOKENS.read_text(encoding="utf-8").partition(":root {")[2].partition("\n}")[0]
    return tuple(Token(*pair) for pair in re.findall(r"--([\w-]+): ([^;]+);", block))


@require_safe
def design(request: HttpRequest) -> HttpResponse:
    context = {
        "colours": [token for token in tokens() if token.is_colour],
        "spaces": [token for token in tokens() if token.name.startswith("space-")],
        "titles": [token for token in tokens() if token.name.startswith(("title-", "text"))],
        "signs": SIGNS.values(),
        **samples(),
    }
    return render(request, "web/design.html", context)


def samples() -> dict[str, Any]:
    """What the components are shown with: invented places, always the same."""
    refused = SampleForm({"name": ""})
    refused.is_valid()
    return {
        "places": sample_places(),
        "freshness": [sample_freshness(band) for band in ("fresh", "ageing", "old", "unknown")],
        "statuses": sample_statuses(),
        "week": sample_week(),
        "form": refused,
        "filters": sample_filters(),
        "chips": sample_chips(),
        "tabs": [
            Sample(url="#tabs", label=_("Lieux"), count=42, current=True),
            Sample(url="#tabs", label=_("Ressources"), count=7, current=False),
        ],
        "entry": sample_entry(),
        "trail": [(_("Carte"), "#"), ("Cantal", "#"), ("Murat", "")],
        "page": sample_page(),
        "empty_query": QueryDict(),
        "steps": [_("Déposer"), _("Corriger"), _("Voir"), _("Appliquer")],
        "lines": [
            (_("Téléphone"), "04 71 00 00 00", "04 71 00 00 01"),
            (_("Site web"), "", "exemple.fr"),
        ],
        "drawing": mark_safe(  # noqa: S308 - our own drawing and our own words
            DRAWING.format(label=_("Carte d’exemple"), cluster=_("24 lieux"))
        ),
    }


def sample_freshness(band: str) -> Sample:
    days = {"fresh": date(2026, 5, 1), "ageing": date(2024, 9, 1), "old": date(2019, 3, 1)}
    return Sample(band=band, day=days.get(band))


def sample_places() -> list[Sample]:
    open_now, closed_now, *_others = sample_statuses()
    unknown = {"distance_km": None, "minutes": None, "open": None, "excerpt": "", "id": ""}
    rows: list[dict[str, Any]] = [
        {
            "name": _("L’Atelier des Tilleuls"),
            "kinds": ["fablab", "coworking"],
            "city": "Murat",
            "freshness": sample_freshness("fresh"),
            "open": open_now,
        },
        {
            "name": _("Le Bus des Papiers"),
            "kinds": ["bus"],
            "city": "Lapalisse",
            "freshness": sample_freshness("ageing"),
            "open": closed_now,
            "distance_km": 12.4,
            "minutes": Sample(low=14, high=32),
            "excerpt": _("Permanence chaque mardi, place du marché."),
        },
        {
            "name": _("La Ruche d’en Haut"),
            "kinds": ["coworking"],
            "city": "Thiers",
            "freshness": sample_freshness("old"),
            "status": "closed",
        },
    ]
    return [Sample(**{"url": "#place-item", "status": "open"} | unknown | row) for row in rows]


def sample_statuses() -> list[OpenStatus]:
    zone = ZoneInfo(settings.TIME_ZONE)
    evening = datetime(2026, 6, 17, 18, 30, tzinfo=zone)
    morning = datetime(2026, 6, 18, 9, 0, tzinfo=zone)
    return [
        OpenStatus("open", evening, morning),
        OpenStatus("closed", morning, morning),
        OpenStatus("appointment", None, None),
        OpenStatus("unknown", None, None),
    ]


def sample_week() -> list[Day]:
    morning = Slot(time(9), time(12), "open", "")
    afternoon = Slot(time(14), time(18, 30), "open", "")
    booked = Slot(time(14), time(16), "appointment", "")
    days = [[morning, afternoon], [], [morning, afternoon], [afternoon], [booked], [morning], []]
    return [
        Day(date(2026, 6, 15) + timedelta(days=rank), tuple(slots))
        for rank, slots in enumerate(days)
    ]


def sample_filters() -> list[Sample]:
    rows = [("fablab", "Fablab", 14, True), ("coworking", "Coworking", 31, False)]
    return [
        Sample(value=kind, kind=kind, label=label, count=count, checked=checked)
        for kind, label, count, checked in rows
    ]


def sample_chips() -> list[Sample]:
    return [
        Sample(url="#chips", label=_("Ouvert en ce moment"), count=23, current=True, kind=""),
        Sample(url="#chips", label=_("Fablab"), count=14, current=False, kind="fablab"),
        Sample(url="#chips", label="Cantal", count=None, current=False, kind=""),
    ]


def sample_entry() -> Sample:
    return Sample(
        url="#entry-item",
        name=_("La grande brodeuse"),
        concept="machines:embroidery-machine",
        place=_("L’Atelier des Tilleuls"),
        city="Murat",
        when="",
        state=_("en panne"),
        is_example=True,
        distance_km=12.4,
        minutes=Sample(low=14, high=32),
    )


def sample_page() -> Page[int]:
    return Paginator(range(60), 20).page(2)
