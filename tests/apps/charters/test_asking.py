"""« Puis-je ? », agreements asked and given, and the register that answers look at."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from entrelieux.charters.actions import grant_habilitation, note_birth, note_record
from entrelieux.charters.deciding import decide
from entrelieux.charters.models import AgreementRequest, Birth, Habilitation, Record
from entrelieux.communities.actions import add_member
from entrelieux.communities.models import Community
from entrelieux.places.actions import create_place
from tests.cast import Cast

pytestmark = pytest.mark.django_db
LINK = re.compile(r"(/accords/lien/\S+)")


def address(name: str, community: Community, *more: Any) -> str:
    return reverse(name, args=[community.slug, *more])


def read(client: Any, url: str, **told: str) -> str:
    return client.get(url, told).content.decode().replace("\xa0", " ")


class TestReading:
    def test_anyone_reads_each_rule_in_the_words_of_the_community_with_what_it_is(
        self, client: Any, fablab: Community
    ) -> None:
        page = read(client, address("charter", fablab))
        assert "Entrer au lab est interdit, sauf si la personne est actuellement adhérent" in page
        assert "L’open lab est ouvert à tous." in page
        assert [
            page.count(f"rule__status--{s}") - 1 for s in ("enforced", "attested", "spoken")
        ] == [
            9,
            2,
            1,
        ]
        assert "[" not in re.sub(r"<[^>]*>", "", page)

    def test_without_a_charter_the_page_says_who_can_start_one(
        self, cast: Cast, client_of: Any
    ) -> None:
        start = address("charter_start", cast.atelier)
        pages = {
            name: start
            in read(
                client_of(one if one.is_authenticated else None),
                f"/communautes/{cast.atelier.slug}/charte/",
            )
            for name, one in cast.everyone()
        }
        assert {name for name, told in pages.items() if told} == {"alice", "farid", "opal"}

    def test_a_template_is_read_whole_before_it_is_taken_once(
        self, cast: Cast, client_of: Any
    ) -> None:
        alice = client_of(cast.alice)
        start = address("charter_start", cast.atelier)
        assert "Boire de l’alcool est interdit" in read(alice, start, modele="coworking")
        done = alice.post(start, {"modele": "coworking"}, follow=True)
        assert "l’animatrice" in done.content.decode()
        assert alice.post(start, {"modele": "fablab"}).status_code == 403

    def test_a_page_of_a_charter_costs_the_same_whatever_its_rules(
        self, client: Any, fablab: Community, college: Community, django_assert_num_queries: Any
    ) -> None:
        for community in (fablab, college):
            with django_assert_num_queries(4):
                assert client.get(address("charter", community)).status_code == 200


class TestMayI:
    def ask(self, client: Any, community: Community, **told: str) -> Any:
        return client.get(address("may_i", community), told).context["answer"]

    def test_nothing_is_answered_before_an_act_is_chosen(
        self, client: Any, fablab: Community
    ) -> None:
        page = client.get(address("may_i", fablab))
        assert (page.status_code, page.context["answer"]) == (200, None)

    def test_a_visitor_describes_somebody_and_reads_all_the_reasons_and_the_ways(
        self, client: Any, fablab: Community
    ) -> None:
        told = {"quoi": "use/saw", "precis": "1", "person.age": "14", "facts.lasts": "60"}
        answer = self.ask(client, fablab, **told)
        assert answer.verdict == "no"
        assert len(answer.reasons) == 2
        assert answer.paths == ()
        assert [path.split(",")[0] for path in answer.waits] == [
            "La personne a remis la charte signée"
        ]

    def test_only_what_the_rules_look_at_is_asked(self, client: Any, fablab: Community) -> None:
        page = client.get(address("may_i", fablab), {"quoi": "enter"})
        asked = {q.field for topic in page.context["inquiry"].topics for q in topic.questions}
        assert asked == {
            "person.statuses.member",
            "facts.during.open-lab",
            "person.age",
            "person.documents.consent",
        }

    def test_each_reader_asks_about_whom_she_may(
        self, cast: Cast, client_of: Any, fablab: Community
    ) -> None:
        known = {
            name: [
                key
                for key, _label in client_of(one if one.is_authenticated else None)
                .get(address("may_i", fablab))
                .context["inquiry"]
                .people
            ]
            for name, one in cast.everyone()
        }
        assert known["visitor"] == ["quelqu-un"]
        assert known["bob"] == ["moi", "quelqu-un"]
        assert known["alice"] == ["moi", "quelqu-un", str(cast.bob.pk)]

    def test_a_member_does_not_read_the_age_of_another(
        self, cast: Cast, client_of: Any, fablab: Community
    ) -> None:
        note_birth(by=None, community=fablab, person=cast.alice, born_on=date(1977, 7, 7))
        answer = self.ask(client_of(cast.bob), fablab, qui=str(cast.alice.pk), quoi="enter")
        assert (
            answer.decision.case.person["statuses"]["member"].since.date() == timezone.localdate()
        )
        assert "age" not in answer.decision.case.person

    def test_a_lost_habilitation_comes_with_its_remedy(
        self, cast: Cast, client_of: Any, fablab: Community
    ) -> None:
        grant_habilitation(
            by=None, community=fablab, person=cast.bob, badge="laser-badge",
            granted_on=date(2025, 1, 1), expires_on=date(2026, 1, 1),
        )  # fmt: skip
        answer = self.ask(client_of(cast.bob), fablab, quoi="use/laser", precis="1")
        assert answer.lost == ("Le badge laser : elle a expiré\xa0: refaites la formation.",)

    @pytest.mark.parametrize("wrong", ["use/unknown", "../etc", "use/laser/saw"])
    def test_an_act_that_no_rule_knows_is_not_answered(
        self, client: Any, fablab: Community, wrong: str
    ) -> None:
        assert self.ask(client, fablab, quoi=wrong) is None

    @pytest.mark.parametrize("wrong", ["x", "1e999", "nan", "-3", "²"])
    def test_a_number_that_is_none_is_not_known(
        self, client: Any, fablab: Community, wrong: str
    ) -> None:
        told = {"quoi": "enter", "precis": "1", "person.age": wrong}
        assert self.ask(client, fablab, **told).verdict in {"no", "unknown"}


class TestAgreements:
    @pytest.fixture
    def bob(self, cast: Cast, fablab: Community) -> Any:
        """A member who signed the charter, without the badge, while a fab manager is there."""
        note_birth(by=None, community=fablab, person=cast.bob, born_on=date(1990, 5, 1))
        note_record(
            by=None, community=fablab, person=cast.bob, kind=Record.Kind.DOCUMENT, name="charter"
        )
        return cast.bob

    QUESTION = {
        "quoi": "use/laser",
        "precis": "1",
        "facts.people.present.0": "1",
        "qui": "moi",
        "facts.lasts": "60",
    }

    def asked(self, client: Any, community: Community) -> AgreementRequest:
        told = {**self.QUESTION, "accord": "fabmanager", "note": "pour une enseigne"}
        client.post(address("agreement_ask", community), told)
        return AgreementRequest.objects.get()

    def test_it_is_asked_in_one_gesture_and_answered_in_one_from_the_mail(
        self, cast: Cast, client: Any, client_of: Any, fablab: Community, bob: Any, outbox: Any
    ) -> None:
        page = client_of(bob).get(address("may_i", fablab), self.QUESTION)
        assert page.context["answer"].verdict == "ask"
        assert "Demander l’accord d’un fabmanager" in page.content.decode()
        request = self.asked(client_of(bob), fablab)
        (mail,) = outbox()
        assert (mail.to, "pour une enseigne" in mail.text) == (cast.alice.email, True)
        link = LINK.search(mail.text)[1]
        assert "Donner mon accord" in client.get(link).content.decode()
        assert AgreementRequest.objects.get().state == "asked"
        client.post(link, {"geste": "donner"})
        request.refresh_from_db()
        assert (request.state, request.answered_by) == ("given", cast.alice)
        assert request.until == timezone.localdate() + timedelta(days=30)
        assert outbox()[0].to == bob.email
        again = client_of(bob).get(address("may_i", fablab), self.QUESTION)
        assert again.context["answer"].verdict == "yes"

    def test_it_holds_for_that_thing_alone_until_its_day_or_until_it_is_withdrawn(
        self, cast: Cast, client_of: Any, fablab: Community, bob: Any
    ) -> None:
        request = self.asked(client_of(bob), fablab)
        alice = client_of(cast.alice)
        alice.post(request.get_absolute_url(), {"geste": "donner"})
        facts = {"thing": {"kinds": ["laser"], "labels": []}, "used": {"hours/person/week": 0}}
        facts |= {"people": {"present": [{"roles": ["fabmanager"]}]}, "lasts": 60}

        def verdict(kind: str, days: int = 0) -> str:
            told = {**facts, "thing": {"kinds": [kind, "laser"][:2], "labels": []}}
            told["thing"] = {"kinds": [kind], "labels": []}
            at = timezone.now() + timedelta(days=days)
            return decide(fablab, "use", bob, told, at).verdict

        assert [verdict("laser"), verdict("saw"), verdict("laser", 31)] == ["yes", "no", "ask"]
        alice.post(request.get_absolute_url(), {"geste": "retirer"})
        assert verdict("laser") == "ask"

    def test_asked_again_it_is_the_same_request_and_one_mail(
        self, client_of: Any, fablab: Community, bob: Any, outbox: Any
    ) -> None:
        self.asked(client_of(bob), fablab)
        self.asked(client_of(bob), fablab)
        assert len(outbox()) == 1

    def test_nobody_answers_but_those_whose_agreement_it_is(
        self, cast: Cast, client_of: Any, fablab: Community, bob: Any
    ) -> None:
        request = self.asked(client_of(bob), fablab)
        seen = set()
        for name, person in cast.everyone():
            client = client_of(person if person.is_authenticated else None)
            if client.get(request.get_absolute_url()).status_code == 200:
                seen.add(name)
            if name != "alice":
                client.post(request.get_absolute_url(), {"geste": "donner"})
        request.refresh_from_db()
        assert (seen, request.state) == ({"bob", "alice"}, "asked")

    def test_a_host_does_not_agree_with_herself(
        self, cast: Cast, client_of: Any, fablab: Community
    ) -> None:
        note_record(
            by=None, community=fablab, person=cast.alice, kind=Record.Kind.DOCUMENT, name="charter"
        )
        alice = client_of(cast.alice)
        request = self.asked(alice, fablab)
        alice.post(request.get_absolute_url(), {"geste": "donner"})
        request.refresh_from_db()
        assert request.state == "asked"

    def test_an_agreement_that_is_not_what_is_missing_is_not_asked(
        self, cast: Cast, client_of: Any, fablab: Community
    ) -> None:
        told = {"quoi": "enter", "precis": "1", "qui": "moi", "accord": "fabmanager"}
        client_of(cast.bob).post(address("agreement_ask", fablab), told)
        assert not AgreementRequest.objects.exists()

    def test_the_list_shows_what_waits_for_me_and_what_i_asked(
        self, cast: Cast, client_of: Any, fablab: Community, bob: Any
    ) -> None:
        self.asked(client_of(bob), fablab)
        url = address("agreements", fablab)
        assert "Bob : utiliser la découpeuse laser" in read(client_of(cast.alice), url)
        assert "Utiliser la découpeuse laser" in read(client_of(bob), url)
        assert "découpeuse" not in read(client_of(cast.chloe), url)


class TestRegister:
    def test_hosts_keep_it_and_nobody_else_reads_it(
        self, cast: Cast, client_of: Any, fablab: Community
    ) -> None:
        note_birth(by=None, community=fablab, person=cast.bob, born_on=date(1990, 5, 1))
        may = {
            name
            for name, one in cast.everyone()
            if client_of(one if one.is_authenticated else None)
            .get(address("habilitations", fablab))
            .status_code
            == 200
        }
        assert may == {"alice", "farid", "opal"}

    def test_a_host_notes_and_withdraws(
        self, cast: Cast, client_of: Any, fablab: Community
    ) -> None:
        alice, url = client_of(cast.alice), address("habilitations", fablab)
        noted = {"geste": "noter", "noter-person": cast.bob.pk, "noter-fact": "documents:consent"}
        alice.post(url, noted)
        record = Record.objects.get()
        assert (record.kind, record.name, record.by) == ("documents", "consent", cast.alice)
        alice.post(
            url,
            {
                "geste": "naissance",
                "naissance-person": cast.bob.pk,
                "naissance-born_on": "2012-03-04",
            },
        )
        assert Birth.objects.get().born_on == date(2012, 3, 4)
        alice.post(address("record_withdraw", fablab, record.pk))
        assert not Record.objects.filter(withdrawn_at=None).exists()

    def test_a_badge_that_the_rules_do_not_let_her_give_is_refused_with_the_rule(
        self, cast: Cast, client_of: Any, fablab: Community
    ) -> None:
        told = {"geste": "donner", "donner-person": cast.bob.pk, "donner-badge": "laser-badge"}
        page = client_of(cast.alice).post(address("habilitations", fablab), told)
        assert (page.status_code, Habilitation.objects.count()) == (422, 0)
        assert "Donner un badge est interdit" in page.content.decode()

    def test_a_badge_is_suspended_and_given_back(
        self, cast: Cast, client_of: Any, fablab: Community
    ) -> None:
        one = grant_habilitation(by=None, community=fablab, person=cast.bob, badge="laser-badge")
        alice, url = client_of(cast.alice), address("habilitation_change", fablab, one.pk)
        states = []
        for gesture in ("suspendre", "rendre", "retirer"):
            alice.post(url, {"geste": gesture, "raison": "lunettes"})
            one.refresh_from_db()
            states.append(str(one.state_on(timezone.localdate())))
        assert states == ["suspended", "valid", "revoked"]
        mine = client_of(cast.bob).get(reverse("my_habilitations")).content.decode()
        assert ("Le badge laser" in mine, "retirée" in mine) == (True, True)

    @pytest.mark.parametrize("count", [1, 3])
    def test_a_register_costs_the_same_whatever_its_length(
        self,
        cast: Cast,
        client_of: Any,
        fablab: Community,
        django_assert_num_queries: Any,
        count: int,
    ) -> None:
        for person in (cast.chloe, cast.driss, cast.farid)[:count]:
            add_member(by=None, person=person, community=fablab)
            for badge in ("laser-badge", "saw-badge"):
                grant_habilitation(by=None, community=fablab, person=person, badge=badge)
        client = client_of(cast.alice)
        with django_assert_num_queries(16):
            assert client.get(address("habilitations", fablab)).status_code == 200


def test_the_page_of_a_place_leads_to_the_rules_of_its_community(
    cast: Cast, client: Any, fablab: Community
) -> None:
    place, other = (create_place(by=None, values={"name": name}) for name in ("Ici", "Ailleurs"))
    place.communities.add(fablab)
    other.communities.add(cast.bergerie)
    links = [
        address("may_i", fablab) in read(client, one.get_absolute_url()) for one in (place, other)
    ]
    assert links == [True, False]
    assert address("may_i", cast.bergerie) not in read(client, other.get_absolute_url())
