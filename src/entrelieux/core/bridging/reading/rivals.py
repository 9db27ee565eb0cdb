"""Kinds of one thing of which each excludes the others: who takes apples only presses no grapes.

Materials and finer machines, processes and skills are told by the vocabulary; other kinds by
families of words, each said in several ways, some only of a thing that is named too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from entrelieux.core.bridging.reading.words import Word, words_of
from entrelieux.core.text.stems import stem
from entrelieux.core.text.stopwords import STOP_WORDS
from entrelieux.core.words import Vocabulary

# Roots of materials that are worked: the others are what one works with, or neither.
_WORKED = frozenset(
    {"stone", "clay", "glass", "fabric", "leather", "paper", "cardboard", "wood", "plastic"}
    | {"metal", "composite", "cork", "straw", "wicker", "concrete", "elastomer"}
)
_MADE = frozenset({"flour"})  # of another: who mills wheat only makes flour
_PARTED = frozenset({"machines", "processes", "skills"})

_NOUNS = {
    "vehicle": (
        "voiture|citadine|cars|automobile",
        "camion|fourgon|fourgonnette|utilitaire|van|lorry|truck",
        "camping car|motorhome|caravane|caravan|campervan", "moto|motorbike|motorcycle",
        "scooter|mobylette|moped", "tracteur|tractor", "bateau|boat|voilier|canoë",
    ),
    "beast": (
        "chien|chienne|dog|labrador|puppy", "chat|chatte|cat|kitten", "cheval|poney|âne|horse|pony",
        "vache|génisse|cow|bovin", "brebis|mouton|agneau|sheep|lamb", "chèvre|goat",
        "cochon|porc|pig", "poule|poulet|volaille|chicken|hen|poultry", "lapin|rabbit",
        "alpaga|alpaca|lama", "abeille|ruche|bee|hive",
    ),
    "fruit": (
        "pomme|apple", "poire|pear", "raisin|grape", "prune|plum|mirabelle", "cerise|cherry",
        "coing|quince", "châtaigne|marron|chestnut", "noix|walnut", "noisette|hazelnut",
        "olive", "fraise|strawberry", "framboise|raspberry", "abricot|apricot", "tomate|tomato",
    ),
    "grain": (
        "blé|froment|wheat", "seigle|rye", "orge|barley", "avoine|oat", "maïs|maize",
        "sarrasin|blé noir|buckwheat", "épeautre|spelt", "châtaigne|chestnut", "lentille|lentil",
    ),
    "tongue": (
        "anglais|english", "allemand|german", "espagnol|spanish", "italien|italian",
        "portugais|portuguese", "arabe|arabic", "turc|turkish", "russe|russian", "polonais|polish",
        "ukrainien|ukrainian", "chinois|chinese|mandarin", "japonais|japanese", "occitan",
        "dari|persan|farsi", "pachto|pashto", "roumain|romanian", "néerlandais|dutch", "albanais",
    ),
    "instrument": (
        "piano|pianos", "clavecin|harpsichord", "orgue|organ", "guitare|guitar|telecaster|ukulélé",
        "violon|violoncelle|contrebasse|violin|cello|cordes frottées", "flûte|flute|recorder",
        "saxophone|clarinette|hautbois|clarinet", "trompette|trombone|tuba|cuivres|trumpet|brass",
        "accordéon|accordion|bandonéon|concertina", "batterie|drums|percussions|djembé",
        "harpe|harp", "vielle|hurdy gurdy", "cornemuse|cabrette|bagpipe", "basse|bass guitar",
    ),
    "drink": ("vin|wine", "bière|beer", "cidre|cider", "jus|juice", "eau de vie|spirits"),
    "meat": (
        "viande|meat|charcuterie", "poisson|truite|fish|trout", "légume|vegetable", "fruits",
        "fromage|cheese", "plante|plantes|herbs", "champignon|cèpe|mushroom",
    ),
    "record": (
        "vhs|magnétoscope|hi8|minidv|caméscope", "super 8|bobine|film 8 mm|reel",
        "diapositive|diapo|slides", "négatif|negatives", "cassette audio|audio tape",
        "vinyle|33 tours|45 tours|vinyl", "papier|document papier|documents",
    ),
    "device": (
        "smartphone|téléphone|phone|iphone", "ordinateur|portable|laptop|computer|pc",
        "tablette|tablet|ipad", "télévision|téléviseur|television", "imprimante|printer",
        "console",
    ),
    "dance": (
        "danse classique|ballet", "danse orientale|belly dance", "tango", "salsa",
        "hip hop|breakdance", "bourrée|bal folk|danse trad|folk dance", "valse|waltz", "claquettes",
        "danse contemporaine|contemporary dance", "flamenco",
    ),
    "knife": (
        "couteau|knife|couteaux|knives", "ciseaux|scissors|cisaille", "tronçonneuse|chainsaw",
        "lame de scie|saw blade|scie", "tondeuse|mower",
    ),
    "flyer": ("planeur|glider", "avion|plane|aeroplane", "parapente|paraglider", "drone", "ulm"),
    "crockery": ("mug|tasse|cup", "bol|bowl", "assiette|plate", "verre à|glasses"),
    "metal": (
        "acier|inox|steel|stainless", "alu|aluminium|aluminum", "laiton|brass", "cuivre|copper",
        "bronze", "fonte|cast iron", "étain|pewter|tin", "zinc", "titane|titanium", "argent massif",
    ),
    "support": (
        "papier|affiche|carton|poster|paper",
        "textile|tissu|tee shirt|t shirt|fabric|tote bag|coton",
    ),
    "timber": ("feuillu|chêne|hêtre|frêne|oak|beech|ash", "résineux|sapin|épicéa|douglas|mélèze"),
    "garden": ("rosier|rose|roses", "fruitier|fruit tree", "haie|hedge", "pelouse|lawn"),
    "cover": ("tuile|tile", "ardoise|slate", "lauze", "chaume|thatch"),
    "clothes": ("robe|dress", "pantalon|trousers", "chemise|shirt", "manteau|coat"),
}  # fmt: skip
# Ways to be of a thing that is named as well: its words, then the ways.
_WAYS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "wool": ("laine|toison|fleece|wool", (
        "lavé|propre|lavée|washed|clean|scoured",
        "brut|brute|suint|gras|grasse|non lavé|dégraisser|laver|puante|sale|raw|greasy|unwashed",
    )),
    "hive": ("cadre|ruche|hausse|miel|hive|frame|honey", (
        "dadant", "warré|warre", "langstroth", "voirnot", "layens", "kenyane|top bar",
    )),
    "bike": ("vélo|bicyclette|vtt|bike|bicycle|cycle", (
        "sans moteur|musculaire|non électrique|without motor|pedal only",
        "électrique|assistance|vae|moteur|e bike|electric|motorisé|bosch|batterie",
    )),
    "paint": ("peinture|peindre|repeindre|laque|vernis|paint|varnish|lacquer", (
        "à l eau|aquarelle|acrylique|water based|waterbased|gouache",
        "à l huile|glycéro|huile|oil|solvant|deux composants|bicomposante|bi composant|époxy"
        "|polyuréthane|cellulosique|two part|two component|solvent",
    )),
    "guitar": ("guitare|basse|piano|guitar|bass", (
        "acoustique|acoustic|classique|folk", "électrique|electric|telecaster|numérique|digital",
    )),
    "seat": ("chaise|fauteuil|chair|assise", (
        "paillé|paille|paillée|rush", "canné|cannage|cannée|cane", "tapissé|sangle|ressort",
    )),
    "engine": ("tondeuse|tracteur|moteur|voiture|tronçonneuse|mower|engine|car|chainsaw", (
        "thermique|essence|petrol|gas", "électrique|electric|batterie", "diesel|gasoil",
    )),
    "picture": ("photo|photographie|labo|film|pellicule|photography", (
        "argentique|film photography|analogue", "numérique|digital",
    )),
    "system": ("ordinateur|portable|pc|téléphone|laptop|computer|phone|mac", (
        "mac|macbook|apple|iphone", "windows", "linux|ubuntu", "android|samsung",
    )),
    "frame": ("cadre|fourche|frame|fork", (
        "carbone|carbon", "acier|steel|reynolds|chromoly", "alu|aluminium|aluminum", "titane",
    )),
    "wood": ("bois|bûche|planche|wood|timber|log", ("vert|frais|green", "sec|sèche|dry|seasoned")),
    "food": ("fruit|châtaigne|noix|noisette|champignon|fruits", (
        "séché|sec|dried", "frais|fraîche|fresh",
    )),
}  # fmt: skip
# Ways that any thing may have, of the word beside them.
_LOOKS: Mapping[str, tuple[str, ...]] = {
    "colour": (
        "blanc|blanche|white", "noir|noire|black", "rouge|red", "bleu|bleue|blue", "vert|green",
        "jaune|yellow", "gris|grise|grey", "brun|marron|brown", "rose|pink",
    ),
    "shape": (
        "rond|ronde|round", "carré|carrée|square", "ovale|oval", "rectangulaire|rectangular",
        "hexagonal|hexagonale", "triangulaire|triangular", "plat|plate|flat",
    ),
}  # fmt: skip
# What comes after these is how, or what with: « en voiture », « au bois », “by car”.
_HOW = frozenset({"en", "à", "au", "par", "avec", "sans", "contre", "by", "with", "without", "in"})
_DETERMINERS = frozenset({"l", "la", "le", "les", "un", "une", "ma", "mon", "a"})
_LONGEST = 3


class Kind(NamedTuple):
    """A way to be (`value`) of a family, of which any other is a rival."""

    family: str
    value: str


def kinds_in(words: Sequence[Word], ranks: Sequence[int]) -> Iterator[Kind]:
    """The nouns among some words of a text that tell a kind, but for what is done by it."""
    for at, _length, family, value in _found(words, ranks, _nouns()):
        if not is_how(words, at, since=ranks[0]):
            yield Kind(family, value)


def ways_in(words: Sequence[Word], ranks: Sequence[int], about: Sequence[Word]) -> Iterator[Kind]:
    """How a thing is said to be by some words, when words `about` it name the thing."""
    told = {_said(one) for one in about}
    for at, length, family, value in _found(words, ranks, _ways()):
        things = _things().get(family)
        if things is None:
            for beside in (at - 1, at + length):
                if beside in ranks and words[beside].key not in STOP_WORDS:
                    thing = _said(words[beside])
                    yield Kind(f"{family} {thing}", f"{family} {thing} {value}")
        elif told & things:
            yield Kind(family, value)


def ways_of(told: Sequence[Word], about: Sequence[Word]) -> Iterator[Kind]:
    """The way to be that a few words tell, and nothing more but the thing: « électrique »."""
    for kind in ways_in(told, range(len(told)), about):
        things = _things().get(kind.family, frozenset())
        if things and (len(told) == 1 or any(_said(one) in things for one in told)):
            yield kind


def is_how(
    words: Sequence[Word], at: int, *, since: int = 0, allowed: frozenset[str] = frozenset()
) -> bool:
    """Whether a word tells by what, or in what, and not what; words before `since` say nothing:
    « réservé au bois »."""
    before = at - 1
    while before >= since and words[before].raw in _DETERMINERS:
        before -= 1
    is_near = before >= since and words[before].clause == words[at].clause
    return is_near and words[before].raw in _HOW - allowed


def families_of(name: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The families of a concept, in which another one is a rival; none when it has none."""
    scheme, _, code = name.partition(":")
    concept = vocabulary.at(name)
    if concept is None:
        return ()
    if scheme == "materials":
        above = (concept, *vocabulary.broader(code, scheme))
        if not {one.id for one in above}.isdisjoint(_WORKED):
            return ("worked",)
        is_food = above[-1].id == "food" and len(above) > 1 and code not in _MADE
        return ("food stuff",) if is_food else ()
    if scheme not in _PARTED:
        return ()
    return tuple(f"under {scheme}:{one}" for one in concept.broader)


_Phrases = Mapping[tuple[str, ...], Sequence[tuple[str, str]]]


def _found(
    words: Sequence[Word], ranks: Sequence[int], phrases: _Phrases
) -> Iterator[tuple[int, int, str, str]]:
    """Where each phrase begins, how many words it has, its families and values; the longest."""
    inside, after = set(ranks), -1
    for at in ranks:
        if at < after:
            continue
        for length in range(_LONGEST, 0, -1):
            run = range(at, at + length)
            if not inside.issuperset(run):
                continue
            if found := phrases.get(tuple(_said(words[one]) for one in run)):
                yield from ((at, length, family, value) for family, value in found)
                after = at + length
                break


def _said(word: Word) -> str:
    """Its stem, of one thing as of many: « vélos » keeps its s."""
    return stem(word.key)


@cache
def _nouns() -> _Phrases:
    return _phrases(_NOUNS)


@cache
def _ways() -> _Phrases:
    return _phrases({**{family: ways for family, (_things, ways) in _WAYS.items()}, **_LOOKS})


@cache
def _things() -> Mapping[str, frozenset[str]]:
    return {
        family: frozenset(_said(one) for one in words_of(things))
        for family, (things, _ways) in _WAYS.items()
    }


def _phrases(families: Mapping[str, Sequence[str]]) -> _Phrases:
    found: dict[tuple[str, ...], list[tuple[str, str]]] = {}
    for family, values in families.items():
        for value in values:
            first = value.split("|")[0]
            for said in value.split("|"):
                key = tuple(_said(word) for word in words_of(said))
                kind = (family, f"{family} {first}")
                if kind not in found.setdefault(key, []):
                    found[key].append(kind)
    return found
