from datetime import timedelta

import pytest

from entrelieux.bridges.actions import post_need
from entrelieux.bridges.models import Bridge
from entrelieux.introductions.actions import (
    accept_bridge,
    consent_to_story,
    tell_happened,
    tell_outcome,
)

REASONS = [
    {
        "code": "has_laser",
        "points": 2.0,
        "sentence_fr": "Il y a une découpeuse laser.",
        "sentence_en": "There is a laser cutter.",
    }
]


@pytest.fixture
def bridge(cast, atelier_place, now):
    """Driss looks for a laser, which the place of the Atelier has: Alice hosts it."""
    need = post_need(
        by=cast.driss,
        now=now,
        values={
            "sentence": "Je cherche une découpe laser",
            "visibility": "host",
            "department": "63",
        },
    )
    return Bridge.objects.create(
        need=need,
        asker=cast.driss,
        source_kind="resource",
        source_id="x1",
        title="Découpeuse laser",
        giver_place=atelier_place,
        reasons=REASONS,
        score=2.0,
    )


@pytest.fixture
def in_state(cast, bridge, now):
    """``in_state("asked")``: the bridge as far as that."""

    def bring(state):
        later = now - timedelta(days=20)
        steps = ["suggested", "asked", "accepted", "happened", "told"]
        reached = steps.index(state)
        if reached >= 1:
            accept_bridge(by=cast.driss, bridge=bridge, now=later)
        if reached >= 2:
            accept_bridge(by=cast.alice, bridge=bridge, now=later)
        if reached >= 3:
            tell_happened(by=cast.driss, bridge=bridge, now=now)
        if reached >= 4:
            for person in (cast.driss, cast.alice):
                tell_outcome(
                    by=person,
                    bridge=bridge,
                    now=now,
                    outcome="Trente trophées gravés",
                    thanks="Merci !",
                    consents=True,
                )
            # Alice's thanks were new to Driss, who agrees to them too.
            consent_to_story(by=cast.driss, bridge=bridge, consents=True)
        bridge.refresh_from_db()
        return bridge

    return bring
