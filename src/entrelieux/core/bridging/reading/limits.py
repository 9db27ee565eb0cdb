"""What an offer cannot be, whatever its subject: without a step, noisy, for what is sold, alone.

Each limit has two sides: how offers tell it, and how needs tell that it rules an offer out.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from enum import StrEnum

from entrelieux.core.bridging.reading.negation import without_refused
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
    MEMBERSHIP = "membership"
    APPOINTMENT = "appointment"
    DELAY = "delay"
    NOT_FOR_FOOD = "not_for_food"
    NO_NETWORK = "no_network"
    NOISY = "noisy"
    FROM_AFAR = "from_afar"
    NOT_SWORN = "not_sworn"


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
    Limit.QUALIFIED: r"reserve\w* aux (?:\w+ ){0,2}(?:forme|habilite|initie|titulaire"
    r"|professionnel"
    r"|recoltant)\w*|(?:carte|permis|certificat|licence|diplome|brevet)(?: \w+){0,3} (?:demande"
    r"|exige|obligatoire|requis)\w*|professionnels? ou habilites?|(?:utilisateurs? )?confirmes?"
    r" seulement|pour (?:les )?(?:inities|confirmes)|experienced (?:users|members|people) only"
    r"|certified (?:users|members|people) only",
    Limit.TRAINING_FIRST: rf"(?:apres|suivi|avoir fait) (?:\w+ ){{0,6}}{_COURSE}"
    rf"|{_COURSE}(?: \w+){{0,4}} (?:obligatoire|exige\w*|demande\w*|requis\w*|d abord|avant|first"
    r"|required|comes first)|need the short course",
    Limit.STAYS: r"ne se deplace(?:nt)? pas|pas de deplacement|ne quitte pas"
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
    Limit.MEMBERSHIP: r"(?:adhesion|abonnement|cotisation|forfait|engagement|membership"
    r"|subscription)"
    r"(?: \w+){0,2} (?:annuel\w*|mensuel\w*|obligatoire|exigee?|demandee?|requise?|au (?:mois"
    r"|trimestre)"
    r"|an|mois|required|fee)|(?:yearly|annual|monthly) (?:membership|subscription|plan|fee)"
    r"|engagement (?:d |de |sur )?(?:un|une|deux|trois|six|douze|\d+) (?:ans?|mois)"
    r"|membership required",
    Limit.APPOINTMENT: r"(?:sur|avec) (?:rendez vous|rdv|inscription|reservation)|(?:by"
    r"|on) (?:appointment"
    r"|booking)|inscription (?:obligatoire|demandee|exigee)|booking (?:required|only)",
    Limit.DELAY: r"(?:comptez|compter|delais?(?: de)?|sous|attente(?: de)?|allow|within|takes?"
    r"|wait of)"
    r" (?:environ |about |au moins |at least )?(?:\w+ )?(?:a \w+ )?(?:semaines?|mois|weeks?"
    r"|months?)"
    r"|liste d attente|waiting list",
    Limit.NOT_FOR_FOOD: r"(?:non|pas|jamais|not?|never|aucun\w*) (?:\w+ ){0,2}(?:alimentaires?"
    r"|food(?: safe| contact)?)",
    Limit.NO_NETWORK: rf"{_NOT} (?:de |d |le |la )?(?:internet|wifi|wi fi|reseau|connexion"
    rf"|fibre|telephone|signal"
    r"|coverage)|zone blanche|hors reseau|off grid",
    Limit.NOISY: r"bruyant\w*|du bruit|noisy|loud|musique (?:forte|live)|ambiance animee|lively"
    r"|compresseurs?",
    Limit.FROM_AFAR: r"(?:uniquement|seulement|exclusivement|que|only|entirely) (?:a distance"
    r"|en ligne|en visio\w*"
    r"|par telephone|online|by phone|remote)|(?:a distance|en ligne|en visio\w*|online"
    r"|remote) (?:uniquement"
    r"|seulement|exclusivement|only)",
    Limit.NOT_SWORN: rf"{_NOT} (?:\w+ )?(?:assermente\w*|certifie\w*|sworn|certified)"
    r"|sans valeur (?:legale|officielle)|no (?:legal|official) value",
}  # fmt: skip

# How needs tell that they cannot take it.
_ASKED: dict[Limit, str] = {
    Limit.STAIRS: r"fauteuils? roulants?|(?:en|son|mon|leur|avec (?:un|le|son|mon)) fauteuil"
    r"|wheelchairs?|pmr|plain pied|(?:pas|sans)"
    r" (?:une |de |d |aucune )?(?:marches?|escaliers?)|mobilite reduite|deambulateur|step free"
    r"|no (?:steps|stairs)"
    r"|ne (?:monte|peut|peux) (?:pas|plus) (?:monter |les )*(?:escaliers?|marches)",
    Limit.NOT_FOR_SALE: r"vend(?:re|s|ons|ent|eurs?|euses?|us?|ues?)|ventes?"
    r"|traiteur|au marche|aux normes|en regle|agree\w*|agrement"
    r"|commercialis\w+|sell(?:ing)?|for sale|approved kitchen|licensed kitchen"
    r"|professional kitchen"
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
    Limit.QUIET: r"batterie|batteur|drums?|drummer|ampli\w*|jouer (?:fort|a fond)|boucan"
    r"|bruyant\w*"
    r"|(?:gros |du )bruit|loud|punk|metal band|hurle|meuleuse|angle grinder|tapage|percussions?",
    Limit.NO_FOOD: r"banquet|repas|buffet|diner|cuisiner|traiteur|couverts|gouter|feast|meal"
    r"|dinner"
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
    Limit.MEMBERSHIP: rf"{_NOT} (?:\w+ ){{0,2}}(?:adhe\w+|abonne\w+|cotis\w+|engage\w+|forfait"
    rf"|carte de membre"
    r"|membership|member|subscription|commitment|contract)|sans m engager|sans s engager"
    r"|will not sign"
    r"|not (?:join|sign up)",
    Limit.APPOINTMENT: rf"{_NOT} (?:de |d |avoir a )?(?:prendre )?(?:rendez vous|rdv"
    rf"|inscription|m inscrire|reserver"
    r"|reservation|appointment|booking|sign up)|a l improviste|walk in|drop in",
    Limit.DELAY: r"aujourd hui|demain|ce soir|cet apres midi|tout de suite|dans l heure"
    r"|en urgence|urgent\w*|today"
    r"|tomorrow|tonight|right away|apres demain|in a hurry|avant ce soir",
    Limit.NOT_FOR_FOOD: r"alimentaires?|food|patisser\w+|biscuits?|gateaux?|chocolats?|cakes?"
    r"|cookies?|bakery",
    Limit.NO_NETWORK: r"fibre|wifi|wi fi|internet|connexion|connecte\w*|visio\w*|haut debit"
    r"|broadband|bandwidth"
    r"|video calls?|teletravail\w*|remote work|remotely",
    Limit.NOISY: r"au calme|le calme|du calme|dans le silence|en silence|silencieu\w*|(?:sans"
    r"|pas de|aucun|moins de)"
    r" bruit|acouphen\w*|hyperacous\w*|in (?:peace|silence)|quiet\w*|no noise|tinnitus|calm place",
    Limit.FROM_AFAR: r"(?:pas|jamais|surtout pas|not?|never|ni) (?:\w+ )?(?:en |a |de |par |le "
    r"|la )?(?:visio\w*|distance"
    r"|ligne|ecran|zoom|telephone|online|remote|video call|screen)|en vrai|en chair et en os"
    r"|en face a face|de visu"
    r"|in person|face to face|in the flesh",
    Limit.NOT_SWORN: r"assermente\w*|sworn|certified|certifie\w*|court stamp"
    r"|tampon (?:officiel|du tribunal)|valeur (?:legale|officielle)",
}  # fmt: skip
_OFFERED_RE = {one: re.compile(rf"\b(?:{said})\b") for one, said in _OFFERED.items()}
_ASKED_RE = {one: re.compile(rf"\b(?:{said})\b") for one, said in _ASKED.items() if said}
_FRENCH_SOUGHT = re.compile(r"\b(?:francais|french)\b")


# Told by what is there: « sans adhésion » is no membership; the others are told by what is not.
_TOLD_BY_WHAT_IS = frozenset({
    Limit.QUALIFIED, Limit.TRAINING_FIRST, Limit.STANDING, Limit.IN_FRENCH, Limit.LICENCE,
    Limit.MEMBERSHIP, Limit.APPOINTMENT, Limit.DELAY, Limit.NOISY,
})  # fmt: skip
# A need rules these out by what it wants: who wants no alcohol takes a place that has none.
_WANTED = frozenset({
    Limit.NOT_FOR_SALE, Limit.ABOVE_ZERO, Limit.QUIET, Limit.NO_FOOD, Limit.NO_ALCOHOL,
    Limit.NO_ANIMALS, Limit.STANDING, Limit.UNHEATED, Limit.IN_FRENCH, Limit.DELAY,
    Limit.NOT_FOR_FOOD, Limit.NO_NETWORK, Limit.NOT_SWORN,
})  # fmt: skip


def limits_of(text: str) -> frozenset[Limit]:
    """What an offer says of itself."""
    return _found(_OFFERED_RE, text, _TOLD_BY_WHAT_IS)


def _found(
    told: Mapping[Limit, re.Pattern[str]], text: str, positive: Collection[Limit]
) -> frozenset[Limit]:
    """The limits that a text tells; the positive ones, by what it does not refuse."""
    plain, wanted = fold(text), fold(without_refused(text))
    return frozenset(
        one for one, said in told.items() if said.search(wanted if one in positive else plain)
    )


def ruled_out(text: str, *, must_come: bool) -> frozenset[Limit]:
    """The limits that a need cannot take."""
    plain = fold(text)
    found = set(_found(_ASKED_RE, text, _WANTED))
    if _FRENCH_SOUGHT.search(plain):
        found.discard(Limit.IN_FRENCH)
    if must_come:
        found.add(Limit.STAYS)
    return frozenset(found)
