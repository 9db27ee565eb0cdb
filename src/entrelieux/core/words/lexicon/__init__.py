"""The words of a community: what they are called, what they hold, how they change."""

from entrelieux.core.words.lexicon.errors import (
    DuplicateTerm,
    LexiconError,
    UnknownTerm,
    UnknownVerb,
    UnreadableValue,
)
from entrelieux.core.words.lexicon.lexicon import Lexicon
from entrelieux.core.words.lexicon.soundness import lexicon_problems, term_problems
from entrelieux.core.words.lexicon.term import (
    Alignment,
    Choice,
    Privacy,
    Relation,
    Subject,
    Term,
    TermKind,
    ValueType,
)
from entrelieux.core.words.lexicon.units import Unit
from entrelieux.core.words.lexicon.uris import CORE_URI, core_id, core_uri, is_core_uri, new_uri
from entrelieux.core.words.lexicon.values import (
    Stored,
    Value,
    load_value,
    parse_value,
    render_value,
    store_value,
)
from entrelieux.core.words.lexicon.verbs import INTERFACE_VERBS, VERB_SCHEME, verb_term

__all__ = [
    "CORE_URI",
    "INTERFACE_VERBS",
    "VERB_SCHEME",
    "Alignment",
    "Choice",
    "DuplicateTerm",
    "Lexicon",
    "LexiconError",
    "Privacy",
    "Relation",
    "Stored",
    "Subject",
    "Term",
    "TermKind",
    "Unit",
    "UnknownTerm",
    "UnknownVerb",
    "UnreadableValue",
    "Value",
    "ValueType",
    "core_id",
    "core_uri",
    "is_core_uri",
    "lexicon_problems",
    "load_value",
    "new_uri",
    "parse_value",
    "render_value",
    "store_value",
    "term_problems",
    "verb_term",
]
