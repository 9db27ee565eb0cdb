from entrelieux.charters.queries.agreements import (
    agreements_of,
    find_agreement,
    given_among,
    given_to,
    givers_of,
    holders_of,
    waiting_for,
)
from entrelieux.charters.queries.facts import (
    Register,
    age_on,
    facts_of,
    facts_of_people,
    nothing_noted,
    read_register,
)
from entrelieux.charters.queries.groups import (
    BROUGHT,
    groups_in,
    groups_led_by,
    learned_by,
    people_of,
)
from entrelieux.charters.queries.minors import is_known_minor, known_minors
from entrelieux.charters.queries.proposals import proposals_of
from entrelieux.charters.queries.versions import (
    explainer_of,
    journal_of,
    last_version,
    tree_of,
    version_on,
    versions_of,
    wanted_version,
)

__all__ = [
    "BROUGHT",
    "Register",
    "age_on",
    "agreements_of",
    "explainer_of",
    "facts_of",
    "facts_of_people",
    "find_agreement",
    "given_among",
    "given_to",
    "givers_of",
    "groups_in",
    "groups_led_by",
    "holders_of",
    "is_known_minor",
    "journal_of",
    "known_minors",
    "last_version",
    "learned_by",
    "nothing_noted",
    "people_of",
    "proposals_of",
    "read_register",
    "tree_of",
    "version_on",
    "versions_of",
    "waiting_for",
    "wanted_version",
]
