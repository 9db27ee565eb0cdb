"""What to do about an habilitation that does not hold any more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

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
    Habilitation.State.INCOMPLETE: gettext_lazy(
        "donnée ailleurs, elle vaut ici après une étape de plus : demandez à la faire."
    ),
}


@dataclass(frozen=True, slots=True)
class Lost:
    """`badge` is what the charter here calls it; `step`, what is still to be done here."""

    habilitation: Habilitation
    state: Habilitation.State
    badge: str
    step: str = ""


def lost_in_words(lost: Lost, label: Callable[[str], str]) -> str:
    """Which habilitation does not hold, and what to do."""
    is_suspended = lost.state == Habilitation.State.SUSPENDED
    end = lost.habilitation.suspended_until if is_suspended else None
    said = f"{sentence_case(label(lost.badge))} : {REMEDIES[lost.state]}"
    more = f"{end:%d/%m/%Y}" if end else lost.step
    return f"{said} ({more})" if more else said
