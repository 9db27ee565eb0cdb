"""What is kept of a person: what she takes away of it, and what becomes of it when she leaves.

Each app says it of its own rows in its `personal` module (`PERSONAL_DATA`); a test refuses a link
to a person, or an address, of which none does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module
from typing import Any

from allauth.mfa.models import Authenticator
from django.apps import apps
from django.conf import settings
from django.db.models import EmailField, Model, QuerySet
from django.utils.translation import gettext_lazy as _

from entrelieux.accounts.models import Person
from entrelieux.messaging.models import OutgoingMail
from entrelieux.platform.models import TokenBucket


class Erased(StrEnum):
    """What erasing a person does to a row: it goes with her, or no longer says whose it is."""

    DELETED = "deleted"
    NAMELESS = "nameless"


@dataclass(frozen=True, slots=True)
class Kept:
    """The rows that a column links to a person: « people.Profile.person », a key or her address.

    `columns` are paths from the row, told under `name` in what she takes away; `told` says them
    otherwise, from her. `stays` says why a row is there after her: to be read on the page where
    one leaves.
    """

    name: str
    link: str
    erased: Erased
    columns: Sequence[str] = ()
    told: Callable[[Person], Any] | None = None
    stays: Any = ""

    @property
    def model(self) -> type[Model]:
        return apps.get_model(self.link.rpartition(".")[0])

    @property
    def column(self) -> str:
        return self.link.rpartition(".")[2]

    @property
    def is_many(self) -> bool:
        """She is one of several: the row stays, and she is no longer among them."""
        return bool(self.model._meta.get_field(self.column).many_to_many)

    def rows(self, person: Person) -> QuerySet[Any]:
        is_address = isinstance(self.model._meta.get_field(self.column), EmailField)
        whose = person.email if is_address else person.pk
        return self.model._base_manager.filter(**{self.column: whose}).order_by("pk")

    def say(self, person: Person) -> Any:
        if self.told:
            return self.told(person)
        rows = self.rows(person).values_list(*self.columns)
        return [dict(zip(map(_key, self.columns), row, strict=True)) for row in rows]


def _key(column: str) -> str:
    """« community » for the name of the community."""
    return column.removesuffix("__name").replace("__", "_")


def everything_kept() -> Iterator[Kept]:
    for path in settings.PERSONAL_DATA:
        yield from import_module(path).KEPT


def what_stays() -> list[str]:
    """Why some rows stay without her name, each reason once."""
    return list(dict.fromkeys(str(kept.stays) for kept in everything_kept() if kept.stays))


def what_goes() -> list[str]:
    """What is deleted with her, as each model is called, in order."""
    gone = (kept for kept in everything_kept() if kept.erased is Erased.DELETED)
    return sorted({str(one.model._meta.verbose_name_plural) for one in gone if not one.is_many})


def erase_links(person: Person) -> None:
    """What deleting her row would leave: each app forgets what it knows, those above first."""
    for path in reversed(settings.PERSONAL_DATA):
        forget: Callable[[Person], None] | None = getattr(import_module(path), "forget", None)
        if forget:
            forget(person)


def forget(person: Person) -> None:
    """Mail to her, mail already sent that gives her address, and how often that address wrote."""
    OutgoingMail.objects.filter(to__iexact=person.email).delete()
    sent = OutgoingMail.objects.exclude(sent_at=None)
    sent.filter(text__icontains=person.email).delete()
    sent.filter(headers__icontains=person.email).delete()
    TokenBucket.objects.filter(key__endswith=f":{person.email}"[:120]).delete()


def _passkeys(person: Person) -> list[Mapping[str, Any]]:
    """Their names: what proves who she is never leaves the server."""
    kept = Authenticator.objects.filter(user=person, type=Authenticator.Type.WEBAUTHN)
    return [{"name": one.wrap().name, "created_at": one.created_at} for one in kept]


KEPT = (
    Kept("passkeys", "mfa.Authenticator.user", Erased.DELETED, told=_passkeys),
    Kept("addresses", "account.EmailAddress.user", Erased.DELETED, ("email", "verified")),
    Kept(
        "mails",
        "messaging.OutgoingMail.to",
        Erased.DELETED,
        ("created_at", "subject", "sent_at"),
    ),
    Kept(
        "actions",
        "platform.AuditEvent.by",
        Erased.NAMELESS,
        ("at", "verb", "subject"),
        stays=_("La trace des gestes faits ici : quoi et quand, plus par qui."),
    ),
)
