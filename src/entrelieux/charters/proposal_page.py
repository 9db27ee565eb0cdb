"""What the page of a proposal shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from entrelieux.charters.changing import Change, changed
from entrelieux.charters.errors import RuleChanged, UnsoundRule
from entrelieux.charters.examining import Examination, examine, past_cases
from entrelieux.charters.models import Ballot, CharterVersion, Proposal
from entrelieux.charters.queries import last_version, tree_of
from entrelieux.charters.reading import Reading, RuleCard, procedure_in_words
from entrelieux.charters.taking_part import member_facts
from entrelieux.charters.tallying import PROPOSAL, STATUS_QUO, Tally, alternatives_of, tally_of
from entrelieux.core.rules import Charter as Tree
from entrelieux.core.rules import read_charter
from entrelieux.core.rules.document.rules import A_RULE
from entrelieux.core.rules.tree.charter import Word

RuleDocument = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Version:
    """One of the versions to choose from; without a card, there is no such rule."""

    key: str
    title: str
    card: RuleCard | None
    vote: int | str = ""


@dataclass(frozen=True, slots=True)
class ProposalPage:
    tally: Tally
    procedure: str
    versions: tuple[Version, ...]
    examination: Examination | None
    ballot: dict[str, Any]
    waits_for: str
    can_decide: bool
    advice: tuple[tuple[str, str], ...]


def page_of(proposal: Proposal, person: Any) -> ProposalPage:
    """`person` takes part, and sees her own vote; None for who only reads."""
    version = last_version(proposal.charter.community)
    assert version is not None  # noqa: S101 - a proposal is of a charter that has one
    tally = tally_of(proposal)
    reading = Reading(_with_words(tree_of(version), proposal))
    now = timezone.now()
    ballot = _ballot(proposal, person)
    return ProposalPage(
        tally=tally,
        procedure=procedure_in_words(tally.procedure),
        versions=tuple(_versions(proposal, reading, ballot)),
        examination=_examined(version, proposal) if proposal.is_open else None,
        ballot=ballot,
        waits_for=tally.waits_for(now) if proposal.is_open else "",
        can_decide=proposal.is_open and tally.can_decide(now),
        advice=tuple((name, reading.label(name)) for name in tally.missing_advice),
    )


def _with_words(tree: Tree, proposal: Proposal) -> Tree:
    """The charter with the words that the proposal brings."""
    new = {name: Word(tuple(forms.items())) for name, forms in proposal.words.items()}
    return replace(tree, words={**new, **tree.words}) if new else tree


def _ballot(proposal: Proposal, person: Any) -> dict[str, Any]:
    if person is None:
        return {}
    rows = Ballot.objects.filter(proposal=proposal, person=person)
    return rows.values_list("content", flat=True).first() or {}


def _versions(proposal: Proposal, reading: Reading, ballot: dict[str, Any]) -> list[Version]:
    titles = {PROPOSAL: _("Ce qui est proposé"), STATUS_QUO: _("Comme aujourd’hui")}
    return [
        Version(key, titles.get(key, _("Autre version")), _card(rule, reading), ballot.get(key, ""))
        for key, rule in alternatives_of(proposal).items()
    ]


def _card(rule: RuleDocument | None, reading: Reading) -> RuleCard | None:
    return reading.card(A_RULE.read(rule, "")) if rule else None


def _examined(version: CharterVersion, proposal: Proposal) -> Examination | None:
    """None when the rule changed meanwhile: there is nothing to compare any more."""
    today = timezone.localdate()
    change = Change(proposal.rule_id, proposal.before, proposal.after, today, words=proposal.words)
    try:
        new = read_charter(changed(version.document, change))
    except (RuleChanged, UnsoundRule):
        return None
    community = version.charter.community
    old = in_force(tree_of(version), today)
    return examine(old, in_force(new, today), member_facts(version), past_cases(community))


def in_force(tree: Tree, day: date) -> Tree:
    return replace(tree, rules=tree.in_force(day))


def summaries(version: CharterVersion, proposals: Iterable[Proposal]) -> list[tuple[Proposal, str]]:
    """Each proposal with the sentence that it is about."""
    tree = tree_of(version)
    found = []
    for proposal in proposals:
        reading = Reading(_with_words(tree, proposal))
        card = _card(proposal.after or proposal.before, reading)
        found.append((proposal, card.sentence if card else proposal.rule_id))
    return found
