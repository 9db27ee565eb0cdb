"""What to do about an habilitation that does not hold any more."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext_lazy

from entrelieux.charters.models import Habilitation
from entrelieux.charters.reading import sentence_case

REMEDIES = {
    Habilitation.State.EXPIRED: gettext_lazy("elle a expiré : refaites la formation."),
    Habilitation.State.UNUSED: gettext_lazy(
        "elle s’est perdue faute de pratique : reprenez avec quelqu’un."
    ),
    Habilitation.State.SUSPENDED: gettext_lazy(
        "elle est suspendue : parlez-en à qui l’a suspendue."
    ),
    Habilitation.State.REVOKED: gettext_lazy("elle a été retirée : demandez comment la retrouver."),
    Habilitation.State.UNRECOGNISED: gettext_lazy(
        "donnée ailleurs, elle n’est pas reconnue ici : demandez que les deux lieux s’accordent."
    ),
}


def lost_in_words(one: Habilitation, state: Habilitation.State, label: Callable[[str], str]) -> str:
    """Which habilitation does not hold any more, and what to do."""
    end = one.suspended_until if state == Habilitation.State.SUSPENDED else None
    said = f"{sentence_case(label(one.badge))} : {REMEDIES[state]}"
    return f"{said} ({end:%d/%m/%Y})" if end else said
