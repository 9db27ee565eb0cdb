"""Why two could meet, in words: for one of the two, and for both at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from entrelieux.bridges.models import SourceKind
from entrelieux.core.bridging.pairing import Pair, Reason, Why
from entrelieux.core.geo.travel import travel_time, wording
from entrelieux.places.vocabulary import current_language, label_of

PERSON, PROJECT, PLACE = SourceKind.PERSON, SourceKind.PROJECT, SourceKind.PLACE

_SHARED: Mapping[str, Any] = {
    PERSON: gettext_lazy("En commun : « %(asked)s »."),
    PROJECT: gettext_lazy("Le même sujet : « %(asked)s »."),
    PLACE: gettext_lazy("Dans les deux lieux : « %(asked)s »."),
}
_ASKED_TOO: Mapping[str, Any] = {
    PERSON: gettext_lazy("Vous cherchez la même chose : « %(asked)s »."),
    PROJECT: gettext_lazy("Les deux projets cherchent la même chose : « %(asked)s »."),
    PLACE: gettext_lazy("La même question s’y pose : « %(asked)s »."),
}
# What the reader seeks: the same words on the other side, or others that answer.
_FOUND: Mapping[str, tuple[Any, Any]] = {
    PERSON: (
        gettext_lazy("Vous cherchez « %(asked)s » : c’est ce que cette personne sait."),
        gettext_lazy("Vous cherchez « %(asked)s » : cette personne connaît « %(given)s »."),
    ),
    PROJECT: (
        gettext_lazy("Le vôtre cherche « %(asked)s » : celui-ci peut l’apporter."),
        gettext_lazy("Le vôtre cherche « %(asked)s » : celui-ci a « %(given)s »."),
    ),
    PLACE: (
        gettext_lazy("On cherche chez vous « %(asked)s » : ce lieu l’a."),
        gettext_lazy("On cherche chez vous « %(asked)s » : ce lieu a « %(given)s »."),
    ),
}
_GIVEN: Mapping[str, tuple[Any, Any]] = {
    PERSON: (
        gettext_lazy("Cette personne cherche « %(asked)s » : c’est ce que vous savez."),
        gettext_lazy("Cette personne cherche « %(asked)s » : vous connaissez « %(given)s »."),
    ),
    PROJECT: (
        gettext_lazy("Celui-ci cherche « %(asked)s » : le vôtre peut l’apporter."),
        gettext_lazy("Celui-ci cherche « %(asked)s » : le vôtre a « %(given)s »."),
    ),
    PLACE: (
        gettext_lazy("On cherche là-bas « %(asked)s » : vous l’avez."),
        gettext_lazy("On cherche là-bas « %(asked)s » : vous avez « %(given)s »."),
    ),
}
_BETWEEN = (
    gettext_lazy("L’un cherche « %(asked)s », l’autre l’apporte."),
    gettext_lazy("L’un cherche « %(asked)s », l’autre apporte « %(given)s »."),
)


def reason_for(reason: Reason, kind: str, reader: str) -> str:
    """For the side called `reader`; for both at once when it is ""."""
    words = {"asked": label_of(reason.asked), "given": label_of(reason.given)}
    return str(_template(reason, kind, reader)) % words


def _template(reason: Reason, kind: str, reader: str) -> Any:
    if reason.why == Why.SHARED:
        return _SHARED[kind]
    if reason.why == Why.SAME_QUESTION:
        return _ASKED_TOO[kind]
    if not reader:
        same, other = _BETWEEN
    else:
        same, other = (_FOUND if reason.seeker == reader else _GIVEN)[kind]
    return same if label_of(reason.asked) == label_of(reason.given) else other


def reasons_kept(pair: Pair, kind: str) -> list[dict[str, Any]]:
    """What a bridge keeps of them, for both sides, in both languages."""
    return [
        {"code": reason.why.value, "points": reason.points} | _in_both(reason, kind)
        for reason in pair.reasons
    ]


def _in_both(reason: Reason, kind: str) -> dict[str, str]:
    told = {}
    for language in ("fr", "en"):
        with override(language):
            told[f"sentence_{language}"] = reason_for(reason, kind, "")
    return told


def how_far(km: float | None, department: str) -> str:
    """In km and minutes of road; "" when it is not known."""
    if km is None:
        return ""
    if km < 1:
        return _("dans la même commune")
    minutes = wording(travel_time(km, department=department), current_language())
    return _("à %(km)s km, soit %(minutes)s de route") % {"km": round(km), "minutes": minutes}
