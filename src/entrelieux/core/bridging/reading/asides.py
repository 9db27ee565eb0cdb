"""What a text tells by the way, and neither asks nor offers: « la notice est en anglais », « le
bourg compte 900 habitants », « gratuit pour les moins de 12 ans ».

These words are left out before people, ages, moments and limits are read.
"""

from __future__ import annotations

import re
from functools import lru_cache

from entrelieux.core.text.folding import strip_accents


class _Plain(dict[int, int]):
    """Each letter in lower case without its accent, so that places stay the same."""

    def __missing__(self, code: int) -> int:
        plain = strip_accents(chr(code).casefold().replace("’", "'"))
        self[code] = ord(plain) if len(plain) == 1 else code
        return self[code]


_PLAIN = _Plain()
_REST = r"[^.;:!?,\n]*"
_NEAR = r"[^.;:!?,\n]{0,30}?"
_LANGUAGE = r"(?:anglais|english|francais|french|allemand|german|italien|chinois)\w*"
_GUIDES = (
    r"(?:notices?|modes? d'emploi|manuels?|instructions?|tutos?|tutoriels?|videos?|etiquettes?"
    r"|menus?|manuals?|labels?|booklets?|livrets?|guides?)"
)
_BEAST = r"(?:chiens?|chiennes?|chats?|chattes?|dogs?|cats?|puppy)"
_PAST = (
    r"(?:(?:j'ai|ont|est|sont|avons|etait|(?:il|elle|on|ca|c'|feu|vent|orage) ?a)"
    r" \w+(?:e|ee|es|u|i|is|it)|\w+ed|was|were|broke|fell)"
)
_SHOP = (
    r"(?:magasins?|boutiques?|marchands?|supermarches?|fabricants?|commerces?|vendeurs?"
    r"|vendeuses?|shops?|stores?)"
)
_PERSON = (
    r"(?:fils|filles?|garcons?|enfants?|petite?s?|petit-fils|petite-fille|ado|mere|pere|mari|femme"
    r"|soeur|frere|neveu|niece|tante|oncle|cousine?|voisine?|amie?|grand-mere|grand-pere|eleves?"
    r"|bebe|jumeaux|jumelles|jeunes?|homme|dame|monsieur|apprentie?|stagiaire|aine|ainee|cadet"
    r"|cadette|son|daughter|boy|girl|child|kid|mother|father|brother|sister|nephew|husband|wife"
    r"|neighbour|friend|grandson|granddaughter|baby|twins?|doyenne?|plus|mien|mienne|sien|sienne)"
)
_NUMBER = r"(?:\d{1,3}|[a-z]+(?:[- ](?:et[- ])?[a-z]+){0,2})"
_YEARS = r"(?:ans|years? old)\b"
_REQUIRED = (
    r"(?:obligatoires?|exigee?s?|demandee?s?|requise?s?|necessaires?|indispensables?"
    r"|required|needed|compulsory|mandatory|necessary)"
)
_PLACE = r"(?:bourg|village|commune|hameau|ville|vallee|canton|quartier|village|town)"
_SCHOOL = r"(?:college|lycee|ecole|maternelle|primaire|creche|high school|school)"
_SCHOOL_BY = (
    r"(?:depuis|en face|pres|derriere|devant|a cote|a pied|minutes|metres|rue|avant|apres|opposite"
    r"|behind|next to|near)"
)

# By whoever needs something.
_ASKED = (
    # How many live or lived there, not how many come.
    rf"\b{_PLACE}\b{_NEAR}\b(?:de|compte|a|has|of) [\d ]*\d (?:habitants|ames|people|souls|foyers)",
    r"\b(?:cantine|ecole|usine|entreprise|lycee|college)s? (?:nourrit|compte|emploie|recoit) [\d ]+"
    rf"{_REST}",
    rf"\b(?:avons|ai|a|as|raised|brought up) (?:eleve|raised|\w+ (?:children|kids)){_REST}",
    # Sold once, or by another.
    r"\b(?:j'ai|je l'ai|avons|avait|avais|a|ont|y) (?:tout |deja |bien )?vendue?s?\b",
    r"\b(?:en |les |le |la |l')?(?:vendait|vendaient|vendions)\b[^.;:!?,\n]*"
    r"|\bsold (?:his|hers|mine|it|my)\b",
    rf"\b(?:les?|la|the) {_SHOP} (?:est|sont|ferme\w*|ouvre\w*|closes?|opens?|is|are)\b{_REST}",
    rf"\b{_SHOP}\b{_NEAR}\bvend\w*|\bvendeu(?:r|se)s? (?:veut|dit|demande|m'a)\b",
    r"\b(?:four|poele|chaudiere|soleil|moteur|ordinateur|on|je|nous|se) (?:ne )?chauff\w+",
    r"\bon (?:me|m'en|nous|nous en) (?:vend|vendait)\b",
    # The language of a paper, or of another.
    rf"\b{_GUIDES}\b{_NEAR}\b(?:en|in|is|sont|est) (?:\w+ )?{_LANGUAGE}",
    rf"\b(?:mon|my|son) (?:anglais|english|francais|french) (?:est|is|n'est){_REST}",
    r"\b(?:belle-fille|gendre|mari|femme|amie?s?|voisine?s?|cousine?s?|copine?s?|belle-soeur)"
    r" (?:est|sont|is) (?:anglais|english)\w*",
    # What a beast did, and does at home.
    rf"\b(?:mon|ma|mes|notre|nos|my|our|le|the) {_BEAST} (?:l'a|l'ont|a|ont|dort|dorment|mange"
    rf"|mangent|aboie|aboient|ronge|reste|chewed|broke|ate|barks?|sleeps?|died|est mort){_REST}",
    rf"\b{_BEAST} (?:du|des|de la) voisin\w*{_REST}",
    rf"\b(?:voisins?|voisines?|neighbours?|rue|route|travaux|street){_NEAR}\b(?:bruyant\w*|bruit"
    r"|loud|noisy|boucan|barks?)",
    r"\bbouteilles? (?:de|d') ?(?:gaz|butane|propane|lait|eau|oxygene|plongee|\d+ ?(?:kg|kilos?))",
    rf"\b(?:un|le|les|des|son) devis (?:de \d|du|de la|des|d'un|etai|m'a|a ){_REST}",
    rf"\b{_PAST}\b[^.;:!?\n]{{0,40}}?\b(?:vers|a|at) (?:minuit|midnight|\d{{1,2}} ?(?:h|heures?)\b"
    r"(?: ?\d\d)? du matin|\d{1,2} ?am\b)",
    r"\b(?:pars|part|partons|rentre|rentrons|reviens|revenons|serai|serons|am going)"
    rf" (?:en|de|on) (?:vacances|conges?|holiday){_REST}",
    r"\b(?:il|elle|on) a (?:fait|gele|neige|plu|grele)\b[^.;:!?\n]*",
    r"(?:\bn'(?:ai|avons|a|ont|y a)|\by a|^pas|[.;,] ?pas)(?: (?:pas|plus|rien|aucune?))?"
    r"(?: [\w']+){0,4}"
    r" chez (?:moi|nous)\b",
    r"\b(?:rapport|ramen|remont|emport|rentr)\w*(?: [\w']+){0,4} chez (?:moi|nous)\b",
    r"\b(?:not|never) in (?:a|any) (?:hurry|rush)|\bno (?:hurry|rush)\b|\bpas a un jour pres",
    # Ages of once, and of things.
    rf"\b(?:a|des|depuis) l'age de {_NUMBER} ans|\bdepuis que j'ai {_NUMBER} ans"
    rf"|\b(?:arrete|commence|quitte|appris|debute|left|started|began|learnt)\b{_NEAR}"
    rf"\b(?:a|at|aged) {_NUMBER} {_YEARS}",
    rf"\b(?:mon|ma|le|la|notre|cet|cette|ce|un|une|my|our|the|l')(?: |(?<='))(?!{_PERSON}\b)[a-z]+"
    rf" (?:a|is|date de|aura) (?:bien |plus de |environ )?{_NUMBER} {_YEARS}",
    rf"\b{_SCHOOL_BY} (?:de |du |le |la |l'|des |of |the |d'une? )*{_SCHOOL}\b",
)

# By whoever offers something.
_OFFERED = (
    rf"\b{_GUIDES}\b{_NEAR}\b(?:en|in) {_LANGUAGE}(?: (?:et|and)(?: en| in)? {_LANGUAGE})?",
    # Whom it costs less.
    r"\b(?:gratuit\w*|libre|free|tarifs?|prix|price|moitie|half|offert\w*|reduit\w*|reduction"
    rf"|\d ?€){_NEAR}\b(?:moins de|under|jusqu'a|up to|plus de|over) \d+(?: ?(?:ans"
    r"|years?(?: old)?|s)\b)?",
    r"\b(?:moins de|under|plus de|over) \d+(?: ?(?:ans|years?|s))? ?(?::|,|=|-)? ?(?:gratuit"
    r"|tarif|demi|moitie|free|half|\d+ ?€)\w*",
    r"\b(?:etudiante?s?|students?|chomeurs?|demandeurs d'emploi|rsa|femmes)\b[^.;!?\n]{0,40}?"
    r" ?:? ?(?:demi-?tarif|gratuit|moitie prix|tarif|half price|free|\d+ ?€)\w*",
    r"\b(?:demi-?tarif|moitie prix|tarifs?|half price|reduction)[^.;:!?\n]{0,20}?"
    r"\b(?:etudiante?s?|students?|chomeurs?|demandeurs d'emploi)\b",
    # Who holds it, and who made it.
    r"\b(?:ma|une|la|deux|trois|quatre|cinq|\d+|ancien\w* [a-z]+ de|tenue? par des|est une)"
    r" femmes?\b|\bwom[ae]n (?:runs?|leads?|owned)",
    r"\betudiante? (?:en|a l')\w*|(?<!statut )(?<!carte )(?<!\w)etudiante?(?= *[.,;!?]| *$)"
    r"(?! exig)|\bof them students|\brun by (?:\w+ )?students",
    r"\b(?:nous sommes|on est|we are|tenue?s? par|animee?s? par|geree?s? par|run by|equipe de"
    r"|equipe ?:|collectif de|association (?:de|a|compte)|club de|compte|team of|vous recoivent)"
    r" (?:\w+ )?(?:\d+|\w+) (?:benevoles?|salarie\w*|membres?|adherents?|habitants?|voisins?"
    r"|volunteers?|members?|staff|personnes|people|apprenti\w*)",
    r"\b(?:\d+|deux|trois|quatre|cinq|six|sept|huit|dix) (?:benevoles|salaries|apprentis|volunteers"
    r"|staff) ?(?:,|et|and|vous|are|sont|aident|tiennent|welcome|help|$|\.)",
    r"\b(?:les |des )?(?:eleves|adolescents|ados|lyceens|collegiens|enfants)[^.;:!?\n]{0,20}?"
    r" l'ont \w+|\b(?:fait|peint|construit|bati|made|built) par (?:les |des |un |une )\w+"
    r"(?: \w+){0,2}(?: de \d+ ans)?",
    rf"\b{_SCHOOL_BY} (?:de |du |le |la |l'|des |of |the )*{_SCHOOL}s?\b",
    r"\bmon (?:fils|neveu|apprenti) de \d+ ans|\b(?:vieux|vieille|age|agee) de \w+ ans",
    rf"\b(?:frequente|popular|aime|apprecie|utilise)\w* (?:par|with|by|de) {_REST}",
    # What is not asked for.
    rf"[^.;:!?,\n]*\bn'(?:est|sont) (?:pas|jamais|plus|nullement) {_REQUIRED}",
    rf"\b(?:aucune?|pas d[e']|sans|no) ?(?:[\w']+ ){{1,3}}(?:n'est )?{_REQUIRED}",
    rf"\b[\w]+(?: \w+)? (?:is|are) not {_REQUIRED}",
    r"\b(?:pas de|aucune?|sans|ni|no|zero|pas une|not one) ?(?:seule )?(?:marches?|escaliers?|seuil"
    r"|stairs?|steps?)(?: (?:ni|ou|or|nor) \w+)?",
    r"\b(?:peu|pas|not|jamais|ni) (?:tres |trop )?(?:bruyant\w*|noisy|loud)|\b(?:sans|pas de|no)"
    r" (?:bruit de (?:route|rue|voisin\w*)|(?:road|street) noise)",
    r"\b(?:pas de|aucune|sans|no|ni) (?:liste d'attente|waiting list|file d'attente)",
    r"\b(?:on|nous|je) ne vend\w* rien,? (?:on|nous|je) \w+",
    # What it weighs.
    r"\b(?:il |elle |it )?(?:pese|weighs|weight|poids(?: total)?)(?: ?:)? (?:about |environ )?"
    r"\d+(?:[.,]\d+)? ?(?:kg|kilos?)\b",
)
_ASKED_RE = tuple(re.compile(one) for one in _ASKED)
_OFFERED_RE = tuple(re.compile(one) for one in _OFFERED)


@lru_cache(maxsize=256)
def asked_itself(text: str) -> str:
    """What a need tells of itself.

    >>> asked_itself("Traduire un bail. La notice est en anglais.")
    'Traduire un bail. La  .'
    """
    return _without(_ASKED_RE, text)


@lru_cache(maxsize=256)
def offered_itself(text: str) -> str:
    """What an offer tells of itself.

    >>> offered_itself("Yoga doux. Gratuit pour les moins de 12 ans.")
    'Yoga doux.  .'
    """
    return _without(_OFFERED_RE, text)


def _without(patterns: tuple[re.Pattern[str], ...], text: str) -> str:
    for pattern in patterns:
        kept, start = "", 0
        for found in pattern.finditer(text.translate(_PLAIN)):
            kept, start = f"{kept}{text[start : found.start()]} ", found.end()
        text = kept + text[start:]
    return text
