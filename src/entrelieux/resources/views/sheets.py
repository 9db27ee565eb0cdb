"""Manuals and safety sheets: PDF files, always downloaded, never opened in our pages."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from entrelieux.resources.actions import add_sheet, remove_sheet
from entrelieux.resources.forms import SheetForm
from entrelieux.resources.models import Sheet
from entrelieux.resources.queries import find_resource
from entrelieux.resources.views.asking import kept_resource


@require_safe
def sheet(request: HttpRequest, public_id: str) -> FileResponse:
    found = wanted_sheet(public_id)
    if find_resource(found.resource.public_id, request.user) is None:
        raise Http404(_("Ce document n’existe pas, ou n’est pas pour tout le monde."))
    name = f"{found.resource.slug}-{found.role}.pdf"
    response = FileResponse(
        found.file.open("rb"), as_attachment=True, filename=name, content_type="application/pdf"
    )
    response["X-Content-Type-Options"] = "nosniff"
    return response


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def sheet_add(request: HttpRequest, public_id: str) -> HttpResponseBase:
    resource = kept_resource(request, public_id)
    form = SheetForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        add_sheet(by=request.user, resource=resource, role=told["role"], content=told["file"])
        messages.success(request, _("Le document est en place."))
        return redirect(resource)
    return render(request, "resources/sheet.html", {"form": form, "resource": resource})


@login_required
@require_POST
def sheet_remove(request: HttpRequest, public_id: str) -> HttpResponseBase:
    found = wanted_sheet(public_id)
    resource = kept_resource(request, found.resource.public_id)
    remove_sheet(by=request.user, sheet=found)
    messages.success(request, _("Le document est retiré."))
    return redirect(resource)


def wanted_sheet(public_id: str) -> Sheet:
    sheets = Sheet.objects.select_related("resource")
    return get_object_or_404(sheets, public_id=public_id, removed_at=None)
