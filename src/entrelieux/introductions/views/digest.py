"""At which rhythm one is written to."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from entrelieux.accounts.models import Person
from entrelieux.accounts.views import signed_in
from entrelieux.introductions.actions import set_digest
from entrelieux.introductions.forms import DigestForm
from entrelieux.introductions.models import Digest, Rhythm
from entrelieux.platform.links import read_token

SHOW_OR_SEND = ["GET", "HEAD", "POST"]


@login_required
@require_http_methods(SHOW_OR_SEND)
def bridges_digest(request: HttpRequest) -> HttpResponseBase:
    return _chosen(request, signed_in(request), back="bridges")


@never_cache
@csrf_exempt  # a mail program posts here without having read the page (RFC 8058)
@require_http_methods(SHOW_OR_SEND)
def digest_by_link(request: HttpRequest, token: str) -> HttpResponseBase:
    """From the letter itself; a post of a mail program stops it."""
    person = get_object_or_404(Person, pk=read_token(token, "bridges_digest")[0], is_active=True)
    if request.POST.get("List-Unsubscribe") == "One-Click":
        set_digest(by=person, rhythm=Rhythm.NEVER)
        return HttpResponse(status=204)
    return _chosen(request, person, back="home")


def _chosen(request: HttpRequest, person: Person, *, back: str) -> HttpResponseBase:
    known = Digest.objects.filter(person=person).first()
    initial = {
        "rhythm": known.rhythm if known else Rhythm.NEVER,
        "department": known.department if known else "",
        "around": known.around_id if known else None,
        "minutes": known.minutes if known else 30,
    }
    form = DigestForm(request.POST or None, initial=initial, person=person)
    if request.method == "POST" and form.is_valid():
        set_digest(by=person, **form.cleaned_data)
        messages.success(request, _("Votre choix est enregistré."))
        return redirect(back)
    status = 422 if form.errors else 200
    return render(request, "introductions/digest.html", {"form": form}, status=status)
