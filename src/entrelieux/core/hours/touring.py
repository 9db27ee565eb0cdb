"""Does a sentence say that the whole service goes from place to place?

Sentences are normalised. Each group of patterns below is one way of saying it.
"""

from __future__ import annotations

import re

from entrelieux.core.hours.days import groups_of

_NUMBER = r"(?:\d+|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|quinze|vingt)"
_MANY = r"(?:[5-9]|\d\d+|cinq|six|sept|huit|neuf|dix|onze|douze|quinze|vingt)"
_TOWNS = r"(?:\w+ )?(?:communes|villages|quartiers|qpv|mairies)"
_SERVICE = (
    r"(?:bus|car|camion|vehicule|service|structure|espace|france services?|permanences?|tournee"
    r"|unites?)"
)
_WORDS = r"(?: (?!non\b|pas\b|rdv|ou\b)[\w'-]+){0,4}?"


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns))


_SEVERAL = _any(
    r"(?<!non )(?<!pas )multi[- ]?sites?",
    r"plusieurs sites",
    r"en alternance entre",
    r"les autres jours (?:a|au|aux) ",
    r"\bsecteur ?[12] ?:",
    r"^accueil\b.* sur les communes d",
    rf"(?:sur|avons|propose \w+ \w+ \w+|^) ?{_NUMBER} (?:sites|antennes|lieux)\b",
)
_TOURING = _any(
    # « notre service est exclusivement itinérant », « France services en itinérance »
    rf"(?<!prise de rdv)\b{_SERVICE}{_WORDS} itinerant(?:e|s|es)?\b",
    rf"{_SERVICE}{_WORDS} (?:en itineran\w+|itineretante?s?)",
    r"^\W*itinerante?s?\b",
    r"itineran\w*[/.-].*(?:planning|horaire)|(?:planning|horaire).*-itineran",
    # « le bus dessert … », « lieux de passage »
    r"\b\w*bus\b(?: [\w'-]+){0,5}? (?:circul|dessert|passe|se stationne|sillonne|assure)",
    r"\b\w*bus\b(?: [\w'-]+){0,5}? des services|\bbus :|agenda du bus",
    r"(?:lieux|planning|horaires?|jours?) (?:et \w+ )?(?:de passage|du bus)",
    rf"(?:parcourt|sillonne|dessert|circul\w+ (?:sur|dans)).*(?:{_TOWNS}|territoire|canton)",
    r"(?:mairie|pimms|services?|unites?|numerique|-)[ -]?mobiles?\b(?! +espace)",
    r"\bse deplace (?:une|un|sur|dans|a travers|tous) .*(?:communes|quartiers|villages)",
    # « tournée selon planning », « les lieux changent »
    r"^tournees?\b|calendrier des (?:passages|tournees)|lieux et horaires .*variables?",
    r"^(?:consult\w+|voir|se referer)\b.*\bplanning\b",
    r"retrouvez les lieux|lieux changent|^circuit (?:mensuel|hebdo)|\bcircuits?\b.*\bcommunes\b",
    r"en roulement|avec un roulement|^permanences (?:selon un calendrier|b\.?bus)",
    r"horaires? (?:\w+ )?(?:variables?|differents?|varient) selon",
    # « permanences sur les 15 communes »
    r"(?:permanences?|itineran\w*|accessible|present\w*|tournee|assur\w+)\b.{0,50}?"
    rf" (?:sur|dans) (?:les |nos |l'ensemble des )?{_MANY} {_TOWNS}",
)
_ITINERANCE = re.compile(r"^\W*(?:planning d'|en |structure en |l')?itinerances?\b")
# Visits beside the hours of the place: on request, some day, or in addition.
_BESIDE = _any(
    r"(?:non|pas|pas une structure) itineran|fixe\b",
    r"en plus|possib|en cas\b|en cours|prevues?\b|peut se|demandeuses",
    r"sur rdv|avec (?:prise de )?rdv|sur demande|a la demande|^(?:prise de |les )?rdv",
    r"des horaires|en dehors|affiches? concerne|conseill\w+ (?:au|par)|\bferme",
)
_WEEKS = re.compile(r"semaines?\b|\bmois\b")
_ON_WHEELS = re.compile(r"bus\b|roulement|calendrier|planning")


def tells_of_several_sites(plain: str) -> bool:
    return bool(_SEVERAL.search(plain))


def tells_of_a_tour(sentence: str) -> bool:
    """« Itinérance » with its days is for the caller to weigh."""
    if _BESIDE.search(_first_clause(sentence)):
        return False
    if _ITINERANCE.match(sentence):
        if tells_days_of_a_tour(sentence):
            return False
        return not _WEEKS.search(sentence) or bool(_ON_WHEELS.search(sentence))
    return bool(_TOURING.search(sentence)) and not _BESIDE.search(sentence)


def tells_days_of_a_tour(sentence: str) -> bool:
    """« Itinérance : lundi matin à … »: the days follow, here or in the next sentences."""
    if not _ITINERANCE.match(sentence) or _BESIDE.search(_first_clause(sentence)):
        return False
    return bool(groups_of(sentence)) or sentence.endswith(":")


def tells_visits(sentence: str) -> bool:
    """« Itinérances sur rendez-vous : … »: visits beside the hours of the place."""
    return bool(_ITINERANCE.match(sentence)) and bool(_BESIDE.search(_first_clause(sentence)))


def _first_clause(sentence: str) -> str:
    return sentence.split(", ")[0]
