"""Badges given elsewhere and recognised here: what is refused comes with what to do."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from entrelieux.charters.actions import (
    grant_habilitation,
    note_record,
    open_training,
    revoke_habilitation,
    suspend_habilitation,
)
from entrelieux.exchanges.actions.agreements import note_step
from entrelieux.exchanges.models import Recognition
from tests.apps.charters.test_api import api, at, question
from tests.apps.exchanges.conftest import agreed

pytestmark = pytest.mark.django_db
OLD = {"granted_on": date(2020, 1, 1)}
__all__ = ["agreed"]


@pytest.fixture
def decided(cast, client_of, fablab, agreed):
    """What the Atelier answers to Chloé, whose « brûleuse » of the Bergerie it takes for a laser
    badge: the verdict, then the state and the remedy of each badge that does not hold.
    """
    note_record(
        by=None, community=fablab, person=cast.chloe, kind="documents", name="charter", since=None
    )

    def answer(**recognition):
        if not Recognition.objects.exists():
            told = {"accepting": fablab, "badge": "brûleuse", "taken_for": "laser-badge"}
            agreed(recognitions=[{**told, **recognition}])
        told = api(client_of(cast.chloe), "post", at(fablab, "/decide"), **question()).json()
        assert all(one["remedy"] in told["told"] for one in told["lost"])
        assert {one["badge"] for one in told["lost"]} <= {"laser-badge"}
        return told["verdict"], [
            (one["state"], one["remedy"].replace("\xa0", " ")) for one in told["lost"]
        ]

    return answer


def burner(cast, **values):
    told = {"by": None, "person": cast.chloe, "badge": "brûleuse", "community": cast.bergerie}
    return grant_habilitation(**told, **values)


def test_one_that_is_good_there_counts_here(cast, decided):
    burner(cast)
    assert decided() == ("yes", [])


def test_one_that_ended_there_is_refused_with_its_remedy(cast, decided):
    burner(cast, **OLD, expires_on=date(2021, 1, 1))
    assert decided() == (
        "no", [("expired", "Le badge laser : elle a expiré : refaites la formation.")]
    )  # fmt: skip


def test_one_that_was_not_practised_there_is_too(cast, decided):
    training = open_training(
        by=None, community=cast.bergerie, name="Brûleuse", badge="brûleuse", unused_months=6
    )
    burner(cast, **OLD, training=training)
    assert [state for state, _remedy in decided()[1]] == ["unused"]


@pytest.mark.parametrize(
    ("gesture", "state"), [(suspend_habilitation, "suspended"), (revoke_habilitation, "revoked")]
)
def test_one_that_was_suspended_or_taken_back_there_is_too(cast, decided, gesture, state):
    gesture(by=None, habilitation=burner(cast), reason="accident")
    verdict, lost = decided()
    assert (verdict, [one for one, _remedy in lost]) == ("no", [state])
    assert "accident" not in lost[0][1]


def test_a_step_that_is_still_to_be_done_here_is_told(cast, decided):
    burner(cast)
    assert decided(extra_step="10 min de visite") == (
        "no",
        [
            (
                "incomplete",
                "Le badge laser : donnée ailleurs, elle vaut ici après une étape de plus : "
                "demandez à la faire. (10 min de visite)",
            )
        ],
    )
    note_step(by=cast.alice, recognition=Recognition.objects.get(), person=cast.chloe)
    assert decided() == ("yes", [])


def test_a_level_that_is_too_low_is_not_recognised(cast, decided):
    burner(cast, level=1)
    verdict, lost = decided(level=2)
    assert (verdict, [state for state, _remedy in lost]) == ("no", ["unrecognised"])


@pytest.mark.parametrize(
    ("gesture", "state"), [(suspend_habilitation, "suspended"), (revoke_habilitation, "revoked")]
)
def test_what_was_suspended_or_taken_back_here_does_not_come_back_from_elsewhere(
    cast, decided, fablab, gesture, state
):
    burner(cast)
    own = grant_habilitation(by=None, community=fablab, person=cast.chloe, badge="laser-badge")
    assert decided() == ("yes", [])
    gesture(by=None, habilitation=own, reason="accident")
    verdict, lost = decided()
    assert (verdict, [one for one, _remedy in lost]) == ("no", [state])


def test_one_of_here_that_ran_out_does_not_hide_one_of_elsewhere(cast, decided, fablab):
    burner(cast)
    grant_habilitation(
        by=None, community=fablab, person=cast.chloe, badge="laser-badge",
        granted_on=date(2020, 1, 1), expires_on=timezone.localdate() - timedelta(days=1),
    )  # fmt: skip
    assert decided() == ("yes", [])
