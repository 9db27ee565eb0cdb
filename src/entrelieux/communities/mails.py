"""What is written to people about their communities."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from entrelieux.accounts.models import Person
from entrelieux.communities.models import Membership


def write_welcome(*, membership: Membership, by: Person | None) -> None:
    """In the language of the person who is welcomed."""
    person, community = membership.person, membership.community
    with translation.override(person.language):
        subject = _("Bienvenue dans « %(name)s »") % {"name": community.name}
        facts = {
            "by": str(by or "Entrelieux"),
            "community": community.name,
            "role": membership.get_role_display(),
            "address": settings.BASE_URL + reverse("account"),
        }
        text = render_to_string("communities/mail/welcome.txt", facts)
    EmailMessage(subject, text, to=[person.email]).send()
