"""Reading a list: deposit, look at what would change, apply, undo."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from entrelieux.platform.jobs import enqueue
from entrelieux.sources.actions import declare_source, propose_run, undo_run
from entrelieux.sources.errors import WrongState
from entrelieux.sources.forms import MappingForm, UploadForm
from entrelieux.sources.jobs import APPLY, PREVIEW, preview_key
from entrelieux.sources.models import ImportRow, ImportRun
from entrelieux.sources.permissions import coordinators_only

ROWS_PER_PAGE = 50


@coordinators_only
@require_http_methods(["GET", "HEAD", "POST"])
def import_list(request: HttpRequest) -> HttpResponseBase:
    """The imports so far, and the form to deposit a list."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        feed = declare_source(by=request.user, **form.source_facts())
        upload = form.cleaned_data["file"]
        run = propose_run(by=request.user, feed=feed, file=upload, name=upload.name)
        enqueue(PREVIEW, unique_key=preview_key(run.pk), run=run.pk)
        return redirect("import_run", pk=run.pk)
    runs = ImportRun.objects.select_related("feed__source", "by")[:50]
    return render(request, "sources/imports.html", {"form": form, "runs": runs})


@coordinators_only
@require_safe
def import_run(request: HttpRequest, pk: int) -> HttpResponse:
    """What a run would do, or did: counts, then every row, filtered by its effect."""
    run = get_object_or_404(ImportRun.objects.select_related("feed__source", "by"), pk=pk)
    rows = run.rows.select_related("match")
    wanted = request.GET.get("effet", "")
    if wanted == "problems":
        rows = rows.exclude(problems=[])
    elif wanted in ImportRow.Action.values:
        rows = rows.filter(action=wanted)
    page = Paginator(rows, ROWS_PER_PAGE).get_page(request.GET.get("page"))
    template = (
        "sources/run_progress.html" if "HX-Request" in request.headers else "sources/run.html"
    )
    context = {"run": run, "rows": page, "wanted": wanted, "actions": ImportRow.Action.choices}
    return render(request, template, context)


@coordinators_only
@require_http_methods(["GET", "HEAD", "POST"])
def import_mapping(request: HttpRequest, pk: int) -> HttpResponseBase:
    """How the columns were understood; correcting it reads the file again, and is kept."""
    run = get_object_or_404(ImportRun.objects.select_related("feed__source"), pk=pk)
    form = MappingForm(request.POST or None, columns=run.mapping.get("columns", {}))
    if request.method == "POST" and form.is_valid():
        run.feed.mapping = run.mapping = {**run.mapping, "columns": form.mapping(), "by_hand": True}
        run.feed.save(update_fields=["mapping"])
        run.save(update_fields=["mapping"])
        enqueue(PREVIEW, unique_key=preview_key(run.pk), run=run.pk)
        return redirect("import_run", pk=run.pk)
    return render(request, "sources/mapping.html", {"run": run, "form": form})


@coordinators_only
@require_POST
def import_apply(request: HttpRequest, pk: int) -> HttpResponseBase:
    run = get_object_or_404(ImportRun, pk=pk)
    enqueue(APPLY, unique_key=f"{APPLY}:{run.pk}", run=run.pk, by=request.user.pk)
    messages.info(request, _("L’import s’applique : cette page vous le dira."))
    return redirect("import_run", pk=pk)


@coordinators_only
@require_POST
def import_undo(request: HttpRequest, pk: int) -> HttpResponseBase:
    run = get_object_or_404(ImportRun, pk=pk)
    try:
        undone = undo_run(by=request.user, run=run)
    except WrongState as refusal:
        messages.error(request, str(refusal))
    else:
        count = undone.counts.get("create", 0) + undone.counts.get("merge", 0)
        messages.success(
            request,
            ngettext(
                "L’import est annulé : %(count)d fiche est revenue à son état d’avant.",
                "L’import est annulé : %(count)d fiches sont revenues à leur état d’avant.",
                count,
            )
            % {"count": count},
        )
    return redirect("import_run", pk=pk)
