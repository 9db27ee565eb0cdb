"""Words, and their changes, as people read them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from entrelieux.core.words.lexicon import Term, ValueType
from entrelieux.lexicons.forms import KINDS, PRIVACIES, SUBJECTS, VALUE_TYPES
from entrelieux.lexicons.models import LexiconVersion
from entrelieux.lexicons.serial import term_from_json


@dataclass(frozen=True, slots=True)
class TermWords:
    """A word as a page shows it."""

    label: str
    kind: str
    definition: str
    synonyms: str
    holds: str
    applies_to: str
    privacy: str
    is_aligned: bool


def term_in_words(term: Term, language: str) -> TermWords:
    holds = str(dict(VALUE_TYPES).get(term.value_type, "")) if term.value_type else ""
    if term.unit:
        holds = f"{holds} ({term.unit.value})"
    if term.value_type in {ValueType.CHOICE, ValueType.CHOICES}:
        choices = (choice.labels.get(language) or choice.id for choice in term.choices)
        holds = f"{holds} : {', '.join(choices)}"
    return TermWords(
        label=term.label(language),
        kind=str(dict(KINDS)[term.kind]).partition(" (")[0],
        definition=term.definition(language),
        synonyms=", ".join(term.alt_labels.get(language, ())),
        holds=holds,
        applies_to=", ".join(str(dict(SUBJECTS).get(s, s)) for s in term.applies_to),
        privacy=str(dict(PRIVACIES)[term.privacy]),
        is_aligned=bool(term.alignments),
    )


def changes_in_words(row: LexiconVersion, language: str) -> list[tuple[str, str, str]]:
    """(word, before, after) of a version, for components/diff.html."""
    before, after = (
        {uri: term_from_json(data) if data else None for uri, data in told.items()}
        for told in (row.before, row.after)
    )
    return changes_of_terms(before, after, language)


def changes_of_terms(
    before: Mapping[str, Term | None], after: Mapping[str, Term | None], language: str
) -> list[tuple[str, str, str]]:
    """(word, before, after) of each word of `after`, by address."""
    lines = []
    for uri, term in after.items():
        known = before.get(uri)
        name = known or term
        said = (name.label(language) if name else "", _said(known, language), _said(term, language))
        lines.append(said)
    return lines


def _said(term: Term | None, language: str) -> str:
    if term is None:
        return ""
    words = term_in_words(term, language)
    parts = [words.label, words.holds, words.synonyms, words.definition]
    if term.alignments:
        count = len(term.alignments)
        links = ngettext("%(count)d correspondance", "%(count)d correspondances", count)
        parts.append(links % {"count": count})
    if term.is_retired:
        parts.append(_("retiré"))
    return " · ".join(part for part in parts if part)
