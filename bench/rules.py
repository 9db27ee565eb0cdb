"""Decisions, explanations and examinations a second, on charters of 25 rules.

    python bench/rules.py                       # 400 communities, as in docs/algorithms/rules.md
    python bench/rules.py --communities 50

Rules are those of the templates with other thresholds, so that no two communities share one. They
are of one template, about its own acts, as a community writes them; then of all the templates, all
about one act, so that each is looked at. The baseline compiles the charter at each decision.
"""

from __future__ import annotations

import argparse
import copy
import itertools
import json
import random
import resource
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from table import percentile, print_table

from entrelieux.core.rules import (
    Case,
    Charter,
    CompiledCharter,
    read_case,
    read_charter,
    write_charter,
)
from entrelieux.core.rules.examining.differences import differences
from entrelieux.core.rules.examining.idle import idle_rules
from entrelieux.core.rules.examining.searching import Search
from entrelieux.core.rules.explaining.explanation import Explainer
from entrelieux.core.rules.sentence.sentence import Wording
from entrelieux.core.rules.templates import TEMPLATES, template

RULES = 25
MICRO, MILLI = 1e6, 1e3


def charters(count: int, draw: random.Random, *, one_act: bool) -> list[Charter]:
    told = [write_charter(template(name)) for name in TEMPLATES]
    return [_charter(number, told, draw, one_act) for number in range(count)]


def _charter(
    number: int, told: Sequence[dict[str, Any]], draw: random.Random, one_act: bool
) -> Charter:
    base = told[number % len(told)]
    sources = told if one_act else [base]
    rules: list[dict[str, Any]] = []
    while len(rules) < RULES:
        rule = copy.deepcopy(draw.choice(draw.choice(sources)["rules"]))
        rule.pop("cases", None)
        rule["id"] = f"rule-{len(rules)}"
        if one_act:
            rule["act"] = "use"
            rule.pop("on", None)
        rules.append(_moved(rule, draw))
    otherwise = {"*": draw.random() < 0.5}
    told_charter = {**base, "community": f"c{number}", "rules": rules, "otherwise": otherwise}
    return read_charter(told_charter)


def _moved(rule: dict[str, Any], draw: random.Random) -> dict[str, Any]:
    """The rule with another age or number, so that charters differ."""
    text = json.dumps(rule).replace('"under": 18', f'"under": {draw.randint(12, 21)}')
    moved: dict[str, Any] = json.loads(text)
    return moved


def cases(draw: random.Random, count: int) -> list[Case]:
    return [read_case(document(draw)) for _ in range(count)]


def document(draw: random.Random) -> dict[str, Any]:
    names = ("member", "subscriber", "companion", "pupil", "fabmanager", "host", "teacher")
    badges = ("laser-badge", "saw-badge", "key", "solder-licence", "initiation-combination")

    def some(of: Sequence[str]) -> list[str]:
        return [name for name in of if draw.random() < 0.4]

    def person() -> dict[str, Any]:
        return {
            "age": draw.randint(10, 70),
            "roles": some(names),
            "statuses": [{"name": name, "until": "2026-12-31"} for name in some(names)],
            "groups": some(("school",)),
            "badges": [{"name": name, "used": "2026-03-01"} for name in some(badges)],
            "documents": some(
                ("charter", "consent", "house-rules", "insurance", "parents-consent")
            ),
            "balances": {"tickets": draw.randint(0, 5)},
            "events": {},
        }

    hour = draw.randint(8, 20)
    return {
        "act": "use",
        "at": f"2026-05-12T{hour:02d}:00",
        "until": f"2026-05-12T{hour + 2}:00",
        "asked_at": "2026-05-10T09:00",
        "thing": {
            "kinds": [draw.choice(("laser", "saw", "solder", "hand-tool"))],
            "labels": some(("loud", "out-of-order", "named")),
            "numbers": {"value": 80, "places": 8, "price-paid": 20},
        },
        "person": person(),
        "people": {group: [person()] for group in ("present", "guests", "filmed")},
        "agreements": some(("fabmanager", "host", "teacher", "referent")),
        "during": some(("open-lab", "opening", "noise-hours", "lab-club", "lesson")),
        "nearby": some(("neighbours",)),
        "checked": some(("goggles", "returned", "good-order")),
        "materials": some(("treated-wood",)),
        "projects": some(("shared",)),
        "quantities": {"crowd": 2, "people-expected": 6, "grams": 120},
        "used": {
            key: draw.randint(0, 5)
            for key in (
                *("hours/person/week", "guests/person/now", "room-bookings/person/month"),
                *("loans/person/now", "pupils-inside/everybody/now", "prints/person/week"),
            )
        },
        "events": {"last-move": "2026-01-01", "due": "2026-05-01"},
    }


def timed(work: Sequence[Callable[[], object]], unit: float) -> tuple[float, float, float]:
    """Median, 95th percentile and mean of the time of each piece of work, in a unit."""
    times = []
    for piece in work:
        start = time.perf_counter()
        piece()
        times.append((time.perf_counter() - start) * unit)
    return percentile(times, 0.5), percentile(times, 0.95), sum(times) / len(times)


def decisions(every: Sequence[Charter], asked: Sequence[Case]) -> Iterator[tuple[Any, ...]]:
    """Of charters whose rules are all on one act, and are kept compiled."""
    draw = random.Random(2)
    compiled = [CompiledCharter(charter) for charter in every]
    pairs = [(draw.choice(compiled), draw.choice(asked)) for _ in range(20_000)]
    yield _decided("decide, all 25 rules on the act", pairs)
    yield _decided("decide, none of the 25 stands in the way", list(_allowed(compiled, asked)))
    told = [document(draw) for _ in range(2000)]
    yield _row("read a case from JSON", [lambda t=t: read_case(t) for t in told])
    fresh = [(draw.choice(every), draw.choice(asked)) for _ in range(500)]
    yield _row(
        "compile, then decide (baseline)",
        [lambda p=p: CompiledCharter(p[0]).decide(p[1]) for p in fresh],
    )


def _allowed(
    compiled: Sequence[CompiledCharter], asked: Sequence[Case]
) -> Iterator[tuple[CompiledCharter, Case]]:
    """The slowest of all: nothing refuses before the last rule is looked at."""
    for charter, case in itertools.product(compiled, asked):
        selection = charter.select(case.act, case.kinds)
        if selection.verdict(case.person, case.facts)[0] == "yes":
            yield charter, case


def usual_decisions(every: Sequence[Charter], asked: Sequence[Case]) -> tuple[Any, ...]:
    """Of charters as they are written: each act has its own rules."""
    draw = random.Random(4)
    compiled = [CompiledCharter(charter) for charter in every]
    pairs = []
    for _ in range(20_000):
        one, case = draw.choice(compiled), draw.choice(asked)
        act = draw.choice(one.rules).clause.acts[0]
        pairs.append((one, Case(act, case.person, case.facts)))
    return _decided("decide, 25 rules on several acts", pairs)


def _decided(name: str, pairs: Sequence[tuple[CompiledCharter, Case]]) -> tuple[Any, ...]:
    for charter, case in pairs:
        charter.select(case.act, case.kinds)
    return _row(name, [lambda p=p: p[0].decide(p[1]) for p in pairs])


def _row(name: str, work: Sequence[Callable[[], object]]) -> tuple[Any, ...]:
    median, high, mean = timed(work, MICRO)
    return name, len(work), median, high, f"{MICRO / mean:,.0f}"


def explanations(every: Sequence[Charter], asked: Sequence[Case]) -> Iterator[tuple[Any, ...]]:
    draw = random.Random(3)
    explainers = [Explainer(charter) for charter in draw.sample(list(every), min(40, len(every)))]
    pairs = [(draw.choice(explainers), draw.choice(asked)) for _ in range(300)]
    found = [explainer.explain(case) for explainer, case in pairs]
    refused = [p for p, told in zip(pairs, found, strict=True) if told.answer.verdict != "yes"]
    yield _milli("explain a refusal", [lambda p=p: p[0].explain(p[1]) for p in refused])
    wordings = [(Wording(charter), rule) for charter in every[:20] for rule in charter.rules[:10]]
    yield _milli(
        "say a rule, verified by reading it", [lambda w=w: w[0].say(w[1].clause) for w in wordings]
    )
    one, other = template("fablab"), template("college-lab")
    yield _milli("compare two templates", [lambda: list(differences(one, other, search()))] * 3)
    yield _milli("look for idle rules of a template", [lambda: list(idle_rules(one, search()))] * 3)
    pairs_of = list(pairwise(every[:7]))
    yield _milli(
        "compare two charters of 25 rules",
        [lambda p=p: list(differences(*p, search())) for p in pairs_of],
    )


def search(*, proofs: bool = True) -> Search:
    return Search(random.Random(1), proofs=proofs)


def _milli(name: str, work: Sequence[Callable[[], object]]) -> tuple[Any, ...]:
    median, high, _ = timed(work, MILLI)
    return name, len(work), median, high


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--communities", type=int, default=400)
    options = parser.parse_args()
    draw = random.Random(1)
    start = time.perf_counter()
    every = charters(options.communities, draw, one_act=True)
    usual = charters(options.communities, draw, one_act=False)
    ready = (time.perf_counter() - start) / 2
    asked = cases(draw, 500)
    print(f"{options.communities} communities of {RULES} rules, read in {ready:.1f} s")
    headers = ("what", "times", "median µs", "p95 µs", "a second")
    rows = [usual_decisions(usual, asked), *decisions(every, asked)]
    print_table("Decisions", headers, rows)
    headers = ("what", "times", "median ms", "p95 ms")
    print_table("Explaining and examining", headers, list(explanations(every, asked)))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\npeak memory {peak:.0f} MB")


if __name__ == "__main__":
    main()
