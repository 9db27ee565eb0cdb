"""Proposals, claims, reminders, follows, and the thresholds that each network sets."""

from entrelieux.contributions.models.claim import Claim, Vouch
from entrelieux.contributions.models.follow import Follow
from entrelieux.contributions.models.policy import NetworkPolicy, TrustedContributor
from entrelieux.contributions.models.proposal import Proposal, Support
from entrelieux.contributions.models.reminder import ReminderRhythm

__all__ = [
    "Claim",
    "Follow",
    "NetworkPolicy",
    "Proposal",
    "ReminderRhythm",
    "Support",
    "TrustedContributor",
    "Vouch",
]
