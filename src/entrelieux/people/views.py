"""One's own profile, the directory, and writing to somebody."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from entrelieux.accounts.views import signed_in
from entrelieux.people.actions import erase_profile, save_profile, write_to_person
from entrelieux.people.errors import MinorsAreNotListed
from entrelieux.people.forms import MessageForm, ProfileForm
from entrelieux.people.models import Profile
from entrelieux.people.permissions import can_see_profile, can_write_to
from entrelieux.people.queries import directory_for, find_profile
from entrelieux.platform.errors import TooOften

SHOW_OR_SEND = ["GET", "HEAD", "POST"]


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Those who chose to be found, as far as the reader may see."""
    skill = request.GET.get("savoir", "").strip()[:80]
    context = {"people": directory_for(request.user, skill), "skill": skill}
    return render(request, "people/directory.html", context)


@require_safe
def person(request: HttpRequest, public_id: str) -> HttpResponse:
    shown = find_profile(public_id, request.user)
    if shown is None:
        raise Http404(_("Cette personne n’a pas de profil que vous puissiez voir."))
    return render(request, "people/person.html", {"person": shown})


@never_cache
@login_required
@require_http_methods(SHOW_OR_SEND)
def my_profile(request: HttpRequest) -> HttpResponseBase:
    owner = signed_in(request)
    profile = Profile.objects.filter(person=owner).first()
    form = ProfileForm(
        request.POST or None, instance=profile or Profile(person=owner, name=owner.name)
    )
    if request.method == "POST" and form.is_valid():
        try:
            save_profile(by=owner, values=form.values(), is_adult=form.cleaned_data["is_adult"])
        except MinorsAreNotListed as refusal:
            form.add_error("is_listed", refusal.message)
        else:
            messages.success(request, _("Votre profil est enregistré."))
            return redirect("my_profile")
    context = {"form": form, "profile": profile}
    status = 422 if form.errors else 200
    return render(request, "people/my_profile.html", context, status=status)


@login_required
@require_POST
def my_profile_erase(request: HttpRequest) -> HttpResponseBase:
    erase_profile(by=signed_in(request))
    messages.success(request, _("Votre profil est effacé."))
    return redirect("account")


@never_cache
@login_required
@require_http_methods(SHOW_OR_SEND)
def person_write(request: HttpRequest, public_id: str) -> HttpResponseBase:
    profile = get_object_or_404(Profile, public_id=public_id)
    if not can_see_profile(request.user, profile):
        raise Http404(_("Cette personne n’a pas de profil que vous puissiez voir."))
    if not can_write_to(request.user, profile):
        raise PermissionDenied(_("Cette personne ne reçoit pas de messages ici."))
    form = MessageForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            write_to_person(by=signed_in(request), profile=profile, text=form.cleaned_data["text"])
        except TooOften as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("Votre message est parti."))
            return redirect("person", public_id=public_id)
    shown = find_profile(public_id, request.user)
    context = {"form": form, "person": shown}
    status = 422 if form.errors else 200
    return render(request, "people/write.html", context, status=status)
