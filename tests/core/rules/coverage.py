"""The table of docs/algorithms/rules.md: what each statement of the survey became.

    python -m tests.core.rules.coverage    # writes it into the page

Sentences are the canonical ones; the labels of names are made from the names themselves.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from entrelieux.core.rules.sentence.sentence import Wording
from entrelieux.core.rules.tree.charter import Charter, Rule, Word
from entrelieux.core.rules.tree.effects import Reminds
from tests.core.rules.statements import charter_of, statements

PAGE = Path(__file__).parents[3] / "docs/algorithms/rules.md"
PARTS = {"statements": "read while designing", "statements-held-back": "held back"}
SURVEY = ("decided", "recorded", "reminded", "not at all")
START, END = "<!-- coverage -->\n", "<!-- end of coverage -->\n"
_DOUBLED = {"ban": "banning", "set": "setting", "log": "logging"}
_ARTICLE = ("role.name", "status.name", "kin.name", "by", "thing")


def label(name: str, family: str) -> str:
    said = name.replace("-", " ")
    if family == "act":
        verb, _, rest = said.partition(" ")
        return f"{gerund(verb)} {rest}".strip()
    if family in _ARTICLE and not said.startswith(("camera", "registered", "people", "villag")):
        return f"{'an' if said[0] in 'aeiou' else 'a'} {said}"
    return f"the {said} badge" if family == "badge.name" else said


def gerund(verb: str) -> str:
    if verb in _DOUBLED:
        return _DOUBLED[verb]
    drops = verb.endswith("e") and not verb.endswith("ee")
    return f"{verb[:-1] if drops else verb}ing"


def worded(charter: Charter) -> Charter:
    """The charter with a label for each name, told by where it stands."""
    bare = Wording(charter, "en")
    for rule in charter.rules:
        bare.say(rule.clause)
    forms: dict[str, str] = {}
    for family, names in sorted(bare.lexicon.used.items()):
        for name in sorted(names):
            forms.setdefault(name, label(name, family))
    words = {
        name: Word((("en", said), ("en_many", name.replace("-", " "))))
        for name, said in forms.items()
    }
    return replace(charter, words=words)


def sentence(rule: Rule, wording: Wording) -> str:
    effect = rule.clause.effect
    return effect.text[0][1] if isinstance(effect, Reminds) else wording.say(rule.clause)


def row(statement: Mapping[str, Any]) -> str:
    if "rules" not in statement:
        return f"| {statement['id']} | {statement['survey']} | – | {statement['why_not']} |"
    charter = worded(charter_of(dict(statement)))
    wording = Wording(charter, "en")
    status = " + ".join(dict.fromkeys(rule.status for rule in charter.rules))
    said = [sentence(rule, wording) for rule in charter.rules]
    said += [f"({statement[key]}.)" for key in ("partly", "note") if key in statement]
    return f"| {statement['id']} | {statement['survey']} | {status} | {' '.join(said)} |"


def is_whole(statement: Mapping[str, Any]) -> bool:
    """Whether rules that are more than spoken say all of it."""
    if "rules" not in statement or "partly" in statement:
        return False
    return any(rule.get("status") != "spoken" for rule in statement["rules"])


def figures() -> Iterator[str]:
    yield "| statements | part | of | a rule, checked | partly | spoken | no rule |"
    yield "|---|---|---|---|---|---|---|"
    for survey in SURVEY:
        for part, told in PARTS.items():
            found = [one for one in statements(part) if one["survey"] == survey]
            kinds = Counter(_kind(one) for one in found)
            whole = kinds["whole"] / len(found)
            counts = " | ".join(str(kinds[kind]) for kind in ("partly", "spoken", "none"))
            checked = f"{kinds['whole']} ({whole:.1%})"
            yield f"| {survey} | {told} | {len(found)} | {checked} | {counts} |"


def _kind(statement: Mapping[str, Any]) -> str:
    if is_whole(statement):
        return "whole"
    if "rules" not in statement:
        return "none"
    return "partly" if "partly" in statement else "spoken"


def table() -> str:
    lines = [*figures(), ""]
    for part, told in PARTS.items():
        lines += [f"### Statements {told}", "", "| id | survey | rule | as the software says it |"]
        lines += ["|---|---|---|---|", *(row(one) for one in statements(part)), ""]
    return "\n".join(lines)


def main() -> None:
    before, _, rest = PAGE.read_text("utf-8").partition(START)
    after = rest.partition(END)[2]
    PAGE.write_text(f"{before}{START}{table()}{END}{after}", "utf-8")


if __name__ == "__main__":
    main()
