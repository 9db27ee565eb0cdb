"""Django's e-mail backend that writes to the outbox; the worker sends."""

from __future__ import annotations

import re
from collections.abc import Sequence

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from entrelieux.messaging.models import OutgoingMail
from entrelieux.platform.jobs import enqueue

SEND = "messaging.send"
_LINES = re.compile(r"[ \t\r\n]+")  # a space that does not break stays one


class OutboxBackend(BaseEmailBackend):
    """Keeps one row per recipient, in the transaction of the action that writes.

    Without a mail server the outbox is where messages stay.
    """

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        rows = [row for message in email_messages for row in rows_of(message)]
        for mail in OutgoingMail.objects.bulk_create(rows):
            if settings.OUTGOING_SMTP:
                enqueue(SEND, unique_key=f"mail:{mail.pk}", mail=mail.pk)
        return len(email_messages)


def rows_of(message: EmailMessage) -> list[OutgoingMail]:
    alternatives = getattr(message, "alternatives", [])
    html = next((content for content, mime in alternatives if mime == "text/html"), "")
    return [
        OutgoingMail(
            to=recipient,
            subject=_LINES.sub(" ", message.subject).strip()[:200],
            text=message.body,
            html=html,
            headers=message.extra_headers,
        )
        for recipient in message.recipients()
    ]
