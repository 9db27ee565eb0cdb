"""What an offer cannot be, whatever its subject: without a step, noisy, for what is sold, alone.

Each limit has two sides: how offers tell it, and how needs tell that it rules an offer out.
"""

from __future__ import annotations

import re
from enum import StrEnum

from entrelieux.core.text.folding import fold


class Limit(StrEnum):
    STAIRS = "stairs"
    NOT_FOR_SALE = "not_for_sale"
    QUALIFIED = "qualified"
    TRAINING_FIRST = "training_first"
    STAYS = "stays"
    ABOVE_ZERO = "above_zero"
    SELF_SERVICE = "self_service"
    QUIET = "quiet"
    NO_FOOD = "no_food"
    NO_ALCOHOL = "no_alcohol"
    NO_ANIMALS = "no_animals"
    STANDING = "standing"
    UNHEATED = "unheated"
    IN_FRENCH = "in_french"
    LICENCE = "licence"


_COURSE = (
    r"(?:habilitation|formation|initiation|prise en main|stage|induction|training|short course)"
)
_NOT = r"(?:pas|sans|ni|aucun|aucune|no|not|without|rien|interdit\w*)"

# How offers tell it.
_OFFERED: dict[Limit, str] = {
    Limit.STAIRS: r"(?:par|avec) (?:l |un |les )?escaliers?|escalier raide|etage sans ascenseur"
    r"|(?:premier|deuxieme|troisieme|1er|2e|3e) etage par|sans ascenseur|(?:up|by) the stairs"
    r"|no lift|steep stairs|upstairs only|marches? a l entree|non accessible",
    Limit.NOT_FOR_SALE: r"pas (?:pour la |de )?vente|rien qui se vend\w*|non agree\w*"
    r"|pas agree\w*|not (?:licensed|approved|certified) (?:for sale|to sell)"
    r"|not for sale|sans vente"
    r"|repas associatifs?|jamais pour vendre|nothing (?:that is |to be )?(?:for sale|sold)"
    r"|agrement en cours",
    Limit.QUALIFIED: r"reserve\w* aux (?:\w+ ){0,2}(?:forme|habilite|initie|titulaire|professionnel"
    r"|recoltant)\w*|(?:carte|permis|certificat|licence|diplome|brevet)(?: \w+){0,3} (?:demande"
    r"|exige|obligatoire|requis)\w*|professionnels? ou habilites?|(?:utilisateurs? )?confirmes?"
    r" seulement|pour (?:les )?(?:inities|confirmes)|experienced (?:users|members|people) only"
    r"|certified (?:users|members|people) only",
    Limit.TRAINING_FIRST: rf"(?:apres|suivi|avoir fait) (?:\w+ ){{0,6}}{_COURSE}"
    rf"|{_COURSE}(?: \w+){{0,4}} (?:obligatoire|exige\w*|demande\w*|requis\w*|d abord|avant|first"
    r"|required|comes first)|need the short course",
    Limit.STAYS: r"ne se deplacent? pas|on ne se deplace pas|pas de deplacement|ne quitte pas"
    r"|sur place (?:seulement|uniquement)|on site only|does not travel|no home visits",
    Limit.ABOVE_ZERO: r"au dessus de zero|positive seulement|froid positif|above (?:zero|freezing)"
    r"|pas de congelation|ne congele pas",
    Limit.SELF_SERVICE: r"pas de depots?|repare(?:r|z)? (?:le|la|les) siens?|on fait soi meme"
    r"|(?:vous )?faites vous meme|repare soi meme|do it yourself|no drop ?off|self service only",
    Limit.QUIET: r"rien de bruyant|sans bruit|voisins? a menager|pas de (?:batterie|musique|bruit"
    r"|percussions?)|sans (?:ampli|batterie)\w*|no (?:noise|drums|loud music|amps)|quiet only"
    r"|silence (?:exige|demande|obligatoire)\w*",
    Limit.NO_FOOD: rf"{_NOT} (?:de )?(?:nourriture|repas|cuisine sur place|food|meals|buffet)",
    Limit.NO_ALCOHOL: rf"{_NOT} (?:d |de )?alcool|alcohol free|no alcohol|dry venue",
    Limit.NO_ANIMALS: rf"{_NOT} (?:d |de )?(?:animaux|chiens?|pets|dogs|animals)"
    r"|animaux (?:non admis|interdits)",
    Limit.STANDING: r"personnes debout|places debout|debout seulement|standing (?:only|room)",
    Limit.UNHEATED: r"sans chauffage|non chauffe\w*|pas (?:de chauffage|chauffe\w*)|unheated"
    r"|no heating|froide? de novembre",
    Limit.IN_FRENCH: r"en francais(?: seulement| uniquement)?|in french(?: only)?",
    Limit.LICENCE: r"permis (?:b|be|c|d|poids lourd)\b|driving licence|avec (?:votre )?permis",
}  # fmt: skip

# How needs tell that they cannot take it.
_ASKED: dict[Limit, str] = {
    Limit.STAIRS: r"fauteuils? roulants?|en fauteuil|wheelchairs?|pmr|plain pied|(?:pas|sans)"
    r" (?:une |de |d |aucune )?(?:marches?|escaliers?)|mobilite reduite|deambulateur|step free"
    r"|no (?:steps|stairs)"
    r"|ne (?:monte|peut|peux) (?:pas|plus) (?:monter |les )*(?:escaliers?|marches)",
    Limit.NOT_FOR_SALE: r"vend(?:re|s|ons|ent|eurs?|euses?|us?|ues?)|ventes?"
    r"|traiteur|au marche|aux normes|en regle|agree\w*|agrement"
    r"|commercialis\w+|sell(?:ing)?|for sale|approved kitchen|licensed kitchen|professional kitchen"
    r"|labo en regle|services veterinaires|ddpp",
    Limit.QUALIFIED: r"(?:jamais|never) (?:fait|touche|essaye|utilise|done|tried|used)"
    r"|debutant\w*|je debute|premiere fois|aucune experience|beginner|first time|no experience"
    rf"|{_NOT} (?:\w+ ){{0,2}}{_COURSE}|{_NOT} (?:\w+ )?(?:bons? |carte|diplome)",
    Limit.TRAINING_FIRST: rf"{_NOT} (?:(?:passer|suivre|faire|de|d|une|la|l|a|any) )*{_COURSE}",
    Limit.STAYS: "",  # told by `must_come`
    Limit.ABOVE_ZERO: r"congel\w+|surgel\w+|moins dix huit|moins 18|freez(?:e|er|ing)|frozen",
    Limit.SELF_SERVICE: r"que quelqu un le fasse|le fasse pour moi|deposer|pas (?:le )?temps de"
    r" (?:le |la |les )?(?:faire|reparer|apprendre)|pas apprendre|faite? (?:pour|a ma place)"
    r"|drop (?:it )?off|done for me|someone (?:else )?to do it|no time to (?:do|learn)"
    r"|not learn|rather not learn",
    Limit.QUIET: r"batterie|batteur|drums?|drummer|ampli\w*|jouer (?:fort|a fond)|boucan|bruyant\w*"
    r"|(?:gros |du )bruit|loud|punk|metal band|hurle|meuleuse|angle grinder|tapage|percussions?",
    Limit.NO_FOOD: r"banquet|repas|buffet|diner|cuisiner|traiteur|couverts|gouter|feast|meal|dinner"
    r"|catering|cook(?:ing)?",
    Limit.NO_ALCOHOL: r"alcool|biere|bieres|vin d honneur|degust\w+ de vins?|aperos?|cocktails?"
    r"|beer|wine|bar|buvette|champagne",
    Limit.NO_ANIMALS: r"(?:mon|notre|mes|nos|avec (?:un|le|des)) (?:chiens?|chat|animal|animaux)"
    r"|(?:my|our) (?:dogs?|cats?|pets?)",
    Limit.STANDING: r"assis|assise|assises|seated|sitting|chaises|fauteuils",
    Limit.UNHEATED: r"au chaud|chauffe|chauffee|heated|warm room|heating",
    Limit.IN_FRENCH: r"anglais|en anglais|english|anglophone",
    Limit.LICENCE: r"(?:pas|plus|sans|ni) (?:le |de |mon |encore le )?permis"
    r"|ne (?:conduis|conduit|conduisons) (?:pas|plus)|avec (?:un )?chauffeur|with (?:a )?driver"
    r"|(?:do not|don t|cannot|can t) drive|no (?:driving )?licence|laisse plus le volant",
}  # fmt: skip
_OFFERED_RE = {one: re.compile(rf"\b(?:{said})\b") for one, said in _OFFERED.items()}
_ASKED_RE = {one: re.compile(rf"\b(?:{said})\b") for one, said in _ASKED.items() if said}
_FRENCH_SOUGHT = re.compile(r"\b(?:francais|french)\b")


def limits_of(text: str) -> frozenset[Limit]:
    """What an offer says of itself."""
    plain = fold(text)
    return frozenset(one for one, said in _OFFERED_RE.items() if said.search(plain))


def ruled_out(text: str, *, must_come: bool) -> frozenset[Limit]:
    """The limits that a need cannot take."""
    plain = fold(text)
    found = {one for one, said in _ASKED_RE.items() if said.search(plain)}
    if _FRENCH_SOUGHT.search(plain):
        found.discard(Limit.IN_FRENCH)
    if must_come:
        found.add(Limit.STAYS)
    return frozenset(found)
