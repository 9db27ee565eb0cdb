"""`entrelieux rules`: check a charter, and decide cases under it, from files alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import orjson

from entrelieux.cli.charters import answer_json, charter_of, findings, read_json, summary
from entrelieux.core.rules import DocumentError, Wording, read_case
from entrelieux.core.rules.document.rules import VERDICTS
from entrelieux.core.rules.explaining.explanation import Explainer
from entrelieux.core.rules.explaining.telling import Teller

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
LANGUAGE = click.option(
    "--language",
    type=click.Choice(["fr", "en"]),
    help="Of what is told; the charter’s own without it.",
)


@click.group("rules")
def rules() -> None:
    """Check a charter of rules, and decide cases under it."""


@rules.command("check")
@click.argument("charter", type=FILE)
@click.option("--quick", is_flag=True, help="Only read it and try its cases.")
@click.option(
    "--meetings", is_flag=True, help="Show a case of what one rule permits and another forbids."
)
@LANGUAGE
def check(charter: Path, quick: bool, meetings: bool, language: str | None) -> None:
    """Say what is wrong with CHARTER, and how to mend it.

    Reads every rule, tries the cases that the group validated, and looks for rules that never fire
    or never change an answer. The exit code is 1 when something has to be mended.
    """
    read = charter_of(charter, language or "en")
    click.echo(summary(read))
    faults = 0
    told = findings(read, language or read.language, quick=quick, meetings=meetings)
    for finding in told:
        click.echo(f"{finding.sign}  {finding.text}")
        faults += finding.is_fault
    if faults:
        raise SystemExit(1)


@rules.command("decide")
@click.argument("charter", type=FILE)
@click.option("--cases", "cases", required=True, type=FILE, help="One case a line, as JSON.")
@click.option("--explain", is_flag=True, help="Add why, and what would give yes.")
@LANGUAGE
def decide(charter: Path, cases: Path, explain: bool, language: str | None) -> None:
    """Answer each case of a file under CHARTER, one JSON object a line, in the same order.

    A case that says what it expects and gets another answer is told on the standard error, as is
    one that cannot be read; the exit code is then 1.
    """
    read = charter_of(charter, language or "en")
    explainer = Explainer(read)
    teller = Teller(Wording(read, language))
    failures = 0
    for number, told in _lines(cases):
        answer, complaint = _answer(told, explainer, teller, explain)
        if complaint:
            failures += 1
            click.echo(f"line {number}: {complaint}", err=True)
        click.echo(orjson.dumps(answer).decode())
    if failures:
        raise SystemExit(1)


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    with path.open("rb") as lines:
        yield from ((number, line) for number, line in enumerate(lines, 1) if line.strip())


def _answer(
    line: bytes, explainer: Explainer, teller: Teller, explain: bool
) -> tuple[dict[str, Any], str]:
    """The answer of a line, and what is to be told of it."""
    told: Any = None
    try:
        told = read_json(line)
        case = read_case(told)
    except DocumentError as error:
        name = told.get("id") if isinstance(told, dict) else None
        return {"id": name, "verdict": "unreadable"}, error.problems[0].tell("en")
    explanation = explainer.explain(case) if explain else None
    found = explanation.answer if explanation else explainer.decide(case)
    answer = answer_json(case, found, explanation, teller)
    expected = told.get("expect")
    if expected in (None, found.verdict):
        return answer, ""
    if expected not in VERDICTS:
        return answer, f"expect: “{expected}” is not an answer; use {', '.join(VERDICTS)}."
    name = f"case “{case.id}”" if case.id else "the case"
    return answer, f"{name} is answered {found.verdict}, not {expected} as expected."
