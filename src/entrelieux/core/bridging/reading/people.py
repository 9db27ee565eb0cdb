"""How many people a text tells of: « une quarantaine », « se réunir à huit », « Salle de 80 »."""

from __future__ import annotations

import re

from entrelieux.core.bridging.reading.numbers import in_measures

# How many a place takes; a need names those whom it brings by other words too.
_SEATS = (
    r"personnes?|places?|eleves?|participants?|people|seats?|fauteuils?|pers|couverts?|enfants?"
    r"|kids|children|pupils|students|invites|guests|adherents|associes|collegiens|lyceens|ados"
    r"|societaires|convives|curieux|auditeurs|habitants|villageois|assis|assises"
    r"|benevoles|salaries|postes|desks|membres|members|spectateurs|chaises|stagiaires|assiettes"
    r"|sieges|couchages|lits|beds|bunks|berths|chairs|diners|covers|players|joueurs|adultes|adults"
    r"|etudiants|seated|sitting|debout|standing|duvets|matelas"
)
_BROUGHT = (
    r"|copains|copines|amis|amies|friends|cousins|cousines|choristes|chanteurs|singers|musiciens"
    r"|musicians|danseurs|danseuses|dancers|marcheurs|marcheuses|hikers|walkers|pelerins|pilgrims"
    r"|passagers|passengers|voyageurs|internes|scouts|retraites|seniors|voisins|neighbours"
    r"|collegues|colleagues|delegues|apprentis|femmes|hommes|women|men|parents|gamins|gosses"
    r"|mamans|meres|peres|supporters|licencies|athletes|randonneurs|cyclistes|cyclists|campers"
    r"|residents|administres|pompiers|cavaliers|touristes|tourists|clients|patients|lecteurs|readers"
    r"|rameurs|rowers|grimpeurs|climbers|coureurs|runners|joueuses|footballeurs|filles|garcons|boys"
    r"|girls|poussins|benjamins|minimes|cadets|arbitres|jures|conscrits|ainees|locataires|couples"
    r"|comediens|actors|anciens|aines|jeunes|listeners|visitors|visiteurs|delegates|trainees"
    r"|voix|voices|bouches|tetes|souls|of us|d entre nous|a table|a dormir|a manger"
)
_NO_UNIT = (
    r"\b(?! (?:km|m|m2|m²|m3|m³|mm|cm|h|heures?|hours?|jours?|days?|ans|years|g|kg|kilos?|t|tonnes?"
    r"|min|minutes|euros|€|pounds|semaines?|weeks?|mois|months?|nuits?|nights?|metres?|carres"
    r"|centimetres?|litres?|l|fois|times|soirs?|x|par|sur|by|w|kw|v|a \d|\| \d))"
)
_GATHER = (
    r"reuni\w*|retrouv\w+|feter|fete\w*|mang\w+|din\w+|dejeuner|dorm\w+|dort|loge\w*|coucher"
    r"|cuisin\w+|repet\w+|dans\w{2,}|chant\w+|tenir|tient|tenons|voir|repas|assemblee|bureau|table"
    r"|soiree|gouter|anniversaire|travaille|bosser|meet|gather"
)
# Before a number and a comma these tell the hour: « on part à sept, ».
_GO = r"partir|part|partons|voyager|venir|viennent|venons|vient|arrivent|arrive|arrivons"
_PLACE = (
    r"salle|toit|roof|repas|banquet|buffet|diner|dejeuner|gouter|gite|dortoir|hebergement|couchage"
    r"|chapiteau|minibus|bus|car|vehicule|concert|spectacle|assemblee|reunion|fete|room|hall|venue"
    r"|meal|dinner|lunch|supper|meeting|coach|tent|show|chorale|groupe|troupe|choir|group|band|party"
    r"|class"
)
_ADJECTIVE = r"(?:\s+(?:de|d|of|petite?s?|jeunes?|young|grande?s?|small|bon(?:ne)?s))?"
_IS_PEOPLE = re.compile(rf"(?:{_SEATS}{_BROUGHT})")
# « à partir de dix personnes » is no most.
_PEOPLE = re.compile(
    r"(?<!a partir de )(?<!au moins )(?<!at least )(?<!minimum )(?<!minimum de )(?<!minimum of )"
    rf"(?<!\d)(\d{{1,4}}){_ADJECTIVE}\s+(?:{_SEATS})\b"
    r"(?! (?:minimum|mini|au moins|at least|or more))"
    r"|\b(?:(?:salle|room|gradins?|bureau|office|jauge|capacite|capacity)(?: ferme)?"
    r" (?:(?:de|of|for|pour|maximum|maxi|max|jusqu a|up to) ){1,2}"
    rf"|(?:jauge|seats|sleeps|holds|room for|(?:tient|tiennent|tenir) a) (?:up to )?)"
    rf"(\d{{1,4}}){_NO_UNIT}"
)
_DESKS = re.compile(r"\b(\d{1,3}) (?:bureaux|desks|tables)\b")
_PEOPLE_ASKED = re.compile(
    rf"\b(\d{{1,4}}){_ADJECTIVE}\s+(?:{_SEATS}{_BROUGHT})\b"
    r"|\b(?:nous sommes|on est|on sera|nous serons|we are|we will be|there are|loger|coucher"
    r"|asseoir|reunir|accueillir|heberger|sleep|seat|host)"
    rf" (?:a |au moins |about |environ |some |pres de |jusqu a )?(\d{{1,4}}){_NO_UNIT}"
    # « Salle pour cent », « a hall for two hundred », « une chorale d’une soixantaine ».
    r"|\b(?:piece|lieu|endroit|local|table|place|assis|debout|bureau|desk|office|space|seats?|beds?"
    rf"|{_PLACE})(?: [a-z]+){{0,2}} (?:pour|for) (?:about )?(\d{{1,4}}){_NO_UNIT}"
    rf"|\b(?:{_PLACE}) (?:de|d|of) (?:une |about )?(\d{{1,4}}){_NO_UNIT}"
    # « Fêter nos trente ans à quarante », « se réunir à huit, ».
    rf"|\b(?:{_GATHER})(?: [\w|]+){{0,6}}? a (\d{{1,3}})"
    r"(?= (?:\||dans|autour|dont|avec|chez|pour|on )|$)"
    rf"|\b(?:{_GO}) a (?:(\d{{1,3}})(?= (?:dans|avec|en) )|(\d\d)(?= (?:de|du|des) ))"
    r"|(?:^|\| )a (\d{1,3})(?= (?:\||on ))"
    # « Nous serons une quarantaine », « thirty-five of us ».
    rf"|\b(?:serons|serions|seront|seraient|will be"
    rf"|we are|being|(?:ils|elles) sont|they are) (\d{{1,4}}){_NO_UNIT}"
    # « Neuf dans une seule voiture ».
    r"|(?:^|\| )(\d{1,3}) (?:dans|in) (?:1|une|la meme|one|a|the same) "
)
_JOINT = re.compile(r"['’-]")
_BREAK = re.compile(r"[^\w\s]+")


def people_in(text: str, *, is_desk: bool = False) -> int | None:
    """The largest number of people, or of seats, that a text gives; of desks too, each a seat."""
    plain = _counted(text)
    found = _PEOPLE.findall(plain)
    if is_desk:
        found += [(one, "") for one in _DESKS.findall(plain)]
    return max((int(one or other) for one, other in found), default=None)


def is_people(word: str) -> bool:
    """Whether a plural is of persons, or of what seats or beds them."""
    return bool(_IS_PEOPLE.fullmatch(word))


def people_asked(text: str) -> int | None:
    """The same of a need: « nous sommes trente », « cinquante copains »."""
    found = _PEOPLE_ASKED.findall(_counted(text))
    return max((int("".join(one)) for one in found), default=None)


def _counted(text: str) -> str:
    """Words and figures; « entre midi et deux, lycéens » are no two pupils."""
    return _BREAK.sub(" | ", _JOINT.sub(" ", in_measures(text)))
