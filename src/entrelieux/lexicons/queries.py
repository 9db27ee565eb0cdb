"""Reads of lexicons: the words of a community, the facts that may be told of something."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext as _

from entrelieux.communities.circles import Circle
from entrelieux.communities.models import Community
from entrelieux.core.words.lexicon import (
    Lexicon,
    Privacy,
    Relation,
    Subject,
    Term,
    TermKind,
    UnreadableValue,
    Value,
    core_id,
    is_core_uri,
    load_value,
)
from entrelieux.lexicons.errors import NoSuchTerm
from entrelieux.lexicons.models import CommunityLexicon, LexiconTerm
from entrelieux.lexicons.serial import term_from_json

# How many records a page shows of those that a change of words concerns.
EXAMPLES = 5


def lexicon_uri(community: Community) -> str:
    return f"{settings.BASE_URL}/mots/{community.slug}"


def lexicon_of(community: Community) -> Lexicon:
    """The words of a community; an empty lexicon while it has none of its own."""
    kept = CommunityLexicon.objects.filter(community=community).first()
    rows = LexiconTerm.objects.filter(lexicon=kept) if kept else ()
    return Lexicon(
        uri=lexicon_uri(community),
        title={"fr": community.name},
        version=kept.version if kept else 1,
        terms=tuple(term_from_json(row.data) for row in rows),
        others=kept.others if kept else {},
    )


def find_term(community: Community, pk: int) -> LexiconTerm:
    """Raises `NoSuchTerm`."""
    row = LexiconTerm.objects.filter(lexicon__community=community, pk=pk).first()
    if row is None:
        raise NoSuchTerm(_("Ce mot n’est pas dans ce lexique."))
    return row


@dataclass(frozen=True, slots=True)
class FactTerm:
    """A fact that a community tells, and whose it is. `key` names its field, column, parameter."""

    key: str
    term: Term
    community: str
    community_id: int

    def label(self, language: str) -> str:
        return self.term.label(language)


@dataclass(frozen=True)
class Facts:
    """The facts of some communities about one subject, and the words that they replaced."""

    subject: Subject
    in_use: Sequence[FactTerm]
    retired: Mapping[str, Term]

    @cached_property
    def by_key(self) -> Mapping[str, FactTerm]:
        return {fact.key: fact for fact in self.in_use}

    def value(self, fact: FactTerm, kept: Mapping[str, Any]) -> Value | None:
        """What a record says of a fact: under its address, or that of a word it replaced."""
        for uri in (fact.term.uri, *self._replaced(fact.term.uri)):
            if uri in kept:
                try:
                    return load_value(self.retired.get(uri, fact.term), kept[uri])
                except UnreadableValue:
                    return None
        return None

    def replaced(self, fact: FactTerm) -> frozenset[str]:
        """The addresses of the words that a fact took the place of."""
        return frozenset(self._replaced(fact.term.uri))

    def _replaced(self, uri: str) -> list[str]:
        direct = [old for old, term in self.retired.items() if uri in term.replaced_by]
        return [*direct, *(older for old in direct for older in self._replaced(old))]

    def visible_in(self, circle: Circle) -> Facts:
        """Those whose values this circle may read."""
        seen = [fact for fact in self.in_use if _is_seen(fact, circle)]
        return Facts(self.subject, seen, self.retired)

    def public(self) -> Facts:
        return self.visible_in(Circle())


def _is_seen(fact: FactTerm, circle: Circle) -> bool:
    return _is_read(fact.term.privacy, fact.community_id, circle)


def _is_read(privacy: Privacy, owner: int, circle: Circle) -> bool:
    if privacy is Privacy.PUBLIC or owner in circle.kept:
        return True
    if privacy is Privacy.NETWORK:
        return owner in circle.kin
    return privacy is Privacy.MEMBERS and owner in circle.mine


def facts_about(subject: Subject, communities: Iterable[int] | None = None) -> Facts:
    """The facts that these communities and their networks tell of a subject; all of them when None.

    One query.
    """
    rows = LexiconTerm.objects.filter(kind=TermKind.FACT).select_related("lexicon__community")
    if communities is not None:
        wanted = list(communities)
        theirs = Q(lexicon__community__in=wanted)
        of_networks = Q(
            lexicon__community__in=Community.objects.filter(communities__in=wanted).values("pk")
        )
        rows = rows.filter(theirs | of_networks)
    known = [(row, term_from_json(row.data)) for row in rows]
    told = [(row, term) for row, term in known if subject in term.applies_to]
    in_use = [
        FactTerm(
            key=f"mot_{row.pk}",
            term=term,
            community=row.lexicon.community.name,
            community_id=row.lexicon.community_id,
        )
        for row, term in told
        if not term.is_retired
    ]
    retired = {term.uri: term for _row, term in told if term.is_retired}
    return Facts(subject, in_use, retired)


def readable_uris(uris: Iterable[str], circle: Circle) -> set[str]:
    """Those of the words, in use or retired, whose values this circle may read. One query."""
    rows = LexiconTerm.objects.filter(uri__in=list(uris)).select_related("lexicon")
    return {
        row.uri
        for row in rows
        if _is_read(term_from_json(row.data).privacy, row.lexicon.community_id, circle)
    }


def own_words(community: Community) -> dict[str, str]:
    """How a community calls concepts of the shared vocabulary: « scheme:id » to its label."""
    lexicon = lexicon_of(community)
    return {
        ":".join(core_id(target)): term.label("fr")
        for term in lexicon.of_kind(TermKind.THING)
        for target in term.aligned(Relation.EXACT)
        if is_core_uri(target)
    }


def records_with(uri: str) -> int:
    """How many records, in every app (`FACT_HOLDERS`), say something under a word. One query."""
    told = [model._base_manager.filter(facts__has_key=uri) for model in _holders()]
    first, *others = (rows.order_by().values_list("pk") for rows in told)
    return int(first.union(*others, all=True).count())


@dataclass(frozen=True, slots=True)
class RecordsTold:
    """The records of a kind that say something under a word, and some of them to look at."""

    kind: str
    count: int
    examples: Sequence[Any]

    @property
    def more(self) -> int:
        return self.count - len(self.examples)


def records_told(uri: str, person: Any) -> list[RecordsTold]:
    """By kind; the examples are those that a person may see. Two queries for each kind."""
    told = []
    for model in _holders():
        count = model._base_manager.filter(facts__has_key=uri).count()
        if count:
            seen = model._default_manager.visible_to(person).filter(facts__has_key=uri)
            examples = list(seen.select_related("place").order_by("name", "pk")[:EXAMPLES])
            told.append(RecordsTold(str(model._meta.verbose_name_plural), count, examples))
    return told


def _holders() -> list[Any]:
    return [apps.get_model(name) for name in settings.FACT_HOLDERS]
