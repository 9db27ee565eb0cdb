"""What changes an account."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from entrelieux.accounts.codes import new_code
from entrelieux.accounts.mails import write_login_code
from entrelieux.accounts.models import Person
from entrelieux.accounts.personal import erase_links
from entrelieux.platform import audit
from entrelieux.platform.errors import TooOften
from entrelieux.platform.rate import spend

HOUR_SECONDS = timedelta(hours=1).total_seconds()
CODES_PER_ADDRESS_AND_HOUR = 5
CODES_PER_VISITOR_AND_HOUR = 30


def send_login_code(*, email: str, visitor: str, now: datetime) -> str:
    """Writes a code to an address, known or not, and returns it. Raises `TooOften`.

    `visitor` is the network address that asks.
    """
    limits = [
        (f"code-for:{email}", CODES_PER_ADDRESS_AND_HOUR),
        (f"code-from:{visitor}", CODES_PER_VISITOR_AND_HOUR),
    ]
    for key, per_hour in limits:
        spent = spend(key, rate=per_hour / HOUR_SECONDS, burst=per_hour, now=now)
        if not spent.allowed:
            raise TooOften(
                _("Trop de codes demandés : attendez %(minutes)s minutes, puis réessayez.")
                % {"minutes": round(spent.retry_after / 60) + 1},
                retry_after=spent.retry_after,
            )
    code = new_code()
    with transaction.atomic():
        write_login_code(email=email, code=code)
    return code


def welcome_person(*, email: str, language: str) -> Person:
    """The person who proved that this address is hers; an account is made at the first visit."""
    email = email.lower()
    known = Person.objects.filter(email=email).first()
    if known:
        return known
    try:
        with transaction.atomic():
            person = Person.objects.create_user(email, language=language)
            audit.record("create_account", person, by=person)
            return person
    except IntegrityError:  # a double click on the button made it just before
        return Person.objects.get(email=email)


@transaction.atomic
def follow_operators(*, person: Person) -> Person:
    """Makes an operator of a person whose address the settings name, at her sign-in."""
    if person.email in settings.OPERATORS and not person.is_operator:
        person.is_operator = True
        person.save(update_fields=["is_operator"])
        audit.record("make_operator", person)
    return person


@transaction.atomic
def update_account(*, by: Person, name: str, language: str) -> Person:
    by.name, by.language = name, language
    by.save(update_fields=["name", "language"])
    audit.record("update_account", by, by=by)
    return by


@transaction.atomic
def delete_account(*, by: Person) -> None:
    """Forgets a person: what is hers goes, her name leaves what others need, which stays."""
    erase_links(by)
    audit.record("delete_account", by)
    by.delete()
