"""Rules that a community writes in its own words, and that can be decided and explained."""

from entrelieux.core.rules.deciding.answer import Answer
from entrelieux.core.rules.deciding.charter import CompiledCharter
from entrelieux.core.rules.document.charter import read_charter, write_charter
from entrelieux.core.rules.document.problems import DocumentError
from entrelieux.core.rules.facts.case import Case
from entrelieux.core.rules.facts.reading import read_case
from entrelieux.core.rules.sentence.sentence import Wording
from entrelieux.core.rules.tree.charter import Charter, Clause, Rule

__all__ = [
    "Answer",
    "Case",
    "Charter",
    "Clause",
    "CompiledCharter",
    "DocumentError",
    "Rule",
    "Wording",
    "read_case",
    "read_charter",
    "write_charter",
]
