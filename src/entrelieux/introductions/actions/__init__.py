"""Writes of following up."""

from entrelieux.introductions.actions.answering import (
    accept_bridge,
    decline_bridge,
    introduce,
    note_seen,
)
from entrelieux.introductions.actions.digesting import send_digests, set_digest
from entrelieux.introductions.actions.expiring import expire_bridges
from entrelieux.introductions.actions.learning import forget_lessons, learn, limit_learning
from entrelieux.introductions.actions.telling import (
    ask_whether_it_happened,
    consent_to_story,
    give_up,
    tell_happened,
    tell_outcome,
)

__all__ = [
    "accept_bridge",
    "ask_whether_it_happened",
    "consent_to_story",
    "decline_bridge",
    "expire_bridges",
    "forget_lessons",
    "give_up",
    "introduce",
    "learn",
    "limit_learning",
    "note_seen",
    "send_digests",
    "set_digest",
    "tell_happened",
    "tell_outcome",
]
