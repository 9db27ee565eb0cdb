"""Writing a rule three ways, the page of a proposal, two charters side by side."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from entrelieux.charters.actions import advance_round, decide_proposal, start_charter
from entrelieux.charters.models import Proposal
from entrelieux.charters.queries import last_version
from entrelieux.charters.writing import Draft, joined
from entrelieux.communities.models import Community
from tests.cast import Cast

pytestmark = pytest.mark.django_db
LASER = "Utiliser la découpeuse laser est interdit"
YOUNG = "si la personne a moins de 16 ans"


def draft(community: Community, **answers: str) -> Draft:
    return Draft(last_version(community), answers)


class TestSentence:
    def test_a_sentence_is_finished_by_suggestions_alone(self, fablab: Community) -> None:
        """As on the page: the text so far, and the suggestion that was clicked."""
        chosen = (
            "utiliser",
            "la découpeuse laser",
            "est interdit",
            "sauf si",
            "la personne a",
            "le badge laser",
        )
        sentence = ""
        for step in chosen:
            told = draft(fablab, phrase=sentence)
            assert step in told.suggestions, (sentence, told.suggestions)
            sentence = draft(fablab, phrase=sentence, suite=step).sentence
        assert sentence.strip() == f"{LASER} sauf si la personne a le badge laser"
        assert draft(fablab, phrase=sentence).document()["unless"] == {"badge": "laser-badge"}

    @pytest.mark.parametrize(
        ("typed", "following", "expected"),
        [
            ("", "utiliser", "Utiliser "),
            ("Utiliser la déc", "la découpeuse laser", "Utiliser la découpeuse laser "),
            ("UTILISER LA DEC", "la découpeuse laser", "UTILISER la découpeuse laser "),
            ("Entrer est interdit.", ", sauf si", "Entrer est interdit, sauf si "),
            ("Entrer ", "est permis", "Entrer est permis "),
        ],
    )
    def test_a_suggestion_replaces_what_is_typed_of_it(
        self, typed: str, following: str, expected: str
    ) -> None:
        assert joined(typed, following) == expected

    def test_an_ambiguous_sentence_is_refused_with_its_readings(
        self, cast: Cast, client_of: Any, fablab: Community
    ) -> None:
        member = "la personne est actuellement adhérent à jour"
        told = f"{LASER} {YOUNG} et {member} ou la personne est un fabmanager"
        url = reverse("rule_new", args=[fablab.slug])
        page = client_of(cast.bob).get(url, {"phrase": told})
        assert len(page.context["draft"].readings) == 2
        assert page.content.decode().count("C’est cela") == 2
        refused = client_of(cast.bob).post(url, {"phrase": told, "pourquoi": "x"})
        assert (refused.status_code, Proposal.objects.count()) == (422, 0)
        for reading in page.context["draft"].readings:
            assert draft(fablab, phrase=reading).clause is not None

    def test_what_is_not_understood_is_told_up_to_where(self, fablab: Community) -> None:
        told = draft(fablab, phrase=f"{LASER} si la personne a moins de seize ans")
        assert told.understood == f"{LASER} si la personne a moins de "
        assert told.needed == ["un nombre", "la valeur"]

    def test_a_new_word_comes_with_the_rule(
        self, cast: Cast, client_of: Any, fablab: Community
    ) -> None:
        told = {
            "phrase": "Utiliser la fraiseuse est interdit, sauf si la personne a le badge laser",
            "mots": "la fraiseuse",
            "statut": "enforced",
            "pourquoi": "elle arrive mardi",
        }
        client_of(cast.bob).post(reverse("rule_new", args=[fablab.slug]), told)
        proposal = Proposal.objects.get()
        assert proposal.words == {"la-fraiseuse": {"fr": "la fraiseuse"}}
        page = client_of(cast.bob).get(proposal.get_absolute_url()).content.decode()
        assert "Utiliser la fraiseuse est interdit" in page
        for _step in range(2):
            advance_round(by=cast.alice, proposal=proposal)
        proposal.refresh_from_db()
        decide_proposal(by=cast.alice, proposal=proposal)
        assert last_version(fablab).document["words"]["la-fraiseuse"] == {"fr": "la fraiseuse"}


class TestCards:
    def test_cards_make_the_sentence(self, fablab: Community) -> None:
        choices = {label: key for key, label in draft(fablab).cards.conditions}
        told = draft(
            fablab,
            geste="cartes",
            acte="use",
            effet="interdit",
            **{
                "sur-laser": "1",
                "si-age": "16",
                "sauf-1": choices["La personne a le badge laser"],
                "sauf-2": choices["La personne est un fabmanager"],
                "sauf-mode": "une",
            },
        )
        assert told.sentence == (
            f"{LASER} {YOUNG}, sauf si la personne a le badge laser ou la personne est "
            "un fabmanager."
        )

    @pytest.mark.parametrize("wrong", [{}, {"acte": "fly", "effet": "interdit"}, {"acte": "use"}])
    def test_cards_that_are_not_chosen_say_nothing(self, fablab: Community, wrong: Any) -> None:
        assert draft(fablab, geste="cartes", **wrong).sentence == ""


class TestCases:
    def test_the_cases_that_the_group_validates_stay_with_the_rule(
        self, cast: Cast, client_of: Any, fablab: Community
    ) -> None:
        told = {"phrase": f"{LASER} {YOUNG}", "statut": "enforced", "pourquoi": "x", "cas": "1"}
        told |= {"cas-0": "1", "cas-0-qui": "Ana, 15 ans"}
        client_of(cast.bob).post(reverse("rule_new", args=[fablab.slug]), told)
        (case,) = Proposal.objects.get().after["cases"]
        assert (case["who"], case["expect"], case["facts"]["person"]["age"]) == (
            "Ana, 15 ans",
            "no",
            15,
        )

    def test_the_cases_validated_before_stay_unless_they_are_unticked_and_none_is_told_twice(
        self, cast: Cast, client_of: Any, fablab: Community
    ) -> None:
        url = reverse("rule_edit", args=[fablab.slug, "entry"])
        bob = client_of(cast.bob)
        shown = bob.get(url).context["draft"]
        told = [one.told for one in shown.cases]
        assert (told[:2], len(told)) == (["Ana", "Zoé"], len(set(told)))
        form = {"phrase": shown.sentence, "statut": "enforced", "cas": "1", "ancien-1": "1"}
        bob.post(url, form)
        assert [case["who"] for case in Proposal.objects.get().after["cases"]] == ["Zoé"]

    def test_a_change_that_breaks_a_validated_case_is_told_before_it_is_decided(
        self, cast: Cast, client_of: Any, fablab: Community
    ) -> None:
        told = {
            "phrase": "Entrer au lab est interdit, sauf si la personne est actuellement adhérent "
            "à jour",
            "statut": "enforced",
            "pourquoi": "trop de monde",
        }
        url = reverse("rule_edit", args=[fablab.slug, "entry"])
        proposal_page = client_of(cast.bob).post(url, told, follow=True)
        exam = proposal_page.context["page"].examination
        assert [line.split("\xa0:")[0] for line in exam.troubles] == [
            "Un cas que le groupe avait validé change"
        ]


class TestProposalPage:
    @pytest.fixture
    def proposal(self, cast: Cast, client_of: Any, fablab: Community) -> Proposal:
        told = {"phrase": f"{LASER} {YOUNG}", "statut": "enforced", "pourquoi": "les assureurs"}
        client_of(cast.bob).post(reverse("rule_new", args=[fablab.slug]), told)
        return Proposal.objects.get()

    def test_it_shows_who_loses_with_a_concrete_case(self, client: Any, proposal: Proposal) -> None:
        exam = client.get(proposal.get_absolute_url()).context["page"].examination
        assert exam.gains == ()
        assert exam.losses == ("Utiliser – la découpeuse laser : la personne a exactement 15 ans",)

    def test_a_proposal_that_changes_nothing_says_so(
        self, cast: Cast, client_of: Any, fablab: Community
    ) -> None:
        told = {
            "phrase": "Entrer au lab est interdit si la personne a moins de 5 ans, sauf si la "
            "personne a remis l’autorisation parentale",
            "statut": "enforced",
        }
        page = client_of(cast.bob).post(reverse("rule_new", args=[fablab.slug]), told, follow=True)
        exam = page.context["page"].examination
        assert exam.changes_nothing
        assert [line.split("\xa0:")[0] for line in exam.troubles] == [
            "Sans cette règle, rien ne changerait"
        ]

    def test_every_gesture_of_consent_is_made_on_the_page(
        self, cast: Cast, client_of: Any, proposal: Proposal
    ) -> None:
        act = f"{proposal.get_absolute_url()}geste/"
        bob, alice = client_of(cast.bob), client_of(cast.alice)
        said = {"geste": "parler", "sorte": "objection", "clause": proposal.rule_id}
        alice.post(act, {"geste": "avancer"})
        alice.post(act, {**said, "texte": "les stages du collège"})
        alice.post(act, {"geste": "avancer"})
        bob.post(act, {"geste": "decider"})
        assert Proposal.objects.get().state == "open"
        alice.post(act, {"geste": "lever", "voix": str(proposal.voices.get().pk)})
        bob.post(act, {"geste": "decider"})
        assert Proposal.objects.get().trial == "running"
        bob.post(act, {"geste": "garder"})
        assert Proposal.objects.get().trial == "kept"

    def test_who_proposed_it_changes_its_text_and_nobody_else_does(
        self, cast: Cast, client_of: Any, proposal: Proposal
    ) -> None:
        url = f"{proposal.get_absolute_url()}texte/"
        later = {"phrase": f"{LASER} si la personne a moins de 14 ans", "statut": "enforced"}
        assert LASER in client_of(cast.bob).get(url).content.decode()
        refused = client_of(cast.alice).post(url, later)
        assert (refused.status_code, client_of(cast.chloe).get(url).status_code) == (422, 403)
        client_of(cast.bob).post(url, later)
        proposal.refresh_from_db()
        assert proposal.after["if"] == {"age": {"under": 14}}

    def test_another_version_is_put_beside_where_one_chooses(
        self, cast: Cast, client_of: Any
    ) -> None:
        start_charter(by=None, community=cast.atelier, template_name="coworking")
        told = {"phrase": "Téléphoner est interdit", "statut": "spoken", "gardien": "host"}
        at = reverse("rule_new", args=[cast.atelier.slug])
        client_of(cast.bob).post(at, told)
        proposal = Proposal.objects.get()
        url = f"{proposal.get_absolute_url()}texte/"
        client_of(cast.alice).post(
            url, {**told, "phrase": "Téléphoner est interdit si la personne a moins de 18 ans"}
        )
        page = client_of(cast.alice).get(proposal.get_absolute_url())
        assert len(page.context["page"].versions) == 3

    def test_who_does_not_take_part_reads_and_changes_nothing(
        self, cast: Cast, client_of: Any, proposal: Proposal
    ) -> None:
        act = f"{proposal.get_absolute_url()}geste/"
        for person in (None, cast.driss, cast.chloe, cast.farid, cast.opal):
            client = client_of(person)
            page = client.get(proposal.get_absolute_url())
            assert (page.status_code, page.context["takes_part"]) == (200, False)
            client.post(act, {"geste": "avancer"})
        proposal.refresh_from_db()
        assert not proposal.is_clarified

    @pytest.mark.parametrize("count", [1, 3])
    def test_the_list_costs_the_same_whatever_its_length(
        self, cast: Cast, client_of: Any, client: Any, fablab: Community, count: int,
        django_assert_num_queries: Any,
    ) -> None:  # fmt: skip
        for age in range(10, 10 + count):
            told = {"phrase": f"{LASER} si la personne a moins de {age} ans", "statut": "enforced"}
            client_of(cast.bob).post(reverse("rule_new", args=[fablab.slug]), told)
        with django_assert_num_queries(3):
            page = client.get(reverse("rule_proposals", args=[fablab.slug]))
        assert len(page.context["proposals"]) == count


class TestSideBySide:
    def test_one_person_is_admitted_here_and_not_there_each_in_its_own_words(
        self, client: Any, fablab: Community, college: Community
    ) -> None:
        told = {
            "a": college.slug,
            "b": fablab.slug,
            "age": "13",
            "a:quoi": "enter",
            "a:person.groups.school": "1",
            "a:facts.during.lab-club": "1",
            "a:facts.people.present.0": "1",
            "b:quoi": "enter",
            "b:facts.during.": "",
        }
        page = client.get(reverse("charters_compare"), told)
        assert [side.answer.verdict for side in page.context["sides"]] == ["yes", "no"]
        html = page.content.decode()
        assert ("le club du midi" in html, "un open lab" in html) == (True, True)

    def test_a_person_of_a_validated_case_is_at_every_door_of_both(
        self, client: Any, fablab: Community, college: Community
    ) -> None:
        told = {"a": college.slug, "b": fablab.slug}
        cases = client.get(reverse("charters_compare"), told).context["cases"]
        ines = next(key for key, _place, one in cases if one.who == "Inès, 13 ans, au club")
        page = client.get(reverse("charters_compare"), {**told, "qui": ines})
        here, there = ({door.scene: door for door in side.doors} for side in page.context["sides"])
        assert (here["enter"].verdict, there["enter"].verdict) == ("yes", "no")
        assert "pendant un open lab" in there["enter"].reason.replace("\xa0", " ")
        assert ("pas admis" in page.content.decode(), page.context["who"].name) == (
            True,
            "Inès, 13 ans, au club",
        )

    def test_the_reader_is_at_every_door_in_as_many_queries_as_one_action_takes(
        self,
        fablab: Community,
        college: Community,
        cast: Cast,
        client_of: Any,
        django_assert_max_num_queries: Any,
    ) -> None:
        told = {"a": college.slug, "b": fablab.slug, "qui": "moi"}
        with django_assert_max_num_queries(60):
            page = client_of(cast.bob).get(reverse("charters_compare"), told)
        assert [len(side.doors) > 5 for side in page.context["sides"]] == [True, True]

    def test_with_one_charter_it_says_that_two_are_needed(
        self, client: Any, fablab: Community
    ) -> None:
        assert "Il faut deux chartes" in client.get(reverse("charters_compare")).content.decode()

    @pytest.mark.parametrize("wrong", ["", "unknown", "réseau"])
    def test_an_unknown_community_is_not_compared(
        self, client: Any, fablab: Community, college: Community, wrong: str
    ) -> None:
        page = client.get(reverse("charters_compare"), {"a": wrong, "b": fablab.slug})
        assert (page.status_code, page.context["both"]) == (200, False)
