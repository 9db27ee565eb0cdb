"""The words of a community: reading them, changing them, seeing what changed and undoing it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from entrelieux.accounts.models import Person
from entrelieux.communities.models import Community
from entrelieux.core.words.lexicon import Relation, Term
from entrelieux.lexicons.actions import (
    add_term,
    align_term,
    change_term,
    merge_terms,
    previewed,
    rename_term,
    restore_term,
    retire_term,
    split_term,
    undo_version,
)
from entrelieux.lexicons.candidates import candidates_for, label_of_uri
from entrelieux.lexicons.errors import UnsoundLexicon, WordsError
from entrelieux.lexicons.forms import AlignForm, MergeForm, RenameForm, SplitForm, TermForm
from entrelieux.lexicons.language import current_language
from entrelieux.lexicons.models import LexiconTerm, LexiconVersion
from entrelieux.lexicons.permissions import can_edit_lexicon
from entrelieux.lexicons.queries import find_term, records_told, records_with
from entrelieux.lexicons.serial import term_from_json
from entrelieux.lexicons.wording import changes_in_words, term_in_words

SHOW_OR_SEND = ["GET", "HEAD", "POST"]


@require_safe
def lexicon(request: HttpRequest, slug: str) -> HttpResponse:
    """What a community calls things, for anyone; how to change it, for those who run it."""
    community = get_object_or_404(Community, slug=slug)
    rows = list(LexiconTerm.objects.filter(lexicon__community=community))
    told = [(row, term_in_words(term_from_json(row.data), current_language())) for row in rows]
    context = {
        "community": community,
        "terms": [(row, words) for row, words in told if not row.is_retired],
        "retired": [(row, words) for row, words in told if row.is_retired],
        "can_edit": can_edit_lexicon(request.user, community),
    }
    return render(request, "lexicons/lexicon.html", context)


@login_required
@require_http_methods(SHOW_OR_SEND)
def term_new(request: HttpRequest, slug: str) -> HttpResponseBase:
    community = run_by(request, slug)
    form = TermForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            term = add_term(by=_person(request), community=community, term=form.built())
        except UnsoundLexicon as refusal:
            _refuse(form, refusal)
        else:
            messages.success(request, _("« %(word)s » est dans vos mots.") % _word(term))
            return redirect("lexicon", slug=slug)
    context = {"community": community, "form": form, "row": None}
    return render(request, "lexicons/term_form.html", context, status=_status(form))


@login_required
@require_http_methods(SHOW_OR_SEND)
def term_edit(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    community = run_by(request, slug)
    row = find_term(community, pk)
    term = term_from_json(row.data)
    form = TermForm(request.POST or None, term=term)
    if request.method == "POST" and form.is_valid():
        try:
            change_term(by=_person(request), community=community, before=term, after=form.built())
        except UnsoundLexicon as refusal:
            _refuse(form, refusal)
        else:
            messages.success(request, _("C’est enregistré."))
            return redirect("lexicon", slug=slug)
    context = {"community": community, "form": form, "row": row}
    return render(request, "lexicons/term_form.html", context, status=_status(form))


@login_required
@require_safe
def term(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One word: what it means to others, and what may be done with it."""
    community = run_by(request, slug)
    row = find_term(community, pk)
    told = term_from_json(row.data)
    others = [
        (str(other.pk), term_from_json(other.data).label(current_language()))
        for other in LexiconTerm.objects.filter(
            lexicon=row.lexicon_id, kind=row.kind, is_retired=False
        ).exclude(pk=row.pk)
    ]
    context = {
        "community": community,
        "row": row,
        "words": term_in_words(told, current_language()),
        "records": records_with(told.uri),
        "alignments": [
            (
                dict(AlignForm.base_fields["relation"].choices)[link.relation],
                link.target,
                label_of_uri(link.target),
            )
            for link in told.alignments
        ],
        "candidates": candidates_for(told, community) if not row.is_retired else [],
        "relations": AlignForm.base_fields["relation"].choices,
        "rename_form": RenameForm(initial={"label": told.label("fr")}),
        "merge_form": MergeForm(others=others) if others else None,
        "split_form": SplitForm(),
    }
    return render(request, "lexicons/term.html", context)


@login_required
@require_POST
def term_rename(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    community = run_by(request, slug)
    row = find_term(community, pk)
    form = RenameForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Écrivez le nouveau nom."))
        return redirect("term", slug=slug, pk=pk)
    label = form.cleaned_data["label"].strip()

    def rename() -> None:
        rename_term(
            by=_person(request), community=community, uri=row.uri, label=label, language="fr"
        )

    said = {
        "title": _("Renommer ce mot ?"),
        "button": _("Renommer"),
        "effect": _("Le nouveau nom se lira partout ; l’ancien trouvera toujours ce mot."),
    }
    return _seen_first(request, row, rename, [("label", label)], said)


@login_required
@require_POST
def term_retire(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    community = run_by(request, slug)
    row = find_term(community, pk)

    def retire() -> None:
        retire_term(
            by=_person(request), community=community, uri=row.uri, today=timezone.localdate()
        )

    said = {
        "title": _("Retirer ce mot ?"),
        "button": _("Retirer"),
        "effect": _("Il quittera les formulaires, les tableaux, les fichiers et l’API."),
    }
    return _seen_first(request, row, retire, [], said)


@login_required
@require_POST
def term_restore(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    community = run_by(request, slug)
    row = find_term(community, pk)
    return _done(
        request,
        row,
        lambda: restore_term(by=_person(request), community=community, uri=row.uri),
    )


@login_required
@require_POST
def term_merge(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    community = run_by(request, slug)
    row = find_term(community, pk)
    chosen = request.POST.get("into", "")
    into = find_term(community, int(chosen) if chosen.isdecimal() else 0)

    def merge() -> None:
        merge_terms(
            by=_person(request),
            community=community,
            uri=row.uri,
            into=into.uri,
            today=timezone.localdate(),
        )

    sent = [("into", str(into.pk))]
    said = {
        "title": _("Réunir ces deux mots ?"),
        "button": _("Réunir"),
        "effect": _("Ce que disent les fiches sous l’un se lira sous l’autre."),
    }
    return _seen_first(request, row, merge, sent, said)


@login_required
@require_POST
def term_split(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    community = run_by(request, slug)
    row = find_term(community, pk)
    told = term_from_json(row.data)
    names = [name.strip() for name in request.POST.get("names", "").splitlines() if name.strip()]
    parts = [replace(told, labels={"fr": name}, alt_labels={}, alignments=()) for name in names]

    def split() -> None:
        split_term(
            by=_person(request),
            community=community,
            uri=row.uri,
            parts=parts,
            today=timezone.localdate(),
        )

    sent = [("names", "\n".join(names))]
    said = {
        "title": _("Séparer ce mot ?"),
        "button": _("Séparer"),
        "effect": _(
            "Ce que disent les fiches se lira sous le premier, jusqu’à ce que l’on précise."
        ),
    }
    return _seen_first(request, row, split, sent, said)


@login_required
@require_POST
def term_align(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    community = run_by(request, slug)
    row = find_term(community, pk)
    form = AlignForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choisissez comment les deux mots vont ensemble."))
        return redirect("term", slug=slug, pk=pk)
    relation = None if "remove" in request.POST else Relation(form.cleaned_data["relation"])
    target = form.cleaned_data["target"]
    return _done(
        request,
        row,
        lambda: align_term(
            by=_person(request),
            community=community,
            uri=row.uri,
            relation=relation,
            target=target,
        ),
        to_term=True,
    )


@require_safe
def lexicon_history(request: HttpRequest, slug: str) -> HttpResponse:
    community = get_object_or_404(Community, slug=slug)
    versions = LexiconVersion.objects.filter(lexicon__community=community).select_related("by")
    context = {
        "community": community,
        "versions": [(row, changes_in_words(row, current_language())) for row in versions[:100]],
        "can_edit": can_edit_lexicon(request.user, community),
    }
    return render(request, "lexicons/history.html", context)


@login_required
@require_POST
def lexicon_undo(request: HttpRequest, slug: str, version: int) -> HttpResponseBase:
    community = run_by(request, slug)
    try:
        undo_version(by=_person(request), community=community, version=version)
    except WordsError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("Le changement est annulé."))
    return redirect("lexicon_history", slug=slug)


def _seen_first(
    request: HttpRequest,
    row: LexiconTerm,
    do: Any,
    sent: list[tuple[str, str]],
    said: dict[str, str],
) -> HttpResponseBase:
    """Shows what would change, to the word; does it once that is confirmed."""
    if "confirm" in request.POST:
        response: HttpResponseBase = _done(request, row, do)
        return response
    community = row.lexicon.community
    try:
        version = previewed(community, do)
    except WordsError as refusal:
        messages.error(request, refusal.message)
        return redirect("term", slug=community.slug, pk=row.pk)
    context = {
        "community": community,
        "row": row,
        "word": term_from_json(row.data).label(current_language()),
        "lines": changes_in_words(version, current_language()),
        "records": records_with(row.uri),
        "kinds": records_told(row.uri, request.user),
        "sent": sent,
        **said,
    }
    return render(request, "lexicons/preview.html", context)


def _done(request: HttpRequest, row: LexiconTerm, do: Any, *, to_term: bool = False) -> Any:
    """Does it, says so with the way to undo it, or says why not."""
    slug = row.lexicon.community.slug
    try:
        do()
    except WordsError as refusal:
        messages.error(request, refusal.message)
        return redirect("term", slug=slug, pk=row.pk)
    messages.success(request, _("C’est fait. L’historique de vos mots permet de l’annuler."))
    return redirect("term", slug=slug, pk=row.pk) if to_term else redirect("lexicon", slug=slug)


def run_by(request: HttpRequest, slug: str) -> Community:
    community = get_object_or_404(Community, slug=slug)
    if not can_edit_lexicon(request.user, community):
        raise PermissionDenied(_("Les animateurs de la communauté changent ses mots."))
    return community


def _person(request: HttpRequest) -> Person:
    person: Any = request.user
    return person


def _refuse(form: TermForm, refusal: UnsoundLexicon) -> None:
    for problem in refusal.problems:
        form.add_error(None, problem)


def _word(term: Term) -> dict[str, str]:
    return {"word": term.label(current_language())}


def _status(form: TermForm) -> int:
    return 422 if form.errors else 200
