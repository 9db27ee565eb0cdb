"""« Puis-je ? » as it is put on the page: who, what, in which circumstances; and its answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from entrelieux.accounts.models import Person
from entrelieux.charters.circumstances import USUAL_MINUTES, Circumstances, Topic
from entrelieux.charters.deciding import Decision, decide
from entrelieux.charters.models import CharterVersion
from entrelieux.charters.permissions import can_keep_records
from entrelieux.charters.queries import explainer_of, givers_of, known_minors
from entrelieux.charters.reading import Reading, procedure_in_words, sentence_case
from entrelieux.communities.models import Membership
from entrelieux.communities.permissions import is_member_of
from entrelieux.communities.queries import members_of
from entrelieux.core.rules.examining.sight import Scene, scenes
from entrelieux.core.rules.explaining.explanation import Reason
from entrelieux.core.rules.tree.atoms import Agreement

ME, SOMEBODY = "moi", "quelqu-un"
MOST_NAMES = 5


@dataclass(frozen=True, slots=True)
class Told:
    """The answer in pieces that a page can lay out: each is a sentence of the core."""

    decision: Decision
    verdict: str
    reasons: tuple[tuple[Reason, str], ...]
    silence: str
    paths: tuple[str, ...]
    waits: tuple[str, ...]
    nothing: str
    prices: tuple[str, ...]
    warnings: tuple[str, ...]
    reminders: tuple[str, ...]
    lost: tuple[str, ...]
    asks: tuple[Agreement, ...]
    change: str = ""


class Inquiry:
    """What a form asked. `who` is « moi », « quelqu-un » or the key of a member."""

    def __init__(self, version: CharterVersion, answers: Mapping[str, str], reader: Any) -> None:
        self.version = version
        self.community = version.charter.community
        self.answers = answers
        self.reader = reader
        self.reading = Reading(explainer_of(version).charter)
        self.compiled = explainer_of(version).finder(timezone.localdate()).charter

    # --- who -------------------------------------------------------------------------------------
    @cached_property
    def people(self) -> list[tuple[str, str]]:
        """Whom the reader may ask about."""
        found = [(ME, _("Moi"))] if self.reader.is_authenticated else []
        found.append((SOMEBODY, _("Quelqu’un que je décris")))
        if can_keep_records(self.reader, self.community):
            members = members_of(self.community).exclude(pk=self.reader.pk).order_by("name", "pk")
            found += [(str(member.pk), str(member)) for member in members]
        return found

    @cached_property
    def who(self) -> str:
        wanted = self.answers.get("qui", "")
        known = [key for key, _label in self.people]
        return wanted if wanted in known else known[0]

    @property
    def is_about_me(self) -> bool:
        return self.who == ME

    @property
    def is_described(self) -> bool:
        return self.who == SOMEBODY

    @cached_property
    def person(self) -> Person | None:
        if self.is_described:
            return None
        key = self.reader.pk if self.is_about_me else int(self.who)
        return Person.objects.filter(pk=key).first()

    @property
    def is_member(self) -> bool:
        return is_member_of(self.community)(self.reader)

    # --- what ------------------------------------------------------------------------------------
    @cached_property
    def scenes(self) -> list[tuple[str, str]]:
        """Each act on each kind of thing that the rules tell apart, said in words."""
        found = [one for one in scenes([self.reading.tree]) if self._speaks(one)]
        return [(scene_key(one), self._scene(one)) for one in found]

    def _speaks(self, scene: Scene) -> bool:
        """Whether a rule decides, prices or reminds there; a broader act is not asked twice."""
        chosen = self.compiled.select(scene.act, scene.kinds)
        return bool(chosen.forbidding or chosen.permitting or chosen.prices or chosen.reminding)

    def _scene(self, scene: Scene) -> str:
        told = [self.reading.label(name) for name in (scene.act, *scene.kinds)]
        return sentence_case(" – ".join(told))

    @cached_property
    def scene(self) -> str:
        wanted = self.answers.get("quoi", "")
        return wanted if wanted in dict(self.scenes) else ""

    @cached_property
    def circumstances(self) -> Circumstances | None:
        if not self.scene:
            return None
        act, _slash, kind = self.scene.partition("/")
        return Circumstances(self.compiled, self.reading, act, kind)

    @property
    def topics(self) -> list[Topic]:
        found = self.circumstances
        return found.topics(self.answers, of_person=self.is_described) if found else []

    @property
    def is_precise(self) -> bool:
        """Whether the circumstances were asked already: a box left blank then means no."""
        return bool(self.answers.get("precis"))

    @property
    def moment(self) -> str:
        return self.answers.get("quand", "")

    @property
    def at(self) -> datetime:
        try:
            found = datetime.fromisoformat(self.moment)
        except ValueError:
            return timezone.now()
        return found if timezone.is_aware(found) else timezone.make_aware(found)

    @property
    def sent(self) -> list[tuple[str, str]]:
        """The question as it was put, to be put again with a request for an agreement."""
        return [(name, str(value)) for name, value in self.answers.items()]

    # --- whom to ask -----------------------------------------------------------------------------
    def whom(self, answer: Told) -> list[tuple[str, list[str]]]:
        """Those whose agreement it takes, who keep the rules in the way, or the hosts; in the words
        of the charter, and by their names for members, who know one another.
        """
        return [(self.reading.label(name), self._names(name)) for name in self._roles(answer)]

    def _roles(self, answer: Told) -> list[str]:
        if answer.verdict == "yes":
            return []
        keepers = [reason.rule.keeper for reason, _said in answer.reasons if reason.rule.keeper]
        hosts = self.version.charter.standing.get(Membership.Role.HOST, {}).get("roles", [])
        return list(dict.fromkeys([ask.by for ask in answer.asks] + keepers)) or hosts

    def _names(self, role: str) -> list[str]:
        if not self.is_member:
            return []
        minors = known_minors(timezone.localdate())
        people = givers_of(self.community, role).exclude(pk=self.reader.pk).exclude(pk__in=minors)
        return [str(person) for person in people[:MOST_NAMES]]

    # --- the answer ------------------------------------------------------------------------------
    def answered(self) -> Told | None:
        """None until an act is chosen."""
        if self.circumstances is None:
            return None
        case = self.circumstances.case
        facts = self._facts()
        return told(decide(self.community, case.act, self.person, facts, self.at))

    def _facts(self) -> dict[str, Any]:
        assert self.circumstances is not None  # noqa: S101 - told by who calls
        if not self.is_precise:
            told: dict[str, Any] = {"thing": {"kinds": list(self.circumstances.case.kinds or ())}}
            return told | {"lasts": int(USUAL_MINUTES)}
        return self.circumstances.facts(self.answers, of_person=self.is_described)


def scene_key(scene: Scene) -> str:
    return "/".join((scene.act, *scene.kinds))


def told(decision: Decision) -> Told:
    """Every piece of an explanation. A decision without a charter has nothing to explain."""
    explanation, teller = decision.explanation, decision.teller
    if explanation is None or teller is None:
        return Told(decision, decision.verdict, (), "", (), (), "", (), (), (), (), ())
    answer = decision.answer
    key = {"yes": "silence", "no": "nothing-permits"}.get(answer.verdict, "nothing-permits")
    return Told(
        decision=decision,
        verdict=answer.verdict,
        reasons=tuple((one, teller.reason(one)) for one in explanation.reasons),
        silence=teller.texts[key] if explanation.silence else "",
        paths=tuple(sentence_case(teller.path(path)) for path in explanation.paths),
        waits=tuple(sentence_case(teller.path(path)) for path in explanation.waits),
        nothing=next(iter(teller.ends(explanation)), ""),
        prices=tuple(teller.price(price) for price in answer.prices),
        warnings=tuple(teller.wording.say(rule.clause) for rule in answer.warnings),
        reminders=tuple(teller.reminder(rule) for rule in answer.reminders),
        lost=decision.lost_in_words(),
        asks=explanation.asks,
        change="" if answer.verdict == "yes" else procedure_in_words(explanation.change.by),
    )
