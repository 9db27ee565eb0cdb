"""Mail is sent by the worker."""

from __future__ import annotations

from django.utils import timezone

from entrelieux.messaging.actions import forget_old_mail, send_outgoing_mail
from entrelieux.messaging.backend import SEND
from entrelieux.messaging.models import OutgoingMail
from entrelieux.platform.jobs import every, job


@job(SEND, retries=8, lease_minutes=5)
def send(*, mail: int) -> None:
    row = OutgoingMail.objects.filter(pk=mail).first()
    if row:
        send_outgoing_mail(mail=row)


@every(minutes=24 * 60)
@job("messaging.forget")
def forget() -> None:
    forget_old_mail(now=timezone.now())
