from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ChangeSet(models.Model):
    """One gesture that changed cards (an edit, an import, a merge), and can be undone as one."""

    class Kind(models.TextChoices):
        EDIT = "edit", _("modification")
        IMPORT = "import", _("import")
        MERGE = "merge", _("fusion")
        SPLIT = "split", _("séparation")
        CONFIRM = "confirm", _("confirmation")
        HIDE = "hide", _("retrait")
        UNDO = "undo", _("annulation")

    kind = models.CharField(_("sorte"), max_length=8, choices=Kind.choices)
    at = models.DateTimeField(_("quand"), auto_now_add=True, db_index=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("par"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    note = models.CharField(_("pourquoi"), max_length=300, blank=True)
    # On an undo, the change it takes back. Undoing is itself a change, so it can be undone.
    undoes = models.OneToOneField(
        "self",
        verbose_name=_("annule"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="undone_in",
    )

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("changement")
        verbose_name_plural = _("changements")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"

    @property
    def is_undone(self) -> bool:
        return hasattr(self, "undone_in")
