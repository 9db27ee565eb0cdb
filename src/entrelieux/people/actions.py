"""Making, changing and taking back a profile; writing to somebody."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from entrelieux.accounts.models import Person
from entrelieux.charters.queries import is_known_minor
from entrelieux.people.errors import MinorsAreNotListed, NotReadyToMeet, TakesNoMessages
from entrelieux.people.models import Profile
from entrelieux.people.permissions import can_write_to
from entrelieux.platform import audit
from entrelieux.platform.errors import TooOften
from entrelieux.platform.rate import spend
from entrelieux.search.actions import mark_changed
from entrelieux.search.kinds import document_key

MESSAGES_PER_DAY = 10
DAY_SECONDS = 86_400


def mark_skills_changed(profile: Profile) -> None:
    """Whoever keeps a reading of what people can do reads this one again."""
    mark_changed([document_key("person", profile.pk)])


@transaction.atomic
def save_profile(*, by: Person, values: Mapping[str, Any], is_adult: bool) -> Profile:
    """Creates or changes one's own profile. Raises `MinorsAreNotListed`."""
    if values.get("is_listed") and is_known_minor(by, timezone.localdate()):
        raise MinorsAreNotListed(
            _(
                "L’annuaire ne montre que des adultes, et une de vos communautés a noté que vous "
                "avez moins de 18 ans : si c’est une erreur, parlez-en à ses animateurs."
            )
        )
    if values.get("is_listed") and not is_adult:
        raise MinorsAreNotListed(
            _(
                "L’annuaire ne montre que des adultes : cochez « J’ai 18 ans ou plus », "
                "ou restez hors de l’annuaire."
            )
        )
    profile, _created = Profile.objects.select_for_update().get_or_create(person=by)
    for name, value in values.items():
        setattr(profile, name, value)
    if not is_adult:
        profile.said_adult_on = None
        _end_meetings(profile)
    elif profile.said_adult_on is None:
        profile.said_adult_on = timezone.localdate()
    profile.save()
    mark_skills_changed(profile)
    audit.record("save_profile", profile, by=by)
    return profile


@transaction.atomic
def erase_profile(*, by: Person) -> None:
    """Nothing of it is kept."""
    for profile in Profile.objects.filter(person=by):
        audit.record("erase_profile", profile, by=by)
        mark_skills_changed(profile)
        _end_meetings(profile)
        profile.delete()


@transaction.atomic
def agree_to_meet(*, by: Person, today: date) -> Profile:
    """« Oui, présentez-moi »: until she says otherwise. Raises `NotReadyToMeet`."""
    profile = Profile.objects.select_for_update().filter(person=by).first()
    if profile is None or not profile.disciplines:
        raise NotReadyToMeet(
            _("Dites d’abord dans votre profil quel est votre métier, ou votre discipline.")
        )
    if profile.said_adult_on is None or is_known_minor(by, today):
        raise NotReadyToMeet(
            _("Les rencontres sont pour les adultes : cochez « J’ai 18 ans ou plus » au profil.")
        )
    if profile.meets_since is None:
        profile.meets_since = today
        profile.save()
        audit.record("agree_to_meet", profile, by=by)
    return profile


@transaction.atomic
def stop_meeting(*, by: Person) -> None:
    """At once: she is proposed to nobody, and what waited for an answer is closed."""
    for profile in Profile.objects.select_for_update().filter(person=by):
        _end_meetings(profile)
        profile.save()
        audit.record("stop_meeting", profile, by=by)


def _end_meetings(profile: Profile) -> None:
    """Whoever keeps something that rests on her consent lets go of it (`MEETINGS_ENDED`)."""
    profile.meets_since = None
    for path in settings.MEETINGS_ENDED:
        import_string(path)(person=profile.person)


@transaction.atomic
def write_to_person(*, by: Person, profile: Profile, text: str) -> None:
    """Carries a message; the address of the reader is not given, that of the writer is.

    Raises `TakesNoMessages`, or `TooOften` beyond ten messages a day.
    """
    if not can_write_to(by, profile):
        raise TakesNoMessages(_("Cette personne ne reçoit pas de messages ici."))
    spent = spend(f"write:{by.pk}", rate=MESSAGES_PER_DAY / DAY_SECONDS, burst=MESSAGES_PER_DAY)
    if not spent.allowed:
        raise TooOften(
            _("Vous avez écrit beaucoup de messages : réessayez demain."),
            retry_after=spent.retry_after,
        )
    with override(profile.person.language):
        _send(by, profile, text)
    audit.record("write_to_person", profile, by=by)


def _send(by: Person, profile: Profile, text: str) -> None:
    body = _(
        "Bonjour,\n\n%(writer)s vous écrit par Entrelieux :\n\n%(text)s\n\n"
        "Répondre à ce courriel lui donne votre adresse. "
        "Pour ne plus recevoir de messages : %(link)s"
    ) % {"writer": str(by), "text": text, "link": settings.BASE_URL + "/compte/profil/"}
    EmailMessage(
        subject=_("Un message de %(writer)s") % {"writer": str(by)},
        body=body,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[profile.person.email],
        headers={"Reply-To": by.email},
    ).send()
