"""The charters that one starts from, to be read before one is taken."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from entrelieux.charters.reading import Chapter, Reading
from entrelieux.core.rules.templates import TEMPLATES, template


def choices() -> list[tuple[str, str]]:
    told = {
        "fablab": _("Un fablab : machines, badges, open lab"),
        "coworking": _("Un espace de travail : formules, tickets, salle de réunion"),
        "shared-workshop": _("Un atelier partagé : compagnons, initiations, prêts d’outils"),
        "college-lab": _("Le labo d’un collège : élèves, professeurs, bénévoles"),
    }
    return [(name, told[name]) for name in TEMPLATES]


def preview_of(name: str) -> list[Chapter]:
    return Reading(template(name)).chapters(timezone.localdate())
