"""The one-stop desk: three doors, and behind each the concerns that lead somewhere."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Concern:
    """What somebody comes for. `asks` are the parameters of a search of the map that answers it;
    `next_step` is what to do once there."""

    title: Words
    next_step: Words
    asks: tuple[tuple[str, str], ...]

    def address(self, commune: str) -> str:
        """The whole list, on the map, around a commune when there is one."""
        kept = [*self.asks, *([("commune", commune), ("tri", "distance")] if commune else [])]
        return "?" + urlencode(kept)


@dataclass(frozen=True, slots=True)
class Door:
    """Its sign is that of `kind`, a kind of place; `opening` is read before the concerns."""

    slug: str
    title: Words
    opening: Words
    kind: str
    concerns: tuple[Concern, ...]

    @property
    def kinds(self) -> tuple[str]:
        return (self.kind,)


_WORK = Door(
    "travailler",
    _("Je travaille à mon compte, ou j’ai un atelier"),
    _("Un prototype, un bureau, un coup de main, une machine que l’on n’achète pas."),
    "shared-workshop",
    (
        Concern(
            _("Fabriquer ou faire fabriquer une pièce"),
            _("Apportez un croquis ou la pièce cassée : on regarde ensemble."),
            (("sorte", "fablab"), ("sorte", "local-manufacture"), ("sorte", "makerspace")),
        ),
        Concern(
            _("Poser mon ordinateur, recevoir quelqu’un"),
            _("Demandez un essai : la première journée est souvent offerte."),
            (("sorte", "coworking"),),
        ),
        Concern(
            _("Monter ou faire grandir mon activité"),
            _("Prenez rendez-vous, et venez avec vos questions plutôt qu’avec un dossier."),
            (("sorte", "business-incubator"), ("sorte", "third-place")),
        ),
        Concern(
            _("Trouver une machine ou un savoir-faire"),
            _("Écrivez ce que vous voulez faire : le mot juste viendra."),
            (("quoi", "resource"),),
        ),
    ),
)
_LIVE = Door(
    "habiter",
    _("J’habite ici"),
    _("Des papiers, un ordinateur qui résiste, apprendre, réparer, faire avec d’autres."),
    "town-hall",
    (
        Concern(
            _("Être aidé pour des papiers ou une démarche"),
            _("Prenez une pièce d’identité, les courriers reçus et vos mots de passe."),
            (("sorte", "france-services"),),
        ),
        Concern(
            _("Apprendre à me servir d’un ordinateur, d’un téléphone"),
            _("Venez avec le vôtre, chargé : on apprend mieux sur le sien."),
            (("q", "médiation numérique"),),
        ),
        Concern(
            _("Réparer, bricoler, coudre avec d’autres"),
            _("Regardez quand : ces rendez-vous reviennent chaque mois."),
            (("quoi", "usage"),),
        ),
        Concern(
            _("Lire, imprimer, me connecter"),
            _("Aucune carte n’est demandée pour s’asseoir et lire."),
            (("sorte", "library"), ("sorte", "public-computer-space")),
        ),
    ),
)
_ARRIVE = Door(
    "arriver",
    _("Je viens d’arriver"),
    _("Un bureau deux jours par semaine, des voisins, et savoir à qui demander."),
    "one-stop-shop",
    (
        Concern(
            _("Télétravailler près de chez moi"),
            _("Appelez avant de venir : on vous dira s’il reste une place et si la fibre y est."),
            (("sorte", "coworking"), ("sorte", "third-place")),
        ),
        Concern(
            _("Rencontrer du monde"),
            _("Poussez la porte un jour ordinaire : le café est le meilleur guichet."),
            (("sorte", "third-place"), ("sorte", "community-centre")),
        ),
        Concern(
            _("Voir ce qui se passe bientôt"),
            _("Un rendez-vous où l’on fait quelque chose de ses mains se passe de présentations."),
            (("quoi", "event"),),
        ),
        Concern(
            _("M’installer : école, santé, papiers"),
            _("Une seule adresse pour commencer : l’accueil sait qui fait quoi."),
            (("sorte", "france-services"), ("sorte", "town-hall")),
        ),
    ),
)
DOORS = {door.slug: door for door in (_WORK, _LIVE, _ARRIVE)}
