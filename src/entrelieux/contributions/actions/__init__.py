"""What people contribute: each action is one atomic block and one audit row."""

from entrelieux.contributions.actions.claiming import (
    grant_claim,
    prove_claim,
    refuse_claim,
    start_claim,
    vouch_for,
)
from entrelieux.contributions.actions.deciding import (
    appeal_refusal,
    publish_proposal,
    refuse_proposal,
    support_proposal,
)
from entrelieux.contributions.actions.following import follow, stop_following, tell_followers
from entrelieux.contributions.actions.governing import (
    set_policy,
    trust_contributor,
    withdraw_trust,
)
from entrelieux.contributions.actions.proposing import propose
from entrelieux.contributions.actions.reminding import confirm_by_link, send_reminders, set_rhythm

__all__ = [
    "appeal_refusal",
    "confirm_by_link",
    "follow",
    "grant_claim",
    "propose",
    "prove_claim",
    "publish_proposal",
    "refuse_claim",
    "refuse_proposal",
    "send_reminders",
    "set_policy",
    "set_rhythm",
    "start_claim",
    "stop_following",
    "support_proposal",
    "tell_followers",
    "trust_contributor",
    "vouch_for",
    "withdraw_trust",
]
