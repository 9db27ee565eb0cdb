"""What sort of thing a need asks for: a person, a place, a thing, to learn, something to do."""

from __future__ import annotations

import re

from entrelieux.core.bridging.model import OfferKind
from entrelieux.core.bridging.reading.negation import without_refused
from entrelieux.core.text.folding import fold

# « Pour la fête du village », « ma voiture », “the office”: what is known is not sought.
_KNOWN = "".join(
    rf"(?<!\b{word} )"
    for word in (
        "la", "le", "les", "l", "ma", "mon", "mes", "notre", "nos", "sa", "son", "ses", "leur",
        "leurs", "du", "au", "aux", "ce", "cet", "cette", "my", "our", "the", "this", "that",
    )
)  # fmt: skip
# The first are nouns, which are sought when they are not known; the second, other words.
_WISHES: tuple[tuple[str, str, frozenset[OfferKind]], ...] = (
    (
        r"artisan|prestataire|professionnel\w*|intervenant\w*|animat(?:eur|rice)s?|expert\w*",
        r"quelqu un|personne qui (?!n )|someone|somebody|coup de main|conseils?|advice"
        r"|qui s y connait|m expliqu\w+|nous aider|m aider|help (?:me|us)|reparer|repair",
        frozenset({OfferKind.SKILL, OfferKind.SERVICE, OfferKind.PROJECT, OfferKind.EVENT}),
    ),
    (
        r"salle|local\b|locaux|bureau\w*|desk|office|espace|room|hangar|cuisine|atelier|workshop"
        r"|coworking|box",
        r"un endroit|un lieu|a place to|somewhere to|poste de travail",
        frozenset({OfferKind.ROOM, OfferKind.DESK}),
    ),
    (
        r"machines?|imprimante|printer|outils?|tools?",
        r"emprunt\w*|louer|location|borrow|rent|hire|preter|utilise?r?|me servir|acces a",
        frozenset({OfferKind.MACHINE, OfferKind.MATERIAL, OfferKind.VEHICLE, OfferKind.ROOM}),
    ),
    (
        r"cours|formation|stage|lessons?|class(?:es)?|training",
        r"apprendre|former|initiation|initier|debut(?:er|ante?s?)|learn\w*|se former|atelier pour",
        frozenset({OfferKind.TRAINING, OfferKind.EVENT, OfferKind.SKILL}),
    ),
    (
        r"rencontres?|soiree|sortie|animation|activites?|fete|evening|visites?",
        r"rencontrer|participer|visiter|meet|join|visit\b",
        frozenset({OfferKind.EVENT, OfferKind.TRAINING, OfferKind.PROJECT}),
    ),
    (
        r"camions?|camionnette|vehicule|remorque|minibus|voiture|van|truck|trailer",
        r"transporter|transport|demenager|livrer",
        frozenset({OfferKind.VEHICLE, OfferKind.SERVICE}),
    ),
    (
        r"chutes|recup\w*|materiaux|materials|matiere|stock|restes",
        "",
        frozenset({OfferKind.MATERIAL}),
    ),
    (
        r"projet|sujet|mission",
        r"rejoindre|stage de fin|cherche une equipe|join a project|collabor\w+|associe\w*"
        r"|travailler avec|work with|monter un",
        frozenset({OfferKind.PROJECT, OfferKind.SKILL}),
    ),
)  # fmt: skip
_WISHES_RE = tuple(
    (re.compile(rf"\b(?:{_KNOWN}(?:{nouns}){'|' + others if others else ''})\b"), kinds)
    for nouns, others, kinds in _WISHES
)


# « Quelqu’un pour graver trente trophées », « faire découper », « someone to sew »: the work is
# asked, not to learn it.
_DOER = r"(?:quelqu un|artisan\w*|prestataire\w*|professionnel\w*|personne|someone|somebody)"
_TEACHES = (
    r"(?:m |nous |me |us )?(?:appren\w*|montr\w*|expliqu\w*|enseign\w*|form\w*|initi\w*|guid\w*"
    r"|teach|show|explain)"
)
_DONE = re.compile(
    rf"\b{_DOER} (?:pour|qui|capable de|sachant|to|who (?:can|will|could))(?: me| nous| m| us)?"
    rf" (?!{_TEACHES}\b)\w+"
    r"|\b(?:faire|fasse) (?:graver|decouper|imprimer|coudre|broder|souder|usiner|couper|fabriquer"
    r"|reparer|relier|tailler|affuter|scier|percer|peindre|plier|recoudre|retoucher|traduire)\b"
    r"|\b(?:done|made|repaired|fixed|engraved|printed|sewn|cut) for (?:me|us)\b"
)
_LEARNING = re.compile(
    r"\b(?:appren\w+|cours|formation|initiation|stage|debut\w+|m expliqu\w+|me montr\w+"
    r"|nous montr\w+|learn\w*|lessons?|class(?:es)?|training|teach\w*|show me|moi meme|myself"
    r"|ensemble|together)\b"
)


def wants_it_done(text: str) -> bool:
    """Whether the person asks for a work, and says nothing of learning it.

    >>> wants_it_done("Je cherche quelqu'un pour graver trente trophées")
    True
    >>> wants_it_done("Quelqu'un pour m'apprendre à graver")
    False
    """
    plain = fold(text)
    return bool(_DONE.search(plain)) and not _LEARNING.search(plain)


def wished_kinds(text: str) -> frozenset[OfferKind]:
    """The kinds of offers that the words of a need ask for; empty when it does not say."""
    plain = fold(without_refused(text))
    found = (kinds for said, kinds in _WISHES_RE if said.search(plain))
    kinds = frozenset().union(*found)
    if kinds and wants_it_done(text):
        return (kinds | {OfferKind.MACHINE}) - {OfferKind.EVENT, OfferKind.TRAINING}
    return kinds


_KINDS: tuple[tuple[str, frozenset[OfferKind]], ...] = (
    (
        r"formations?|cours|stages?|lecons?|training|course|lessons?|class(?:es)?",
        frozenset({OfferKind.TRAINING}),
    ),
    (r"soirees?|evenements?|ateliers? collectifs?|events?|meetings?", frozenset({OfferKind.EVENT})),
    (
        r"prestataires?|professionnels?|artisans?|reparateurs?|entreprises?|devis|firms?"
        r"|contractors?",
        frozenset({OfferKind.SERVICE}),
    ),
    (r"machines?", frozenset({OfferKind.MACHINE})),
    (r"location|louer|rental", frozenset({OfferKind.MATERIAL, OfferKind.VEHICLE})),
)  # fmt: skip
_KINDS_RE = tuple((re.compile(rf"\b(?:{said})\b"), kinds) for said, kinds in _KINDS)


def named_kinds(text: str) -> frozenset[OfferKind]:
    """The kinds of offers that a few words name, such as those that a need refuses."""
    plain = fold(text)
    return frozenset().union(*(kinds for said, kinds in _KINDS_RE if said.search(plain)))


_TEACHING = re.compile(
    r"\b(?:premiers pas|(?:m|s)on premier|(?:m|s)a premiere|initiations?|s initier|prise en main"
    r"|apprendre|decouverte"
    r"|first steps|introduction to|beginners?|learning)\b"
)


_SHOWING = frozenset({OfferKind.SKILL, OfferKind.SERVICE, OfferKind.EVENT})


def teaches(kind: str, title: str) -> bool:
    """Whether what is not filed as a training shows how, rather than does: « Premiers pas sur la
    laser »."""
    return kind in _SHOWING and bool(_TEACHING.search(fold(title)))


_COMING = re.compile(
    r"\b(?:vien(?:t|ne|nent|drait)|venir|passe(?:r|nt)?|se deplacer?)"
    r" (?:chez|a la|jusqu|nous|me|ici)\b"
    r"|\bchez (?:moi|nous)\b|\ba domicile\b|\bqu(?:elqu un qui|i) viendrait\b"
    r"|\bque quelqu ?un vienne\b|\bil faut (?:venir|qu ?elle vienne|qu ?il vienne)\b"
    r"|\ba (?:eux|lui|elle|elles) de venir\b|\bqu ?ils viennent\b|\bdoit venir\b"
    r"|\bne bougeons pas\b"
    r"|\bne (?:peux|peut|pouvons) pas (?:les |le |la |nous |me )?(?:emmener|deplacer)\b"
    r"|\bcome to (?:us|our|my|the house)\b|\bat (?:my|our) (?:home|house|place)\b"
)
_OWN = re.compile(
    r"\b(?:de|d|pas|ecole|venu\w*) chez (?:moi|nous)\b|\bpas chez\b"
    r"|\bpersonne n (?:entre|vienne|vient|passe) chez\b"
)


def must_come(text: str) -> bool:
    """Whether the person asks that one come to them."""
    plain = fold(text)
    return bool(_COMING.search(_OWN.sub(" ", plain)))


_SEEKS = re.compile(
    r"\b(?:cherch(?:e|ent|ons)|recherch(?:e|ent|ons)|(?:il )?(?:nous )?manque(?:nt)?|on manque de"
    r"|avons besoin d\w*|a besoin d\w*|qui pour|wants?|needs?|seeks?|looking for|looks? for"
    r"|lacks?)\b"
)
_SOUGHT = re.compile(
    r"\b(?:recherche\w*|demande\w*|bienvenue?s?|souhaite\w*|apprecie\w*|wanted|required|welcome)\b"
)


def sought_in(text: str) -> str:
    """Whom a project looks for: what follows « cherche », or comes before « recherché »; else all
    that it says."""
    plain = fold(text)
    if found := _SEEKS.search(plain):
        return plain[found.end() :]
    if found := _SOUGHT.search(plain):
        return plain[: found.start()]
    return plain


_JOINING = re.compile(
    r"\b(?:rejoindre|au service|utiles?|projets?|sujets?|terrain|memoire|complices?|collabor\w+"
    r"|partenaires?|associ(?:er|es?)|travailler avec|jouer avec|jouer ensemble|mes competences"
    r"|(?:mes|nos) (?:week ends?|dimanches|soirees|etes|vacances)|m engager"
    r"|je voudrais (?:aider|travailler|du concret)|participer|benevolement|a la benevole"
    r"|(?:comme|suis|serais|etre) (?:benevole|volontaire)|donner un coup de main|sont libres"
    r"|volontiers|aventure|autre chose que|que ca serve|ca peut servir"
    r"|servir a (?:quelque chose|des?)|ailleurs qu|m ennuie|s ennuie|j ai du temps"
    r"|pour le plaisir|faire partie|contribuer|mes deux mains"
    r"|mes mains (?:marchent|savent|ont|sont)|refaire la main"
    r"|faire la main|remettre les mains|transmettre|transmission"
    r"|(?:cherche|demande|veux|attends|veut) (?:pas|ni|aucun) (?:\w+ )?(?:d )?(?:argent|salaire)"
    r"|(?:ans|annees) (?:de|d) (?:metier|chantier\w*|atelier|reportage|bureau|carriere|pratique"
    r"|experience)|connais(?:sons)? le metier|personne ne m en donne"
    r"|chantiers? (?:collectif|participatif)s?|seuls? ou a plusieurs"
    r"|d autres (?:gens|personnes) qui|des gens (?:qui|a|avec)|vraies questions"
    r"|join|joining|volunteering|projects?|play with|work with|partners?|collaborat\w+"
    r"|(?:my|our) (?:sundays|saturdays|evenings|summers|hands)|give a hand|lend a hand"
    r"|happy to help|good (?:at|with)|for something|something real|contribute|fieldwork"
    r"|(?:first|second|third|final) year|one semester|internship|years (?:of|in|as)"
    r"|i know \w+ well|no (?:pay|salary|wage)|spare time|useful|my skills|people to)\b"
)


# Whoever lacks somebody has a hand given: « et personne pour écrire le programme ».
_LACKING = re.compile(r"\b(?:personne pour|(?:nous|me) manque|nobody to|no one to|we lack)\b")


def wants_to_join(text: str) -> bool:
    """Whether the person would give a hand, rather than have one."""
    plain = fold(text)
    return bool(_JOINING.search(plain)) and not _LACKING.search(plain)
