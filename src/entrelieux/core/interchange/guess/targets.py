"""For each field, the names that its columns bear and what they must hold.

Names are searched in the folded name of the column without spaces; the first pattern that is found
gives its weight. What a column holds can only confirm or refuse, except for what is unmistakable
(e-mails, web sites, coordinates).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from entrelieux.core.interchange.guess.profile import Profile

Holds = Callable[[Profile], float]


@dataclass(frozen=True, slots=True)
class Target:
    """`names` are (pattern, weight) pairs; `holds` says how well the contents fit, 0 to 1.

    `most` is how many columns may feed the field, the best first.
    """

    field: str
    names: tuple[tuple[re.Pattern[str], float], ...]
    holds: Holds
    most: int = 1
    alone: float = 2.0  # contents that suffice whatever the name; over 1: never

    def named(self, profile: Profile) -> float:
        for pattern, weight in self.names:
            if pattern.search(profile.squashed):
                return weight
        return 0.0


def _names(*pairs: tuple[str, float]) -> tuple[tuple[re.Pattern[str], float], ...]:
    return tuple((re.compile(pattern), weight) for pattern, weight in pairs)


def _text(least: float = 2.0, most: float = 160.0) -> Holds:
    return lambda p: p.letters if least <= p.mean_length <= most else 0.3 * p.letters


def _place_name(profile: Profile) -> float:
    if profile.emails > 0.3 or profile.urls > 0.5 or profile.phones > 0.5:
        return 0.0
    return profile.letters * (0.3 + 0.7 * min(1.0, 1.3 * profile.distinct))


def _types(profile: Profile) -> float:
    return profile.letters * (1.0 if profile.distinct < 0.7 or len(profile.cells) < 30 else 0.4)


# Columns about persons feed nothing, whatever they hold.
PERSONS = re.compile(
    r"prenom|firstname|lastname|surname|civilite|referent|interlocut|responsable|dirigeant|"
    r"president|directeur|directrice|nomducontact|nomcontact|contactnom|contactname|^contacts?$|"
    r"animateurnom|personne(?!ment|s?accueil|lis|morale)|utilisateur|auteur|author|owner|username|"
    r"repondant|saisipar|creator|editor|submitter|conseillernom|nometprenom|manager"
)
NOT_PLACE = re.compile(
    r"result|geocodage|conseiller|score|parent|source|quartier|metro|region|departement|dep$|epci|interco|pays|country|"
    r"autre|label(?!le)|commentaire|trajet|infobulle|transport"
)
TARGETS: tuple[Target, ...] = (
    Target(
        "email",
        _names(("courriel|email|mail|adresseelectronique", 1.0), ("contact", 0.3)),
        lambda p: p.emails * (0.0 if p.personal_emails > 0.9 else 1.0),
        most=2,
        alone=0.8,
    ),
    Target(
        "phone",
        _names(
            ("telephone|phone|^tel|numtel|portable|mobile|standard", 1.0),
            ("numero", 0.3),
        ),
        lambda p: p.phones,
        most=2,
        alone=0.9,
    ),
    Target(
        "website",
        _names(
            ("siteweb|siteinter|website|^web$|webpage|homepage|^site$|internet$", 1.0),
            ("url|lien$", 0.7),
        ),
        lambda p: p.urls,
        alone=0.95,
    ),
    Target(
        "lat", _names(("latitude|^lat$|lat$|^ycoord|coordy|^y$|^geolat", 1.0)), lambda p: _number(p)
    ),
    Target(
        "lon",
        _names(("longitude|^lon$|^lng$|^long$|lon$|lng$|^xcoord|coordx|^x$", 1.0)),
        lambda p: _number(p),
    ),
    Target(
        "point",
        _names(("geoloc|coordonnees|latlo?ng|latlon|geopoint|position|gps|geom|^geo$", 1.0)),
        lambda p: p.pairs,
        alone=0.9,
    ),
    Target(
        "insee",
        _names(
            ("^codeinsee|inseecom|^insee$", 1.0),
            ("insee|codecommune|citycode|comcode|codegeo|idgeo|depcom", 0.8),
        ),
        lambda p: _found(p) * p.postcodes,
    ),
    Target(
        "postcode",
        _names(("codepostal|postcode|postalcode|zipcode|^zip|^cp|^plz$|codpost", 1.0)),
        lambda p: _found(p) * p.postcodes,
    ),
    Target(
        "city",
        _names(
            (
                "^nomcom$|^libcom$|^commune|^ville|^city|^town|localite|municipalite|nomcommune|"
                "libcom|adressecommune",
                1.0,
            ),
            ("ville$|commune$|city", 0.6),
        ),
        lambda p: 0.0 if p.mean_length > 40 else _found(p) * p.letters,
    ),
    Target(
        "street_address",
        _names(
            (
                "^adresse$|^address$|adresse1|adressepostale|adressedelastructure|"
                "adressenumero|nomdelavoie|streetaddress|street$|adressestructure|useradres|"
                "adresselieu|^rue$|^voie$|^adr",
                1.0,
            ),
            ("adresse|address|voie", 0.6),
        ),
        lambda p: 0.0 if p.emails > 0.2 else _found(p) * max(p.streets, 0.5 * p.letters),
    ),
    Target(
        "number",
        _names(("^n$|^no$|^num$|numerovoie|numvoie|housenumber|numerorue|^numero$", 1.0)),
        lambda p: p.share(lambda cell: re.match(r"\d{1,4}\s*(?:bis|ter|[a-d])?$", cell)),
    ),
    Target("complement", _names(("complement|compadr|comp$|batiment|etage", 1.0)), _text()),
    Target(
        "hours_text",
        _names(("horaire|openinghours|heuresouv|ouverture|hours", 1.0), ("jours", 0.4)),
        lambda p: max(p.hours, 0.3),
    ),
    Target(
        "updated_at",
        _names(
            (
                "datemaj|maj$|^maj|miseajour|updated|datetimelatest|editdate|lastmod|modif|"
                "derniere",
                1.0,
            ),
            ("datesoumission|creat|^date", 0.6),
        ),
        lambda p: p.dates,
    ),
    Target(
        "public_id",
        _names(
            ("^id$|identifiant|^uid$|objectid|^id[a-z]*$|uid$|^key$|globalid|^ref$", 1.0),
            ("id$|^code$|numero$", 0.6),
        ),
        lambda p: 1.0 if p.distinct > 0.97 and p.mean_length < 60 else 0.0,
    ),
    Target(
        "description",
        _names(
            (
                "description|presentation|jedecris|blurb|informationsdiverses|resume|^desc$|"
                "about|detail$",
                1.0,
            ),
            ("commentaire|remarque|infos?$|observation", 0.5),
        ),
        lambda p: p.letters if p.mean_length > 25 else 0.2,
    ),
    Target(
        "types",
        _names(
            (
                "typedestructure|typestructure|typelieu|typedelieu|typologie|^types?$|"
                "categorie|category|categories|sscat|usertype|typo$|^kind|typefs|statutorg|"
                "^nature",
                1.0,
            ),
            ("type", 0.6),
            ("tags|statut", 0.5),
        ),
        _types,
        most=2,
    ),
    Target(
        "services",
        _names(("^services?(?!num)|^thematique|typesdaccompagnement|^accompagnement", 0.9)),
        _text(2, 400),
    ),
    Target("audiences", _names(("public", 0.9)), _text(2, 300)),
    Target(
        "name",
        _names(
            (
                "^nom$|^name$|^titre$|^title$|^lieu$|nomdelastructure|nomdulieu|nomstructure|"
                "nomtl|nomorg|nomlieu|structurenom|denomination|raisonsociale|enseigne|libfs|"
                "libterritoire|usernom|placename|nomdevotrestructure|^intitule|^etablissement|"
                "organisationname|^organi[sz]ation$",
                1.0,
            ),
            ("^libelle|^structure$|^nom|^lib", 0.7),
            ("name", 0.5),
        ),
        _place_name,
    ),
)


def _found(profile: Profile) -> float:
    """0 for what a geocoder answered: the source's own column is the one to read."""
    return 0.0 if "result" in profile.squashed else 1.0


def _number(profile: Profile) -> float:
    return 1.0 if profile.is_decimal else 0.0
