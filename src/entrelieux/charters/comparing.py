"""One side of a comparison: a community’s rules on an act, and its answer to one person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from entrelieux.charters.circumstances import Topic
from entrelieux.charters.deciding import known_of
from entrelieux.charters.doors import Door, Visitor, cases_of, doors_of, visitor_of
from entrelieux.charters.inquiry import ME, SOMEBODY, Inquiry, Told
from entrelieux.charters.queries import explainer_of, version_on
from entrelieux.charters.reading import RuleCard
from entrelieux.communities.models import Community
from entrelieux.core.rules.tree.charter import Example

OLDEST = 120
ORDER = ("yes", "ask", "unknown", "no")


@dataclass(frozen=True, slots=True)
class Side:
    """`key` is « a » or « b »: the prefix of its fields in the form."""

    key: str
    community: Community
    inquiry: Inquiry
    cards: tuple[RuleCard, ...]
    answer: Told | None
    doors: tuple[Door, ...] = ()

    @property
    def admits(self) -> int:
        """How many of its actions the person may do."""
        return sum(door.verdict == "yes" for door in self.doors)

    @property
    def topics(self) -> list[Topic]:
        """What is asked of this side; the age is asked once for both."""
        return [one for one in self.inquiry.topics if one.questions[0].field != "person.age"]


@dataclass(frozen=True, slots=True)
class Someone:
    """Who stands at both doors: a key of the form, a name, and what is known of her."""

    key: str
    name: str
    visitor: Visitor


def someone(answers: Mapping[str, str], communities: Iterable[Community], reader: Any) -> Someone:
    """The reader, a person of a validated case, or somebody who is described by an age."""
    chosen = answers.get("qui", "")
    if chosen == ME and reader.is_authenticated:
        return Someone(ME, str(reader), Visitor(reader, {}))
    known = {key: example for key, _place, example in cases_in(communities)}
    if chosen in known:
        return Someone(chosen, known[chosen].who, visitor_of(known[chosen]))
    age = answers.get("age", "")
    told = {"age": int(age)} if age.isdecimal() and int(age) < OLDEST else {}
    visitor = visitor_of(Example("", {"person": told}, ""))
    return Someone("", _("Quelqu’un que je décris"), visitor)


def cases_in(communities: Iterable[Community]) -> list[tuple[str, Community, Example]]:
    """The people of the cases that these communities validated. A query for each of the two."""
    today = timezone.localdate()
    versions = [(one, version_on(one, today)) for one in communities]
    return [
        (key, place, example)
        for place, version in versions
        if version is not None
        for key, example in cases_of(version, today).items()
    ]


def chartered() -> dict[str, Community]:
    """The communities that have a charter, by address."""
    rows = Community.objects.filter(charter__isnull=False).order_by("name", "pk")
    return {community.slug: community for community in rows}


def side_of(
    key: str,
    community: Community | None,
    answers: Mapping[str, str],
    reader: Any,
    who: Someone,
) -> Side | None:
    """The fields of a side are those of « puis-je ? » behind « a: » or « b: »; who is shared."""
    version = version_on(community, timezone.localdate()) if community else None
    if community is None or version is None:
        return None
    prefix = f"{key}:"
    told = {name[len(prefix) :]: v for name, v in answers.items() if name.startswith(prefix)}
    told |= {"qui": ME if who.key == ME else SOMEBODY, "person.age": answers.get("age", "")}
    told.setdefault("quoi", "")
    if any(name.startswith(prefix) and name != f"{prefix}quoi" for name in answers):
        told["precis"] = "1"
    inquiry = Inquiry(version, told, reader)
    if not inquiry.scene and inquiry.scenes:
        inquiry = Inquiry(version, {**told, "quoi": inquiry.scenes[0][0]}, reader)
    answer = None if who.key not in ("", ME) else inquiry.answered()
    return Side(key, community, inquiry, _cards(inquiry), answer, _doors(inquiry, who))


def _doors(inquiry: Inquiry, who: Someone) -> tuple[Door, ...]:
    person = who.visitor.person
    known = known_of(inquiry.community, person) if person is not None else None
    found = doors_of(inquiry.version, inquiry.scenes, who.visitor, inquiry.at, known)
    return tuple(sorted(found, key=lambda door: ORDER.index(door.verdict)))


def _cards(inquiry: Inquiry) -> tuple[RuleCard, ...]:
    """The rules that speak of the act."""
    act, _slash, kind = inquiry.scene.partition("/")
    chosen = inquiry.compiled.select(act, (kind,) if kind else ())
    ids = {one.rule.id for one in (*chosen.forbidding, *chosen.permitting, *chosen.reminding)}
    in_force = explainer_of(inquiry.version).charter.in_force(timezone.localdate())
    return tuple(inquiry.reading.card(rule) for rule in in_force if rule.id in ids)
