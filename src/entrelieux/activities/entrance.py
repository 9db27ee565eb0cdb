"""Who may register for what: the rules about minors, and until when."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from entrelieux.activities.models import Entrance, Event, Minors, Occurrence
from entrelieux.activities.models.registration import LARGEST_PARTY, NAMES_KEPT
from entrelieux.activities.zones import on_clock


def closing_of(occurrence: Occurrence) -> datetime:
    """Until when one may register."""
    return occurrence.starts_at - timedelta(hours=occurrence.event.closes_hours)


def refusal_of(occurrence: Occurrence, now: datetime) -> str:
    """Why nobody can register for a time now; "" when one can."""
    event = occurrence.event
    if event.entrance != Entrance.HERE or event.removed_at:
        return _("On ne s’inscrit pas ici à ce rendez-vous.")
    if event.gone_since:
        return _("Ce rendez-vous a disparu de l’agenda du lieu : demandez-lui s’il a lieu.")
    if occurrence.is_cancelled:
        return _("Cette date est annulée : choisissez-en une autre.")
    if now >= closing_of(occurrence):
        return _("Les inscriptions sont closes pour cette date.")
    return ""


def door_refusal_of(occurrence: Occurrence, now: datetime) -> str:
    """Why nobody is written down at the door now; "" from that day on, until names are forgotten.

    The day is that of where it happens.
    """
    if occurrence.is_cancelled or occurrence.event.removed_at:
        return _("Cette date est annulée.")
    zone = occurrence.event.zone
    if on_clock(now, zone).date() < on_clock(occurrence.starts_at, zone).date():
        return _("On note qui est là le jour même.")
    if now >= occurrence.ends_at + NAMES_KEPT:
        return _("Les noms de cette date sont oubliés : on n’y ajoute plus personne.")
    return ""


def party_errors(event: Event, adults: int, minors: int) -> dict[str, str]:
    """What the rules of an event say of those who would come, by field."""
    if adults + minors < 1:
        return {"adults": _("Dites combien de personnes viennent.")}
    if adults + minors > LARGEST_PARTY:
        return {"adults": _("Dix personnes au plus : écrivez au lieu pour un groupe.")}
    if event.minors == Minors.ADULTS and minors:
        return {"minors": _("Ce rendez-vous est pour les adultes seulement.")}
    if event.minors == Minors.MINORS:
        return _errors_of_minors_only(adults, minors)
    if event.minors in (Minors.WITH_ADULT, "") and minors and not adults:
        return {"adults": _("Un adulte vient avec les mineurs : comptez-le aussi.")}
    return {}


def _errors_of_minors_only(adults: int, minors: int) -> dict[str, str]:
    if adults:
        return {"adults": _("Seuls les mineurs prennent une place : écrivez 0.")}
    return {} if minors else {"minors": _("Dites combien de mineurs viennent.")}
