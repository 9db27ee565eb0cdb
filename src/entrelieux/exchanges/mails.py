"""What hosts are told about their agreements."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from entrelieux.communities.models import Community, Membership
from entrelieux.communities.queries import current_memberships
from entrelieux.exchanges.badges import badges_in_words
from entrelieux.exchanges.models import Account, Agreement, Recognition, Transfer
from entrelieux.exchanges.wording import written


def write_to_hosts(
    agreement: Agreement, community: Community, news: str, recognition: Recognition | None = None
) -> None:
    """`news` is proposed, signed, ended, or withdrawn of a recognition; each host reads it in her
    language."""
    hosts = current_memberships().filter(community=community, role=Membership.Role.HOST)
    other = agreement.other(community)
    badge = recognition.badge if recognition else ""
    for membership in hosts.select_related("person"):
        with translation.override(membership.person.language):
            facts = {
                "agreement": agreement,
                "news": news,
                "community": community.name,
                "other": other.name,
                "badge": badges_in_words(community).get(badge, badge),
                "address": settings.BASE_URL + agreement.get_absolute_url(),
            }
            text = render_to_string("exchanges/mail/news.txt", facts)
            subject = _("L’accord avec « %(name)s »") % {"name": other.name}
        EmailMessage(subject, text, to=[membership.person.email]).send()


def write_to_guest(made: Transfer) -> None:
    """What somebody else noted on a person’s account is told to that person."""
    entry = made.entries.select_related("account__person").get(account__kind=Account.Kind.PERSON)
    account = entry.account
    if account.person is None or account.person == made.by:
        return
    with translation.override(account.person.language):
        facts = {
            "amount": written(abs(entry.amount)),
            "unit": made.unit,
            "memo": made.memo,
            "by": str(made.by or "Entrelieux"),
            "address": settings.BASE_URL + reverse("account_statement", args=[account.public_id]),
        }
        text = render_to_string("exchanges/mail/noted.txt", facts)
        subject = _("Un échange est noté sur votre compte")
    EmailMessage(subject, text, to=[account.person.email]).send()
