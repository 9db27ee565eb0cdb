"""Small charters written as documents, and what they answer."""

from entrelieux.core.rules.deciding.charter import CompiledCharter
from entrelieux.core.rules.document.charter import read_charter
from entrelieux.core.rules.facts.reading import read_case

OPEN = {"otherwise": {"*": True}}


def compiled(*rules, day=None, **others):
    numbered = [{"id": f"r{rank}", **rule} for rank, rule in enumerate(rules)]
    told = {"format": "entrelieux-charter/1", "community": "la-forge", "rules": numbered}
    return CompiledCharter(read_charter({**told, **others}), day)


def answer(charter, act="use", **facts):
    return charter.decide(read_case({"act": act, **facts}))


def verdict(charter, act="use", **facts):
    return answer(charter, act, **facts).verdict
