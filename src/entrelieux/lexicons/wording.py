"""Words, and their changes, as people read them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

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
    lines = []
    for uri, after in row.after.items():
        before = row.before.get(uri)
        name = _name(before or after, language)
        lines.append((name, _said(before, language), _said(after, language)))
    return lines


def _name(data: Any, language: str) -> str:
    return term_from_json(data).label(language) if data else ""


def _said(data: Any, language: str) -> str:
    if not data:
        return ""
    term = term_from_json(data)
    words = term_in_words(term, language)
    parts = [words.label, words.holds, words.synonyms, words.definition]
    if term.alignments:
        links = _("%(count)d correspondances") % {"count": len(term.alignments)}
        parts.append(links)
    if term.is_retired:
        parts.append(_("retiré"))
    return " · ".join(part for part in parts if part)
