"""What is written to people about their account."""

from __future__ import annotations

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils.translation import gettext as _


def write_login_code(*, email: str, code: str) -> None:
    """The same message for a member and for a stranger: it tells nobody who has an account."""
    shown = f"{code[:3]} {code[3:]}"
    subject = _("Votre code Entrelieux : %(code)s") % {"code": shown}
    text = render_to_string("accounts/mail/login_code.txt", {"code": shown})
    EmailMessage(subject, text, to=[email]).send()
