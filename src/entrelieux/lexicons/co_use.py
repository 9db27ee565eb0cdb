"""What words are used on: two that are told of the same things may well say the same.

A fact is used on the entries that tell it and on what they are; a thing, on what the entries called
so are. Only what everyone may see counts: a reason must not tell a secret.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db.models import CharField, F, Q, Value
from django.utils.text import capfirst

from entrelieux.core.words import load_core
from entrelieux.core.words.lexicon import Term, TermKind

# Enough to tell what a word is used on; a word of a great many records needs no more.
RECORDS_READ = 8_000
Uses = Mapping[str, frozenset[str]]


def uses_of(owned: Iterable[tuple[Term, int]], kind: TermKind) -> Uses:
    """By the address of each term, what it is used on; `owned` are terms with their community.

    One query; none for verbs, badges and roles.
    """
    listed = list(owned)
    if kind is TermKind.FACT:
        return _gathered(_told([term.uri for term, _owner in listed]))
    if kind is TermKind.THING:
        return _gathered(_named(listed))
    return {}


@cache
def kinds_of(concept: str) -> tuple[str, ...]:
    """A concept, « scheme:id », and those that it is a sort of; none for "" or one not known."""
    scheme, _colon, id_ = concept.rpartition(":")
    words = load_core()
    if words.get(id_, scheme) is None:
        return ()
    return (concept, *(f"{scheme}:{one.id}" for one in words.broader(id_, scheme)))


def _gathered(pairs: Iterable[tuple[str, str]]) -> Uses:
    found: dict[str, set[str]] = defaultdict(set)
    for uri, used_on in pairs:
        found[uri].add(used_on)
    return {uri: frozenset(used) for uri, used in found.items()}


def _told(uris: list[str]) -> Iterator[tuple[str, str]]:
    wanted = set(uris)
    told = (model.objects.public().filter(facts__has_any_keys=uris) for model in _holders())
    for kind, pk, concept, facts in _listed(told, "pk", "concept", "facts"):
        for uri in wanted & facts.keys():
            yield uri, f"{kind}:{pk}"
            yield from ((uri, above) for above in kinds_of(concept))


def _named(owned: list[tuple[Term, int]]) -> Iterator[tuple[str, str]]:
    """An entry is called by a word when a place of the same community gives it as its name."""
    words: dict[tuple[int, str], list[str]] = defaultdict(list)
    for term, owner in owned:
        for name in _names(term):
            words[owner, name].append(term.uri)
    names = {name for _owner, name in words}
    held = {"of_place": F("place__communities"), "of_card": F("place__root__communities")}
    somebody = Q(community__isnull=False) | Q(of_place__isnull=False) | Q(of_card__isnull=False)
    called = (
        model.objects.public().filter(name__in=names).exclude(concept="") for model in _holders()
    )
    theirs = (rows.annotate(**held).filter(somebody) for rows in called)
    # Each once for each community that holds it.
    columns = ("name", "concept", "community", "of_place", "of_card")
    for _kind, name, concept, *owners in _listed(theirs, *columns):
        for owner in set(owners):
            for uri in words.get((owner, name), ()):
                yield from ((uri, above) for above in kinds_of(concept))


def _listed(some: Iterable[Any], *columns: str) -> Any:
    """The kind of each entry, then these columns of it, those of all kinds in one query."""
    first, *others = (
        rows.annotate(entry_kind=Value(rows.model._meta.model_name, output_field=CharField()))
        .order_by()
        .values_list("entry_kind", *columns)
        for rows in some
    )
    return first.union(*others, all=True)[:RECORDS_READ]


def _names(term: Term) -> set[str]:
    """As they are written, and as they begin a line."""
    written = {*term.labels.values()}
    for texts in (*term.alt_labels.values(), *term.hidden_labels.values()):
        written |= set(texts)
    return written | {str(capfirst(name)) for name in written}


def _holders() -> list[Any]:
    return [apps.get_model(name) for name in settings.FACT_HOLDERS]
