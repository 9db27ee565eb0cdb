"""Adding a resource to a place."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from entrelieux.communities.circles import Scope
from entrelieux.inventory.actions import add_photo
from entrelieux.places.errors import InvalidValues
from entrelieux.places.models import Place
from entrelieux.resources.actions import add_resource
from entrelieux.resources.forms import ResourceForm
from entrelieux.resources.models import Access, Condition, Kind, Resource
from entrelieux.resources.views.asking import kept_place

NEW = {
    "kind": Kind.MACHINE,
    "condition": Condition.WORKS,
    "access": [Access.ASK],
    "scope": Scope.PUBLIC,
}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def resource_add(request: HttpRequest, public_id: str) -> HttpResponseBase:
    place = kept_place(request, public_id)
    form = ResourceForm(request.POST or None, request.FILES or None, state=NEW, place=place)
    if request.method == "POST" and form.is_valid():
        try:
            added = _add(request, place, form)
        except InvalidValues as refusal:
            form.refuse(refusal.errors)
        else:
            messages.success(request, _("C’est ajouté."))
            return redirect(added)
    status = 422 if form.errors else 200
    return render(request, "resources/add.html", {"form": form, "place": place}, status=status)


def _add(request: HttpRequest, place: Place, form: ResourceForm) -> Resource:
    added = add_resource(by=request.user, place=place, values=form.values())
    picture = form.cleaned_data["photo"]
    if picture:
        add_photo(by=request.user, entry=added, picture=picture)
    return added
