"""Who one could meet: saying that one wishes it, asking, putting aside."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from entrelieux.accounts.views import signed_in
from entrelieux.bridges.models import SourceKind
from entrelieux.bridges.permissions import can_post
from entrelieux.meetings import actions
from entrelieux.meetings.forms import AskForm
from entrelieux.meetings.page import SLUGS, meetings_page, told_reasons
from entrelieux.meetings.queries import meetings_of, own_sides, willing_profile
from entrelieux.people.actions import agree_to_meet, stop_meeting
from entrelieux.people.models import Profile
from entrelieux.platform.errors import EntrelieuxError


@never_cache
@login_required
@require_safe
def my_meetings(request: HttpRequest) -> HttpResponse:
    person = signed_in(request)
    willing = willing_profile(person)
    found = meetings_of(person, SourceKind.PERSON, willing.public_id) if willing else None
    context = {
        "profile": Profile.objects.filter(person=person).first(),
        "can_agree": can_post(person),
        "page": meetings_page(found) if found else None,
        "is_willing": willing is not None,
        **own_sides(person),
    }
    return render(request, "meetings/mine.html", context)


@login_required
@require_POST
def meetings_consent(request: HttpRequest) -> HttpResponseBase:
    person = signed_in(request)
    if request.POST.get("wish") != "yes":
        stop_meeting(by=person)
        messages.success(request, _("C’est noté : on ne vous propose plus à personne."))
        return redirect("my_meetings")
    try:
        agree_to_meet(by=person, today=timezone.localdate())
    except EntrelieuxError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("C’est noté. Vous pouvez changer d’avis à tout moment."))
    return redirect("my_meetings")


@never_cache
@login_required
@require_safe
def meetings(request: HttpRequest, slug: str, own_id: str) -> HttpResponse:
    found = meetings_of(signed_in(request), _kind(slug), own_id)
    if found is None:
        raise Http404(_("Il n’y a pas ici de rencontres que vous puissiez voir."))
    return render(request, "meetings/meetings.html", {"page": meetings_page(found)})


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, slug: str, own_id: str, other_id: str) -> HttpResponseBase:
    person, kind = signed_in(request), _kind(slug)
    ends = {"by": person, "kind": kind, "own_id": own_id, "other_id": other_id}
    form = AskForm(request.POST or None)
    try:
        draft = actions.draft_meeting(**ends)
        if request.method == "POST" and form.is_valid():
            bridge = actions.ask_to_meet(**ends, **form.cleaned_data, now=timezone.now())
            messages.success(request, _("C’est demandé. La réponse vous viendra par courriel."))
            return redirect(bridge)
    except EntrelieuxError as refusal:
        messages.error(request, refusal.message)
        return _back(kind, slug, own_id)
    context = {"draft": draft, "told": told_reasons(draft), "form": form, "slug": slug}
    return render(request, "meetings/ask.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def put_aside(request: HttpRequest, slug: str, own_id: str, other_id: str) -> HttpResponseBase:
    kind = _kind(slug)
    try:
        actions.put_aside(by=signed_in(request), kind=kind, own_id=own_id, other_id=other_id)
    except EntrelieuxError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("C’est noté : on ne vous le proposera plus."))
    return _back(kind, slug, own_id)


@login_required
@require_POST
def take_back(request: HttpRequest, slug: str, own_id: str) -> HttpResponseBase:
    kind = _kind(slug)
    try:
        actions.take_back(by=signed_in(request), kind=kind, own_id=own_id)
    except EntrelieuxError as refusal:
        messages.error(request, refusal.message)
    return _back(kind, slug, own_id)


def _kind(slug: str) -> SourceKind:
    if slug not in SLUGS:
        raise Http404(_("On se rencontre entre personnes, entre projets ou entre lieux."))
    return SLUGS[slug]


def _back(kind: SourceKind, slug: str, own_id: str) -> HttpResponseBase:
    if kind == SourceKind.PERSON:
        return redirect("my_meetings")
    return redirect("meetings", slug=slug, own_id=own_id)
