"""Those who could meet: what each shows of itself, and how it is called."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from entrelieux.bridges.models import Need
from entrelieux.charters.queries import known_minors
from entrelieux.communities.circles import Scope
from entrelieux.communities.models import Community, Membership
from entrelieux.core.bridging.pairing import Profile as Side
from entrelieux.core.geo import load_france
from entrelieux.core.words import load_core
from entrelieux.people.models import Profile
from entrelieux.people.permissions import communities_by_person
from entrelieux.places.models import Place
from entrelieux.places.vocabulary import label_of
from entrelieux.projects.documents import place_of
from entrelieux.projects.models import Participation, Project, State
from entrelieux.strength.candidates import profiles_of
from entrelieux.strength.graph import places_of

# A project that is over, or rests, seeks nobody.
LIVE = (State.IDEA, State.STARTING, State.RUNNING)


@dataclass(frozen=True, slots=True)
class Party:
    """`side` is what it is paired by. `about` says it in a line. `circle` are the communities of a
    person, or the people of a project: those who share one have met. `answers` is who is asked;
    the hosts of `place` are when there is none."""

    side: Side
    name: str
    url: str
    about: str = ""
    department: str = ""
    answers: int | None = None
    place: int | None = None
    circle: frozenset[int] = frozenset()

    @property
    def id(self) -> str:
        return self.side.id


Parties = Mapping[str, Party]


def people_told(kin: frozenset[int], profiles: Iterable[Profile] | None = None) -> Parties:
    """Adults who wish to be introduced, by what they tell to these communities.

    A field counts when everybody reads it, or the members of a network that they share: what is
    told to hosts alone stays with them, whoever asks. Without a name and a discipline that may be
    read, nobody is proposed.
    """
    willing = Profile.objects.filter(meets_since__isnull=False, person__is_active=True)
    found = [one for one in (willing if profiles is None else profiles) if one.is_adult]
    theirs = communities_by_person(found)
    subjects = _projects_of(Project.objects.public(), [profile.person_id for profile in found])
    parties = (
        _person(
            profile,
            _told(profile, theirs[profile.person_id], kin),
            subjects[profile.person_id],
            frozenset(theirs[profile.person_id]),
        )
        for profile in found
    )
    return {party.id: party for party in parties if party}


def own_person(profile: Profile, theirs: frozenset[int]) -> Party | None:
    """Somebody as she knows herself: all of her fields, her needs and her projects."""
    needs = Need.objects.filter(author=profile.person_id)
    subjects = _projects_of(Project.objects.present(), [profile.person_id])[profile.person_id]
    subjects.seeks.update(_sought(needs))
    return _person(profile, frozenset(Profile.FIELDS), subjects, theirs)


def as_told(profile: Profile, kin: frozenset[int]) -> Side | None:
    """Somebody as the other may know her when she asks: what she tells to these communities, and
    the needs that everybody reads, which her own gesture says to be hers."""
    told = people_told(kin, [profile]).get(profile.public_id)
    if told is None:
        return None
    needs = Need.objects.public().filter(author=profile.person_id)
    return replace(told.side, seeks=told.side.seeks | _sought(needs))


def _sought(needs: QuerySet[Any]) -> frozenset[str]:
    rows = needs.live(timezone.now()).values_list("concepts", flat=True)  # type: ignore[attr-defined]
    return _known(concept for concepts in rows for concept in concepts)


def _told(profile: Profile, theirs: set[int], kin: frozenset[int]) -> frozenset[str]:
    scopes = {Scope.PUBLIC, Scope.NETWORK} if theirs & kin else {Scope.PUBLIC}
    return frozenset(name for name in Profile.FIELDS if profile.scope_of(name) in scopes)


class _Subjects:
    """What projects are about, and what they look for."""

    def __init__(self) -> None:
        self.does: set[str] = set()
        self.seeks: set[str] = set()


def _projects_of(projects: QuerySet[Any], people: Sequence[int]) -> defaultdict[int, _Subjects]:
    found: defaultdict[int, _Subjects] = defaultdict(_Subjects)
    live = projects.filter(state__in=LIVE).values("pk")
    rows = Participation.objects.filter(person__in=people, project__in=live)
    told = rows.values_list("person_id", "project__concept", "project__looking_for")
    for person, concept, wanted in told:
        found[person].does.update(_known([concept]))
        found[person].seeks.update(_wanted(wanted))
    return found


def _person(
    profile: Profile, told: frozenset[str], subjects: _Subjects, theirs: frozenset[int]
) -> Party | None:
    if not {"name", "disciplines"} <= told or not profile.disciplines:
        return None
    skills = _known(profile.skills) if "skills" in told else frozenset()
    commune = load_france().by_code(profile.commune) if "commune" in told else None
    disciplines = [label_of(one) for one in profile.disciplines]
    return Party(
        side=Side(
            id=profile.public_id,
            lat=commune.lat if commune else None,
            lon=commune.lon if commune else None,
            does=skills | subjects.does,
            has=skills,
            seeks=frozenset(subjects.seeks),
            disciplines=frozenset(profile.disciplines),
        ),
        name=profile.name,
        url=reverse("person", args=[profile.public_id]),
        about=", ".join([*disciplines, *([commune.name] if commune else [])]),
        department=commune.department if commune else "",
        answers=profile.person_id,
        circle=theirs,
    )


def projects_told(projects: QuerySet[Any]) -> Parties:
    """Live projects of which an adult who takes part may answer."""
    rows = list(
        projects.filter(state__in=LIVE)
        .select_related("place__root", "community")
        .prefetch_related("places__root")
    )
    uses, people = _used_by(rows), adults_of(rows)
    parties = (_project(one, uses[one.pk], people[one.pk]) for one in rows if one.pk in people)
    return {party.id: party for party in parties}


def _project(project: Project, uses: set[str], people: list[int]) -> Party:
    card, about = place_of(project), _known([project.concept])
    return Party(
        side=Side(
            id=project.public_id,
            lat=card.lat if card else None,
            lon=card.lon if card else None,
            does=about,
            has=_known(uses) | about,
            seeks=frozenset(_wanted(project.looking_for)),
        ),
        name=project.name,
        url=project.get_absolute_url(),
        about=project.community.name if project.community else "",
        department=card.department if card else "",
        answers=people[0],
        place=card.pk if card else None,
        circle=frozenset(people),
    )


def _used_by(projects: Sequence[Project]) -> defaultdict[int, set[str]]:
    """What everybody may read that each uses."""
    found: defaultdict[int, set[str]] = defaultdict(set)
    rows = Project.resources.through.objects.filter(
        project__in=[one.pk for one in projects],
        resource__scope=Scope.PUBLIC,
        resource__removed_at=None,
    )
    for project, concept in rows.values_list("project", "resource__concept"):
        found[project].add(concept)
    return found


def adults_of(projects: Sequence[Project]) -> dict[int, list[int]]:
    """Who takes part in each and may answer, the first to come first."""
    rows = Participation.objects.filter(
        project__in=[one.pk for one in projects], person__is_active=True
    ).exclude(person__in=known_minors(timezone.localdate()))
    found: dict[int, list[int]] = {}
    for project, person in rows.order_by("since", "pk").values_list("project", "person"):
        found.setdefault(project, []).append(person)
    return found


def places_told(networks: Iterable[Community]) -> Parties:
    """The places of some networks that somebody hosts: nobody else would answer."""
    graph = places_of(networks)
    hosted = Place.objects.filter(
        pk__in=graph.places,
        communities__memberships__role=Membership.Role.HOST,
        communities__memberships__until=None,
    )
    cards = dict(hosted.values_list("public_id", "department"))
    nodes = {node.key: node for node in graph.nodes}
    rows = {key: pk for pk, key in graph.places.items()}
    return {
        side.id: Party(
            side=side,
            name=nodes[side.id].name,
            url=nodes[side.id].url,
            department=cards[side.id],
            place=rows[side.id],
        )
        for side in profiles_of(graph)
        if side.id in cards
    }


def _wanted(looking_for: Iterable[Mapping[str, str]]) -> frozenset[str]:
    return _known(one.get("concept", "") for one in looking_for)


def _known(concepts: Iterable[str]) -> frozenset[str]:
    """Those of the vocabulary: the words of one are not always those of the other."""
    words = load_core()
    return frozenset(one for one in concepts if words.at(one))
