"""What an offer takes, and no more: « laine lavée seulement », « que du bois », “paper only”."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from entrelieux.core.bridging.reading.words import Word

_ALONE = frozenset({"seulement", "uniquement", "exclusivement", "only", "exclusively"})
_NOT = frozenset({"pas", "non", "plus", "jamais", "not", "never", "rien", "nothing"})
_PARTITIVES = frozenset({"du", "de", "des", "d", "le", "la", "les", "l"})
_FOR = frozenset({"à", "au", "aux", "for", "to"})
_KEPT = frozenset({"réservé", "réservée", "réservés", "réservées", "reserved", "limité", "limitée"})
_OTHER = frozenset({"but", "except"})
_IF = frozenset({"si", "if", "quand", "when", "lorsque", "après", "after"})
# How one pays, enters or heats, and not what is worked.
_ASIDE = frozenset(
    {"paiement", "règlement", "payment", "accès", "access", "entrée", "chauffage", "chauffé"}
    | {"chauffée", "heating", "heated", "stationnement", "déplacement", "déplacements", "viens"}
    | {"venez", "vient", "contact", "réservation", "retrait", "livraison", "delivery", "espèces"}
)
_LONGEST = 8  # words of what an offer is held to
_BETWEEN = 4  # « ne » and « que »


def restricted(words: Sequence[Word]) -> Iterator[range]:
    """The stretches of words that an offer says it is held to, one a clause at most."""
    for _clause, some in groupby(range(len(words)), lambda rank: words[rank].clause):
        ranks = list(some)
        raws = [words[rank].raw for rank in ranks]
        held = _held(raws) if _ASIDE.isdisjoint(raws) else range(0)
        if 0 < len(held) <= _LONGEST:
            yield range(ranks[held.start], ranks[held.stop - 1] + 1)


def _held(raws: Sequence[str]) -> range:
    """Which words of a clause it is held to; none when it is not."""
    for at, raw in enumerate(raws):
        rest = range(at + 1, len(raws))
        before, after = raws[at - 1] if at else "", raws[at + 1] if rest else ""
        if raw in _ALONE:
            if before in _NOT or after in _IF:
                return range(0)
            return rest if rest else range(at)
        if raw in _KEPT and after in _FOR and before not in _NOT:
            return rest[1:]
        if raw in {"que", "qu"} and _is_only(raws, at):
            return rest
        if raw in _OTHER and before == "nothing":
            return rest
    return range(0)


def _is_only(raws: Sequence[str], at: int) -> bool:
    """« Que du bois », « rien que du bois », « on ne prend que le papier »."""
    before = raws[max(0, at - _BETWEEN) : at]
    if not before or before == ["rien"]:
        return at + 1 < len(raws) and raws[at + 1] in _PARTITIVES
    negated = max((rank for rank, raw in enumerate(before) if raw in {"ne", "n"}), default=-1)
    return 0 <= negated < len(before) - 1 and _NOT.isdisjoint(before[negated:])
