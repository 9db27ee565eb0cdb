"""The register of a community: habilitations, and what is noted of its people."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from entrelieux.charters.actions import (
    grant_to_all,
    note_birth,
    note_record,
    open_training,
    renew_habilitation,
    resume_habilitation,
    revoke_habilitation,
    suspend_habilitation,
    train_group,
    withdraw_record,
)
from entrelieux.charters.errors import CharterError
from entrelieux.charters.forms.records import (
    BirthForm,
    GrantForm,
    GroupForm,
    RecordForm,
    SuspensionForm,
    TrainingForm,
)
from entrelieux.charters.models import Habilitation, Record
from entrelieux.charters.naming import badge_names
from entrelieux.charters.permissions import badges_to_grant, can_keep_records
from entrelieux.charters.queries import (
    groups_led_by,
    is_known_minor,
    last_version,
    tree_of,
    wanted_version,
)
from entrelieux.charters.reading import Reading
from entrelieux.charters.registers import group_lines, register_of
from entrelieux.charters.remedies import REMEDIES
from entrelieux.charters.views.asked import SHOW_OR_SEND, signed_in
from entrelieux.communities.models import Community
from entrelieux.communities.views import wanted_community
from entrelieux.platform.errors import Forbidden


def _kept_by(request: HttpRequest, slug: str) -> Community:
    community = wanted_community(slug)
    if not can_keep_records(request.user, community):
        raise Forbidden(_("Les animateurs de la communauté tiennent ce registre."))
    return community


@never_cache
@login_required
@require_http_methods(SHOW_OR_SEND)
def habilitations(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The register for hosts; for a member whom the charter lets give a badge, giving it alone."""
    community = wanted_community(slug)
    version = wanted_version(community)
    reading = Reading(tree_of(version))
    keeps = can_keep_records(request.user, community)
    gives = [] if keeps else badges_to_grant(request.user, version, badge_names(reading.tree))
    if not keeps and not gives:
        _kept_by(request, slug)
    forms = _forms(request, community, reading, None if keeps else gives)
    sent = forms.get(request.POST.get("geste", ""))
    if sent is not None and sent.is_valid():
        try:
            _keep(request, community, sent)
        except CharterError as refusal:
            sent.add_error(None, refusal.message)
        else:
            messages.success(request, _("C’est noté."))
            return redirect("habilitations", slug)
    context = {
        "community": community,
        "people": register_of(community, reading, timezone.localdate()) if keeps else [],
        "forms": forms,
        "groups": group_lines(groups_led_by(request.user, [community]), reading),
        "keeps": keeps,
    }
    status = 422 if sent is not None and sent.errors else 200
    return render(request, "charters/habilitations.html", context, status=status)


def _forms(
    request: HttpRequest, community: Community, reading: Reading, gives: list[str] | None
) -> dict[str, Form]:
    """Each form by the gesture of its button; the one that was sent is filled in.

    `gives` are the badges that one who is no host may give; None for a host.
    """
    kinds: dict[str, type[Any]] = {
        "donner": GrantForm,
        "groupe": GroupForm,
        "former": TrainingForm,
        "noter": RecordForm,
        "naissance": BirthForm,
    }
    more: dict[str, Any] = {
        "donner": {"by": signed_in(request), "badges": gives},
        "groupe": {"badges": gives},
    }
    sent = request.POST.get("geste", "")
    shown = set(kinds) if gives is None else _to_pass_on(request)
    return {
        name: kind(
            request.POST if name == sent else None,
            community=community,
            reading=reading,
            prefix=name,
            **more.get(name, {}),
        )
        for name, kind in kinds.items()
        if name in shown
    }


def _to_pass_on(request: HttpRequest) -> set[str]:
    """What one who is no host may send: an adult answers for a group."""
    is_minor = is_known_minor(request.user, timezone.localdate())
    return {"donner"} if is_minor else {"donner", "groupe"}


def _keep(request: HttpRequest, community: Community, form: Form) -> None:
    told = {"by": signed_in(request), "community": community}
    data = form.cleaned_data
    if isinstance(form, GrantForm):
        grant_to_all(**told, people=data.pop("person"), **data)
    elif isinstance(form, GroupForm):
        train_group(**told, **data)
    elif isinstance(form, TrainingForm):
        open_training(**told, **data)
    elif isinstance(form, BirthForm):
        note_birth(**told, **data)
    else:
        kind, _colon, name = data["fact"].partition(":")
        note_record(**told, person=data["person"], kind=kind, name=name, until=data["until"])


@login_required
@require_POST
def habilitation_change(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    community = _kept_by(request, slug)
    one = get_object_or_404(Habilitation, community=community, pk=pk, revoked_on=None)
    told: dict[str, Any] = {"by": signed_in(request), "habilitation": one}
    form = SuspensionForm(request.POST)
    name = request.POST.get("geste", "")
    if name in ("suspendre", "retirer") and not form.is_valid():
        messages.error(
            request,
            _("Dites pourquoi : la personne et les animateurs le liront, personne d’autre."),
        )
        return redirect("habilitations", slug)
    why = form.cleaned_data if form.is_valid() else {}
    gestures: dict[str, Callable[[], Any]] = {
        "suspendre": lambda: suspend_habilitation(
            **told, reason=why["raison"], until=why["jusque"]
        ),
        "rendre": lambda: resume_habilitation(**told),
        "renouveler": lambda: renew_habilitation(**told),
        "retirer": lambda: revoke_habilitation(**told, reason=why["raison"]),
    }
    try:
        gestures.get(name, lambda: None)()
    except CharterError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("C’est noté."))
    return redirect("habilitations", slug)


@login_required
@require_POST
def record_withdraw(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    community = _kept_by(request, slug)
    record = get_object_or_404(Record, community=community, pk=pk, withdrawn_at=None)
    withdraw_record(by=signed_in(request), record=record)
    messages.success(request, _("C’est retiré."))
    return redirect("habilitations", slug)


@never_cache
@login_required
@require_safe
def my_habilitations(request: HttpRequest) -> HttpResponseBase:
    """What I hold everywhere, and how to have again what I lost."""
    today = timezone.localdate()
    rows = Habilitation.objects.filter(person=signed_in(request)).select_related("community")
    latest: dict[tuple[int, str], Habilitation] = {}
    for row in rows.order_by("-granted_on", "-pk"):
        latest.setdefault((row.community_id, row.badge), row)
    labels: dict[int, Reading | None] = {}
    lines = []
    for one in latest.values():
        if one.community_id not in labels:
            version = last_version(one.community)
            labels[one.community_id] = Reading(tree_of(version)) if version else None
        reading = labels[one.community_id]
        state = one.state_on(today)
        name = reading.title(one.badge) if reading else one.badge
        lines.append((one, name, state.label, REMEDIES.get(state, "")))
    return render(request, "charters/my_habilitations.html", {"lines": lines})
