"""What the words of communities keep of who wrote them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from entrelieux.accounts.personal import Erased, Kept

KEPT = (
    Kept(
        "words_changed",
        "lexicons.LexiconVersion.by",
        Erased.NAMELESS,
        ("lexicon__community__name", "version", "gesture", "at"),
        stays=_("Les mots que vous avez donnés à une communauté : ils sont devenus les siens."),
    ),
)
