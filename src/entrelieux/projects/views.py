"""Projects: the list, one project, its story, its people."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from entrelieux.accounts.views import signed_in
from entrelieux.core.words.lexicon import Subject
from entrelieux.inventory.actions import confirm_entry, remove_entry, restore_entry
from entrelieux.inventory.errors import NoSuchVersion
from entrelieux.inventory.facts import facts_told
from entrelieux.inventory.histories import conflict_words, versions_of
from entrelieux.inventory.views.tables import table_download, table_page
from entrelieux.places.errors import EditConflict, FieldConflict
from entrelieux.places.sections import sections_of
from entrelieux.projects.actions import (
    change_project,
    join_project,
    leave_project,
    remove_step,
    start_project,
    tell_step,
)
from entrelieux.projects.forms import ProjectForm, StepForm
from entrelieux.projects.models import Project, State, Step
from entrelieux.projects.page import listed_projects, project_page
from entrelieux.projects.permissions import (
    can_edit_project,
    can_join_project,
    can_start_project,
    own_communities,
)
from entrelieux.projects.queries import find_project, projects_for
from entrelieux.projects.tables import projects_table
from entrelieux.projects.values import value_words
from entrelieux.projects.words import facts_of

SHOW_OR_SEND = ["GET", "HEAD", "POST"]
PAGE_SIZE = 30


@require_safe
def projects(request: HttpRequest) -> HttpResponse:
    state = request.GET.get("etat", "")
    known = state if state in State.values else ""
    text = request.GET.get("q", "").strip()[:200]
    is_looking = request.GET.get("cherche") == "1"
    found = projects_for(request.user, state=known, text=text, is_looking=is_looking)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "lines": listed_projects(page.object_list),
        "text": text,
        "state": known,
        "states": State.choices,
        "is_looking": is_looking,
        "can_start": can_start_project(request.user),
    }
    return render(request, "projects/list.html", context)


@require_safe
def table(request: HttpRequest) -> HttpResponse:
    return table_page(request, projects_table(request.user, request.GET.dict()))


@require_safe
def table_file(request: HttpRequest, format: str) -> HttpResponseBase:
    return table_download(projects_table(request.user, request.GET.dict()), format)


@require_safe
def project(request: HttpRequest, public_id: str, slug: str = "") -> HttpResponseBase:
    found = _wanted(request, public_id)
    if slug != found.slug:
        return redirect(found, permanent=False)
    today = timezone.localdate()
    context = {
        "project": found,
        "page": project_page(found, request.user, today),
        "step_form": StepForm(initial={"on": today}),
        "sections": sections_of(found, request, settings.PROJECT_SECTIONS),
    }
    return render(request, "projects/project.html", context)


@login_required
@require_http_methods(SHOW_OR_SEND)
def project_new(request: HttpRequest) -> HttpResponseBase:
    if not can_start_project(request.user):
        raise PermissionDenied(
            _("Rejoignez d’abord une communauté : un projet se fait à plusieurs.")
        )
    state = {"state": State.IDEA, "scope": "public"}
    own = own_communities(request.user)
    form = ProjectForm(
        request.POST or None,
        state=state,
        person=request.user,
        communities=own,
        facts=facts_told(Subject.PROJECT, own.values_list("pk", flat=True), request.user),
    )
    if request.method == "POST" and form.is_valid():
        started = start_project(
            by=signed_in(request),
            community=form.cleaned_data["community"],
            values=form.values(),
        )
        messages.success(request, _("Le projet a sa page : racontez-en la première étape."))
        return redirect(started)
    context = {"form": form, "project": None, "conflicts": ()}
    status = 422 if form.errors else 200
    return render(request, "projects/edit.html", context, status=status)


@login_required
@require_http_methods(SHOW_OR_SEND)
def project_edit(request: HttpRequest, public_id: str) -> HttpResponseBase:
    found = _kept(request, public_id)
    facts = facts_of(found, request.user)
    known = {"person": request.user, "facts": facts}
    form = ProjectForm(request.POST or None, entry=found, **known)
    conflicts: Sequence[FieldConflict] = ()
    if request.method == "POST" and form.is_valid():
        try:
            changed = change_project(
                by=signed_in(request),
                project=found,
                base=form.base_values(),
                values=form.values(),
                note=form.cleaned_data["note"],
            )
        except EditConflict as conflict:
            conflicts = conflict.conflicts
            found.refresh_from_db()
            form = form.after_conflict(found, **known)
        else:
            messages.success(request, _("C’est à jour."))
            return redirect(changed)
    status = 409 if conflicts else 422 if form.errors else 200
    shown = conflict_words(found, conflicts, value_words, request.user)
    context = {"form": form, "project": found, "conflicts": shown}
    return render(request, "projects/edit.html", context, status=status)


@login_required
@require_safe
def project_history(request: HttpRequest, public_id: str) -> HttpResponseBase:
    found = _kept(request, public_id)
    context = {
        "entry": found,
        "versions": versions_of(found, value_words, request.user),
        "restore": "project_restore",
    }
    return render(request, "inventory/history.html", context)


@login_required
@require_POST
def project_restore(request: HttpRequest, public_id: str) -> HttpResponseBase:
    found = _kept(request, public_id)
    typed = request.POST.get("version", "")
    version = int(typed) if typed.isdecimal() and len(typed) < 9 else found.version
    try:
        restore_entry(by=signed_in(request), entry=found, version=version)
    except NoSuchVersion as refusal:
        messages.error(request, refusal.message)
        return redirect("project_history", public_id=public_id)
    messages.success(request, _("C’est rétabli."))
    return redirect(found)


@login_required
@require_POST
def project_remove(request: HttpRequest, public_id: str) -> HttpResponseBase:
    found = _kept(request, public_id)
    remove_entry(by=signed_in(request), entry=found)
    messages.success(request, _("Le projet est retiré ; son historique permet de le rétablir."))
    return redirect("project_history", public_id=public_id)


@login_required
@require_POST
def project_confirm(request: HttpRequest, public_id: str) -> HttpResponseBase:
    found = _kept(request, public_id)
    confirm_entry(by=signed_in(request), entry=found)
    messages.success(request, _("Merci : c’est confirmé à la date d’aujourd’hui."))
    return redirect(found)


@login_required
@require_POST
def step_tell(request: HttpRequest, public_id: str) -> HttpResponseBase:
    found = _kept(request, public_id)
    form = StepForm(request.POST)
    if form.is_valid():
        tell_step(by=signed_in(request), project=found, **form.cleaned_data)
        messages.success(request, _("L’étape est racontée."))
        return redirect(found)
    context = {"form": form, "project": found}
    return render(request, "projects/step.html", context, status=422)


@login_required
@require_POST
def step_remove(request: HttpRequest, public_id: str, pk: int) -> HttpResponseBase:
    found = _kept(request, public_id)
    remove_step(by=signed_in(request), step=get_object_or_404(Step, project=found, pk=pk))
    messages.success(request, _("L’étape est retirée."))
    return redirect(found)


@login_required
@require_POST
def project_join(request: HttpRequest, public_id: str) -> HttpResponseBase:
    found = _wanted(request, public_id)
    if can_join_project(request.user, found):
        join_project(by=signed_in(request), project=found, part=request.POST.get("part", ""))
        messages.success(request, _("Vous prenez part à ce projet."))
    return redirect(found)


@login_required
@require_POST
def project_leave(request: HttpRequest, public_id: str) -> HttpResponseBase:
    found = _wanted(request, public_id)
    leave_project(by=signed_in(request), project=found)
    messages.success(request, _("Vous n’êtes plus dans ce projet."))
    return redirect(found)


def _wanted(request: HttpRequest, public_id: str) -> Project:
    found = find_project(public_id, request.user)
    if found is None:
        raise Http404(_("Ce projet n’existe pas, ou n’est pas pour vous."))
    return found


def _kept(request: HttpRequest, public_id: str) -> Project:
    """One that this person may change, even removed: to restore it."""
    found = get_object_or_404(Project.objects.select_related("place"), public_id=public_id)
    if not can_edit_project(request.user, found):
        raise PermissionDenied(_("Ceux qui prennent part au projet tiennent sa page."))
    return found
