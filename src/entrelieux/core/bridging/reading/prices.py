"""What one can pay, and what a thing costs."""

from __future__ import annotations

import re

from entrelieux.core.bridging.reading.measures import AT_MOST, NUMBER, Bound, Found, Measure
from entrelieux.core.bridging.reading.numbers import value_of

_MONEY = r"(?:€|euros?\b|eur\b|pounds?\b|£)"
_BUDGET = re.compile(
    r"(?:pas plus de|moins de|maximum|au plus|jusqu.a|under|no more than|at most|less than|up to"
    r"|budget(?: max\w*)?(?: de| of| :| is)?|j.ai(?: que)?|n.a(?:i|vons)? que|mettre|depenser"
    r"|sans depasser|depasse pas|can (?:pay|spend|afford)|i have|i.ve got|we have|nous avons|on a)"
    rf" (?:only |seulement |juste |just |que )?£? ?{NUMBER} ?(?:{_MONEY})?"
    rf"|£? ?{NUMBER} ?{_MONEY}? ?(?:{AT_MOST}|en poche|tops|grand maximum|de budget|in my pocket)"
)
_BY_UNIT = re.compile(
    r" ?(?:/|par |per |de l.heure|an hour|a month|a day|l.heure|la |chacun|each|d[e’'])"
)
_PRICE = re.compile(rf"£ ?{NUMBER}|{NUMBER} ?(?:€|euros?\b|eur\b|pounds?\b)")
_NO_PRICE = re.compile(
    r"(?:caution|deposit|budget|aide|subvention|cotisation|adhesion|membership|annuel\w*)"
    r"(?: \w+)? ?(?:de |of |:)? ?$"
)
_NO_PRICE_AFTER = re.compile(
    r" ?(?:de caution|d.amende|deposit|en moyenne|par an\b|l.annee|/ ?an\b|a year|per year)"
)


def budget(plain: str) -> Found:
    for found in _BUDGET.finditer(plain):
        if not _BY_UNIT.match(plain, found.end()) and re.search(_MONEY, found[0]):
            yield Bound(Measure.EUROS, value_of(found[1] or found[2]))


def prices(plain: str) -> Found:
    for found in _PRICE.finditer(plain):
        if _NO_PRICE.search(plain, 0, found.start()) or _NO_PRICE_AFTER.match(plain, found.end()):
            continue
        yield Bound(Measure.EUROS, value_of(found[1] or found[2]))
