"""Changing the words of a community: each action is one version, which can be undone.

Records are not rewritten: they keep values under the address of a word, and a word that was merged
into another is read under it (`queries.Facts`). A renaming or a merge costs the same whatever the
number of records, and undoing it loses nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Any

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from entrelieux.accounts.models import Person
from entrelieux.communities.models import Community
from entrelieux.core.words.lexicon import (
    Alignment,
    Lexicon,
    Relation,
    Term,
    lexicon_problems,
    new_uri,
)
from entrelieux.lexicons.errors import LexiconChanged, NoSuchTerm, UnsoundLexicon, WordsError
from entrelieux.lexicons.models import CommunityLexicon, LexiconTerm, LexiconVersion
from entrelieux.lexicons.queries import lexicon_of, lexicon_uri
from entrelieux.lexicons.serial import term_from_json, term_to_json
from entrelieux.platform import audit
from entrelieux.search.actions import mark_words_changed

Gesture = LexiconVersion.Gesture


@transaction.atomic
def add_term(*, by: Person | None, community: Community, term: Term) -> Term:
    """The word gets an address when it has none. Raises `UnsoundLexicon`."""
    lexicon = _locked(community)
    if not term.uri:
        taken = {known.uri for known in lexicon.terms}
        term = replace(term, uri=new_uri(lexicon_uri(community), term.label("fr"), taken))
    _write(by, community, Gesture.ADD, lexicon, [term])
    return term


@transaction.atomic
def change_term(
    *, by: Person, community: Community, before: Term, after: Term, gesture: str = Gesture.CHANGE
) -> Term:
    """Replaces a word that showed `before` when the form was opened.

    Raises `UnsoundLexicon`; `LexiconChanged` when somebody changed it meanwhile.
    """
    lexicon = _locked(community)
    _refuse_stale(lexicon, before)
    _write(by, community, gesture, lexicon, [after])
    return after


@transaction.atomic
def rename_term(*, by: Person, community: Community, uri: str, label: str, language: str) -> Term:
    """The old name is kept as a word that finds it. Raises `NoSuchTerm`, `UnsoundLexicon`."""
    lexicon = _locked(community)
    term = _term(lexicon, uri)
    old = term.labels.get(language, "")
    hidden = dict(term.hidden_labels)
    if old and old != label:
        hidden[language] = tuple(dict.fromkeys((*hidden.get(language, ()), old)))
    renamed = replace(term, labels={**term.labels, language: label}, hidden_labels=hidden)
    _write(by, community, Gesture.RENAME, lexicon, [renamed])
    return renamed


@transaction.atomic
def retire_term(*, by: Person, community: Community, uri: str, today: date) -> Term:
    """The word leaves forms, tables and exports; what records say under it is kept."""
    lexicon = _locked(community)
    retired = replace(_term(lexicon, uri), retired_on=today)
    _write(by, community, Gesture.RETIRE, lexicon, [retired])
    return retired


@transaction.atomic
def restore_term(*, by: Person, community: Community, uri: str) -> Term:
    lexicon = _locked(community)
    restored = replace(_term(lexicon, uri), retired_on=None, replaced_by=())
    _write(by, community, Gesture.RESTORE, lexicon, [restored])
    return restored


@transaction.atomic
def merge_terms(
    *, by: Person, community: Community, uri: str, into: str, today: date
) -> Sequence[Term]:
    """One word takes in another: its names become synonyms, its values are read under it.

    Raises `WordsError` when the two do not hold the same sort of value.
    """
    lexicon = _locked(community)
    gone, kept = _term(lexicon, uri), _term(lexicon, into)
    if (gone.kind, gone.value_type, gone.unit) != (kept.kind, kept.value_type, kept.unit):
        raise WordsError(
            _("Ces deux mots n’attendent pas la même sorte de valeur : changez l’un d’eux d’abord.")
        )
    merged = replace(
        kept,
        alt_labels=_with_names(kept, gone),
        choices=(*kept.choices, *(c for c in gone.choices if kept.choice(c.id) is None)),
        alignments=tuple(sorted({*kept.alignments, *gone.alignments})),
    )
    retired = replace(gone, retired_on=today, replaced_by=(kept.uri,))
    _write(by, community, Gesture.MERGE, lexicon, [merged, retired])
    return merged, retired


@transaction.atomic
def split_term(
    *, by: Person, community: Community, uri: str, parts: Sequence[Term], today: date
) -> Sequence[Term]:
    """Several words take the place of one: its values are read under the first of them, until
    somebody who keeps the record says under which."""
    if len(parts) < 2:
        raise WordsError(_("Séparer un mot en demande au moins deux."))
    lexicon = _locked(community)
    gone = _term(lexicon, uri)
    taken = {known.uri for known in lexicon.terms}
    made = []
    for part in parts:
        part_uri = new_uri(lexicon_uri(community), part.label("fr"), taken)
        taken.add(part_uri)
        made.append(replace(part, uri=part_uri, extra=""))
    retired = replace(gone, retired_on=today, replaced_by=tuple(part.uri for part in made))
    _write(by, community, Gesture.SPLIT, lexicon, [*made, retired])
    return made


@transaction.atomic
def align_term(
    *, by: Person, community: Community, uri: str, relation: Relation | None, target: str
) -> Term:
    """Says how a word relates to another one, of the core or of a community; None takes it back."""
    lexicon = _locked(community)
    term = _term(lexicon, uri)
    others = tuple(link for link in term.alignments if link.target != target)
    links = (*others, Alignment(relation, target)) if relation else others
    aligned = replace(term, alignments=tuple(sorted(links)))
    _write(by, community, Gesture.ALIGN, lexicon, [aligned])
    return aligned


@transaction.atomic
def import_terms(
    *,
    by: Person,
    community: Community,
    terms: Iterable[Term],
    others: Mapping[str, str] = MappingProxyType({}),
) -> int:
    """Adds or replaces words, and what is said of other things, by their address; the rest stays.

    Returns how many words changed.
    """
    lexicon = _locked(community)
    held = lexicon.by_uri
    changed = [term for term in terms if held.get(term.uri) != term]
    told = {uri: text for uri, text in others.items() if lexicon.others.get(uri) != text}
    if changed or told:
        _write(by, community, Gesture.IMPORT, lexicon, changed, told)
    return len(changed)


@transaction.atomic
def undo_version(*, by: Person, community: Community, version: int) -> LexiconVersion:
    """Puts back each word that a version touched, unless a later one touched it too.

    Raises `LexiconChanged` then, and when it was undone already.
    """
    lexicon = _locked(community)
    row = LexiconVersion.objects.filter(lexicon__community=community, version=version).first()
    if row is None or row.undone_in_id:
        raise LexiconChanged(_("Ce changement est déjà annulé."))
    is_same = all(_data(lexicon.get(uri)) == data for uri, data in row.after.items())
    if not is_same or any(lexicon.others.get(u) != t for u, t in row.others_after.items()):
        raise LexiconChanged(
            _("Un mot a changé depuis : annulez d’abord le changement le plus récent.")
        )
    before = {uri: term_from_json(data) if data else None for uri, data in row.before.items()}
    undo = _write(by, community, Gesture.UNDO, lexicon, before, row.others_before)
    row.undone_in = undo
    row.save(update_fields=["undone_in"])
    return undo


def previewed(community: Community, do: Callable[[], object]) -> LexiconVersion:
    """The version that a gesture would make: it is done, looked at, and taken back at once.

    Raises what the gesture raises.
    """
    with transaction.atomic():
        do()
        version = LexiconVersion.objects.filter(lexicon__community=community).first()
        transaction.set_rollback(True)
    if version is None:
        raise WordsError(_("Ce geste ne change rien."))
    return version


def _with_names(kept: Term, gone: Term) -> dict[str, tuple[str, ...]]:
    names = {language: list(texts) for language, texts in kept.alt_labels.items()}
    for language, label in gone.labels.items():
        names.setdefault(language, []).append(label)
    for language, texts in gone.alt_labels.items():
        names.setdefault(language, []).extend(texts)
    return {
        language: tuple(dict.fromkeys(text for text in texts if text != kept.labels.get(language)))
        for language, texts in names.items()
    }


def _term(lexicon: Lexicon, uri: str) -> Term:
    term = lexicon.get(uri)
    if term is None:
        raise NoSuchTerm(_("Ce mot n’est pas dans ce lexique."))
    return term


def _refuse_stale(lexicon: Lexicon, before: Term) -> None:
    if _term(lexicon, before.uri) != before:
        raise LexiconChanged(
            _("Quelqu’un a changé ce mot pendant que vous l’écriviez : relisez-le d’abord.")
        )


def _locked(community: Community) -> Lexicon:
    """The lexicon, whose row is the lock of two people who change it at once."""
    CommunityLexicon.objects.get_or_create(community=community)
    CommunityLexicon.objects.select_for_update().get(community=community)
    return lexicon_of(community)


def _write(
    by: Person | None,
    community: Community,
    gesture: str,
    lexicon: Lexicon,
    changed: Sequence[Term] | Mapping[str, Term | None],
    others: Mapping[str, str | None] = MappingProxyType({}),
) -> LexiconVersion:
    """One version: what is given replaces what has its address; None removes it."""
    wanted: dict[str, Term | None] = (
        dict(changed) if isinstance(changed, Mapping) else {term.uri: term for term in changed}
    )
    _refuse_unsound(lexicon, wanted)
    kept = CommunityLexicon.objects.get(community=community)
    before = {uri: _data(lexicon.get(uri)) for uri in wanted}
    for uri, term in wanted.items():
        _keep(kept, uri, term)
    told = {**kept.others, **others}
    kept.others = {uri: text for uri, text in told.items() if text is not None}
    kept.version += 1
    kept.save()
    row = LexiconVersion.objects.create(
        lexicon=kept,
        version=kept.version,
        gesture=gesture,
        before=before,
        after={uri: _data(term) for uri, term in wanted.items()},
        others_before={uri: lexicon.others.get(uri) for uri in others},
        others_after=dict(others),
        by=by,
    )
    audit.record(f"{gesture}_term", community, by=by, version=kept.version)
    mark_words_changed()
    return row


def _keep(kept: CommunityLexicon, uri: str, term: Term | None) -> None:
    if term is None:
        LexiconTerm.objects.filter(lexicon=kept, uri=uri).delete()
        return
    if LexiconTerm.objects.filter(uri=uri).exclude(lexicon=kept).exists():
        raise WordsError(
            _("L’adresse %(uri)s est celle d’un mot d’une autre communauté.") % {"uri": uri}
        )
    facts = {"kind": term.kind.value, "is_retired": term.is_retired, "data": term_to_json(term)}
    position = LexiconTerm.objects.filter(lexicon=kept).count()
    LexiconTerm.objects.update_or_create(
        lexicon=kept,
        uri=uri,
        defaults=facts,
        create_defaults={"position": position, **facts},
    )


def _refuse_unsound(lexicon: Lexicon, wanted: Mapping[str, Term | None]) -> None:
    """Only what this change spoils is refused: older faults do not stop one from mending."""
    known = set(lexicon_problems(lexicon))
    terms = {**lexicon.by_uri, **wanted}
    after = lexicon.with_terms(term for term in terms.values() if term is not None)
    language = get_language() or "fr"
    new = [p.sentence(language) for p in lexicon_problems(after) if p not in known]
    if new:
        raise UnsoundLexicon(new)


def _data(term: Term | None) -> dict[str, Any] | None:
    return term_to_json(term) if term else None
