"""What the command of rules reads of a charter, finds in it, and writes of an answer."""

from __future__ import annotations

import codecs
import json
import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import orjson

from entrelieux.core.rules import Answer, Case, Charter, DocumentError, Wording, read_charter
from entrelieux.core.rules.cases.examples import Failure, failures
from entrelieux.core.rules.document.problems import inside, refusal
from entrelieux.core.rules.examining.idle import contradictions, idle_rules
from entrelieux.core.rules.examining.searching import SAMPLES, Method, Search
from entrelieux.core.rules.explaining.explanation import Explainer, Explanation
from entrelieux.core.rules.explaining.telling import Teller
from entrelieux.core.rules.facts.writing import write_case
from entrelieux.core.rules.searching.changes import apply_all
from entrelieux.core.rules.searching.paths import Path as Way
from entrelieux.core.rules.tree.charter import Rule
from entrelieux.core.rules.tree.effects import Permits

WITHOUT_LABEL = re.compile(r"\[([^\[\]\s]+)\]")
SEED = 1  # what is drawn at random is the same at each run
SHOWN: dict[Method, str] = {
    "tried": "every case was tried",
    "proved": "proved",
    "sampled": f"a sample of {SAMPLES} cases",
}
UNPROVED = (
    "some rules have too many cases to try them all: they may do nothing and not be told. "
    "Install “entrelieux[proofs]” to have it proved."
)
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


class _Twice(dict[str, Any]):
    """An object of which a key is written twice."""

    key = ""


def read_json(told: bytes) -> Any:
    """Raises `DocumentError` when it is not JSON, or when a key is written twice: of two « if »,
    the usual readers lose one without a word.
    """
    text = told.removeprefix(codecs.BOM_UTF8)
    if not text.strip():
        raise refusal("", "empty")
    try:
        text.decode()
        orjson.loads(text)
    except UnicodeDecodeError as error:
        raise refusal("", "encoding", byte=error.start + 1) from None
    except orjson.JSONDecodeError as error:
        raise refusal("", "json", reason=error) from None
    read = json.loads(text, object_pairs_hook=_pairs)
    _refuse_twice(read)
    return read


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    keys = [key for key, _value in pairs]
    twice = _Twice(found)
    twice.key = next(key for key in keys if keys.count(key) > 1)
    return twice


def _refuse_twice(told: Any) -> None:
    waiting = [(told, "")]
    while waiting:
        value, where = waiting.pop()
        if isinstance(value, _Twice):
            raise refusal(inside(where, value.key), "twice", key=value.key)
        if isinstance(value, dict):
            waiting += [(one, inside(where, key)) for key, one in value.items()]
        elif isinstance(value, list):
            waiting += [(one, inside(where, rank)) for rank, one in enumerate(value)]


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
    sentences = [_sentence(rule, wording) for rule in charter.rules]
    yield from (Finding("ok", sentence) for sentence in sentences)
    yield from _unlabelled(sentences)
    yield from (Finding("fault", _failure(one)) for one in failures(Explainer(charter)))
    if not quick:
        yield from _idle(charter)
    if meetings:
        yield from _contradictions(charter)


def _sentence(rule: Rule, wording: Wording) -> str:
    trial = f", on trial until {rule.trial_until}" if rule.trial_until else ""
    return f"{rule.id} ({rule.status}{trial}): {wording.say(rule.clause)}"


def _unlabelled(sentences: list[str]) -> Iterator[Finding]:
    names = dict.fromkeys(name for told in sentences for name in WITHOUT_LABEL.findall(told))
    if names:
        yield Finding(
            "mind", f"give a label in “words” to what is shown in []: {', '.join(names)}."
        )


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
        "never-fires": "no case makes it apply ({shown}): correct its conditions, or remove it.",
        "changes-nothing": "no answer would change without it ({shown}): correct it, or remove it.",
    }
    search = _search()
    for one in idle_rules(charter, search):
        hint = _refused_already(charter, one.rule) if one.trouble == "changes-nothing" else ""
        text = told[one.trouble].format(shown=SHOWN[one.method])
        yield Finding("fault", f"{one.rule.id}: {text}{hint}")
    if search.weakest == "sampled":
        yield Finding("mind", UNPROVED)


def _search() -> Search:
    return Search(random.Random(SEED))  # noqa: S311 - drawn cases, not secrets


def _refused_already(charter: Charter, rule: Rule) -> str:
    """What one forgets first: without `otherwise`, what no rule allows is refused."""
    if isinstance(rule.clause.effect, Permits):
        return ""
    silent = [act for act in rule.clause.acts if not charter.grants_silence(act)]
    if not silent:
        return ""
    return (
        f" Where no rule allows “{silent[0]}”, it is refused already: to allow what no rule "
        f'forbids, write "otherwise": {{"{silent[0]}": true}}.'
    )


def _contradictions(charter: Charter) -> Iterator[Finding]:
    for one in contradictions(charter, _search()):
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
        "proved": explanation.proved,
        "told": list(teller.tell(explanation)),
    }


def _way(path: Way, case: Case, teller: Teller) -> dict[str, Any]:
    """The steps of a path, and the case once they are taken: deciding it gives yes."""
    steps = [{"means": change.means, "told": teller.change(change)} for change in path]
    return {"steps": steps, "case": write_case(apply_all(path, case))}
