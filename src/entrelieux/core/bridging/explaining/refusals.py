"""Why what looks right is not suggested, and what would make it possible."""

from __future__ import annotations

from collections.abc import Iterator

from entrelieux.core.bridging.answers import Answers
from entrelieux.core.bridging.conditions import USUAL_KM, Condition
from entrelieux.core.bridging.conditions.amounts import machines_for
from entrelieux.core.bridging.explaining.amounts import below_least, shortage
from entrelieux.core.bridging.explaining.reasons import Namer, Reason, sides
from entrelieux.core.bridging.explaining.typography import set_french
from entrelieux.core.bridging.reading.ages import Ages
from entrelieux.core.bridging.reading.denials import root
from entrelieux.core.bridging.reading.limits import Limit, limit_sentence
from entrelieux.core.bridging.reading.needs import NeedReading
from entrelieux.core.bridging.reading.offers import OfferReading
from entrelieux.core.bridging.reading.only import told_only
from entrelieux.core.bridging.suggestions import Suggestion
from entrelieux.core.geo.travel import travel_time, wording

_FRENCH = {
    Condition.REACH: "À {km} km ({time} de voiture environ) : plus loin que vos {limit} km.",
    Condition.SIZE: "Trop petit : {given} mm, pour une pièce de {asked} mm.",
    Condition.CAPACITY: "Pas assez pour ce que vous demandez : {given}, il faut {asked}.",
    Condition.MATERIAL: "« {given} » ne travaille pas « {asked} ».",
    Condition.TIME: "Le moment ne convient pas : {given}.",
    Condition.SEATS: "Pas assez de place : {given} personnes.",
    Condition.TERMS: "Ce n’est pas gratuit.",
    Condition.AGE: "Pour d’autres âges : {given} ans.",
    Condition.PUBLIC: "Réservé à un public dont vous ne dites pas être.",
    Condition.REFUSED: "L’un refuse ce que l’autre demande : « {given} ».",
    Condition.DENIED: "C’est ce qu’on n’y fait pas : « {given} ».",
    Condition.ONLY: "On n’y prend que : « {given} ».",
    Condition.LIMIT: "{given}",
    Condition.LACKED: "On y demande ce que vous n’avez pas : « {given} ».",
    Condition.SAME_SIDE: "On y cherche la même chose que vous, ou l’on y fait le même métier.",
}
_ENGLISH = {
    Condition.REACH: "{km} km away (about {time} by car): beyond your {limit} km.",
    Condition.SIZE: "Too small: {given} mm, for a piece of {asked} mm.",
    Condition.CAPACITY: "Not enough for what you ask: {given}, {asked} is needed.",
    Condition.MATERIAL: "“{given}” does not work “{asked}”.",
    Condition.TIME: "The time does not suit: {given}.",
    Condition.SEATS: "Not enough room: {given} people.",
    Condition.TERMS: "It is not free of charge.",
    Condition.AGE: "For other ages: {given}.",
    Condition.PUBLIC: "Kept for people whom you do not say you belong to.",
    Condition.REFUSED: "One side refuses what the other asks for: “{given}”.",
    Condition.DENIED: "This is what they do not do: “{given}”.",
    Condition.ONLY: "They only take: “{given}”.",
    Condition.LIMIT: "{given}",
    Condition.LACKED: "They ask for what you do not have: “{given}”.",
    Condition.SAME_SIDE: "They look for the same thing as you, or do the same work.",
}
_LEAST_FRENCH = "On ne le fait pas à moins de {given} ; vous dites {asked}."
_LEAST_ENGLISH = "Not for less than {given}; you say {asked}."


def refusals_for(
    suggestion: Suggestion, need: NeedReading, answers: Answers, name: Namer, language: str = "fr"
) -> tuple[Reason, ...]:
    """All the hard conditions that a suggestion fails, at once; none when it fails none."""
    return tuple(
        Reason(one.value, 0.0, _sentence(one, suggestion, need, answers, name, language))
        for one in suggestion.failed
    )


def _sentence(
    condition: Condition,
    suggestion: Suggestion,
    need: NeedReading,
    answers: Answers,
    name: Namer,
    language: str,
) -> str:
    values = dict.fromkeys(("km", "time", "limit", "asked", "given"), "")
    offer = suggestion.offer
    french, english = _FRENCH[condition], _ENGLISH[condition]
    match condition:
        case Condition.REACH:
            minutes = travel_time(suggestion.km, department=need.need.commune_code[:2])
            values["km"] = f"{suggestion.km:.0f}"
            values["time"] = wording(minutes, language)
            values["limit"] = f"{need.need.max_km or USUAL_KM:.0f}"
        case Condition.SIZE:
            values["asked"] = sides(need.piece)
            values["given"] = sides(max(offer.plates))
        case Condition.CAPACITY:
            amounts, (french, english) = _amounts(need, offer, language)
            values["given"], values["asked"] = amounts
        case Condition.MATERIAL:
            material, machine = next(_refusing(suggestion, need, answers), ("", ""))
            given = name(machine) if machine else offer.offer.title
            values["asked"] = name(material or min(need.materials))
            values["given"] = given
        case Condition.TIME:
            values["given"] = offer.told_when
        case Condition.SEATS:
            values["given"] = str(offer.people)
        case Condition.AGE:
            values["given"] = _ages(offer.ages)
        case Condition.LIMIT:
            limit = min(need.ruled_out & offer.limits, key=list(Limit).index)
            values["given"] = limit_sentence(limit, in_english=language.startswith("en"))
        case Condition.DENIED | Condition.LACKED | Condition.ONLY:
            values["given"] = next(_IN_WORDS[condition](suggestion, need), "")
        case Condition.REFUSED:
            clash = next(_clashing(suggestion, need, answers), "")
            values["given"] = name(clash) if clash else offer.offer.title
    if language.startswith("en"):
        return english.format(**values)
    return set_french(french, values)


def _amounts(
    need: NeedReading, offer: OfferReading, language: str
) -> tuple[tuple[str, str], tuple[str, str]]:
    """What is given and what is asked, and how that is said in French and in English."""
    if told := shortage(need, offer, language):
        return told, (_FRENCH[Condition.CAPACITY], _ENGLISH[Condition.CAPACITY])
    return below_least(need, offer, language) or ("", ""), (_LEAST_FRENCH, _LEAST_ENGLISH)


def _refusing(
    suggestion: Suggestion, need: NeedReading, answers: Answers
) -> Iterator[tuple[str, str]]:
    for material in sorted(need.materials):
        refusing, _taking = machines_for(material, answers)
        for machine in refusing:
            if machine in suggestion.offer.concepts:
                yield material, machine


def _clashing(suggestion: Suggestion, need: NeedReading, answers: Answers) -> Iterator[str]:
    for refused in sorted(need.refused):
        yield from (one for one in answers.to(refused) if one in suggestion.offer.concepts)
    sought = {name for subject in need.subjects for name in subject.concepts}
    yield from sorted(suggestion.offer.refused & sought)


def _lacked(suggestion: Suggestion, need: NeedReading) -> Iterator[str]:
    """The words of the need for what it lacks and the offer asks for."""
    asked = need.lacked_words & suggestion.offer.reserved_words
    return (written for written, stems in need.written.items() if stems & asked)


def _denied(suggestion: Suggestion, need: NeedReading) -> Iterator[str]:
    """The words of the need for what the offer does not do."""
    for key in sorted(need.asked_keys & suggestion.offer.denied):
        told = key.split()
        said = (written for written in need.written if root(written.lower()) in told)
        yield " ".join(said) or suggestion.offer.offer.title


def _only(suggestion: Suggestion, _need: NeedReading) -> Iterator[str]:
    return told_only(suggestion.offer.offer)


_IN_WORDS = {Condition.DENIED: _denied, Condition.LACKED: _lacked, Condition.ONLY: _only}


def _ages(ages: Ages | None) -> str:
    if ages is None:
        return ""
    return f"{ages.low}–{ages.high}" if ages.high < 100 else f"{ages.low}+"
