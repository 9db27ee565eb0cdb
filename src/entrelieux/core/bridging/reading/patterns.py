"""Patterns of many alternatives, searched in folded text, a full stop between its sentences.

They are regular expressions, and `repar~` for any word that begins so, ` ... ` for up to three
words of the same sentence, `<not>`, `<course>`… for the families of words below. An alternative is
searched only where some letters that it cannot do without are: a few hundred of them cost less than
a tenth of a millisecond.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from entrelieux.core.text.folding import fold

_FAMILIES = {
    " ... ": r" (?:\w+ ){0,3}",
    "~": r"\w*",
    "<not>": r"(?:pas|sans|ni|aucun|aucune|no|not|without|rien|interdit\w*)",
    "<none>": r"(?:pas|sans|ni|aucun|aucune|zero|no|not|without|interdit\w*|defendu|forbidden) "
    r"(?:(?:de|d|du|des|la|le|les|l|un|une|seule?|plus|any|a|an|the|ni|ou|et|or|to|boissons?"
    r"|consommer|servir|vendre|apporter|amener|introduire|allumer|utiliser|bring|use|light) )*",
    "<cannot>": r"(?:(?:pas|plus) (?:possible|permis|autorise)|impossible|interdit|on ne peut"
    r"|ne (?:peut|peuvent) (?:pas|plus)|cannot|can not|may not|must not|should not|do not"
    r"|not allowed) (?:(?:d|de|y|to|be|etre|en|l|les|la|le|jamais) )*",
    "<course>": r"(?:habilitation|formation|initiation|prise en main|stage|induction|training"
    r"|short course)",
    "<required>": r"(?:obligatoires?|exige\w*|demande\w*|requis\w*|necessaires?|indispensables?"
    r"|required|needed|compulsory|mandatory)",
    "<supply>": r"(?:matieres?|materi(?:el|aux|als?)|fournitures?|consommables?|fils?|laines?"
    r"|tissus?|terres?|argile|bois|papier|outils?|aiguilles?|filament|encres?|vaisselle|ingredients"
    r"|farine|clay|fabric|wood|paper|tools|supplies|yarn|thread|wool|linge|draps?)",
    "<forbidden>": r"(?:(?:y|n|ne|is|are|est|sont|peuvent|strictement|formellement|strictly|dans"
    r"|la|le|les|salle|lieux|sur|place|ici|within|inside|in|the|hall|building) )*"
    r"(?:interdit\w*|refuse\w*|exclu\w*|proscri\w*|banni\w*|prohib\w*"
    r"|(?:non|pas) (?:admis|autorise|accepte|toler)\w*"
    r"|not (?:allowed|accepted|permitted|admitted)|forbidden|banned|restent dehors|stay outside)",
    # The evening hours at which a place closes.
    "<late>": r"(?:minuit|midnight|(?:18|19|2[0-4])(?: ?h\w*| ?[03]0)?|0?0 ?30|1 00 a|11 ?pm|10 ?pm"
    r"|(?:dix huit|dix neuf|vingt|vingt et une|vingt deux|vingt trois|une) heures?"
    r"|(?:nine|ten|eleven|9|10|11)(?: ?p ?m)?(?= \.|$))",
}
_SENTENCE = re.compile(r"[.;!?\n]+|:(?!\d)")


class Pattern(NamedTuple):
    """One of `clues` is written in whatever `said` matches: they are cheap to look for."""

    clues: tuple[str, ...]
    said: re.Pattern[str]


def sentences(text: str) -> str:
    """`text` folded, a full stop where one of its sentences ends.

    >>> sentences("Pas d’alcool. Sans bruit : voisins")
    'pas d alcool . sans bruit . voisins'
    """
    return " . ".join(fold(one) for one in _SENTENCE.split(text))


def is_any(patterns: Sequence[Pattern], plain: str) -> bool:
    """Whether one of them is in a text that `sentences` gave."""
    for one in patterns:
        for clue in one.clues:
            if clue in plain:
                if one.said.search(plain):
                    return True
                break
    return False


def patterns_of(written: Sequence[str]) -> tuple[Pattern, ...]:
    return tuple(
        Pattern(_clues(one), re.compile(rf"\b(?:{one})\b"))
        for some in written
        for one in _branches(_spelt(some))
    )


def _spelt(pattern: str) -> str:
    for short, said in _FAMILIES.items():
        pattern = pattern.replace(short, said)
    return pattern


def _branches(pattern: str) -> Iterator[str]:
    """The alternatives of a pattern that are in no group."""
    depth, start = 0, 0
    for at, letter in enumerate(pattern):
        depth += (letter == "(") - (letter == ")")
        if letter == "|" and not depth:
            yield pattern[start:at]
            start = at + 1
    yield pattern[start:]


_UNSURE = re.compile(r"(?:\0|\\?.)(?:[?*+]|\{[\d,]+\})|\\.|\[[^]]*\]|[^a-z0-9 ]")


def _clues(branch: str) -> tuple[str, ...]:
    """Letters of which some are in whatever a pattern matches; the more telling of its parts."""
    bare, groups = _without_groups(branch)
    runs = [(run,) for run in _UNSURE.sub("\0", bare).split("\0")]
    return max((*runs, *groups), key=lambda clues: min(len(clue.strip()) for clue in clues))


def _without_groups(branch: str) -> tuple[str, list[tuple[str, ...]]]:
    """The pattern but for its groups, and the clues of those that it cannot do without."""
    bare, groups, depth, start = "", [], 0, 0
    for at, letter in enumerate(branch):
        depth += letter == "("
        if not depth:
            bare += letter
        elif letter == "(" and depth == 1:
            start = at + 1
        elif letter == ")" and depth == 1:
            bare += "\0"
            if branch.startswith("?:", start) and branch[at + 1 : at + 2] not in ("?", "*", "{"):
                within = _branches(branch[start + 2 : at])
                groups.append(tuple(clue for one in within for clue in _clues(one)))
        depth -= letter == ")"
    return bare, groups
