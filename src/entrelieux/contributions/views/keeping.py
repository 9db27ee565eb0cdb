"""Claiming a place, saying that it is still true, following what changes."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from entrelieux.accounts.models import Person
from entrelieux.accounts.views import signed_in
from entrelieux.contributions.actions import (
    confirm_by_link,
    follow,
    grant_claim,
    prove_claim,
    refuse_claim,
    set_rhythm,
    start_claim,
    stop_following,
    vouch_for,
)
from entrelieux.contributions.errors import WrongClaimCode
from entrelieux.contributions.forms import (
    ClaimCodeForm,
    ClaimForm,
    FollowForm,
    ReasonForm,
    RhythmForm,
)
from entrelieux.contributions.models import Claim, Follow, ReminderRhythm
from entrelieux.contributions.permissions import can_decide_claim, can_vouch
from entrelieux.places.models import Place
from entrelieux.places.permissions import can_confirm_place
from entrelieux.places.queries import facts_of
from entrelieux.places.views.card import wanted_place
from entrelieux.platform.links import read_token
from entrelieux.search.parameters import KNOWN

SHOW_OR_SEND = ["GET", "HEAD", "POST"]
NOT_FOLLOWED = {"page", "taille", "tri", "bbox", "ouvert"}


@login_required
@require_http_methods(SHOW_OR_SEND)
def claim_place(request: HttpRequest, public_id: str) -> HttpResponseBase:
    place = wanted_place(public_id)
    card = place.root or place
    person = signed_in(request)
    waiting = Claim.objects.filter(place=card, person=person, state=Claim.State.WAITING).first()
    form = ClaimForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        start_claim(by=person, place=card, message=form.cleaned_data["message"])
        messages.success(request, _("Votre demande est partie."))
        return redirect("claim_place", public_id=public_id)
    context = {
        "place": card,
        "claim": waiting,
        "form": form,
        "code_form": ClaimCodeForm(),
        "has_address": bool(card.card.get("email")),
    }
    return render(request, "contributions/claim.html", context)


@login_required
@require_POST
def claim_prove(request: HttpRequest, pk: int) -> HttpResponseBase:
    claim = get_object_or_404(Claim.objects.select_related("place"), pk=pk, person=request.user)
    form = ClaimCodeForm(request.POST)
    code = form.cleaned_data["code"] if form.is_valid() else ""
    try:
        after = prove_claim(by=signed_in(request), claim=claim, code=code)
    except WrongClaimCode as refusal:
        messages.error(request, refusal.message)
        return redirect("claim_place", public_id=claim.place.public_id)
    if after.state == Claim.State.GRANTED:
        messages.success(request, _("C’est prouvé : vous animez ce lieu."))
        return redirect(claim.place)
    messages.error(request, _("Ce n’est pas le bon code : recopiez celui que le lieu a reçu."))
    return redirect("claim_place", public_id=claim.place.public_id)


@login_required
@require_POST
def claim_vouch(request: HttpRequest, pk: int) -> HttpResponseBase:
    claim = get_object_or_404(Claim, pk=pk)
    if not can_vouch(request.user, claim):
        raise PermissionDenied(_("Les animateurs des lieux voisins peuvent se porter garants."))
    vouch_for(by=signed_in(request), claim=claim)
    messages.success(request, _("Merci, c’est noté."))
    return redirect("moderation")


@login_required
@require_POST
def claim_decide(request: HttpRequest, pk: int) -> HttpResponseBase:
    claim = get_object_or_404(Claim, pk=pk)
    if not can_decide_claim(request.user, claim):
        raise PermissionDenied(_("La coordination du réseau décide."))
    if request.POST.get("decision") == "grant":
        grant_claim(by=signed_in(request), claim=claim)
        messages.success(request, _("La demande est accordée."))
        return redirect("moderation")
    form = ReasonForm(request.POST)
    if form.is_valid():
        refuse_claim(by=signed_in(request), claim=claim, reason=form.cleaned_data["reason"])
        messages.success(request, _("La demande est refusée ; la raison est envoyée."))
    else:
        messages.error(request, _("Dites pourquoi : la personne recevra votre raison."))
    return redirect("moderation")


@never_cache
@require_http_methods(SHOW_OR_SEND)
def still_true(request: HttpRequest, token: str) -> HttpResponseBase:
    """From a reminder: the card's facts, each to confirm, without signing in."""
    person_key, place_key = read_token(token, "confirm")
    person = get_object_or_404(Person, pk=person_key, is_active=True)
    place = get_object_or_404(Place, pk=place_key)
    card = place.root or place
    if not can_confirm_place(person, card):
        raise PermissionDenied(_("Vous n’animez plus ce lieu."))
    if request.method == "POST":
        chosen = request.POST.getlist("champ")
        fields = None if "tout" in request.POST else chosen
        if fields is None or fields:
            confirm_by_link(person=person, place=card, fields=fields)
            messages.success(request, _("Merci : c’est confirmé à la date d’aujourd’hui."))
            return redirect(card)
        messages.error(request, _("Cochez ce qui est toujours vrai, ou confirmez tout."))
    shown = {
        field.value: next((fact for fact in facts if fact.is_shown), None)
        for field, facts in facts_of(card).items()
    }
    context = {"place": card, "facts": {f: fact for f, fact in shown.items() if fact}}
    return render(request, "contributions/still_true.html", context)


@csrf_exempt  # RFC 8058: mail programs post without a page; the signed link is the proof.
@require_http_methods(SHOW_OR_SEND)
def reminders_by_link(request: HttpRequest, token: str) -> HttpResponseBase:
    """Stops reminders, or changes their rhythm, from a mail."""
    person = get_object_or_404(Person, pk=read_token(token, "reminders")[0])
    if request.method == "POST":
        form = RhythmForm(request.POST)
        set_rhythm(by=person, days=form.cleaned_data["days"] if form.is_valid() else 0)
        messages.success(request, _("C’est noté."))
        return redirect("home")
    known = ReminderRhythm.objects.filter(person=person).first()
    form = RhythmForm(initial={"days": known.days if known else ReminderRhythm.Every.QUARTER})
    return render(request, "contributions/rhythm.html", {"form": form})


@login_required
@require_http_methods(SHOW_OR_SEND)
def follows(request: HttpRequest) -> HttpResponseBase:
    """What this person follows, and how often she is asked about her own cards."""
    person = signed_in(request)
    known = ReminderRhythm.objects.filter(person=person).first()
    initial = {"days": known.days if known else ReminderRhythm.Every.QUARTER}
    form = RhythmForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        set_rhythm(by=person, days=form.cleaned_data["days"])
        messages.success(request, _("C’est noté."))
        return redirect("follows")
    kept = Follow.objects.filter(person=person).select_related("place")
    return render(request, "contributions/follows.html", {"form": form, "follows": kept})


@login_required
@require_http_methods(SHOW_OR_SEND)
def follow_search(request: HttpRequest) -> HttpResponseBase:
    """Follows what the parameters of the address find: an area, a word, a kind."""
    query = {
        name: request.GET.getlist(name)
        for name in KNOWN
        if name not in NOT_FOLLOWED and any(request.GET.getlist(name))
    }
    form = FollowForm(request.POST or None, initial={"rhythm": Follow.Rhythm.WEEKLY})
    if request.method == "POST" and form.is_valid():
        follow(by=signed_in(request), query=query, rhythm=form.cleaned_data["rhythm"])
        messages.success(request, _("Vous serez prévenu."))
        return redirect("follows")
    feed = f"{settings.BASE_URL}{reverse('changes_feed')}?{request.GET.urlencode()}"
    context = {"form": form, "query": query, "place": None, "feed": feed}
    return render(request, "contributions/follow.html", context)


@login_required
@require_http_methods(SHOW_OR_SEND)
def follow_place(request: HttpRequest, public_id: str) -> HttpResponseBase:
    place = wanted_place(public_id)
    card = place.root or place
    form = FollowForm(request.POST or None, initial={"rhythm": Follow.Rhythm.WEEKLY})
    if request.method == "POST" and form.is_valid():
        follow(by=signed_in(request), place=card, rhythm=form.cleaned_data["rhythm"])
        messages.success(request, _("Vous serez prévenu."))
        return redirect(card)
    context = {"form": form, "query": {}, "place": card, "feed": ""}
    return render(request, "contributions/follow.html", context)


@login_required
@require_POST
def follow_stop(request: HttpRequest, public_id: str) -> HttpResponseBase:
    found = get_object_or_404(Follow, public_id=public_id, person=request.user)
    stop_following(by=signed_in(request), followed=found)
    messages.success(request, _("Vous ne serez plus prévenu."))
    return redirect("follows")


@csrf_exempt  # as reminders_by_link
@require_http_methods(SHOW_OR_SEND)
def follow_by_link(request: HttpRequest, token: str) -> HttpResponseBase:
    found = Follow.objects.filter(pk=read_token(token, "follow")[0]).first()
    if request.method == "POST":
        if found:
            stop_following(by=None, followed=found)
        messages.success(request, _("Vous ne serez plus prévenu."))
        return redirect("home")
    return render(request, "contributions/unfollow.html", {"follow": found})
