"""A community names things in its own words; each change is a version that can be undone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from entrelieux.communities.circles import circle_of
from entrelieux.core.words.lexicon import (
    Alignment,
    Choice,
    Privacy,
    Relation,
    Subject,
    Term,
    TermKind,
    Unit,
    ValueType,
    core_uri,
)
from entrelieux.lexicons.actions import (
    add_term,
    align_term,
    change_term,
    merge_terms,
    rename_term,
    restore_term,
    retire_term,
    split_term,
    undo_version,
)
from entrelieux.lexicons.errors import LexiconChanged, UnsoundLexicon, WordsError
from entrelieux.lexicons.models import CommunityLexicon, LexiconVersion
from entrelieux.lexicons.permissions import can_edit_lexicon
from entrelieux.lexicons.queries import Facts, facts_about, lexicon_of
from entrelieux.lexicons.serial import term_from_json, term_to_json
from tests.cast import ANONYMOUS, Cast

TODAY = date(2026, 11, 24)


def fact(label: str, **more: Any) -> Term:
    shape: dict[str, Any] = {
        "value_type": ValueType.QUANTITY,
        "unit": Unit.KILOMETRE,
        "applies_to": (Subject.RESOURCE,),
    }
    return Term(uri="", kind=TermKind.FACT, labels={"fr": label}, **{**shape, **more})


def value(facts: Facts, label: str, kept: dict[str, Any]) -> Any:
    told = next(one for one in facts.in_use if one.term.labels["fr"] == label)
    return facts.value(told, kept)


texts = st.dictionaries(st.sampled_from(["fr", "en"]), st.text(min_size=1), min_size=1)


@given(
    st.builds(
        Term,
        uri=st.just("https://x.example/mots/a"),
        kind=st.just(TermKind.FACT),
        labels=texts,
        hidden_labels=st.dictionaries(
            st.just("fr"), st.lists(st.text(min_size=1), min_size=1).map(tuple)
        ),
        value_type=st.sampled_from(ValueType),
        unit=st.none() | st.sampled_from(Unit),
        choices=st.lists(st.builds(Choice, st.text(min_size=1), texts)).map(tuple),
        applies_to=st.lists(st.sampled_from(Subject)).map(tuple),
        privacy=st.sampled_from(Privacy),
        alignments=st.lists(
            st.builds(Alignment, st.sampled_from(Relation), st.text(min_size=1))
        ).map(tuple),
        retired_on=st.none() | st.dates(),
        replaced_by=st.lists(st.text(min_size=1)).map(tuple),
    )
)
def test_a_word_is_kept_without_loss(term: Term) -> None:
    assert term_from_json(term_to_json(term)) == term


@pytest.mark.django_db
class TestChanging:
    def test_a_word_gets_an_address_that_renaming_keeps(self, cast: Cast) -> None:
        term = add_term(by=cast.alice, community=cast.atelier, term=fact("Distance à la gare"))
        renamed = rename_term(
            by=cast.alice, community=cast.atelier, uri=term.uri, label="Gare", language="fr"
        )
        assert term.uri.endswith("/mots/atelier/distance-a-la-gare")
        assert (renamed.uri, renamed.labels["fr"]) == (term.uri, "Gare")
        assert renamed.hidden_labels["fr"] == ("Distance à la gare",)

    def test_two_words_of_a_kind_do_not_share_a_name(self, cast: Cast) -> None:
        add_term(by=cast.alice, community=cast.atelier, term=fact("Gare"))
        with pytest.raises(UnsoundLexicon, match="nomme déjà un autre mot"):
            add_term(by=cast.alice, community=cast.atelier, term=fact("gares"))

    def test_a_quantity_needs_its_unit(self, cast: Cast) -> None:
        with pytest.raises(UnsoundLexicon, match="unité"):
            add_term(by=cast.alice, community=cast.atelier, term=fact("Gare", unit=None))

    def test_a_word_changed_meanwhile_is_not_overwritten(self, cast: Cast) -> None:
        seen = add_term(by=cast.alice, community=cast.atelier, term=fact("Gare"))
        rename_term(
            by=cast.alice, community=cast.atelier, uri=seen.uri, label="La gare", language="fr"
        )
        with pytest.raises(LexiconChanged):
            change_term(
                by=cast.farid,
                community=cast.atelier,
                before=seen,
                after=replace(seen, privacy=Privacy.HOSTS),
            )

    def test_retiring_keeps_the_values_and_restoring_shows_them_again(self, cast: Cast) -> None:
        term = add_term(by=cast.alice, community=cast.atelier, term=fact("Gare"))
        retire_term(by=cast.alice, community=cast.atelier, uri=term.uri, today=TODAY)
        assert facts_about(Subject.RESOURCE).in_use == []
        restore_term(by=cast.alice, community=cast.atelier, uri=term.uri)
        assert str(value(facts_about(Subject.RESOURCE), "Gare", {term.uri: "1.2"})) == "1.2"

    def test_values_of_a_merged_word_are_read_under_the_other(self, cast: Cast) -> None:
        old = add_term(by=cast.alice, community=cast.atelier, term=fact("Gare"))
        new = add_term(by=cast.alice, community=cast.atelier, term=fact("Train"))
        merge_terms(by=cast.alice, community=cast.atelier, uri=old.uri, into=new.uri, today=TODAY)
        facts = facts_about(Subject.RESOURCE)
        assert [one.term.labels["fr"] for one in facts.in_use] == ["Train"]
        assert str(value(facts, "Train", {old.uri: "3"})) == "3"
        assert lexicon_of(cast.atelier).term(new.uri).alt_labels == {"fr": ("Gare",)}

    def test_words_that_hold_different_things_are_not_merged(self, cast: Cast) -> None:
        old = add_term(by=cast.alice, community=cast.atelier, term=fact("Gare"))
        text = fact("Train", value_type=ValueType.TEXT, unit=None)
        new = add_term(by=cast.alice, community=cast.atelier, term=text)
        with pytest.raises(WordsError):
            merge_terms(
                by=cast.alice, community=cast.atelier, uri=old.uri, into=new.uri, today=TODAY
            )

    def test_values_of_a_split_word_are_read_under_the_first_part(self, cast: Cast) -> None:
        old = add_term(by=cast.alice, community=cast.atelier, term=fact("Distance"))
        split_term(
            by=cast.alice,
            community=cast.atelier,
            uri=old.uri,
            parts=[fact("À la gare"), fact("Au bourg")],
            today=TODAY,
        )
        facts = facts_about(Subject.RESOURCE)
        assert str(value(facts, "À la gare", {old.uri: "3"})) == "3"

    @pytest.mark.parametrize("gesture", ["rename", "retire", "merge", "split", "align"])
    def test_every_change_is_undone_to_what_was(self, cast: Cast, gesture: str) -> None:
        first = add_term(by=cast.alice, community=cast.atelier, term=fact("Gare"))
        second = add_term(by=cast.alice, community=cast.atelier, term=fact("Train"))
        before = lexicon_of(cast.atelier).terms
        shared: dict[str, Any] = {"by": cast.alice, "community": cast.atelier, "uri": first.uri}
        match gesture:
            case "rename":
                rename_term(**shared, label="Station", language="fr")
            case "retire":
                retire_term(**shared, today=TODAY)
            case "merge":
                merge_terms(**shared, into=second.uri, today=TODAY)
            case "split":
                split_term(**shared, parts=[fact("Un"), fact("Deux")], today=TODAY)
            case "align":
                align_term(**shared, relation=Relation.EXACT, target=core_uri("rooms", "x"))
        last = LexiconVersion.objects.order_by("-version").first()
        assert last is not None
        assert lexicon_of(cast.atelier).terms != before
        undo_version(by=cast.alice, community=cast.atelier, version=last.version)
        assert lexicon_of(cast.atelier).terms == before

    def test_an_older_change_is_not_undone_over_a_newer_one(self, cast: Cast) -> None:
        term = add_term(by=cast.alice, community=cast.atelier, term=fact("Gare"))
        for name in ("Station", "Halte"):
            rename_term(
                by=cast.alice, community=cast.atelier, uri=term.uri, label=name, language="fr"
            )
        version = CommunityLexicon.objects.get().version
        with pytest.raises(LexiconChanged):
            undo_version(by=cast.alice, community=cast.atelier, version=version - 1)


@pytest.mark.django_db
class TestWhoReads:
    def test_those_who_run_the_community_change_its_words(self, cast: Cast) -> None:
        assert cast.who(lambda person: can_edit_lexicon(person, cast.atelier)) == {
            "alice",
            "farid",
            "opal",
        }

    @pytest.mark.parametrize(
        ("privacy", "read_by"),
        [
            (Privacy.PUBLIC, {"visitor", "driss", "chloe", "bob", "alice", "farid"}),
            (Privacy.NETWORK, {"chloe", "bob", "alice", "farid"}),
            (Privacy.MEMBERS, {"bob", "alice", "farid"}),
            (Privacy.HOSTS, {"alice", "farid"}),
        ],
    )
    def test_values_are_read_by_those_that_the_word_says(
        self, cast: Cast, privacy: Privacy, read_by: set[str]
    ) -> None:
        add_term(by=cast.alice, community=cast.atelier, term=fact("Gare", privacy=privacy))
        facts = facts_about(Subject.RESOURCE)
        seen = {
            name
            for name, person in cast.everyone()
            if name != "opal" and facts.visible_in(circle_of(person)).in_use
        }
        assert seen == read_by

    def test_a_place_has_the_words_of_its_communities_and_their_networks(self, cast: Cast) -> None:
        add_term(by=cast.alice, community=cast.atelier, term=fact("Gare"))
        add_term(by=cast.farid, community=cast.network, term=fact("Bus"))
        add_term(by=cast.opal, community=cast.bergerie, term=fact("Col"))
        facts = facts_about(Subject.RESOURCE, [cast.atelier.pk])
        assert {one.term.labels["fr"] for one in facts.in_use} == {"Gare", "Bus"}


@pytest.mark.django_db
class TestPages:
    def test_a_host_adds_renames_retires_and_undoes(self, cast: Cast, client_of: Any) -> None:
        client = client_of(cast.alice)
        form = {
            "label": "Distance à la gare",
            "kind": "fact",
            "value_type": "quantity",
            "unit": "km",
            "applies_to": ["resource"],
            "privacy": "public",
        }
        assert client.post(reverse("term_new", args=["atelier"]), form).status_code == 302
        page = client.get(reverse("lexicon", args=["atelier"])).content.decode()
        assert "Distance à la gare" in page
        pk = CommunityLexicon.objects.get().terms.get().pk
        client.post(
            reverse("term_rename", args=["atelier", pk]), {"label": "Gare SNCF", "confirm": "1"}
        )
        assert "Gare SNCF" in client.get(reverse("term", args=["atelier", pk])).content.decode()
        client.post(reverse("term_retire", args=["atelier", pk]), {"confirm": "1"})
        assert CommunityLexicon.objects.get().terms.get().is_retired
        version = CommunityLexicon.objects.get().version
        client.post(reverse("lexicon_undo", args=["atelier", version]))
        assert not CommunityLexicon.objects.get().terms.get().is_retired

    def test_a_word_that_cannot_be_comes_back_filled_in(self, cast: Cast, client_of: Any) -> None:
        form = {"label": "Gare", "kind": "fact", "applies_to": ["resource"], "privacy": "public"}
        page = client_of(cast.alice).post(reverse("term_new", args=["atelier"]), form)
        assert page.status_code == 422
        assert 'value="Gare"' in page.content.decode()

    def test_another_community_s_word_is_proposed_and_linked_by_a_person(
        self, cast: Cast, client_of: Any
    ) -> None:
        theirs = add_term(
            by=cast.opal,
            community=cast.bergerie,
            term=Term("", TermKind.THING, {"fr": "La Grosse Bertha"}),
        )
        add_term(
            by=cast.alice,
            community=cast.atelier,
            term=Term("", TermKind.THING, {"fr": "la grosse berta"}),
        )
        row = CommunityLexicon.objects.get(community=cast.atelier).terms.get()
        client = client_of(cast.alice)
        address = reverse("term", args=["atelier", row.pk])
        assert "La Grosse Bertha" in client.get(address).content.decode()
        client.post(
            reverse("term_align", args=["atelier", row.pk]),
            {"relation": "exact", "target": theirs.uri},
        )
        links = lexicon_of(cast.atelier).term(row.uri).alignments
        assert links == (Alignment(Relation.EXACT, theirs.uri),)

    @pytest.mark.parametrize("name", ["bob", "chloe", "driss"])
    def test_others_read_and_do_not_write(self, cast: Cast, client_of: Any, name: str) -> None:
        term = add_term(by=cast.alice, community=cast.atelier, term=fact("Gare"))
        row = CommunityLexicon.objects.get().terms.get()
        client = client_of(getattr(cast, name))
        assert client.get(reverse("lexicon", args=["atelier"])).status_code == 200
        for view in ("term_rename", "term_retire", "term_merge", "term_split", "term_align"):
            answer = client.post(reverse(view, args=["atelier", row.pk]), {"label": "X"})
            assert answer.status_code == 403
        assert lexicon_of(cast.atelier).terms == (term,)

    def test_a_visitor_reads_them(self, cast: Cast, client: Any) -> None:
        add_term(by=cast.alice, community=cast.atelier, term=fact("Gare"))
        assert "Gare" in client.get(reverse("lexicon", args=["atelier"])).content.decode()
        assert not ANONYMOUS.is_authenticated


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["tiki", "Tikis"])
def test_a_community_s_word_finds_what_others_call_differently(
    cast: Cast, client: Any, live_atlas: None, typed: str
) -> None:
    from entrelieux.places.actions import create_place

    create_place(by=None, values={"name": "La Cabane", "kinds": ["fablab"], "city": "Murat"})
    assert client.get("/api/v1/search", {"q": typed}).json()["total"] == 0
    add_term(
        by=cast.alice,
        community=cast.atelier,
        term=Term(
            "",
            TermKind.THING,
            {"fr": "Tiki"},
            alignments=(Alignment(Relation.EXACT, core_uri("kinds", "fablab")),),
        ),
    )
    answer = client.get("/api/v1/search", {"q": typed}).json()
    assert [hit["name"] for hit in answer["hits"]] == ["La Cabane"]
    assert any("comme on dit à" in note for note in answer["notes"])
