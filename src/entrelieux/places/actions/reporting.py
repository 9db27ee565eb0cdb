"""A visitor says that something is wrong; those who keep the card are told."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from entrelieux.accounts.models import Person
from entrelieux.places.models import Place, Report
from entrelieux.places.permissions import keepers_of
from entrelieux.platform import audit


@transaction.atomic
def report_error(*, place: Place, text: str, field: str = "", email: str = "") -> Report:
    """Keeps the report and writes to the hosts, or to the network's coordinators."""
    report = Report.objects.create(place=place, text=text, field=field, email=email)
    for keeper in keepers_of(place):
        send_mail(
            subject=_("Une correction pour « %(name)s »") % {"name": place.name},
            message=_mail_text(report),
            from_email=settings.DEFAULT_FROM_EMAIL,
            recipient_list=[keeper.email],
        )
    audit.record("report_error", place, report=report.pk)
    return report


def _mail_text(report: Report) -> str:
    address = settings.BASE_URL + report.place.get_absolute_url()
    return _(
        "Bonjour,\n\nUn visiteur signale à propos de %(name)s :\n\n%(text)s\n\n"
        "La fiche : %(address)s\n\nMerci de la tenir à jour."
    ) % {"name": report.place.name, "text": report.text, "address": address}


@transaction.atomic
def close_report(*, by: Person, report: Report) -> Report:
    report.closed_at, report.closed_by = timezone.now(), by
    report.save(update_fields=["closed_at", "closed_by"])
    audit.record("close_report", report, by=by)
    return report
