"""For whom: the publics that a person is of, and those that an offer is for alone."""

from __future__ import annotations

import re

from entrelieux.core.text.folding import fold

# Whom these words name, of the one who needs as of whom an offer takes.
_PUBLICS = {
    "job-seekers": r"demandeu\w+ d emploi|en recherche d emploi|cherchent du travail|rsa"
    r"|(?:personnes?|public|parcours|jeunes) (?:en|d) insertion|en insertion"
    r"|pole emploi|france travail|chom\w+|job ?seekers?|unemployed",
    "students": r"etudiant\w*|students?",
    "women": r"non mixte|non mixite|mixite choisie|girls only|(?<!sages )(?<!sage )femmes?|women"
    r"|ladies|entre elles|entre (?:copines|filles|meres|mamans|amies)|girlfriends|mothers",
    "staff": r"salaries|personnel|staff",
    "associations": r"associat\w+|assos?|clubs?|comites?|amicales?|troupes?|compagnies?|collectifs?"
    r"|chorales?|fanfares?|paroisses?|cooperatives?|federations?|charit\w+|societ\w+"
    r"|structures adherentes|groupes?|equipes?|ensembles?",
    "companies": r"entreprises?|societes?|pme|tpe|professionnel(?:le)?s?|companies|businesses"
    r"|responsable technique|artisan\w*|commercants?|autoentrepreneu\w+|freelances?"
    r"|independant\w*|entrepreneu\w+",
    "farmers": r"agricult\w+|agricoles?|paysan\w*|eleveu\w+|maraich\w+|vigneron\w*|viticult\w+"
    r"|cerealiers?|cerealieres?|apicult\w+|berger\w*|arboricult\w+|exploitant\w*|chevri\w+"
    r"|producteu\w+|productrices?|horticult\w+|pepinieriste|gaec|cuma|(?:ma|notre|la|une) ferme"
    r"|fermi\w+|farm(?:s|ers?|ing)?|growers?|shepherd\w*|beekeepers?|winegrowers?|breeders?",
    "artisans": r"artisan\w*",
    "schools": r"ecoles?|etablissements? scolaires?|classes?|enseignant\w*|institut(?:eur|rice)\w*"
    r"|maitresses?|maitres? (?:d ecole|de c\w+)|professeur\w*|profs?|colleges?|lycees?|cpe"
    r"|periscolaire|schools?|teachers?|pupils?",
    "newcomers": r"refugie\w*|etrangere?s?|exile\w*|migrant\w*|demandeu\w+ d asile|immigre\w*"
    r"|(?:primo|nouveaux?|nouvelles?|nouvel) arriv\w+|venue?s? d ailleurs|apatrides?"
    r"|afghane?s?|syrien\w*|ukrainien\w*|soudanais\w*|erythreen\w*|refugees?|newcomers?"
    r"|asylum|immigrants?|foreigners?|syrians?|ukrainians?",
    "disabled": r"handicap\w*|fauteuils?(?: roulants?)?|malentendant\w*|sourde?s?|aveugles?"
    r"|malvoyant\w*|deficien\w+|autis\w+|invalid\w+|mobilite reduite|pmr|rqth|esat"
    r"|trisomi\w+|wheelchairs?|disab\w+|deaf|blind",
    "individuals": r"particuliers?|individuals?|usage (?:familial|personnel)",
}  # fmt: skip
PUBLICS = (*_PUBLICS, "residents", "locals")
_PUBLICS_RE = {name: re.compile(rf"\b(?:{said})\b") for name, said in _PUBLICS.items()}
# People only: « fauteuils et chaises seulement » is for nobody in a wheelchair.
_OFFERED_RE = _PUBLICS_RE | {
    name: re.compile(rf"\b(?:{said})\b")
    for name, said in {
        "associations": r"associat\w+|assos?|clubs?|comites?|amicales?|troupes?|compagnies"
        r"|collectifs|chorales?|fanfares?|federations?|charit\w+"
        r"|structures adherentes",
        "companies": r"entreprises?|societes?|pme|tpe|(?<!usage )(?<!usages )professionnel(?:le)?s"
        r"|companies|businesses",
        "farmers": r"agricult(?:eur|rice)s?|exploitations?|exploitants?(?: agricoles?)?|paysans"
        r"|eleveurs|maraichers|vignerons|viticulteurs|apiculteurs|(?<!circuit )producteurs"
        r"|farmers|growers|gaec",
        "schools": r"ecoles|etablissements? scolaires?|(?:groupes|publics?) scolaires?"
        r"|classes(?! (?:a|de) \d)|enseignants?|colleges|lycees|schools|teachers",
        "newcomers": r"refugies|etrangers|exiles|migrants|demandeurs d asile"
        r"|(?:primo|nouveaux) arrivants|refugees|newcomers|foreigners",
        "disabled": r"handicap\w+|personnes (?:sourdes|aveugles|malvoyantes|malentendantes)"
        r"|mobilite reduite|pmr|disab\w+",
        "individuals": r"particuliers|individuals",
    }.items()
}
# An offer names the others in passing: it is theirs alone when it says so.
_NAMED_ALONE = ("job-seekers", "students", "women")
_CLAUSE = re.compile(r"[.;:!?()\n]")
_ONLY = re.compile(
    r"\b(?:reserve(?:e|s|es)?|uniquement|seulement|only|exclusivement|exclusively|pret\w* aux?"
    r"|non mixte|limited to|restricted to|interdit\w* (?:a tous )?sauf)\b"
)
_LISTS = re.compile(r"\b(?:reserve(?:e|s|es)? (?:a|aux?)|limited to|restricted to)\b")
# « Laines d’éleveurs uniquement » is for whoever spins.
_OF_THEIRS = re.compile(r"\b(?:de|d|des) (?!la |l |ville|emploi|asile|ecole|entreprise)\w+")
_FOR_STAFF = re.compile(r"\b(?:pour (?:les |le )?(?:salaries|personnel)|for (?:\w+ ){0,4}staff)\b")
_HEADS = re.compile(r"\b(?:chefs? d entreprises?|dirigeants?|patrons?|independants?)\b")
# « Étudiants bienvenus », « hommes et femmes », « animé par des étudiants » keep nobody out.
_OPEN = re.compile(
    r"\b(?:bienvenu\w*|welcome|ouvert\w* a tou\w*|tout public|tous publics|pour tou\w+|a tou\w+ s"
    r"|tarifs?|gratuit\w* (?:pour|aux)|payant\w*|reduction|reduit\w*|priorit\w+|en particulier"
    r"|notamment|surtout|accueill\w*|les autres|d ailleurs|hommes?|garcons|fathers|men|everyone"
    r"|anyone|all|mixtes?|accessible|discount|free for"
    r"|par (?:des|les|nos|deux|trois|un|une)|(?:des|nos|deux|trois|quatre|un|une|les) etudiant\w*"
    r"|cherch\w+(?! du travail)|recherch\w+(?! d emploi)|avec (?:des|les|nos)"
    r"|(?:femmes?|women) (?:de|au|a|du|of)"
    r"|chantiers? d insertion|(?:pas|non|not|sans etre) (?:reserve|seulement|only)\w*)\b"
)
_FOR_ALL = re.compile(
    r"\b(?:ouvert\w* a tou\w*|tout public|tous publics|open to all|everyone welcome)\b"
)
_RESIDENTS = re.compile(
    r"\b(?:habitants?|residents?|villageois|foyers|riverains|villagers)\b|\bde la commune\b"
)
# A wider land than the commune, of which an offer does not tell the bounds.
_WIDER = re.compile(
    r"\b(?:communautes?|agglo\w*|cantons?|departement\w*|pays|region\w*|intercommunal\w*"
    r"|communes (?:voisines|membres)|d ailleurs|alentours?|vallee|county|district)\b"
)
_LOCAL = re.compile(r"\b(?:de la commune|du village|de la ville|du bourg|communa(?:l|le|ux|les))\b")
# « Pas aux particuliers » is for all who are more than one.
_NOT_ALONE = re.compile(
    r"\b(?:pas|not|no|sauf|hors|jamais) (?:\w+ )?(?:aux |pour (?:les )?|for |de )?"
    r"(?:particuliers?|individuals?|privates?)\b"
)
_BODIES = frozenset({"associations", "companies", "schools", "farmers", "artisans"})
_IS_NOT = re.compile(
    r"\b(?:suis|sommes|est|etes|am|are|is)"
    r" (?:pas|not|ni|dans aucune?|d aucune?) (?:(?:un|une|a|an|de|d|membres?) )*\w+"
)
# Who is nothing of the kind: any other trade may be a company’s.
_PRIVATE = re.compile(
    r"\b(?:meres?|peres?|parents?|mamans?|papas?|familles?|couples?|maries|grands? (?:mere|pere"
    r"|parent)s?|retraitee?s?|anciens?|anciennes?|etudiant\w*|lyceen\w*|collegien\w*|ados?|jeunes?"
    r"|voisin\w*|habitant\w*|particuliers?|amateurs?|amatrices?|veu(?:f|ve)s?|fils|filles?"
    r"|soeurs?|freres?|locataires?|proprietaires?|benevoles?|bricoleu\w+|demandeu\w+|chom\w*"
    r"|enfants?|ans|femmes?|hommes?|dames?|nounou|instit\w*|professeur\w*|profs?|eleves?"
    r"|stagiaires?|apprenti\w*|salarie\w*|refugie\w*|bande|copains|amis|mother|father|family"
    r"|student|pupil|neighbours?|retired|teenager|girl|boy|teacher|friends)\b"
)
# A woman says so by the name of what she does: « aide-soignante », « retraitée ».
_WOMAN = re.compile(
    r"^(?:jeune |future |ancienne |deux |trois )?(?:mere|maman|dame|fille|soeur|grand mere"
    r"|voisine|copine|mother|infirmiere|sage femme|veuve|niece|tante|epouse"
    r"|(?:\w+ )?(?:\w+(?:trice|euse|iere|ienne|ante|ente|ee|esse|ane|aine)))s?\b"
)
# « Graphiste », « architecte » do not say whether it is one; « père » does.
_EITHER = re.compile(r"^(?!pere|grand pere|homme|jeune homme|oncle|gendre|beau pere)\w+e\b")


def reserved_for(text: str) -> frozenset[str]:
    """The publics that an offer is for alone; « locals » when these must be of its commune too.

    >>> sorted(reserved_for("Prêt aux associations de la commune."))
    ['associations', 'locals']
    >>> sorted(reserved_for("Étudiants bienvenus."))
    []
    """
    found: set[str] = set()
    for clause in _CLAUSE.split(text):
        found |= _reserved(fold(clause))
    return frozenset() if not found or _opens(fold(text), found) else frozenset(found)


def publics_of(who: str, text: str) -> frozenset[str]:
    """Whom a need is of: as `publics_in` reads its author and what they say; a trade may be a
    company’s, and who is none is an individual."""
    author, told = fold(who), _IS_NOT.sub(" ", fold(text))
    named = set(publics_in(f"{author} . {told}"))
    if not author or _WOMAN.search(author) or _EITHER.search(author):
        named.add("women")
    if not named & {"associations", "companies"}:
        named.add("individuals")
    if not _PRIVATE.search(author) and "associations" not in named:
        named |= {"companies", "artisans"}
    return frozenset(named)


def publics_in(text: str) -> frozenset[str]:
    """The publics of `_PUBLICS` that a text names."""
    plain = fold(text)
    return frozenset(name for name, said in _PUBLICS_RE.items() if said.search(plain))


def _reserved(plain: str) -> set[str]:
    """« Réservé aux … » is for all that its clause lists."""
    if _NOT_ALONE.search(plain):
        return set(_BODIES & publics_in(_NOT_ALONE.sub(" ", plain)) or _BODIES)
    if _OPEN.search(plain) and not _LISTS.search(plain):
        return set()
    if not _ONLY.search(plain):
        named = {name for name in _NAMED_ALONE if _OFFERED_RE[name].search(plain)}
        if _FOR_STAFF.search(plain):
            named |= {"staff", "companies"} if _HEADS.search(plain) else {"staff"}
        return named
    if not _LISTS.search(plain):
        plain = _OF_THEIRS.sub(" ", plain)
    named = {name for name, said in _OFFERED_RE.items() if said.search(plain)}
    if named and _LOCAL.search(plain):
        return named | {"locals"}
    is_here = _RESIDENTS.search(plain) and not _WIDER.search(plain)
    return named | ({"residents"} if is_here else set())


def _opens(plain: str, found: set[str]) -> bool:
    return bool(_FOR_ALL.search(plain)) and found <= set(_NAMED_ALONE)
