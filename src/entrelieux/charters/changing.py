"""A charter’s document with one rule changed from a day on; a trial that lapses by itself.

A rule on trial ends at the date of its review, and what it replaced is in force again from that
day: nothing has to run for it. Keeping the rule takes both dates away.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from entrelieux.charters.errors import RuleChanged
from entrelieux.core.rules.changing.journal import digest
from entrelieux.core.rules.tree.procedures import Advice, Consent, Procedure

Document = dict[str, Any]
RuleDocument = dict[str, Any]
_OF_VERSION = ("since", "until", "trial_until", "decision")


@dataclass(frozen=True, slots=True)
class Change:
    """The rule `rule_id` becomes `after` (None: it goes) on `day`; `until` when it is a trial.

    `words` are the labels of new names."""

    rule_id: str
    before: RuleDocument | None
    after: RuleDocument | None
    day: date
    until: date | None = None
    decision: str = ""
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def rule_on(document: Mapping[str, Any], rule_id: str, day: date) -> RuleDocument | None:
    """The version of a rule that is in force on a day."""
    versions = (rule for rule in document["rules"] if rule["id"] == rule_id)
    return next((rule for rule in versions if is_in_force(rule, day)), None)


def is_in_force(rule: Mapping[str, Any], day: date) -> bool:
    since, ends = rule.get("since"), [rule[k] for k in ("until", "trial_until") if k in rule]
    told = day.isoformat()
    return (since is None or since <= told) and all(told < end for end in ends)


def content_of(rule: RuleDocument | None) -> RuleDocument | None:
    """What a rule says, without when and by which decision."""
    if rule is None:
        return None
    return {key: value for key, value in rule.items() if key not in _OF_VERSION}


def changed(document: Document, change: Change) -> Document:
    """Raises `RuleChanged` when the rule is not any more what the change starts from."""
    now = rule_on(document, change.rule_id, change.day)
    if digest_of(now) != digest_of(change.before):
        raise RuleChanged(change.rule_id)
    rules: list[RuleDocument] = []
    for rule in document["rules"]:
        if rule is now:
            rules += [*_ended(rule, change.day), *_versions(change, _comes_back(document, now))]
        elif not _is_to_come(rule, change):
            rules.append(rule)
    if now is None:
        rules += _versions(change, None)
    words = {**change.words, **document.get("words", {})}
    return {**document, "words": words, "rules": rules}


def _is_to_come(rule: RuleDocument, change: Change) -> bool:
    """What was to come back at the end of an earlier trial of the rule does not any more."""
    return rule["id"] == change.rule_id and rule.get("since", "") > change.day.isoformat()


def _comes_back(document: Document, now: RuleDocument) -> RuleDocument | None:
    """What a trial replaces: the rule, or what the rule replaced if it is on trial itself."""
    if "trial_until" not in now:
        return now
    versions = (rule for rule in document["rules"] if rule["id"] == now["id"])
    return next((rule for rule in versions if rule.get("since") == now["trial_until"]), None)


def digest_of(rule: RuleDocument | None) -> str:
    return digest(content_of(rule) or {})


def _ended(rule: RuleDocument, day: date) -> list[RuleDocument]:
    """The rule up to a day; nothing is left of one that began on that day."""
    if rule.get("since", "") >= day.isoformat():
        return []
    ended = {key: value for key, value in rule.items() if key != "trial_until"}
    return [{**ended, "until": day.isoformat()}]


def _versions(change: Change, back: RuleDocument | None) -> list[RuleDocument]:
    """The new version, then what comes back at the end of the trial."""
    found: list[RuleDocument] = []
    if change.after is not None:
        rule = {**(content_of(change.after) or {}), "since": change.day.isoformat()}
        rule |= {"decision": change.decision} if change.decision else {}
        rule |= {"trial_until": change.until.isoformat()} if change.until else {}
        found.append(rule)
    if change.until and back is not None:
        found.append({**(content_of(back) or {}), "since": change.until.isoformat()})
    return found


def kept_for_good(document: Document, rule_id: str, until: date, decision: str) -> Document:
    """The document once a trial was reviewed in time: the rule stays."""
    end = until.isoformat()
    rules = []
    for rule in document["rules"]:
        if rule["id"] == rule_id and rule.get("since") == end:
            continue
        if rule["id"] == rule_id and rule.get("trial_until") == end:
            rule = {key: value for key, value in rule.items() if key != "trial_until"}
            rule["decision"] = decision
        rules.append(rule)
    return {**document, "rules": rules}


def review_of(procedure: Procedure, day: date) -> date | None:
    """Until when a rule adopted on a day is on trial; None for procedures without a review."""
    if isinstance(procedure, (Consent, Advice)) and procedure.review:
        return procedure.review.after(datetime.combine(day, time())).date()
    return None
