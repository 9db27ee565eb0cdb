"""Sending what the outbox holds."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils import timezone

from entrelieux.messaging.models import OutgoingMail
from entrelieux.messaging.smtp import mail_server

# A login code stays readable in the outbox no longer than needed to look into a delivery.
KEEP = timedelta(days=30)


def send_outgoing_mail(*, mail: OutgoingMail) -> None:
    """Hands one message to the mail server, once; what the server answers is kept if it refuses."""
    if mail.sent_at:
        return
    message = EmailMultiAlternatives(
        subject=mail.subject,
        body=mail.text,
        to=[mail.to],
        headers=mail.headers,
        connection=mail_server(settings.OUTGOING_SMTP).connection(),
    )
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    try:
        message.send()
    except OSError as error:  # smtplib's errors are OSErrors too
        mail.error = str(error)
        mail.save(update_fields=["error"])
        raise
    mail.sent_at, mail.error = timezone.now(), ""
    mail.save(update_fields=["sent_at", "error"])


def forget_old_mail(*, now: datetime) -> int:
    """Removes messages that are a month old, sent or not; returns how many."""
    count, _by_model = OutgoingMail.objects.filter(created_at__lt=now - KEEP).delete()
    return count
