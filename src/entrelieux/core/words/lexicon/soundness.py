"""What is to be mended in a word or a lexicon before it is published.

The form, the import and the command all ask here.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from entrelieux.core.words.lexicon.keys import plain, word_key
from entrelieux.core.words.lexicon.lexicon import Lexicon
from entrelieux.core.words.lexicon.term import Term, TermKind, ValueType

_ABSOLUTE = re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+", re.IGNORECASE)
_LISTS = frozenset({ValueType.CHOICE, ValueType.CHOICES})
SAID = {
    "bad-uri": (
        "L’adresse « {value} » n’est pas complète : commencez-la par https://.",
        "The address “{value}” is not complete: start it with https://.",
    ),
    "no-label": (
        "Le mot n’a pas de nom : donnez-lui-en un.",
        "The word has no name: give it one.",
    ),
    "empty-label": (
        "Un nom est vide ({value}) : écrivez-le ou enlevez-le.",
        "A name is empty ({value}): write it or take it off.",
    ),
    "no-value-type": (
        "Un fait doit dire quelle valeur il attend.",
        "A fact must say what value it expects.",
    ),
    "no-subject": (
        "Un fait doit dire de quoi il se raconte (lieu, ressource, usage…).",
        "A fact must say what it is told of (place, resource, usage…).",
    ),
    "value-type": (
        "Seul un fait a une valeur : enlevez le type de valeur, ou faites-en un fait.",
        "Only a fact has a value: take the type of value off, or make it a fact.",
    ),
    "no-unit": ("Une quantité a besoin d’une unité.", "A quantity needs a unit."),
    "unit": (
        "Une unité ne va qu’avec une quantité.",
        "A unit only goes with a quantity.",
    ),
    "few-choices": (
        "Une liste de choix en a au moins deux.",
        "A list of choices has two at least.",
    ),
    "choices": (
        "Des choix ne vont qu’avec une liste de choix.",
        "Choices only go with a list of choices.",
    ),
    "same-choice": (
        "Deux choix s’appellent « {value} » : distinguez-les.",
        "Two choices are called “{value}”: tell them apart.",
    ),
    "separator": (
        "Le choix « {value} » contient une virgule, un point-virgule ou une barre : ôtez-les.",
        "The choice “{value}” holds a comma, a semicolon or a bar: take them off.",
    ),
    "replaced-in-use": (
        "Un mot remplacé doit être retiré.",
        "A word that is replaced must be retired.",
    ),
    "to-itself": (
        "Le mot est lié à lui-même : enlevez ce lien.",
        "The word is linked to itself: take this link off.",
    ),
    "unknown-link": (
        "Le mot mène à {value}, qui n’est pas dans ce lexique.",
        "The word leads to {value}, which is not in this lexicon.",
    ),
    "circle": (
        "En remontant de plus large en plus large, on revient à ce mot : coupez ce cercle.",
        "From broader to broader one comes back to this word: cut this circle.",
    ),
    "same-label": (
        "« {value} » nomme déjà un autre mot de même nature : renommez l’un, ou fusionnez-les.",
        "“{value}” already names another word of the same kind: rename one, or merge them.",
    ),
}


class Problem(NamedTuple):
    """`code` is a key of `SAID`; `value` is what it speaks of."""

    uri: str
    code: str
    value: str = ""

    def sentence(self, language: str) -> str:
        return SAID[self.code][language.startswith("en")].format(value=self.value)


def term_problems(term: Term) -> tuple[Problem, ...]:
    """What is wrong with a word taken alone; nothing when it is sound."""
    told = (*_naming(term), *_holding(term), *_linking(term))
    return tuple(Problem(term.uri, code, value) for code, value in told)


def lexicon_problems(lexicon: Lexicon) -> tuple[Problem, ...]:
    """What is wrong with each word, then between words."""
    alone = (problem for term in lexicon.terms for problem in term_problems(term))
    return (*alone, *_missing_links(lexicon), *_circles(lexicon), *_same_labels(lexicon))


def _naming(term: Term) -> Iterator[tuple[str, str]]:
    if not _ABSOLUTE.fullmatch(term.uri):
        yield "bad-uri", term.uri
    if not term.labels:
        yield "no-label", ""
    for language, label in term.labels.items():
        if not label.strip():
            yield "empty-label", language


def _holding(term: Term) -> Iterator[tuple[str, str]]:
    is_fact = term.kind is TermKind.FACT
    if is_fact and term.value_type is None:
        yield "no-value-type", ""
    if is_fact and not term.applies_to:
        yield "no-subject", ""
    if not is_fact and term.value_type is not None:
        yield "value-type", ""
    if (term.value_type is ValueType.QUANTITY) != (term.unit is not None):
        yield ("unit" if term.unit else "no-unit"), ""
    yield from _choosing(term)


def _choosing(term: Term) -> Iterator[tuple[str, str]]:
    if term.value_type in _LISTS and len(term.choices) < 2:
        yield "few-choices", ""
    if term.choices and term.value_type not in _LISTS:
        yield "choices", ""
    seen: dict[str, str] = {}
    for choice in term.choices:
        for text in {choice.id, *choice.labels.values()}:
            if seen.setdefault(plain(text), choice.id) != choice.id:
                yield "same-choice", text
            if re.search(r"[;,|\n]", text):
                yield "separator", text


def _linking(term: Term) -> Iterator[tuple[str, str]]:
    if term.replaced_by and not term.is_retired:
        yield "replaced-in-use", ""
    if term.uri in {*term.broader, *term.related, *term.aligned(), *term.replaced_by}:
        yield "to-itself", ""


def _missing_links(lexicon: Lexicon) -> Iterator[Problem]:
    known = lexicon.by_uri
    for term in lexicon.terms:
        for uri in (*term.broader, *term.related, *term.replaced_by):
            if uri not in known:
                yield Problem(term.uri, "unknown-link", uri)


def _circles(lexicon: Lexicon) -> Iterator[Problem]:
    known = lexicon.by_uri
    for term in lexicon.terms:
        seen: set[str] = set()
        queue = [uri for uri in term.broader if uri != term.uri]
        while queue:
            uri = queue.pop()
            if uri not in seen:
                seen.add(uri)
                queue.extend(known[uri].broader if uri in known else ())
        if term.uri in seen:
            yield Problem(term.uri, "circle")


def _same_labels(lexicon: Lexicon) -> Iterator[Problem]:
    meant: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for term in lexicon.active:
        for language, label in term.labels.items():
            meant[term.kind, language, word_key(label)].append(term.uri)
    for term in lexicon.active:
        for language, label in term.labels.items():
            first = meant[term.kind, language, word_key(label)][0]
            if first != term.uri:
                yield Problem(term.uri, "same-label", label)
