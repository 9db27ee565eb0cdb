"""What a SKOS file says that the model does not hold: kept as N-Triples, written again.

Each statement is kept under what it speaks of: the address of its subject; for blank nodes, that of
the only named subject that leads to them, else a key of what they say.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from typing import Any

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, SKOS

from entrelieux.core.words.lexicon import Lexicon, Term
from entrelieux.core.words.skos.blank import components, named
from entrelieux.core.words.skos.lines import Triple, line
from entrelieux.core.words.skos.names import WORDS, XL

# What is ours is said anew from the model: an older value beside it would contradict it.
_OURS = frozenset(
    WORDS[name]
    for name in (
        *("rank", "kind", "valueType", "unit", "choice", "choiceId", "label", "appliesTo"),
        *("privacy", "attestedBy", "retiredOn", "languages"),
    )
)
# How a name as a resource is kept, whatever it is to the word.
_NAMED = WORDS.named
_ROLES = (XL.prefLabel, XL.altLabel, XL.hiddenLabel)


def unmodelled(graph: Graph, said: Graph, lexicon: Lexicon) -> list[Triple]:
    """The triples of a file that its lexicon neither says in other words nor contradicts."""
    words: dict[Any, Term] = {URIRef(term.uri): term for term in lexicon.terms}
    ours = {*words, *(choice for word in words for choice in graph.objects(word, WORDS.choice))}
    return [
        (subject, name, target)
        for subject, name, target in graph
        if (subject, name, target) not in said
        and not (name in _OURS and subject in ours)
        and not (subject in words and _is_said(name, target, words[subject], words))
        and not (str(subject) == lexicon.uri and _is_of_scheme(name, target, lexicon))
    ]


def _is_said(name: Any, target: Any, term: Term, words: Mapping[Any, Term]) -> bool:
    """« Narrower » is « broader » from the other side; a second preferred name is a synonym."""
    if name == SKOS.narrower:
        return target in words and term.uri in words[target].broader
    if name == SKOS.prefLabel and isinstance(target, Literal) and target.datatype is None:
        return str(target) in term.alt_labels.get(target.language or "", ())
    return False


def _is_of_scheme(name: Any, target: Any, lexicon: Lexicon) -> bool:
    """What is said of a lexicon as such is said by the community that holds it."""
    if name in {DCTERMS.title, SKOS.prefLabel}:
        return getattr(target, "language", None) in lexicon.title
    return name in {OWL.versionInfo, WORDS.languages}


def by_owner(triples: Iterable[Triple]) -> dict[str, str]:
    """N-Triples by what they speak of; the same statements always give the same text."""
    told: defaultdict[str, list[Triple]] = defaultdict(list)
    blank = []
    for triple in triples:
        if isinstance(triple[0], BNode) or isinstance(triple[2], BNode):
            blank.append(triple)
        else:
            told[str(triple[0])].append(triple)
    for key, group in named(components(blank)):
        leading = {str(subject) for subject, _, _ in group if not isinstance(subject, BNode)}
        told[leading.pop() if len(leading) == 1 else f"_:{key}"].extend(group)
    lines = {owner: sorted(map(line, told[owner])) for owner in sorted(told)}
    return {owner: "".join(f"{one}\n" for one in some) for owner, some in lines.items()}


def without_roles(triples: Iterable[Triple], graph: Graph) -> Iterator[Triple]:
    """The names as resources (SKOS-XL), whatever part they play: the word says which, each time."""
    for subject, name, target in triples:
        has_text = name in _ROLES and any(_forms(graph, target))
        yield subject, (_NAMED if has_text else name), target


def kept_triples(lexicon: Lexicon) -> Iterator[Triple]:
    """What was kept, with the names as resources in the part that they play today.

    A name that was changed or taken off since does not come back as a name.
    """
    text = "".join((*(term.extra for term in lexicon.terms), *lexicon.others.values()))
    graph = Graph(bind_namespaces="none").parse(data=text, format="nt")
    words: dict[Any, Term] = {URIRef(term.uri): term for term in lexicon.terms}
    for subject, name, target in graph:
        if name == _NAMED and subject in words:
            roles = _roles(words[subject], {*_forms(graph, target)})
            yield from ((subject, role, target) for role in roles)
        else:
            yield subject, name, target


def _forms(graph: Graph, name: Any) -> Iterator[tuple[str, str]]:
    forms = graph.objects(name, XL.literalForm)
    return ((one.language or "", str(one)) for one in forms if isinstance(one, Literal))


def _roles(term: Term, forms: Set[tuple[str, str]]) -> Iterator[URIRef]:
    held = (
        set(term.labels.items()),
        {(language, text) for language, some in term.alt_labels.items() for text in some},
        {(language, text) for language, some in term.hidden_labels.items() for text in some},
    )
    return (role for role, names in zip(_ROLES, held, strict=True) if names & forms)
