"""The words of a community as files that others read (SKOS), out and in."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from entrelieux.communities.models import Community
from entrelieux.core.interchange.container.decoding import decode
from entrelieux.core.words.lexicon import Lexicon
from entrelieux.core.words.skos import UnreadableSkos, read_skos, write_skos
from entrelieux.lexicons.actions import import_terms
from entrelieux.lexicons.errors import WordsError
from entrelieux.lexicons.forms import ImportForm
from entrelieux.lexicons.language import current_language
from entrelieux.lexicons.queries import lexicon_of
from entrelieux.lexicons.views.lexicon import run_by
from entrelieux.lexicons.views.vocabulary import FILE_TYPES
from entrelieux.lexicons.wording import changes_of_others, changes_of_terms


@require_safe
def lexicon_file(request: HttpRequest, slug: str, format: str) -> HttpResponse:
    """Every word, retired ones too, as anyone reads them on the page."""
    community = get_object_or_404(Community, slug=slug)
    kind, content_type = FILE_TYPES[format]
    answer = HttpResponse(
        write_skos(lexicon_of(community), kind), content_type=f"{content_type}; charset=utf-8"
    )
    answer["Content-Disposition"] = f'attachment; filename="mots-{community.slug}.{format}"'
    return answer


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def lexicon_import(request: HttpRequest, slug: str) -> HttpResponseBase:
    """First what the file would change; then, when it is confirmed, the change."""
    community = run_by(request, slug)
    is_sent = request.method == "POST"
    form = ImportForm(request.POST, request.FILES) if is_sent else ImportForm()
    context: dict[str, Any] = {"community": community, "form": form, "lines": None}
    status = 200
    if is_sent and form.is_valid():
        text = _text(form)
        try:
            lexicon = lexicon_of(community)
            reading = read_skos(text, known=lexicon)
            if "confirm" in request.POST:
                return _imported(request, community, reading.lexicon)
            context |= {"text": text, "lines": _lines(lexicon, reading.lexicon), "reading": reading}
        except (UnreadableSkos, WordsError) as refusal:
            form.add_error(None, _sentence(refusal))
    if form.errors:
        status = 422
    return render(request, "lexicons/import.html", context, status=status)


def _text(form: ImportForm) -> str:
    file = form.cleaned_data["file"]
    return decode(file.read()).text if file else str(form.cleaned_data["text"])


def _lines(lexicon: Lexicon, read: Lexicon) -> list[tuple[str, str, str]]:
    held = lexicon.by_uri
    changed = {term.uri: term for term in read.terms if held.get(term.uri) != term}
    lines = changes_of_terms({uri: held.get(uri) for uri in changed}, changed, current_language())
    return [*lines, *changes_of_others(lexicon.others, read.others)]


def _imported(request: HttpRequest, community: Community, read: Lexicon) -> HttpResponse:
    person: Any = request.user
    count = import_terms(by=person, community=community, terms=read.terms, others=read.others)
    told = ngettext("%(count)d mot importé.", "%(count)d mots importés.", count)
    messages.success(request, told % {"count": count})
    return redirect("lexicon", slug=community.slug)


def _sentence(refusal: UnreadableSkos | WordsError) -> str:
    if isinstance(refusal, UnreadableSkos):
        return refusal.sentence(current_language())
    return str(refusal)
