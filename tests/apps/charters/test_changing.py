"""Rules change by the community’s own procedure; trials; the journal."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

import pytest
from django.utils import timezone

from entrelieux.charters.actions import (
    adopt_charter,
    advance_round,
    amend_proposal,
    cast_ballot,
    decide_proposal,
    integrate_objection,
    lapse_trials,
    propose_rule,
    put_beside,
    remind_reviews,
    review_trial,
    speak,
    start_charter,
    withdraw_proposal,
)
from entrelieux.charters.changing import Change, changed, kept_for_good, rule_on
from entrelieux.charters.deciding import decide
from entrelieux.charters.errors import NotYet, NotYours, RuleChanged, UnsoundRule
from entrelieux.charters.models import JournalEntry, Proposal
from entrelieux.charters.queries import journal_of, last_version
from entrelieux.charters.tallying import tally_of
from entrelieux.communities.actions import add_member
from entrelieux.communities.models import Community
from entrelieux.core.rules.changing.journal import broken
from entrelieux.core.rules.changing.jury import drawn
from entrelieux.core.rules.tree.procedures import Jury
from tests.cast import Cast

pytestmark = pytest.mark.django_db
NOBODY_AFTER_22 = {
    "id": "nuit",
    "act": "enter",
    "forbids": True,
    "if": {"time": {"from": "22:00", "to": "06:00"}},
}
OPEN_TO_ALL = {"id": "entry", "act": "enter", "forbids": True, "unless": {"during": "open-lab"}}


def charter_by(community: Community, procedure: dict[str, Any], **change: Any) -> Community:
    """A small charter that changes by a procedure."""
    rule = {"id": "entry", "act": "enter", "forbids": True, "unless": {"status": "member"}}
    adopt_charter(
        by=None,
        community=community,
        document={
            "format": "entrelieux-charter/1",
            "community": community.slug,
            "otherwise": {"*": True},
            "words": {"enter": {"fr": "entrer"}, "member": {"fr": "membre"}},
            "change": {"by": procedure, **change},
            "rules": [rule],
        },
        standing={"member": {"statuses": ["member"]}},
    )
    return community


def proposed(by: Any, community: Community, after: Any = NOBODY_AFTER_22, **more: Any) -> Proposal:
    told = {"rule_id": "nuit", "reason": "les voisins dorment", **more}
    return propose_rule(by=by, community=community, after=after, **told)


def adopted_by_consent(cast: Cast, community: Community, **more: Any) -> Proposal:
    proposal = proposed(cast.bob, community, **more)
    for _step in range(2):
        advance_round(by=cast.alice, proposal=proposal)
    return decide_proposal(by=cast.alice, proposal=Proposal.objects.get(pk=proposal.pk))


def rules_on(community: Community, days: int = 0) -> set[str]:
    version = last_version(community)
    day = timezone.localdate() + timedelta(days=days)
    names = {rule["id"] for rule in version.document["rules"]}
    return {name for name in names if rule_on(version.document, name, day)}


class TestConsent:
    def test_clarify_object_integrate_adopt_on_trial(self, cast: Cast, fablab: Community) -> None:
        proposal = proposed(cast.bob, fablab)
        steps = [tally_of(proposal).round.step]
        speak(by=cast.alice, proposal=proposal, kind="question", text="Et le samedi ?")
        advance_round(by=cast.alice, proposal=proposal)
        objection = speak(
            by=cast.alice, proposal=proposal, kind="objection",
            text="les tirages 3D durent la nuit", clause="nuit",
        )  # fmt: skip
        proposal.refresh_from_db()
        steps.append(tally_of(proposal).round.step)
        advance_round(by=cast.alice, proposal=proposal)
        proposal.refresh_from_db()
        steps.append(tally_of(proposal).round.step)
        with pytest.raises(NotYet, match="objection"):
            decide_proposal(by=cast.bob, proposal=proposal)
        with pytest.raises(NotYours):
            integrate_objection(by=cast.bob, voice=objection)
        integrate_objection(by=cast.alice, voice=objection)
        adopted = decide_proposal(by=cast.bob, proposal=proposal)
        assert steps == ["clarify", "object", "integrate"]
        assert (adopted.state, adopted.trial) == ("adopted", "running")
        version = last_version(fablab)
        rule = rule_on(version.document, "nuit", timezone.localdate())
        assert rule["trial_until"] == adopted.trial_until.isoformat()
        assert rule["decision"] == f"consentement du {timezone.localdate():%d/%m/%Y}"
        assert version.number == 2

    def test_an_objection_without_a_harm_is_a_preference(
        self, cast: Cast, fablab: Community
    ) -> None:
        proposal = proposed(cast.bob, fablab)
        with pytest.raises(NotYet, match="le tort"):
            speak(by=cast.alice, proposal=proposal, kind="objection", text=" ", clause="nuit")

    def test_a_new_text_is_put_to_everyone_again(self, cast: Cast, fablab: Community) -> None:
        proposal = proposed(cast.bob, fablab)
        for _step in range(2):
            advance_round(by=cast.alice, proposal=proposal)
        later = {**NOBODY_AFTER_22, "if": {"time": {"from": "23:00", "to": "06:00"}}}
        with pytest.raises(NotYours):
            amend_proposal(by=cast.alice, proposal=proposal, after=later)
        amended = amend_proposal(by=cast.bob, proposal=proposal, after=later)
        assert (amended.after, tally_of(amended).round.step) == (later, "object")

    def test_the_rule_decides_once_adopted_and_not_before(
        self, cast: Cast, fablab: Community
    ) -> None:
        midnight = timezone.localtime().replace(hour=23, minute=30)

        def verdict() -> str:
            facts = {"during": ["open-lab"], "person": {"age": 40}}
            return decide(fablab, "enter", cast.bob, facts, midnight).verdict

        before = verdict()
        adopted_by_consent(cast, fablab)
        assert (before, verdict()) == ("yes", "no")


class TestTrials:
    def test_without_a_review_what_it_replaced_is_in_force_again_and_it_is_told(
        self, cast: Cast, fablab: Community, outbox: Any
    ) -> None:
        before = rule_on(last_version(fablab).document, "entry", timezone.localdate())
        adopted = adopted_by_consent(cast, fablab, after=OPEN_TO_ALL, rule_id="entry")
        document = last_version(fablab).document
        end = adopted.trial_until
        during, after = (rule_on(document, "entry", end - timedelta(days=left)) for left in (1, 0))
        assert during["unless"] == OPEN_TO_ALL["unless"]
        assert after["unless"] == before["unless"]
        counts = [lapse_trials(day=end - timedelta(days=1)), lapse_trials(day=end)]
        counts.append(lapse_trials(day=end))
        adopted.refresh_from_db()
        assert (counts, adopted.trial) == ([0, 1, 0], "lapsed")
        assert [mail.to for mail in outbox()] == [cast.bob.email]

    def test_who_takes_part_is_reminded_once_before_the_end_and_then_it_lapses(
        self, cast: Cast, fablab: Community, outbox: Any
    ) -> None:
        """The clock moves from the day of the decision to the end of the trial."""
        adopted = adopted_by_consent(cast, fablab)
        end = adopted.trial_until

        def days_before(days: int) -> tuple[int, int, str]:
            day = end - timedelta(days=days)
            asked = {"asked_at": f"{day}T12:00", "during": ["open-lab"], "person": {"age": 40}}
            at = timezone.make_aware(datetime.combine(day, time(23, 30)))
            counts = remind_reviews(day=day), lapse_trials(day=day)
            return (*counts, decide(fablab, "enter", cast.bob, asked, at).verdict)

        assert [days_before(days) for days in (15, 14, 13, 1, 0)] == [
            (0, 0, "no"),
            (1, 0, "no"),
            (0, 0, "no"),
            (0, 0, "no"),
            (0, 1, "yes"),
        ]
        subjects = sorted((mail.to, mail.subject) for mail in outbox())
        assert subjects == [
            (cast.alice.email, "Une règle à l’essai attend votre revue"),
            (cast.bob.email, "Une règle à l’essai attend votre revue"),
            (cast.bob.email, "Une règle à l’essai est tombée"),
        ]

    def test_a_trial_that_was_reviewed_reminds_nobody(
        self, cast: Cast, fablab: Community, outbox: Any
    ) -> None:
        adopted = adopted_by_consent(cast, fablab)
        review_trial(by=cast.alice, proposal=adopted, keeps=True)
        assert remind_reviews(day=adopted.trial_until - timedelta(days=3)) == 0
        assert outbox() == []

    def test_reviewed_in_time_it_stays_and_its_cases_with_it(
        self, cast: Cast, fablab: Community
    ) -> None:
        adopted = adopted_by_consent(cast, fablab, after=OPEN_TO_ALL, rule_id="entry")
        kept = review_trial(by=cast.alice, proposal=adopted, keeps=True)
        document = last_version(fablab).document
        later = adopted.trial_until + timedelta(days=400)
        assert kept.trial == "kept"
        assert rule_on(document, "entry", later)["unless"] == OPEN_TO_ALL["unless"]
        assert lapse_trials(day=later) == 0

    def test_an_objection_of_the_trial_has_to_be_lifted_first(
        self, cast: Cast, fablab: Community
    ) -> None:
        adopted = adopted_by_consent(cast, fablab)
        told = {"kind": "objection", "text": "la chorale finit à 23 h", "clause": "nuit"}
        objection = speak(by=cast.alice, proposal=adopted, **told)
        with pytest.raises(NotYet):
            review_trial(by=cast.bob, proposal=adopted, keeps=True)
        integrate_objection(by=cast.alice, voice=objection)
        assert review_trial(by=cast.bob, proposal=adopted, keeps=True).trial == "kept"

    def test_given_up_at_its_review_it_is_gone_at_once(self, cast: Cast, fablab: Community) -> None:
        adopted = adopted_by_consent(cast, fablab)
        assert "nuit" in rules_on(fablab)
        review_trial(by=cast.bob, proposal=adopted, keeps=False)
        assert ("nuit" in rules_on(fablab), "nuit" in rules_on(fablab, 400)) == (False, False)

    def test_a_trial_of_a_rule_on_trial_ends_with_what_both_replaced(
        self, cast: Cast, fablab: Community
    ) -> None:
        original = rule_on(last_version(fablab).document, "entry", timezone.localdate())
        first = adopted_by_consent(cast, fablab, after=OPEN_TO_ALL, rule_id="entry")
        closed = {"id": "entry", "act": "enter", "forbids": True, "unless": {"role": "fabmanager"}}
        second = adopted_by_consent(cast, fablab, after=closed, rule_id="entry")
        document = last_version(fablab).document
        back = rule_on(document, "entry", second.trial_until)
        first.refresh_from_db()
        assert (back["unless"], first.trial) == (original["unless"], "lapsed")
        kept = kept_for_good(document, "entry", second.trial_until, "revue")
        assert rule_on(kept, "entry", second.trial_until)["unless"] == closed["unless"]

    def test_a_rule_is_removed_on_trial_and_comes_back(self, cast: Cast, fablab: Community) -> None:
        adopted = adopted_by_consent(cast, fablab, after=None, rule_id="tidy")
        days = (adopted.trial_until - timezone.localdate()).days
        told = ["tidy" in rules_on(fablab, day) for day in (0, days - 1, days)]
        assert told == [False, False, True]


class TestWho:
    def test_members_propose_and_take_part_others_do_not(
        self, cast: Cast, fablab: Community
    ) -> None:
        may = set()
        for name, person in cast.everyone():
            if name != "visitor":
                try:
                    proposed(person, fablab)
                    may.add(name)
                except NotYours:
                    pass
        assert may == {"bob", "alice"}
        proposal = Proposal.objects.first()
        with pytest.raises(NotYours):
            speak(by=cast.chloe, proposal=proposal, kind="question", text="?")

    def test_the_charter_may_keep_proposing_to_some(self, cast: Cast) -> None:
        charter_by(cast.atelier, {"majority": {}}, propose={"role": "host"})
        with pytest.raises(NotYours):
            proposed(cast.bob, cast.atelier)
        assert proposed(cast.alice, cast.atelier).state == "open"

    def test_only_who_proposed_it_withdraws_it(self, cast: Cast, fablab: Community) -> None:
        proposal = proposed(cast.bob, fablab)
        with pytest.raises(NotYours):
            withdraw_proposal(by=cast.alice, proposal=proposal)
        assert withdraw_proposal(by=cast.bob, proposal=proposal).state == "withdrawn"
        with pytest.raises(NotYet):
            decide_proposal(by=cast.bob, proposal=proposal)


class TestVotes:
    def test_a_majority_is_counted_once_everybody_voted(self, cast: Cast) -> None:
        community = charter_by(cast.atelier, {"majority": {"share": 60, "quorum": 50}})
        proposal = proposed(cast.bob, community)
        cast_ballot(by=cast.bob, proposal=proposal, content={"choice": "for"})
        with pytest.raises(NotYet, match="sept jours"):
            decide_proposal(by=cast.bob, proposal=proposal)
        cast_ballot(by=cast.alice, proposal=proposal, content={"choice": "against"})
        assert decide_proposal(by=cast.bob, proposal=proposal).state == "refused"
        again = proposed(cast.bob, community)
        for person in (cast.bob, cast.alice):
            cast_ballot(by=person, proposal=again, content={"choice": "for"})
        adopted = decide_proposal(by=cast.bob, proposal=again)
        assert (adopted.state, adopted.trial) == ("adopted", "none")
        entry = JournalEntry.objects.last().content
        assert (entry["for"], entry["against"], entry["voters"], entry["members"]) == (2, 0, 2, 2)

    def test_after_a_week_those_who_voted_decide_if_the_quorum_is_there(self, cast: Cast) -> None:
        community = charter_by(cast.atelier, {"majority": {"quorum": 40}})
        proposal = proposed(cast.bob, community)
        cast_ballot(by=cast.bob, proposal=proposal, content={"choice": "for"})
        week_ago = timezone.now() - timedelta(days=7)
        Proposal.objects.filter(pk=proposal.pk).update(opened_at=week_ago)
        assert decide_proposal(by=cast.bob, proposal=proposal).state == "adopted"

    def test_majority_judgment_chooses_among_versions_and_today(self, cast: Cast) -> None:
        community = charter_by(cast.atelier, {"majority_judgment": {}})
        proposal = proposed(cast.bob, community)
        later = {**NOBODY_AFTER_22, "if": {"time": {"from": "23:00", "to": "06:00"}}}
        other = put_beside(by=cast.alice, proposal=proposal, after=later)
        grades = {"proposal": 2, other.key: 4, "status-quo": 1}
        for person in (cast.bob, cast.alice):
            cast_ballot(by=person, proposal=proposal, content=grades)
        with pytest.raises(NotYet):
            put_beside(by=cast.bob, proposal=proposal, after=later)
        decide_proposal(by=cast.bob, proposal=proposal)
        rule = rule_on(last_version(community).document, "nuit", timezone.localdate())
        assert rule["if"] == later["if"]

    def test_when_today_is_the_best_nothing_changes(self, cast: Cast) -> None:
        community = charter_by(cast.atelier, {"schulze": {}})
        proposal = proposed(cast.bob, community)
        for person in (cast.bob, cast.alice):
            cast_ballot(by=person, proposal=proposal, content={"proposal": 2, "status-quo": 1})
        assert decide_proposal(by=cast.bob, proposal=proposal).state == "refused"
        assert last_version(community).number == 1

    @pytest.mark.parametrize(
        "content",
        [
            {},
            {"choice": "maybe"},
            {"proposal": 1},
            {"proposal": 9, "status-quo": 1},
            {"proposal": -1, "status-quo": 1},
        ],
    )
    def test_a_ballot_that_is_not_whole_is_refused(self, cast: Cast, content: Any) -> None:
        community = charter_by(cast.atelier, {"majority_judgment": {}})
        proposal = proposed(cast.bob, community)
        with pytest.raises(NotYet, match="entier"):
            cast_ballot(by=cast.bob, proposal=proposal, content=content)

    def test_advice_is_asked_before_who_proposes_decides(self, cast: Cast) -> None:
        community = charter_by(cast.atelier, {"advice": {"consult": ["host"], "review": "P6M"}})
        proposal = proposed(cast.bob, community)
        with pytest.raises(NotYet, match="avis"):
            decide_proposal(by=cast.bob, proposal=proposal)
        told = {"kind": "advice", "text": "pas de souci", "clause": "host"}
        with pytest.raises(NotYours):
            speak(by=cast.bob, proposal=proposal, **told)
        speak(by=cast.alice, proposal=proposal, **told)
        adopted = decide_proposal(by=cast.bob, proposal=proposal)
        assert (adopted.state, adopted.trial) == ("adopted", "running")

    def test_a_jury_is_drawn_with_the_seal_that_closed_the_list_and_alone_votes(
        self, cast: Cast
    ) -> None:
        for person in (cast.chloe, cast.driss, cast.farid):
            add_member(by=None, person=person, community=cast.atelier)
        community = charter_by(cast.atelier, {"jury": {"size": 3, "share": 60}})
        proposal = proposed(cast.bob, community)
        keys = [str(one.pk) for one in (cast.alice, cast.bob, cast.chloe, cast.driss, cast.farid)]
        seal = JournalEntry.objects.last().seal
        assert [str(key) for key in proposal.jury] == list(drawn(Jury(3, 60), keys, seal))
        people = {one.pk: one for one in (cast.alice, cast.bob, cast.chloe, cast.driss, cast.farid)}
        outside = next(one for key, one in people.items() if key not in proposal.jury)
        with pytest.raises(NotYours):
            cast_ballot(by=outside, proposal=proposal, content={"choice": "for"})
        for key in proposal.jury:
            cast_ballot(by=people[key], proposal=proposal, content={"choice": "for"})
        decided = decide_proposal(by=people[proposal.jury[0]], proposal=proposal)
        assert decided.state == "adopted"


class TestSoundness:
    def test_a_rule_that_changed_meanwhile_is_not_overwritten(
        self, cast: Cast, fablab: Community
    ) -> None:
        first = proposed(cast.bob, fablab, after=OPEN_TO_ALL, rule_id="entry")
        adopted_by_consent(cast, fablab, after=None, rule_id="entry")
        for _step in range(2):
            advance_round(by=cast.alice, proposal=first)
        with pytest.raises(RuleChanged, match="a changé depuis"):
            decide_proposal(by=cast.alice, proposal=first)

    def test_two_rules_change_one_after_the_other(self, cast: Cast, fablab: Community) -> None:
        one, two = (
            proposed(cast.bob, fablab),
            proposed(cast.bob, fablab, after=OPEN_TO_ALL, rule_id="entry"),
        )
        for proposal in (one, two):
            for _step in range(2):
                advance_round(by=cast.alice, proposal=proposal)
            decide_proposal(by=cast.alice, proposal=proposal)
        assert last_version(fablab).number == 3

    def test_a_rule_that_the_software_could_not_keep_is_refused(
        self, cast: Cast, fablab: Community
    ) -> None:
        dishonest = {"id": "nuit", "act": "enter", "asks": "fabmanager", "status": "enforced"}
        with pytest.raises(UnsoundRule):
            proposed(cast.bob, fablab, after=dishonest)

    def test_a_change_on_the_day_a_rule_began_leaves_no_empty_version(self) -> None:
        day = timezone.localdate()
        rule = {"id": "a", "act": "use", "forbids": True}
        document = {"rules": [{**rule, "since": day.isoformat()}], "words": {}}
        other = {**rule, "forbids": True, "if": {"age": {"under": 16}}}
        told = changed(document, Change("a", rule, other, day))
        assert told["rules"] == [{**other, "since": day.isoformat()}]


class TestJournal:
    def test_it_is_sealed_line_by_line_and_tells_no_name(
        self, cast: Cast, fablab: Community
    ) -> None:
        adopted = adopted_by_consent(cast, fablab)
        review_trial(by=cast.alice, proposal=adopted, keeps=True)
        entries = journal_of(fablab)
        assert [dict(one.content)["outcome"] for one in entries] == [
            "adopted",
            "opened",
            "adopted",
            "adopted",
        ]
        assert list(broken(entries)) == []
        told = str([one.content for one in entries]).casefold()
        people = [one for name, one in cast.everyone() if name != "visitor"]
        leaks = [
            word for one in people for word in (one.name.casefold(), one.email) if word in told
        ]
        assert leaks == []

    def test_a_line_that_was_changed_shows_on_the_page(
        self, cast: Cast, client: Any, fablab: Community
    ) -> None:
        adopted_by_consent(cast, fablab)
        url = f"/communautes/{fablab.slug}/charte/journal/"
        assert client.get(url).context["faults"] == 0
        row = JournalEntry.objects.get(number=1)
        row.content = {**row.content, "rule": "entry"}
        row.save()
        page = client.get(url)
        assert (page.context["faults"], "sceau rompu" in page.content.decode()) == (1, True)


def test_a_template_starts_without_the_dates_of_its_author(cast: Cast) -> None:
    version = start_charter(by=None, community=cast.atelier, template_name="shared-workshop")
    assert [rule for rule in version.document["rules"] if "since" in rule] == []
