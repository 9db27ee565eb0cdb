from __future__ import annotations

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from entrelieux.activities.forms.activity import ActivityForm
from entrelieux.activities.validation import USAGE_CHECKS


class UsageForm(ActivityForm):
    EDITED: ClassVar[tuple[str, ...]] = (
        "name",
        "rhythm",
        "description",
        "audiences",
        "minors",
        "conditions",
        "terms",
        "price",
        "concept",
        "resources",
        "hosts",
        "scope",
    )
    FIRST = ("name", "rhythm", "description")
    CHECKS = USAGE_CHECKS

    rhythm = forms.CharField(
        label=_("Quand, comme vous le dites"),
        max_length=200,
        required=False,
        help_text=_("« Le premier samedi du mois, de 14 h à 18 h », « un mardi sur deux »…"),
    )

    field_order = EDITED
