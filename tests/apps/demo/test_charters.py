"""The four charters of the demonstration, and the people who meet them."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from entrelieux.charters.deciding import decide
from entrelieux.charters.models import CharterVersion, Proposal
from entrelieux.charters.queries import last_version, tree_of
from entrelieux.charters.reading import Reading
from entrelieux.communities.models import Community
from entrelieux.demo.build import gather_people
from entrelieux.demo.charters import write_charters

pytestmark = pytest.mark.django_db
SLUGS = ("cocotte-numerique", "fablab-lapalisse", "sigmake", "college-saint-eloy")
LASER = {
    "thing": {"kinds": ["laser"], "labels": []},
    "people": {"present": []},
    "used": {"hours/person/week": 0},
    "lasts": 60,
    "agreements": [],
}


@pytest.fixture
def people() -> Any:
    found = gather_people()
    write_charters(found)
    return found


def community(slug: str) -> Community:
    return Community.objects.get(slug=slug)


def test_four_charters_each_in_its_own_words(people: Any) -> None:
    first = [
        Reading(tree_of(last_version(community(slug))), "fr").title(
            last_version(community(slug)).document["rules"][0]["act"]
        )
        for slug in SLUGS
    ]
    assert first == [
        "Entrer à la Cocotte",
        "Bricoler à Lapalisse",
        "Passer au SIGMAke",
        "Entrer au lab",
    ]


def test_a_pupil_a_newcomer_a_trained_member_and_somebody_from_elsewhere_meet_the_laser(
    people: Any,
) -> None:
    murat = community("cocotte-numerique")
    noon = timezone.localtime().replace(hour=12, minute=0)
    answers = {}
    for name in ("lina", "driss", "bruno", "chloe"):
        decision = decide(murat, "use", people[name], LASER, noon)
        answers[name] = (decision.verdict, bool(decision.told()))
    assert answers == {
        "lina": ("no", True),
        "driss": ("no", True),
        "bruno": ("yes", True),
        "chloe": ("no", True),
    }


def test_one_pupil_is_admitted_at_her_college_and_not_at_murat_without_her_parents(
    people: Any,
) -> None:
    teacher = {"people": {"present": [{"roles": ["teacher"]}]}, "used": {}}
    teacher["used"] = {"pupils-inside/everybody/now": 3}
    at_school = {**teacher, "during": ["lab-club"]}
    school = decide(community("college-saint-eloy"), "enter", people["lina"], at_school)
    murat = decide(community("cocotte-numerique"), "enter", people["lina"], {"during": []})
    assert (school.verdict, murat.verdict) == ("yes", "no")
    assert "– la personne a remis le mot des parents" in murat.told()


def test_one_rule_was_changed_by_consent_tried_and_kept_another_is_on_trial(people: Any) -> None:
    found = {one.rule_id: (one.state, one.trial) for one in Proposal.objects.all()}
    assert found == {
        "late": ("adopted", "kept"),
        "young-fire": ("adopted", "running"),
        "guests": ("open", "none"),
    }


def test_writing_them_again_changes_nothing(people: Any) -> None:
    before = CharterVersion.objects.count()
    write_charters(people)
    assert CharterVersion.objects.count() == before
