"""The charters of the demonstration, in four vocabularies, with people who meet them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone

from entrelieux.accounts.models import Person
from entrelieux.charters.actions import (
    adopt_charter,
    advance_round,
    decide_proposal,
    grant_habilitation,
    note_birth,
    note_record,
    propose_rule,
    review_trial,
    speak,
    train_group,
)
from entrelieux.charters.models import Charter, Proposal
from entrelieux.charters.queries import last_version, tree_of
from entrelieux.charters.standing import standing_of
from entrelieux.communities.models import Community
from entrelieux.core.rules import Wording, write_charter
from entrelieux.core.rules.document.rules import write_clause
from entrelieux.core.rules.templates import template

FOLDER = Path(__file__).resolve().parent
People = Mapping[str, Person]


def write_charters(people: People) -> None:
    """Charters, registers and changes; a community that has a charter is left as it is."""
    with (FOLDER / "charters.toml").open("rb") as file:
        told = tomllib.load(file)
    new = [one for one in told["charter"] if not _has_charter(one["community"])]
    for one in new:
        _adopt(one)
    communities = {one["community"] for one in new}
    for one in told["person"]:
        if one["community"] in communities:
            _note(one, people)
    for one in told["group"]:
        if one["community"] in communities:
            _train(one, people)
    for one in told["change"]:
        if one["community"] in communities:
            _change(one, people)


def _has_charter(slug: str) -> bool:
    return Charter.objects.filter(community__slug=slug).exists()


def _adopt(told: Mapping[str, Any]) -> None:
    document = write_charter(template(told["template"]))
    words = {
        name: dict(zip(("fr", "en"), both, strict=True)) for name, both in told["words"].items()
    }
    undated = [
        {
            key: value
            for key, value in rule.items()
            if key not in ("since", "trial_until", "decision")
        }
        for rule in document["rules"]
    ]
    adopt_charter(
        by=None,
        community=Community.objects.get(slug=told["community"]),
        document={
            **document,
            "community": told["community"],
            "name": dict(zip(("fr", "en"), told["name"], strict=True)),
            "words": {**document["words"], **words},
            "kinds": {**document.get("kinds", {}), **told.get("kinds", {})},
            "rules": [*undated, *told.get("rule", ())],
            "otherwise": {**document.get("otherwise", {}), **told.get("otherwise", {})},
        },
        standing=standing_of(told["template"]),
        template_name=told["template"],
    )


def _note(told: Mapping[str, Any], people: People) -> None:
    about = {
        "by": None,
        "community": Community.objects.get(slug=told["community"]),
        "person": people[told["name"]],
    }
    today = timezone.localdate()
    if "age" in told:
        note_birth(**about, born_on=date(today.year - told["age"], 1, 1))
    for fact in told.get("records", []):
        kind, _colon, name = fact.partition(":")
        note_record(**about, kind=kind, name=name)
    for badge in told.get("badges", []):
        grant_habilitation(**about, badge=badge)


def _train(told: Mapping[str, Any], people: People) -> None:
    day = timezone.localdate() - timedelta(days=told["days_ago"])
    train_group(
        by=people[told["by"]],
        community=Community.objects.get(slug=told["community"]),
        **{name: told[name] for name in ("name", "size", "badge")},
        granted_on=day,
        expires_on=day + timedelta(days=told["good_for_days"]),
    )


def _change(told: Mapping[str, Any], people: People) -> None:
    """A rule proposed, and taken as far as `until` says."""
    community = Community.objects.get(slug=told["community"])
    by, host = people[told["by"]], people[told["host"]]
    proposal = propose_rule(
        by=by, community=community, rule_id=told["rule"], after=_rule(told), reason=told["reason"]
    )
    advance_round(by=host, proposal=proposal)
    if "objection" in told:
        objection = {"kind": "objection", "text": told["objection"], "clause": told["rule"]}
        speak(by=host, proposal=proposal, **objection)
        return
    advance_round(by=host, proposal=proposal)
    adopted = decide_proposal(by=host, proposal=Proposal.objects.get(pk=proposal.pk))
    if told["until"] == "kept":
        review_trial(by=host, proposal=adopted, keeps=True)


def _rule(told: Mapping[str, Any]) -> dict[str, Any]:
    """The rule of a sentence in the words of its community."""
    version = last_version(Community.objects.get(slug=told["community"]))
    assert version is not None  # noqa: S101 - adopted just before
    clause = Wording(tree_of(version), "fr").read(told["sentence"])
    keeper = {"keeper": "fabmanager"}
    return {"id": told["rule"], **write_clause(clause), "status": "attested", **keeper}
