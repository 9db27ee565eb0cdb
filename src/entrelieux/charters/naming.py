"""The names of a charter by what they are: its badges, roles, statuses, groups, documents."""

from __future__ import annotations

from entrelieux.charters.models import Record
from entrelieux.charters.queries import last_version, tree_of
from entrelieux.charters.reading import Reading, sentence_case
from entrelieux.communities.models import Community
from entrelieux.core.rules import Charter as Tree
from entrelieux.core.rules.tree.atoms import THIS, Agreement, Badge, Document, Has
from entrelieux.core.rules.tree.conditions import Atom

Choices = list[tuple[str, str]]
_KINDS = {"role": Record.Kind.ROLE, "status": Record.Kind.STATUS, "group": Record.Kind.GROUP}


def badge_names(tree: Tree) -> list[str]:
    """The badges that the rules speak of, each once."""
    atoms = (atom for rule in tree.rules for atom in rule.clause.atoms())
    return list(dict.fromkeys(a.name for a in atoms if isinstance(a, Badge) and a.name != THIS))


def badges_in_words(community: Community) -> dict[str, str]:
    """By name, what the community calls each badge of its rules; empty without a charter."""
    version = last_version(community)
    return dict(badges_of(Reading(tree_of(version)))) if version else {}


def badges_of(reading: Reading) -> Choices:
    return _choices(badge_names(reading.tree), reading)


def records_of(reading: Reading) -> list[tuple[str, Choices]]:
    """Names that a host may note of a person, by the label of their kind; « kind:name »."""
    found: dict[Record.Kind, list[str]] = {}
    for atom in _atoms(reading):
        if isinstance(atom, Has) and atom.kind in _KINDS:
            found.setdefault(_KINDS[atom.kind], []).append(atom.name)
        elif isinstance(atom, Document):
            found.setdefault(Record.Kind.DOCUMENT, []).append(atom.name)
        elif isinstance(atom, Agreement):
            found.setdefault(Record.Kind.ROLE, []).append(atom.by)
    return [
        (str(kind.label), [(f"{kind.value}:{n}", label) for n, label in _choices(names, reading)])
        for kind, names in found.items()
    ]


def _choices(names: list[str], reading: Reading) -> Choices:
    labels = {name: sentence_case(reading.label(name)) for name in names}
    return sorted(labels.items(), key=lambda pair: pair[1])


def _atoms(reading: Reading) -> list[Atom]:
    return [atom for rule in reading.tree.rules for atom in rule.clause.atoms()]
