"""The reasons of a suggestion, in the reader's words: each carries its points."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from entrelieux.core.bridging.answers import Answers, Link
from entrelieux.core.bridging.explaining.evidence import Evidence, evidence_of
from entrelieux.core.bridging.explaining.typography import set_french
from entrelieux.core.bridging.reading.needs import NeedReading
from entrelieux.core.bridging.reading.offers import OfferReading
from entrelieux.core.bridging.reading.sizes import Plate
from entrelieux.core.bridging.suggestions import Suggestion
from entrelieux.core.geo.travel import travel_time, wording

# What a concept is called by the community of the reader: reference to label.
Namer = Callable[[str], str]


class Reason(NamedTuple):
    """`points` are those of the features that it tells of; all of them sum to score - constant."""

    code: str
    points: float
    sentence: str


# Which features each reason tells of, in the order of reading.
GROUPS: Mapping[str, tuple[str, ...]] = {
    "subject": ("subject",),
    "unanswered": ("unanswered",),
    "hinted": ("hinted", "hinted_share"),
    "words": ("words", "title_words"),
    "meaning": ("meaning", "title_meaning"),
    "kind": ("wished", "unwished", "gathering"),
    "near": ("near", "roams"),
    "time": ("in_time",),
    "terms": ("in_return",),
    "access": ("members",),
    "size": ("fits",),
    "material": ("works_it",),
    "seats": ("seats",),
    "refused": ("refused_words", "refused_kind"),
    "refuses": ("refuses_asked",),
    "other_material": ("other_material",),
    "stays": ("stays",),
    "reserved": ("reserved",),
    "role_wanted": ("role_wanted",),
    "only_teaches": ("only_teaches",),
}
_GROUP_OF = {feature: code for code, features in GROUPS.items() for feature in features}
_FRENCH = {
    "same": "Vous parlez de « {asked} » : c’est bien « {given} ».",
    "narrower": "« {given} » est une sorte de « {sought} », que vous cherchez.",
    "does": "« {given} » permet ce que vous voulez faire : « {sought} ».",
    "done_by": "« {sought} » sert à « {given} », que l’on propose ici.",
    "teaches": "« {given} » est ce qu’il faut savoir pour « {sought} ».",
    "related": "« {given} » est proche de « {sought} ».",
    "broader": "« {given} » peut comprendre « {sought} ».",
    "kind": "C’est le genre de lieu où l’on trouve « {sought} ».",
    "unanswered": "Il reste une partie de ce que vous demandez sans réponse ici.",
    "hinted": "Ce que vous en dites fait penser à cela : {given}.",
    "words": "Les deux textes ont en commun : {words}.",
    "no_words": "Les deux textes n’ont pas de mot en commun.",
    "meaning": "Les deux textes disent à peu près la même chose.",
    "kind_yes": "C’est le genre d’aide que vous demandez.",
    "kind_no": "Ce n’est pas tout à fait le genre d’aide que vous demandez.",
    "near": "À {km} km, {time} de voiture environ.",
    "comes": "On vient chez vous, ou cela se fait à distance.",
    "in_time": "Le moment convient : {given}.",
    "in_return": "On vous demandera quelque chose en échange.",
    "members": "Il faut devenir membre du lieu.",
    "fits": "Votre pièce ({asked} mm) tient dans {given} mm.",
    "works_it": "La machine travaille cette matière.",
    "seats": "Il y a assez de place : {given} personnes.",
    "refused": "On y parle d’une chose dont vous ne voulez pas.",
    "refuses": "On dit ne pas faire une chose dont vous parlez.",
    "other_material": "On y parle d’autres matières que la vôtre.",
    "stays": "Il faudrait s’y rendre, et vous demandez que l’on vienne.",
    "role_wanted": "On y cherche quelqu’un de votre métier.",
    "only_teaches": "On vous y apprendrait à le faire.",
    "reserved": "On y pose une condition que vous ne dites pas remplir.",
}
_ENGLISH = {
    "same": "You speak of “{asked}”: this is “{given}”.",
    "narrower": "“{given}” is a kind of “{sought}”, which you look for.",
    "does": "“{given}” can do what you want: “{sought}”.",
    "done_by": "“{sought}” serves for “{given}”, which is offered here.",
    "teaches": "“{given}” is what one has to know for “{sought}”.",
    "related": "“{given}” is close to “{sought}”.",
    "broader": "“{given}” may include “{sought}”.",
    "kind": "This is the kind of place where one finds “{sought}”.",
    "unanswered": "Part of what you ask for finds no answer here.",
    "hinted": "What you say of it points to this: {given}.",
    "words": "Both texts say: {words}.",
    "no_words": "The texts share no word.",
    "meaning": "Both texts say much the same thing.",
    "kind_yes": "This is the kind of help that you ask for.",
    "kind_no": "This is not quite the kind of help that you ask for.",
    "near": "{km} km away, about {time} by car.",
    "comes": "They come to you, or it is done from afar.",
    "in_time": "The time suits: {given}.",
    "in_return": "You will be asked for something in return.",
    "members": "One has to become a member of the place.",
    "fits": "Your piece ({asked} mm) fits in {given} mm.",
    "works_it": "The machine works this material.",
    "seats": "There is room enough: {given} people.",
    "refused": "It speaks of a thing that you do not want.",
    "refuses": "They say that they do not do a thing you speak of.",
    "other_material": "It speaks of other materials than yours.",
    "stays": "One would have to go there, and you ask that they come.",
    "role_wanted": "They look for somebody of your trade.",
    "only_teaches": "There you would be shown how to do it.",
    "reserved": "It sets a condition that you do not say you meet.",
}


def reasons_for(
    suggestion: Suggestion, need: NeedReading, answers: Answers, name: Namer, language: str = "fr"
) -> tuple[Reason, ...]:
    """Every reason of a suggestion, the weightiest first. Their points sum to score - constant."""
    evidence = evidence_of(need, suggestion.offer, answers)
    told = _Teller(suggestion, need, evidence, name, language)
    points: dict[str, float] = {}
    for feature, some in suggestion.parts.items():
        points[_GROUP_OF[feature]] = points.get(_GROUP_OF[feature], 0.0) + some
    reasons = [
        Reason(code, points[code], told.sentence(code, points[code]))
        for code in GROUPS
        if code in points
    ]
    return tuple(sorted(reasons, key=lambda one: -abs(one.points)))


class _Teller:
    """The sentences about one suggestion, in one language."""

    def __init__(
        self,
        suggestion: Suggestion,
        need: NeedReading,
        evidence: Sequence[Evidence],
        name: Namer,
        language: str,
    ) -> None:
        self.suggestion, self.need, self.evidence = suggestion, need, evidence
        self.name, self.is_english = name, language.startswith("en")
        self.language = language

    def sentence(self, code: str, points: float) -> str:
        if code == "subject" and self.evidence:
            return " ".join(self._subjects())
        key, values = self._choice(code, points)
        return self._filled(key, values)

    def _filled(self, key: str, values: Mapping[str, str]) -> str:
        template = (_ENGLISH if self.is_english else _FRENCH)[key]
        return template.format(**values) if self.is_english else set_french(template, values)

    def _subjects(self) -> Iterator[str]:
        for one in self.evidence[:3]:
            given = self.name(one.given)
            key = one.link.value
            if one.link is Link.SAME and given.casefold() == one.asked.casefold():
                key = "same"
            yield self._filled(
                key, {"asked": one.asked, "sought": self.name(one.sought), "given": given}
            )

    def _choice(self, code: str, points: float) -> tuple[str, Mapping[str, str]]:
        offer = self.suggestion.offer
        if code == "words":
            words = shared_words(self.need, offer)
            return ("words" if words else "no_words"), {"words": ", ".join(words)}
        if code == "hinted":
            return "hinted", {"given": self._betrayed()}
        if code == "kind":
            return ("kind_yes" if points >= 0 else "kind_no"), {}
        if code == "near":
            return self._distance()
        if code == "time":
            return "in_time", {"given": offer.offer.available}
        if code == "size":
            return "fits", {"asked": sides(self.need.piece), "given": sides(max(offer.plates))}
        if code == "seats":
            return "seats", {"given": str(offer.people)}
        key = {"terms": "in_return", "access": "members", "material": "works_it"}.get(code, code)
        return key, {}

    def _betrayed(self) -> str:
        """What both texts lead to, by the words of the need that betray it."""
        given = self.suggestion.offer.hinted
        shared = {
            f"{subject.label} → {self.name(name)}": None
            for subject in self.need.hints
            for name in subject.concepts
            if name in given
        }
        return ", ".join(tuple(shared)[:2]) or self.suggestion.offer.offer.title

    def _distance(self) -> tuple[str, Mapping[str, str]]:
        km = self.suggestion.km
        if not km and (self.suggestion.offer.offer.mobile_km or self._is_remote):
            return "comes", {}
        department = self.need.need.commune_code[:2]
        time = wording(travel_time(km, department=department), self.language)
        return "near", {"km": f"{km:.0f}", "time": time}

    @property
    def _is_remote(self) -> bool:
        return self.suggestion.offer.moments.is_remote


def shared_words(need: NeedReading, offer: OfferReading, most: int = 5) -> tuple[str, ...]:
    """Words of the need whose stem the offer has too, as the need writes them."""
    shared = {
        written: None
        for written, stems in need.written.items()
        if any(stem in offer.words for stem in stems)
    }
    return tuple(shared)[:most]


def sides(plate: Plate | None) -> str:
    """« 1200 × 600 », in millimetres; one number when only the length is known."""
    if plate is None:
        return ""
    return f"{plate.long_mm:g} × {plate.short_mm:g}" if plate.short_mm else f"{plate.long_mm:g}"
