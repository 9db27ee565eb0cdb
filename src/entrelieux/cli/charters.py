"""What the command of rules reads of a charter, finds in it, and writes of an answer."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import orjson

from entrelieux.core.rules import Answer, Case, Charter, DocumentError, Wording, read_charter
from entrelieux.core.rules.cases.examples import Failure, failures
from entrelieux.core.rules.document.problems import refusal
from entrelieux.core.rules.examining.idle import contradictions, idle_rules
from entrelieux.core.rules.explaining.explanation import Explainer, Explanation
from entrelieux.core.rules.explaining.telling import Teller
from entrelieux.core.rules.facts.writing import write_case
from entrelieux.core.rules.searching.changes import apply_all
from entrelieux.core.rules.searching.paths import Path as Way
from entrelieux.core.rules.tree.charter import Rule

SEED = 1  # what is drawn at random is the same at each run
SIGNS = {"ok": "ok  ", "mind": "MIND", "fault": "FAIL"}


@dataclass(frozen=True, slots=True)
class Finding:
    gravity: str
    text: str

    @property
    def sign(self) -> str:
        return SIGNS[self.gravity]

    @property
    def is_fault(self) -> bool:
        return self.gravity == "fault"


def read_json(told: bytes) -> Any:
    """Raises `DocumentError` when it is not JSON."""
    try:
        return orjson.loads(told)
    except orjson.JSONDecodeError as error:
        raise refusal("", "json", reason=error) from None


def charter_of(path: Path, language: str) -> Charter:
    """Raises a `ClickException` that lists every problem of the file."""
    try:
        return read_charter(read_json(path.read_bytes()))
    except DocumentError as error:
        told = "\n".join(problem.tell(language) for problem in error.problems)
        raise click.ClickException(f"{path}\n{told}") from error


def summary(charter: Charter) -> str:
    """« 12 rules: 5 enforced, 4 attested, 3 spoken; 1 on trial »."""
    counts = Counter(rule.status for rule in charter.rules)
    told = ", ".join(f"{counts[status]} {status}" for status in ("enforced", "attested", "spoken"))
    trials = sum(1 for rule in charter.rules if rule.trial_until)
    return f"{len(charter.rules)} rules: {told}; {trials} on trial."


def findings(
    charter: Charter, language: str, *, quick: bool = False, meetings: bool = False
) -> Iterator[Finding]:
    wording = Wording(charter, language)
    yield from (Finding("ok", _sentence(rule, wording)) for rule in charter.rules)
    yield from (Finding("fault", _failure(one)) for one in failures(Explainer(charter)))
    if not quick:
        yield from _idle(charter)
    if meetings:
        yield from _contradictions(charter)


def _sentence(rule: Rule, wording: Wording) -> str:
    trial = f", on trial until {rule.trial_until}" if rule.trial_until else ""
    return f"{rule.id} ({rule.status}{trial}): {wording.say(rule.clause)}"


def _failure(failure: Failure) -> str:
    who = f"{failure.rule.id}: the case of {failure.example.who}"
    if failure.error:
        return f"{who} cannot be read: {failure.error.problems[0].tell()}"
    return (
        f"{who} is answered {failure.verdict}, not {failure.example.expect}: change the rule, or "
        "have the group validate the case again."
    )


def _idle(charter: Charter) -> Iterator[Finding]:
    told = {
        "never-fires": "no case makes it apply: correct its conditions, or remove it.",
        "changes-nothing": "no answer would change without it: correct it, or remove it.",
    }
    for one in idle_rules(charter, random.Random(SEED)):  # noqa: S311 - drawn cases, not secrets
        yield Finding("fault", f"{one.rule.id}: {told[one.trouble]}")


def _contradictions(charter: Charter) -> Iterator[Finding]:
    for one in contradictions(charter, random.Random(SEED)):  # noqa: S311 - drawn cases
        yield Finding(
            "mind",
            f"{one.permits.id} permits what {one.forbids.id} forbids, and the prohibition wins; "
            f"for instance {orjson.dumps(write_case(one.case)).decode()}",
        )


def answer_json(
    case: Case, answer: Answer, explanation: Explanation | None, teller: Teller
) -> dict[str, Any]:
    told: dict[str, Any] = {
        "id": case.id,
        "verdict": answer.verdict,
        "by": answer.by.id if answer.by else None,
        "asks": [ask.by for ask in answer.asks],
        "prices": [
            {"for": one.heading, "amount": _number(one.amount), "unit": one.unit}
            for one in answer.prices
        ],
        "ranks": [{"rule": one.rule, "position": one.position} for one in answer.ranks],
        "warnings": [rule.id for rule in answer.warnings],
        "reminders": [rule.id for rule in answer.reminders],
    }
    return told if explanation is None else told | _explained(case, explanation, teller)


def _number(amount: Any) -> float | None:
    return None if amount is None else float(amount)


def _explained(case: Case, explanation: Explanation, teller: Teller) -> dict[str, Any]:
    return {
        "reasons": [
            {"rule": one.rule.id, "how": one.how, "told": teller.reason(one)}
            for one in explanation.reasons
        ],
        "paths": [_way(path, case, teller) for path in explanation.paths],
        "waits": [_way(path, case, teller) for path in explanation.waits],
        "nothing_to_do": explanation.nothing_to_do,
        "nothing_even_in_time": explanation.nothing_even_in_time,
        "told": list(teller.tell(explanation)),
    }


def _way(path: Way, case: Case, teller: Teller) -> dict[str, Any]:
    """The steps of a path, and the case once they are taken: deciding it gives yes."""
    steps = [{"means": change.means, "told": teller.change(change)} for change in path]
    return {"steps": steps, "case": write_case(apply_all(path, case))}
