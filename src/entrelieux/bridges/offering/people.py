"""Skills that people chose to show, each field as far as they opened it."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from entrelieux.bridges.models import SourceKind
from entrelieux.bridges.offering.shape import LiveOffer, known, offer_id, told
from entrelieux.bridges.offering.touched import Touched
from entrelieux.communities.circles import Scope
from entrelieux.core.bridging.model import Offer, OfferKind
from entrelieux.core.geo import Commune, load_france
from entrelieux.people.models import Profile
from entrelieux.people.permissions import communities_by_person
from entrelieux.places.vocabulary import label_of

# The widest last: what is told together is told to the fewest.
_ORDER = (Scope.PRIVATE, Scope.PLACE, Scope.NETWORK, Scope.PUBLIC)
_TOLD = ("name", "commune")  # without them one cannot be found, or not placed


def skill_offers(touched: Touched | None = None) -> Iterator[LiveOffer]:
    """Listed adults who show what they can do, who they are and in which commune they live.

    What somebody can do is told to those alone who may read all three.
    """
    listed = Profile.objects.filter(is_listed=True, person__is_active=True)
    if touched is not None:
        listed = listed.filter(pk__in=touched.of(SourceKind.PERSON))
    profiles = [one for one in listed if one.is_adult and (one.skills or one.disciplines)]
    theirs = communities_by_person(profiles)
    for profile in profiles:
        commune = load_france().by_code(profile.commune) if profile.commune else None
        live = _live(profile, frozenset(theirs[profile.person_id]), commune) if commune else None
        if live:
            yield live


def _live(profile: Profile, holders: frozenset[int], commune: Commune) -> LiveOffer | None:
    shown = [name for name in ("skills", "disciplines") if getattr(profile, name)]
    scope = _narrowest(profile, (*shown, *_TOLD))
    if scope == Scope.PRIVATE:
        return None
    skills = [one for name in shown for one in getattr(profile, name)]
    also = [
        getattr(profile, name)
        for name in ("headline", "about")
        if _rank(profile.scope_of(name)) >= _rank(scope)
    ]
    is_told = _rank(profile.scope_of("availability")) >= _rank(scope)
    return LiveOffer(
        kind=SourceKind.PERSON,
        row=profile.pk,
        public_id=profile.public_id,
        offer=Offer(
            id=offer_id(SourceKind.PERSON, profile.public_id),
            title=", ".join(label_of(one) for one in skills)[:160],
            description=told(*also),
            kind=OfferKind.SKILL.value,
            available=profile.availability if is_told else "",
            concepts=known(*skills),
            lat=commune.lat,
            lon=commune.lon,
            commune_code=commune.code,
        ),
        scope=scope,
        holders=holders,
        url=reverse("person", args=[profile.public_id]),
        giver=profile.person_id,
    )


def _narrowest(profile: Profile, fields: tuple[str, ...]) -> Scope:
    return min((profile.scope_of(name) for name in fields), key=_rank)


def _rank(scope: Scope) -> int:
    return _ORDER.index(scope)
