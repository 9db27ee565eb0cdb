"""Names of places in a comment: capitals tell them, and words such as « mairie » or « rue »."""

from __future__ import annotations

import re

from entrelieux.core.hours.days import DAYS, groups_of
from entrelieux.core.hours.normalise import normalise

_CAPITAL = re.compile(r"\b(?:d'|l')?[A-ZÉÈÂÎÀ][\w'-]{2,}(?: \d+e\b)?")
_AFTER_PREPOSITION = re.compile(r"\b(?:À|A|AU|AUX|DE|D'|DU|DES|EN)\s+([A-ZÉÈ][\w'-]{2,})")
# Words that begin sentences or are written in capitals without being names.
_COMMON = re.compile(
    r"accompagne\w+|accueil\w*|acces|adresses?|afin|agence|ainsi|annees?|annexes?|antennes?|appel\w+"
    r"|apresmidis?|ateliers?|attention|aucun|autres?|avec|avenue|bureau|bus|cadre|centre|cette"
    r"|chaque|changement|circuit|communaute|communes?|comme|contact\w*|dans|dates?|demandes?"
    r"|demarches?|depuis|des|dimanche|document|du|elle|en|entree?|est|et|etre|exclusivement"
    r"|france\w*|hors|ici|il|informations?|inscription|journees?|jours?|horaires?|la|les?|lieux?"
    r"|locaux|mail|mairies?|maisons?|matins?|mediatheque|merci|mobile|mois|non|nos|notre|nous"
    r"|numero|ou|par|pas|pause|pendant|permanences?|place|planning|plusieurs|point|possibilite|pour"
    r"|prendre|presence|prise|public|qpv|quartier|reception|renseignements?|rendez|reservation"
    r"|retrouvez|rue|salle|samedi|sans|secteur|semaines?|services?|si|sites?|social|solidarites|sous"
    r"|structure|suivant|sur|tel|telephon\w+|tour|toute?s?|tous|tres|une|uniquement|vacances"
    r"|vehicule|vigipirate|voir|vos|votre|vous"
)
_DAY_WORDS = frozenset(day + ending for day in DAYS for ending in ("", "s"))
_SHORT_DAYS = frozenset(("lun", "mar", "mer", "jeu", "ven", "sam", "dim", "vend"))
_VENUE = re.compile(
    r"\b(?:mairies?|centre (?:socio|social|culturel)|espace|maison (?!france)|mediatheque|foyer"
    r"|bibliotheque|salle|ccas|cms|mds|msd|mjc|rue|avenue|boulevard|allee|place|parking|quartier"
    r"|ecole|marche|commune de|site de|agence|pole social|hotel de ville)\b"
)
PARTNER = re.compile(
    r"pole emploi|\bcaf\b|\bcpam\b|\bmsa\b|\bcarsat\b|impots|dgfip|mission locale|\badil\b|juri"
    r"|conciliat|assistant|conseiller|ecrivain|partenaire|avocat|notaire|infodroit|cpts|pmi\b"
)
_ITEM = re.compile(r"\s*(?:[,;|\n]|/|\s-\s|:|\.\s)\s*")
_LEADING = re.compile(
    r"^(?:(?:permanences?|itinerances?|sur les communes|dans les communes)\b.*? (?:a|au|aux|de)"
    r"|secteur ?\d+|mds|mairies? (?:de|du|d'|des)|et|le|la|les) ",
)
_ON_TOP = re.compile(rf"\brdv\b|supplementaire|possib|\b1\. ?\w|{PARTNER.pattern}")
_NEITHER = re.compile(r"(?!(?:rue|avenue|bd|boulevard|place|horaires)\b)[a-z' ]{3}")
_FEWEST, _MOST_OF = 4, 0.75


def place_names(text: str) -> set[str]:
    """The names in `text` as typed; words in a row are one name.

    >>> sorted(place_names("Lundi : Le Vaudreuil-Léry / Mardi : mairie de Pabu"))
    ['pabu', 'vaudreuil-lery']
    """
    plain = text.replace("’", "'")
    pattern = _AFTER_PREPOSITION if _is_upper(plain) else _CAPITAL
    found = list(pattern.finditer(plain))
    kept: set[str] = set()
    was_name, end = False, -1
    for match in found:
        name = normalise(match[match.lastindex or 0])
        is_name = _is_name(name)
        if is_name and not (was_name and not plain[end : match.start()].strip()):
            kept.add(name)
        was_name, end = is_name, match.end()
    return kept


def names_a_venue(plain: str) -> bool:
    return bool(_VENUE.search(plain))


def begins_with_a_venue(plain: str) -> bool:
    return bool(_VENUE.match(plain))


def is_list_of_places(text: str) -> bool:
    """« Dampierre, Foëcy, Genouilly, Massay … »: names of places and hardly anything else."""
    if _ON_TOP.search(normalise(text)) or groups_of(normalise(text)):
        return False
    items = [item for item in _ITEM.split(text) if _counts(item)]
    named = [item for item in items if _is_place_item(item)]
    return len(named) >= _FEWEST and len(named) >= _MOST_OF * len(items)


def _counts(item: str) -> bool:
    """Not the street of a place, nor days or times."""
    return bool(_NEITHER.match(normalise(item)))


def _is_place_item(item: str) -> bool:
    words = _LEADING.sub("", normalise(item) + " ").split()
    rest = item.replace("’", "'").split()[-len(words) :] if words else []
    if not words or len(words) > 7 or re.search(r"\d\s?h|\brdv\b|@|www", normalise(item)):
        return False
    return bool(re.match(r"(?:d'|l')?[A-ZÉÈÂÎÀ]", rest[0])) and _is_name(words[0])


def _is_name(word: str) -> bool:
    bare = re.sub(r"^[dl]'", "", word)
    if _COMMON.fullmatch(bare) or bare in _DAY_WORDS or bare in _SHORT_DAYS:
        return False
    return not re.match(r"(?:rdv|multi|itiner|ouver|ferm|servic)|.*\d", bare)


def _is_upper(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    return sum(letter.isupper() for letter in letters) > 0.7 * max(len(letters), 1)
