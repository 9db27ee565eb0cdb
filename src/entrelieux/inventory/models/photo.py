from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from entrelieux.platform.ids import new_public_id


class Photo(models.Model):
    """A picture of an entry, encoded anew by the server: nothing of the original file is kept."""

    public_id = models.CharField(
        _("identifiant public"), max_length=12, unique=True, default=new_public_id, editable=False
    )
    subject = models.CharField(_("objet"), max_length=60, db_index=True)
    file = models.FileField(_("image"), upload_to="photos")
    thumbnail = models.FileField(_("vignette"), upload_to="photos")
    width = models.PositiveIntegerField(_("largeur"), default=0)
    height = models.PositiveIntegerField(_("hauteur"), default=0)
    caption = models.CharField(_("ce que l’on voit"), max_length=200, blank=True)
    added_at = models.DateTimeField(_("ajoutée le"), auto_now_add=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("ajoutée par"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    removed_at = models.DateTimeField(_("retirée le"), null=True, blank=True)

    class Meta:
        ordering = ["subject", "pk"]
        verbose_name = _("photo")
        verbose_name_plural = _("photos")

    def __str__(self) -> str:
        return self.caption or self.public_id
