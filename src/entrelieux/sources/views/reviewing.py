"""Two cards side by side: the same place, or two?"""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from entrelieux.core.interchange.records import PlaceField
from entrelieux.sources.actions import decide_pair
from entrelieux.sources.models import PairReview
from entrelieux.sources.permissions import coordinators_only
from entrelieux.sources.queries import waiting_pairs
from entrelieux.sources.wording import reason_sentences

COMPARED = (
    PlaceField.NAME,
    PlaceField.TYPES,
    PlaceField.STREET_ADDRESS,
    PlaceField.POSTCODE,
    PlaceField.CITY,
    PlaceField.WEBSITE,
    PlaceField.PHONE,
    PlaceField.HOURS,
)


@coordinators_only
@require_safe
def pair_list(request: HttpRequest) -> HttpResponse:
    pairs = Paginator(waiting_pairs(), 30).get_page(request.GET.get("page"))
    return render(request, "sources/pairs.html", {"pairs": pairs})


@coordinators_only
@require_safe
def pair_detail(request: HttpRequest, pk: int) -> HttpResponse:
    pair = get_object_or_404(
        PairReview.objects.select_related("first__root", "second__root", "by"), pk=pk
    )
    lines = [
        (field, pair.first_card.card.get(field.value), pair.second_card.card.get(field.value))
        for field in COMPARED
    ]
    context = {
        "pair": pair,
        "lines": [line for line in lines if line[1] or line[2]],
        "reasons": reason_sentences(pair.reasons),
        "waiting": waiting_pairs().count(),
    }
    return render(request, "sources/pair.html", context)


@coordinators_only
@require_POST
def pair_decide(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One gesture, then the next pair."""
    pair = get_object_or_404(PairReview, pk=pk)
    verdict = request.POST.get("avis", "")
    if verdict in {"same", "different", "unsure"}:
        decide_pair(by=request.user, pair=pair, verdict=verdict, note=request.POST.get("note", ""))
    following = waiting_pairs().first()
    return redirect("pair", pk=following.pk) if following else redirect("pairs")
