from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from entrelieux.inventory.errors import UnusablePicture
from entrelieux.inventory.pictures import Picture, read_picture


class PhotoField(forms.FileField):
    """A file that a telephone's camera or gallery gives; its value is a `Picture`, or None."""

    def __init__(self, *, is_camera: bool = False, **kwargs: Any) -> None:
        attributes = {"accept": "image/*", **({"capture": "environment"} if is_camera else {})}
        kwargs.setdefault("widget", forms.FileInput(attrs=attributes))
        super().__init__(**kwargs)

    def clean(self, data: Any, initial: Any = None) -> Picture | None:
        file = super().clean(data, initial)
        if not file:
            return None
        try:
            return read_picture(file.file, file.size)
        except UnusablePicture as refusal:
            raise forms.ValidationError(refusal.message) from refusal


class PhotoForm(forms.Form):
    photo = PhotoField(
        label=_("La photo"), help_text=_("Sans visage reconnaissable, de préférence.")
    )
    caption = forms.CharField(
        label=_("Ce que l’on voit"),
        max_length=200,
        required=False,
        help_text=_("Pour les personnes qui ne voient pas l’image."),
    )
