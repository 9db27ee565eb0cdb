"""How words change: each change gives a new version, what it does to values, and its inverse."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from entrelieux.core.words.lexicon.errors import (
    MergeRefused,
    NotRetired,
    SplitRefused,
    StillRetired,
    UndoRefused,
    ValuesAtStake,
)
from entrelieux.core.words.lexicon.keys import word_key
from entrelieux.core.words.lexicon.lexicon import Lexicon
from entrelieux.core.words.lexicon.migration import Migration, Move, Step
from entrelieux.core.words.lexicon.term import ManyTexts, Term


@dataclass(frozen=True, slots=True)
class Inverse:
    """The words that a change touched, as they were (`before`) and as they became (`after`).

    `order` is that of the addresses before the change.
    """

    before: tuple[Term, ...]
    after: tuple[Term, ...]
    order: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Evolution:
    """A new version, the moves of values that it asks for, and what undoes it."""

    lexicon: Lexicon
    migration: Migration = field(default_factory=Migration)
    inverse: Inverse = field(default_factory=lambda: Inverse((), (), ()))


def add(lexicon: Lexicon, *terms: Term) -> Evolution:
    """New words at the end. Raises `DuplicateTerm`."""
    return _evolved(lexicon, {}, terms)


def rename(lexicon: Lexicon, uri: str, language: str, label: str) -> Evolution:
    """Another preferred label; the former one is still found. Raises `UnknownTerm`."""
    term = _in_use(lexicon, uri)
    former = term.labels.get(language, "")
    others = [one for one in term.alt_labels.get(language, ()) if one != label]
    kept = (*others, former) if former and former not in (label, *others) else tuple(others)
    alternatives = {**term.alt_labels, language: kept}
    renamed = replace(
        term,
        labels={**term.labels, language: label},
        alt_labels={name: texts for name, texts in alternatives.items() if texts},
    )
    return _evolved(lexicon, {uri: renamed})


def revise(lexicon: Lexicon, term: Term) -> Evolution:
    """The same word told otherwise: definition, privacy, links, choices added…

    Raises `UnknownTerm`; `ValuesAtStake` when values that records hold could no longer be read.
    """
    known = _in_use(lexicon, term.uri)
    kept = {choice.id for choice in term.choices}
    lost = [choice.id for choice in known.choices if choice.id not in kept]
    has_changed = (known.kind, known.value_type, known.unit) != (
        term.kind,
        term.value_type,
        term.unit,
    )
    if has_changed or lost:
        raise ValuesAtStake(label=known.label("fr"))
    return _evolved(lexicon, {term.uri: term})


def merge(lexicon: Lexicon, sources: Iterable[str], into: str, on: date) -> Evolution:
    """Several words become one, which takes their labels, alignments and values.

    Raises `UnknownTerm`, `StillRetired`; `MergeRefused` for words that do not hold the same.
    """
    kept = _in_use(lexicon, into)
    merged = [_in_use(lexicon, uri) for uri in dict.fromkeys(sources) if uri != into]
    for term in merged:
        if _holding(term) != _holding(kept):
            raise MergeRefused(one=term.label("fr"), other=kept.label("fr"))
    gone = {t.uri: replace(t, retired_on=on, replaced_by=(into,)) for t in merged}
    moves = tuple(Move(term.uri, Step.MOVE, (into,)) for term in merged if term.value_type)
    return _evolved(lexicon, {**gone, into: _enriched(kept, merged)}, migration=Migration(moves))


def split(
    lexicon: Lexicon,
    uri: str,
    parts: Iterable[Term],
    on: date,
    by_choice: Mapping[str, str] | None = None,
) -> Evolution:
    """One word becomes several new ones; `by_choice` sends each of its choices to a part.

    Values that it does not place wait for a person. Raises `UnknownTerm`, `StillRetired`,
    `DuplicateTerm`; `SplitRefused` for fewer than two parts, or parts that hold something else.
    """
    term, new = _in_use(lexicon, uri), tuple(parts)
    targets = tuple(part.uri for part in new)
    known = {choice.id for choice in term.choices}
    is_fit = all((part.kind, part.value_type, part.unit) == _shape(term) for part in new)
    ways = by_choice or {}
    if len(new) < 2 or not is_fit or not set(ways) <= known or not set(ways.values()) <= {*targets}:
        raise SplitRefused(label=term.label("fr"))
    moves = (Move(uri, Step.SPLIT, targets, dict(ways)),) if term.value_type else ()
    gone = replace(term, retired_on=on, replaced_by=targets)
    return _evolved(lexicon, {uri: gone}, new, migration=Migration(moves))


def retire(lexicon: Lexicon, uri: str, on: date, replaced_by: str = "") -> Evolution:
    """A word leaves forms; its values stay, or go to the word that replaces it.

    Raises `UnknownTerm`, `StillRetired`; `MergeRefused` when the other does not hold the same.
    """
    term = _in_use(lexicon, uri)
    if not replaced_by:
        move = Move(uri, Step.KEEP)
        return _evolved(lexicon, {uri: replace(term, retired_on=on)}, migration=Migration((move,)))
    other = _in_use(lexicon, replaced_by)
    if other.uri == uri or _holding(term) != _holding(other):
        raise MergeRefused(one=term.label("fr"), other=other.label("fr"))
    gone = replace(term, retired_on=on, replaced_by=(replaced_by,))
    moves = (Move(uri, Step.MOVE, (replaced_by,)),) if term.value_type else ()
    return _evolved(lexicon, {uri: gone}, migration=Migration(moves))


def restore(lexicon: Lexicon, uri: str) -> Evolution:
    """A retired word comes back, with the values that stayed. Raises `UnknownTerm`, `NotRetired`.

    The values that moved with its retirement come back by undoing that, not by this.
    """
    term = lexicon.term(uri)
    if not term.is_retired:
        raise NotRetired(label=term.label("fr"))
    return _evolved(lexicon, {uri: replace(term, retired_on=None, replaced_by=())})


def undo(lexicon: Lexicon, inverse: Inverse) -> Lexicon:
    """The lexicon without a change, other words as they are now; the version counts down.

    Raises `UndoRefused` when a word of the change was changed again since.
    """
    known = lexicon.by_uri
    for term in inverse.after:
        if known.get(term.uri) != term:
            raise UndoRefused(label=term.label("fr"))
    former = {term.uri: term for term in inverse.before}
    added = {term.uri for term in inverse.after} - set(former)
    left = {uri: former.get(uri, term) for uri, term in known.items() if uri not in added}
    first = [uri for uri in inverse.order if uri in left]
    since = [uri for uri in left if uri not in set(first)]
    terms = tuple(left[uri] for uri in (*first, *since))
    return replace(lexicon, terms=terms, version=lexicon.version - 1)


def _evolved(
    lexicon: Lexicon,
    changed: Mapping[str, Term],
    added: tuple[Term, ...] = (),
    *,
    migration: Migration | None = None,
) -> Evolution:
    before = tuple(lexicon.term(uri) for uri in changed)
    terms = (*(changed.get(term.uri, term) for term in lexicon.terms), *added)
    inverse = Inverse(before, (*changed.values(), *added), tuple(t.uri for t in lexicon.terms))
    new = replace(lexicon, terms=terms, version=lexicon.version + 1)
    return Evolution(new, migration or Migration(), inverse)


def _in_use(lexicon: Lexicon, uri: str) -> Term:
    term = lexicon.term(uri)
    if term.is_retired:
        raise StillRetired(label=term.label("fr"))
    return term


def _shape(term: Term) -> tuple[object, ...]:
    return (term.kind, term.value_type, term.unit)


def _holding(term: Term) -> tuple[object, ...]:
    """What two words must share for the values of one to be values of the other."""
    return (*_shape(term), tuple(sorted(choice.id for choice in term.choices)))


def _enriched(kept: Term, merged: Iterable[Term]) -> Term:
    """A word with the labels and alignments of others, as alternative ones."""
    alternative, hidden = dict(kept.alt_labels), dict(kept.hidden_labels)
    links, subjects = list(kept.alignments), list(kept.applies_to)
    for term in merged:
        labels = {language: (label,) for language, label in term.labels.items()}
        for texts in (labels, term.alt_labels):
            _gather(alternative, texts, but=kept.labels)
        _gather(hidden, term.hidden_labels, but=kept.labels)
        links += [link for link in term.alignments if link.target != kept.uri]
        subjects += term.applies_to
    return replace(
        kept,
        alt_labels=alternative,
        hidden_labels=hidden,
        alignments=tuple(dict.fromkeys(links)),
        applies_to=tuple(dict.fromkeys(subjects)),
    )


def _gather(into: dict[str, tuple[str, ...]], texts: ManyTexts, but: Mapping[str, str]) -> None:
    for language, labels in texts.items():
        held = into.get(language, ())
        known = {word_key(label) for label in (but.get(language, ""), *held)}
        new = tuple(label for label in labels if word_key(label) not in known)
        if new:
            into[language] = (*held, *new)
