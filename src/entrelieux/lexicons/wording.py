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
    kept: str


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
        kept=_statements(_lines_in(term.extra)) if term.extra else "",
    )


def changes_in_words(row: LexiconVersion, language: str) -> list[tuple[str, str, str]]:
    """(word, before, after) of a version, for components/diff.html."""
    before, after = (
        {uri: term_from_json(data) if data else None for uri, data in told.items()}
        for told in (row.before, row.after)
    )
    lines = changes_of_terms(before, after, language)
    return [*lines, *changes_of_others(row.others_before, row.others_after)]


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


def changes_of_others(
    before: Mapping[str, str | None], after: Mapping[str, str | None]
) -> list[tuple[str, str, str]]:
    """What files say of other things than words, in one line: it is kept, and shown nowhere."""
    changed = {uri: text for uri, text in after.items() if before.get(uri) != text}
    if not changed:
        return []
    counts = [
        sum(map(_lines_in, some)) for some in ((before.get(u) for u in changed), changed.values())
    ]
    old, new = (_statements(count) if count else "" for count in counts)
    return [(_("À côté des mots"), old, new)]


def _lines_in(text: str | None) -> int:
    return (text or "").count("\n")


def _statements(count: int) -> str:
    return ngettext(
        "%(count)d précision gardée telle quelle",
        "%(count)d précisions gardées telles quelles",
        count,
    ) % {"count": count}


def _said(term: Term | None, language: str) -> str:
    if term is None:
        return ""
    words = term_in_words(term, language)
    parts = [words.label, words.holds, words.synonyms, words.definition, words.kept]
    if term.alignments:
        count = len(term.alignments)
        links = ngettext("%(count)d correspondance", "%(count)d correspondances", count)
        parts.append(links % {"count": count})
    if term.is_retired:
        parts.append(_("retiré"))
    return " · ".join(part for part in parts if part)
