"""The table of cases of a rule: once the group validated it, the permanent tests of the rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from entrelieux.core.rules.deciding.answer import Verdict
from entrelieux.core.rules.document.problems import DocumentError
from entrelieux.core.rules.explaining.explanation import Explainer
from entrelieux.core.rules.facts.case import Case
from entrelieux.core.rules.facts.reading import day_of, read_case
from entrelieux.core.rules.tree.charter import Example, Rule


@dataclass(frozen=True, slots=True)
class Failure:
    """A case that is not answered as the group expects; `error` when its facts cannot be read."""

    rule: Rule
    example: Example
    verdict: Verdict | None = None
    error: DocumentError | None = None


def case_of(rule: Rule, example: Example) -> Case:
    """The act and the thing are those of the rule unless the facts say otherwise.

    Raises `DocumentError`.
    """
    clause = rule.clause
    usual = {"act": clause.acts[0], "thing": {"kinds": list(clause.things[:1])}}
    return read_case({**usual, **example.facts})


def failures(explainer: Explainer) -> Iterator[Failure]:
    """Every case of every rule that the charter of that day answers in another way."""
    for rule in explainer.charter.rules:
        for example in rule.examples:
            failure = _failure(explainer, rule, example)
            if failure:
                yield failure


def _failure(explainer: Explainer, rule: Rule, example: Example) -> Failure | None:
    try:
        case = case_of(rule, example)
    except DocumentError as error:
        return Failure(rule, example, error=error)
    day = day_of(case) or rule.since
    verdict = explainer.finder(day).charter.decide(case).verdict
    return None if verdict == example.expect else Failure(rule, example, verdict)
