"""What the forms of needs and offers say alike."""

from django.utils.translation import gettext_lazy as _

NO_COMMUNE = _(
    "Cette commune n’est pas connue : écrivez son nom comme sur une carte, ou son code postal."
)
SETTLED_LATER = ("", _("à voir ensemble"))
