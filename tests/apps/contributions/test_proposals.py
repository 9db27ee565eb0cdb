"""Anyone proposes; those who keep the map confirm, publish or refuse with a reason."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core import signing
from django.urls import reverse

from entrelieux.contributions.actions import (
    appeal_refusal,
    propose,
    publish_proposal,
    refuse_proposal,
    set_policy,
    support_proposal,
    trust_contributor,
)
from entrelieux.contributions.errors import AlreadyDecided, NothingProposed, NotYourDecision
from entrelieux.contributions.forms import SALT
from entrelieux.contributions.models import Proposal
from entrelieux.contributions.permissions import can_decide, can_support
from entrelieux.contributions.queries import open_proposals
from entrelieux.places.actions import create_place, edit_place, undo_change
from entrelieux.places.errors import EditConflict
from entrelieux.places.models import Place
from tests.cast import Cast

pytestmark = pytest.mark.django_db
WAITING, PUBLISHED = Proposal.State.WAITING, Proposal.State.PUBLISHED
REFUSED, APPEALED = Proposal.State.REFUSED, Proposal.State.APPEALED


@pytest.fixture
def atelier(cast: Cast) -> Place:
    place = create_place(by=cast.alice, values={"name": "Atelier", "phone": "+33471000000"})
    place.communities.add(cast.atelier)
    return place


def correction(place: Place, by: Any = None, **values: Any) -> Proposal:
    return propose(by=by, place=place, base=place.card, values=values or {"phone": "+33471000001"})


def sent(form: dict[str, Any]) -> dict[str, Any]:
    """A form filled in by a person: it took her some seconds."""
    opened = signing.dumps(1_700_000_000, salt=SALT)
    return {"status": "open", "opened": opened, "surname": "", "your_email": "", **form}


def links_in(text: str, path: str) -> list[str]:
    return re.findall(rf"http://[^/\s]+(/{path}/\S+)", text)


class TestWhoDecides:
    def test_a_correction_waits_for_the_hosts_and_the_network(
        self, cast: Cast, atelier: Place
    ) -> None:
        proposal = correction(atelier)
        assert proposal.state == WAITING
        assert cast.who(lambda person: can_decide(person, proposal)) == {"alice", "farid", "opal"}

    def test_a_new_place_waits_for_the_network(self, cast: Cast) -> None:
        proposal = propose(by=None, values={"name": "Grange", "city": "Thiers"})
        assert cast.who(lambda person: can_decide(person, proposal)) == {"farid", "opal"}
        assert not Place.objects.filter(name="Grange").exists()

    def test_members_of_the_network_confirm_but_not_the_author(
        self, cast: Cast, atelier: Place
    ) -> None:
        proposal = correction(atelier, by=cast.bob)
        assert cast.who(lambda person: can_support(person, proposal)) == {
            "alice",
            "chloe",
            "farid",
        }

    def test_those_who_keep_the_card_publish_at_once(self, cast: Cast, atelier: Place) -> None:
        assert correction(atelier, by=cast.alice).state == PUBLISHED
        atelier.refresh_from_db()
        assert atelier.card["phone"] == "+33471000001"

    def test_a_trusted_contributor_publishes_at_once(self, cast: Cast, atelier: Place) -> None:
        trust_contributor(by=cast.farid, network=cast.network, person=cast.driss)
        assert correction(atelier, by=cast.driss).state == PUBLISHED

    @pytest.mark.parametrize(
        ("name", "seen"),
        [("alice", 2), ("bob", 2), ("chloe", 2), ("farid", 2), ("opal", 2), ("driss", 0)],
    )
    def test_the_queue_holds_what_one_may_decide_or_confirm(
        self, cast: Cast, atelier: Place, name: str, seen: int
    ) -> None:
        correction(atelier)
        other = create_place(by=None, values={"name": "Autre"})
        propose(by=None, place=other, base=other.card, values={"name": "Autre nom"})
        assert len(open_proposals(getattr(cast, name))) == seen


class TestPublishing:
    def test_it_is_one_change_that_can_be_undone(self, cast: Cast, atelier: Place) -> None:
        published = publish_proposal(by=cast.alice, proposal=correction(atelier))
        assert published.change is not None
        undo_change(by=cast.farid, change=published.change)
        atelier.refresh_from_db()
        assert atelier.card["phone"] == "+33471000000"

    def test_enough_confirmations_publish(self, cast: Cast, atelier: Place) -> None:
        proposal = correction(atelier)
        assert support_proposal(by=cast.bob, proposal=proposal).state == WAITING
        assert support_proposal(by=cast.bob, proposal=proposal).state == WAITING
        assert support_proposal(by=cast.chloe, proposal=proposal).state == PUBLISHED

    def test_the_network_sets_how_many(self, cast: Cast, atelier: Place) -> None:
        set_policy(
            by=cast.farid,
            network=cast.network,
            confirmations=1,
            neighbour_fields=["phone"],
            stale_after_days=90,
        )
        assert support_proposal(by=cast.bob, proposal=correction(atelier)).state == PUBLISHED

    def test_neighbours_do_not_publish_what_is_not_theirs_to_confirm(
        self, cast: Cast, atelier: Place
    ) -> None:
        proposal = correction(atelier, name="Un autre nom")
        support_proposal(by=cast.bob, proposal=proposal)
        assert support_proposal(by=cast.chloe, proposal=proposal).state == WAITING

    def test_a_card_that_changed_meanwhile_is_a_conflict_with_both_values(
        self, cast: Cast, atelier: Place, client_of: Any
    ) -> None:
        proposal = correction(atelier)
        edit_place(
            by=cast.alice, place=atelier, base=atelier.card, values={"phone": "+33471000009"}
        )
        with pytest.raises(EditConflict):
            publish_proposal(by=cast.alice, proposal=proposal)
        page = client_of(cast.alice).post(reverse("proposal_publish", args=[proposal.public_id]))
        assert page.status_code == 409
        text = page.content.decode().replace("\u202f", " ").replace("\xa0", " ")
        assert "04 71 00 00 09" in text
        assert "04 71 00 00 01" in text

    def test_nothing_is_decided_twice(self, cast: Cast, atelier: Place) -> None:
        proposal = correction(atelier)
        publish_proposal(by=cast.alice, proposal=proposal)
        with pytest.raises(AlreadyDecided):
            refuse_proposal(by=cast.farid, proposal=proposal, reason="Non")

    def test_a_proposal_that_says_the_same_is_refused(self, atelier: Place) -> None:
        with pytest.raises(NothingProposed):
            propose(by=None, place=atelier, base=atelier.card, values=dict(atelier.card))


class TestRefusing:
    def test_the_author_gets_the_reason_and_may_ask_for_another_look(
        self, cast: Cast, atelier: Place, outbox: Any, client: Any
    ) -> None:
        proposal = propose(
            by=None,
            place=atelier,
            base=atelier.card,
            values={"phone": "+33471000001"},
            email="visiteuse@example.org",
        )
        refuse_proposal(by=cast.alice, proposal=proposal, reason="Le numéro n’a pas changé.")
        mail = outbox()[0]
        assert (mail.to, "n’a pas changé" in mail.text) == ("visiteuse@example.org", True)
        (link,) = links_in(mail.text, "reexamen")
        assert client.get(link).status_code == 200
        assert Proposal.objects.get().state == REFUSED
        client.post(link, {"text": "J’ai appelé ce matin."})
        assert Proposal.objects.get().state == APPEALED

    def test_an_appeal_is_examined_by_another_person_of_the_network(
        self, cast: Cast, atelier: Place
    ) -> None:
        proposal = refuse_proposal(by=cast.farid, proposal=correction(atelier), reason="Non")
        appealed = appeal_refusal(proposal=proposal, text="Si.")
        assert cast.who(lambda person: can_decide(person, appealed)) == {"farid", "opal"}
        with pytest.raises(NotYourDecision):
            publish_proposal(by=cast.farid, proposal=appealed)
        assert publish_proposal(by=cast.opal, proposal=appealed).state == PUBLISHED

    def test_one_appeals_once(self, cast: Cast, atelier: Place) -> None:
        refused = refuse_proposal(by=cast.alice, proposal=correction(atelier), reason="Non")
        appealed = appeal_refusal(proposal=refused, text="Si.")
        again = refuse_proposal(by=cast.farid, proposal=appealed, reason="Non plus")
        with pytest.raises(AlreadyDecided):
            appeal_refusal(proposal=again, text="Si si.")

    def test_the_address_of_a_visitor_is_forgotten_once_decided(
        self, cast: Cast, atelier: Place
    ) -> None:
        proposal = propose(
            by=None,
            place=atelier,
            base=atelier.card,
            values={"phone": "+33471000001"},
            email="visiteuse@example.org",
        )
        assert publish_proposal(by=cast.alice, proposal=proposal).email == ""


class TestPages:
    def test_a_visitor_proposes_a_place_without_an_account(
        self, cast: Cast, client: Any, outbox: Any
    ) -> None:
        page = client.post(
            reverse("propose_place"), sent({"name": "La Grange", "city": "Thiers"}), follow=True
        )
        proposal = Proposal.objects.get()
        assert (proposal.values["name"], proposal.is_doubtful) == ("La Grange", False)
        assert "La Grange" in page.content.decode()
        assert [mail.to for mail in outbox()] == ["farid@example.org"]

    def test_what_only_a_program_fills_is_kept_and_disturbs_nobody(
        self, cast: Cast, client: Any, outbox: Any
    ) -> None:
        client.post(reverse("propose_place"), sent({"name": "La Grange", "surname": "x"}))
        assert (Proposal.objects.get().is_doubtful, outbox()) == (True, [])

    def test_a_form_that_fails_comes_back_filled_in(self, cast: Cast, client: Any) -> None:
        page = client.post(
            reverse("propose_place"), sent({"name": "La Grange", "phone": "pas un numéro"})
        )
        assert page.status_code == 422
        assert 'value="La Grange"' in page.content.decode()

    def test_a_visitor_corrects_a_card(self, cast: Cast, atelier: Place, client: Any) -> None:
        address = reverse("propose_correction", args=[atelier.public_id])
        base = client.get(address).context["form"].initial["base"]
        form = sent({"name": "Atelier", "phone": "04 71 00 00 07", "base": base})
        client.post(address, form)
        assert Proposal.objects.get().values == {"phone": "+33471000007"}

    def test_likely_duplicates_are_shown_while_writing(
        self, cast: Cast, atelier: Place, client: Any, live_atlas: None
    ) -> None:
        page = client.get(reverse("propose_duplicates"), {"name": "atelier", "city": ""})
        assert reverse("propose_correction", args=[atelier.public_id]) in page.content.decode()

    def test_reading_a_proposal_tells_not_who_wrote_it(
        self, cast: Cast, atelier: Place, client_of: Any
    ) -> None:
        proposal = correction(atelier, by=cast.bob)
        for person in (None, cast.alice, cast.chloe):
            text = client_of(person).get(reverse("proposal", args=[proposal.public_id])).content
            assert b"bob@example.org" not in text

    @pytest.mark.parametrize("name", ["driss", "chloe", "bob"])
    def test_others_may_not_publish_or_refuse(
        self, cast: Cast, atelier: Place, client_of: Any, name: str
    ) -> None:
        proposal = correction(atelier)
        client = client_of(getattr(cast, name))
        for view in ("proposal_publish", "proposal_refuse"):
            answer = client.post(reverse(view, args=[proposal.public_id]), {"reason": "x"})
            assert answer.status_code == 403
        assert Proposal.objects.get().state == WAITING
