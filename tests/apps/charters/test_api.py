"""Charters by the API: what the pages do, as data, with the same refusals and remedies."""

from __future__ import annotations

import json
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
from entrelieux.charters.models import AgreementRequest, JournalEntry, Proposal
from entrelieux.core.rules.changing.journal import digest

pytestmark = pytest.mark.django_db


def api(client, method, address, **body):
    call = getattr(client, method)
    if method == "get":
        return call(f"/api/v1{address}")
    return call(f"/api/v1{address}", json.dumps(body), content_type="application/json")


def at(community, rest=""):
    return f"/communities/{community.slug}/charter{rest}"


def question(**more):
    """Using the laser this Friday afternoon, while people are there."""
    facts = {
        "thing": {"kinds": ["laser"], "labels": []},
        "lasts": 60,
        "used": {"hours/person/week": 0},
        "materials": [],
        "during": [],
        "checked": ["goggles"],
        "nearby": [],
        "people": {"present": []},
        "agreements": [],
    }
    return {"act": "use", "at": f"{timezone.localdate()}T15:00", "facts": facts, **more}


def test_a_charter_is_read_as_sentences_and_as_a_tree(client, fablab):
    told = api(client, "get", at(fablab)).json()
    assert (told["version"], told["digest"]) == (1, digest(told["document"]))
    assert {rule["status"] for rule in told["rules"]} == {"enforced", "attested", "spoken"}
    sentences = {rule["id"]: rule["sentence"] for rule in told["rules"]}
    assert "[" not in "".join(sentences.values())
    assert set(sentences) == {rule["id"] for rule in told["document"]["rules"]}
    assert api(client, "get", "/communities/nulle-part/charter").status_code == 404


def test_without_a_charter_there_is_nothing_to_read_nor_to_ask(cast, client):
    assert api(client, "get", at(cast.bergerie)).status_code == 404
    assert api(client, "post", at(cast.bergerie, "/decide"), **question()).status_code == 404


OLD = {"granted_on": date(2020, 1, 1)}
LOST = {
    "expired": {**OLD, "expires_on": date(2021, 1, 1)},
    "unused": OLD,
    "suspended": {},
    "revoked": {},
    "unrecognised": {},
}
REMEDIES = {
    "expired": "elle a expiré : refaites la formation.",
    "unused": "elle s’est perdue faute de pratique : reprenez avec quelqu’un.",
    "suspended": "elle est suspendue : parlez-en à qui l’a suspendue.",
    "revoked": "elle a été retirée : demandez comment la retrouver.",
    "unrecognised": "donnée ailleurs, elle n’est pas reconnue ici : demandez que les deux lieux "
    "s’accordent.",
}


@pytest.fixture(params=LOST)
def lost(request, cast, fablab):
    """Bob signed the charter, and his badge of the laser does not hold any more."""
    state, told = request.param, {"by": None, "person": cast.bob, "badge": "laser-badge"}
    note_record(
        by=None, community=fablab, person=cast.bob, kind="documents", name="charter", since=None
    )
    community = cast.bergerie if state == "unrecognised" else fablab
    months = {"training": practised(fablab)} if state == "unused" else {}
    held = grant_habilitation(**told, community=community, **LOST[state], **months)
    if state == "suspended":
        suspend_habilitation(by=None, habilitation=held, reason="lunettes")
    if state == "revoked":
        revoke_habilitation(by=None, habilitation=held, reason="accident")
    return state


def practised(community):
    return open_training(
        by=None, community=community, name="Laser", badge="laser-badge", unused_months=6
    )


def test_a_habilitation_that_does_not_hold_is_refused_with_its_remedy(
    cast, client_of, fablab, lost
):
    told = api(client_of(cast.bob), "post", at(fablab, "/decide"), **question()).json()
    assert told["verdict"] == "no"
    (one,) = told["lost"]
    remedy = f"Le badge laser : {REMEDIES[lost]}"
    assert (one["badge"], one["state"]) == ("laser-badge", lost)
    assert one["remedy"].replace("\xa0", " ") == remedy
    assert one["remedy"] in told["told"]
    assert "accident" not in json.dumps(told) and "lunettes" not in json.dumps(told)


def test_nor_is_the_laser_booked_with_it(cast, client_of, lost, offered_laser):
    day = timezone.localdate() + timedelta(days=3)
    asked = {
        "resources": [{"id": offered_laser.public_id}],
        "start": f"{day}T10:00",
        "end": f"{day}T11:00",
    }
    refused = api(client_of(cast.bob), "post", "/bookings", **asked)
    told = " ".join(refused.json()["reasons"]).replace("\xa0", " ")
    assert (refused.status_code, REMEDIES[lost] in told) == (403, True), told


def test_nobody_gives_herself_a_badge_by_asking(cast, client_of, fablab):
    asked = question()
    asked["facts"]["person"] = {"badges": ["laser-badge"]}
    bob = client_of(cast.bob)
    refused = api(bob, "post", at(fablab, "/decide"), **asked)
    assert refused.status_code == 422
    described = question(person={"badges": ["laser-badge"], "documents": ["charter"], "roles": []})
    assert api(bob, "post", at(fablab, "/decide"), **described).json()["verdict"] == "yes"
    assert api(bob, "post", at(fablab, "/decide"), **question()).json()["verdict"] == "no"


def test_a_fact_that_cannot_be_read_is_told_with_its_place(client, fablab):
    asked = question(person={"badgers": []})
    refused = api(client, "post", at(fablab, "/decide"), **asked)
    assert refused.status_code == 422
    assert "person.badgers" in refused.json()["title"]


def agreed():
    """A fab manager is there: her agreement is all that Bob misses."""
    there = question()
    there["facts"]["people"] = {"present": [{"roles": ["fabmanager"]}]}
    return {"question": there, "wanted": "fabmanager", "note": "Pour un trophée"}


@pytest.fixture
def signed(cast, fablab):
    note_record(
        by=None, community=fablab, person=cast.bob, kind="documents", name="charter", since=None
    )
    return fablab


def test_an_agreement_is_asked_given_once_and_then_holds(cast, client_of, signed):
    bob, alice = client_of(cast.bob), client_of(cast.alice)
    asked = agreed()
    verdict = api(bob, "post", at(signed, "/decide"), **asked["question"]).json()
    assert (verdict["verdict"], verdict["asks"]) == ("ask", [{"by": "fabmanager"}])
    made = api(bob, "post", f"/communities/{signed.slug}/agreements", **asked)
    assert made.status_code == 201
    one = made.json()
    assert (one["state"], one["is_mine"], one["may_answer"]) == ("asked", True, False)
    (waiting,) = api(alice, "get", f"/communities/{signed.slug}/agreements").json()["waiting"]
    assert (waiting["id"], waiting["may_answer"]) == (one["id"], True)
    given = api(alice, "post", f"/agreements/{one['id']}/answer", gives=True)
    assert given.json()["state"] == "given"
    assert api(alice, "post", f"/agreements/{one['id']}/answer", gives=False).status_code == 409
    again = api(bob, "post", at(signed, "/decide"), **asked["question"]).json()
    assert again["verdict"] == "yes"
    assert api(bob, "post", f"/agreements/{one['id']}/withdraw").json()["state"] == "withdrawn"


def test_an_agreement_that_is_not_what_is_missing_is_not_asked(cast, client_of, fablab):
    refused = api(client_of(cast.bob), "post", f"/communities/{fablab.slug}/agreements", **agreed())
    assert (refused.status_code, AgreementRequest.objects.count()) == (409, 0)


RULE = {"act": "enter", "forbids": True, "if": {"label": "closed"}}
CELLS = {
    # who reads the charter, asks « may I », reads the journal, proposes, reads Bob’s request,
    # answers it, lists agreements
    "visitor": (200, 200, 200, 403, 404, 404, 403),
    "driss": (200, 200, 200, 403, 404, 404, 200),
    "chloe": (200, 200, 200, 403, 404, 404, 200),
    "bob": (200, 200, 200, 201, 200, 403, 200),
    "alice": (200, 200, 200, 201, 200, 200, 200),
    "farid": (200, 200, 200, 403, 404, 404, 200),
    "opal": (200, 200, 200, 403, 404, 404, 200),
}


@pytest.mark.parametrize("name", CELLS)
def test_each_of_the_cast_may_what_the_table_says(cast, client_of, signed, name):
    bob = client_of(cast.bob)
    made = api(bob, "post", f"/communities/{signed.slug}/agreements", **agreed()).json()
    person = dict(cast.everyone())[name]
    client = client_of(person if person.is_authenticated else None)
    calls = [
        api(client, "get", at(signed)),
        api(client, "post", at(signed, "/decide"), **question()),
        api(client, "get", at(signed, "/journal")),
        api(client, "post", at(signed, "/proposals"), rule_id="closed", rule=RULE, reason="Neige"),
        api(client, "get", f"/agreements/{made['id']}"),
        api(client, "post", f"/agreements/{made['id']}/answer", gives=True),
        api(client, "get", f"/communities/{signed.slug}/agreements"),
    ]
    assert tuple(call.status_code for call in calls) == CELLS[name]
    others = [call.content.decode() for call in (*calls[:3], calls[6])]
    if name in ("visitor", "driss", "chloe", "farid", "opal"):
        assert not any("trophée" in told for told in others)


def test_a_change_is_proposed_and_read_by_anyone_and_its_rule_must_hold_together(
    cast, client, client_of, fablab
):
    bob, proposals = client_of(cast.bob), at(fablab, "/proposals")
    wrong = {**RULE, "if": {"moon": "full"}}
    refused = api(bob, "post", proposals, rule_id="closed", rule=wrong, reason="Neige")
    assert (refused.status_code, Proposal.objects.count()) == (422, 0)
    words = {"closed": {"fr": "le lieu est fermé"}}
    told = {"rule_id": "closed", "rule": RULE, "reason": "Neige", "words": words}
    made = api(bob, "post", proposals, **told).json()
    (listed,) = api(client, "get", proposals).json()
    assert listed == made
    assert (made["state"], made["after"]) == ("open", {"id": "closed", **RULE})
    assert "Bob" not in json.dumps(listed)
    removed = api(bob, "post", proposals, rule_id="tidy", rule=None, reason="Trop dit").json()
    assert ("after" in removed, removed["before"]["id"]) == (False, "tidy")


def test_the_journal_is_verified_and_shows_a_line_that_was_changed(cast, client, fablab):
    journal = at(fablab, "/journal")
    sound = api(client, "get", journal).json()
    assert (sound["is_sound"], sound["broken"], len(sound["lines"])) == (True, [], 1)
    JournalEntry.objects.update(content={"kind": "charter", "outcome": "refused"})
    assert api(client, "get", journal).json()["broken"] == [0]
