"""What changed between two versions of a lexicon, in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from entrelieux.core.words.lexicon.lexicon import Lexicon
from entrelieux.core.words.lexicon.term import Term

_SAID = {
    "added": ("« {label} » est ajouté.", "“{label}” is added."),
    "removed": ("« {label} » est enlevé.", "“{label}” is taken off."),
    "retired": ("« {label} » est retiré.", "“{label}” is retired."),
    "replaced": ("« {label} » est remplacé par {value}.", "“{label}” is replaced by {value}."),
    "restored": ("« {label} » est remis en usage.", "“{label}” is restored."),
    "renamed": ("« {label} » s’appelle désormais « {value} ».", "“{label}” is now “{value}”."),
    "labelled": (
        "« {label} » se dit « {value} » dans une langue de plus.",
        "“{label}” is said “{value}” in one more language.",
    ),
    "unlabelled": (
        "« {label} » n’a plus de nom dans une langue.",
        "“{label}” has lost its name in a language.",
    ),
    "alt_labels": ("« {label} » a d’autres synonymes.", "“{label}” has other synonyms."),
    "hidden_labels": ("« {label} » se trouve autrement.", "“{label}” is found otherwise."),
    "definitions": ("« {label} » est défini autrement.", "“{label}” is defined otherwise."),
    "kind": ("« {label} » change de nature.", "“{label}” changes its kind."),
    "value_type": ("« {label} » attend une autre valeur.", "“{label}” expects another value."),
    "unit": ("« {label} » change d’unité.", "“{label}” changes its unit."),
    "choices": ("« {label} » propose d’autres choix.", "“{label}” offers other choices."),
    "applies_to": ("« {label} » se dit d’autre chose.", "“{label}” is told of something else."),
    "privacy": ("« {label} » change de lecteurs.", "“{label}” changes its readers."),
    "attested_by": (
        "« {label} » est attesté par d’autres personnes.",
        "“{label}” is attested by other people.",
    ),
    "broader": ("« {label} » change de mot plus large.", "“{label}” changes its broader word."),
    "related": ("« {label} » change de mots liés.", "“{label}” changes its related words."),
    "alignments": (
        "« {label} » correspond à d’autres mots.",
        "“{label}” is aligned to other words.",
    ),
}
# The attributes of a term whose change is told by their name alone.
_PLAIN = (
    *("kind", "alt_labels", "hidden_labels", "definitions", "value_type", "unit", "choices"),
    *("applies_to", "privacy", "attested_by", "broader", "related", "alignments"),
)


class Difference(NamedTuple):
    """`code` is a key of the sentences; `labels` and `values` are by language."""

    uri: str
    code: str
    labels: Mapping[str, str]
    values: Mapping[str, str]

    def sentence(self, language: str) -> str:
        name = "en" if language.startswith("en") else "fr"
        template = _SAID[self.code][name == "en"]
        return template.format(label=self.labels[name], value=self.values.get(name, ""))


def difference(old: Lexicon, new: Lexicon) -> tuple[Difference, ...]:
    """What changed, word by word in the order of the new version; nothing when all is the same."""
    before, after = old.by_uri, new.by_uri
    told: list[Difference] = []
    for uri, term in after.items():
        if uri in before:
            told += _changed(before[uri], term, new)
        else:
            told.append(_told(term, "added"))
    return (*told, *(_told(term, "removed") for uri, term in before.items() if uri not in after))


def _changed(old: Term, new: Term, lexicon: Lexicon) -> Iterator[Difference]:
    yield from _standing(old, new, lexicon)
    yield from _naming(old, new)
    for name in _PLAIN:
        if getattr(old, name) != getattr(new, name):
            yield _told(new, name)


def _standing(old: Term, new: Term, lexicon: Lexicon) -> Iterator[Difference]:
    if old.is_retired and not new.is_retired:
        yield _told(new, "restored")
    elif (new.retired_on, new.replaced_by) == (old.retired_on, old.replaced_by):
        return
    elif new.replaced_by:
        yield _told(old, "replaced", {lang: _names(new, lexicon, lang) for lang in ("fr", "en")})
    else:
        yield _told(old, "retired")


def _naming(old: Term, new: Term) -> Iterator[Difference]:
    for language in {**old.labels, **new.labels}:
        was, now = old.labels.get(language), new.labels.get(language)
        if was == now:
            continue
        if was and now:
            yield Difference(new.uri, "renamed", _both(was), _both(now))
        else:
            code = "labelled" if now else "unlabelled"
            yield _told(old, code, _both(now or ""))


def _names(term: Term, lexicon: Lexicon, language: str) -> str:
    """The names of the words that replace one, in their own quotes."""
    quotes = "“{}”" if language == "en" else "« {} »"
    found = ((lexicon.get(uri), uri) for uri in term.replaced_by)
    return ", ".join(quotes.format(new.label(language) if new else uri) for new, uri in found)


def _told(term: Term, code: str, values: Mapping[str, str] | None = None) -> Difference:
    labels = {language: term.label(language) for language in ("fr", "en")}
    return Difference(term.uri, code, labels, values or {})


def _both(text: str) -> Mapping[str, str]:
    return {"fr": text, "en": text}
