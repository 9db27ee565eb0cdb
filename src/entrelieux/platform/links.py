"""Links of mails that need no account: signed, of one purpose, for some days.

Following such a link shows a page; only its button writes, so that a mail scanner that opens every
link changes nothing.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.translation import gettext as _

from entrelieux.platform.errors import SpentLink

LIFETIME = timedelta(days=60)


def signed_link(view: str, purpose: str, *values: int) -> str:
    """The whole address of a view for what `values` name."""
    token = signing.dumps(list(values), salt=f"links.{purpose}", compress=True)
    return settings.BASE_URL + reverse(view, args=[token])


def read_token(token: str, purpose: str, lifetime: timedelta = LIFETIME) -> list[Any]:
    """What a link names. Raises `SpentLink`."""
    try:
        values: list[Any] = signing.loads(token, salt=f"links.{purpose}", max_age=lifetime)
    except signing.BadSignature:
        raise SpentLink(
            _("Ce lien ne peut plus servir : demandez-en un autre, ou connectez-vous.")
        ) from None
    return values
