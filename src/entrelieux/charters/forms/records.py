from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from entrelieux.accounts.models import Person
from entrelieux.charters.models import Training
from entrelieux.charters.models.group import FEWEST, MOST
from entrelieux.charters.naming import badges_of, records_of
from entrelieux.charters.queries import known_minors
from entrelieux.charters.reading import Reading
from entrelieux.communities.models import Community
from entrelieux.communities.queries import members_of

_LISTED = re.compile("[,;/&+]")
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class _OfMember(forms.Form):
    """About a member of a community, in the words of its charter."""

    person = forms.ModelChoiceField(None, label=_("Personne"))

    def __init__(self, *args: Any, community: Community, reading: Reading, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people: Any = self.fields["person"]
        people.queryset = members_of(community).order_by("name", "pk")
        self.use(reading)

    def use(self, reading: Reading) -> None:
        """Takes the words of the charter."""


class GrantForm(_OfMember):
    """To one person or to all those of a session. A training says the rest by itself."""

    person = forms.ModelMultipleChoiceField(
        None, label=_("À qui"), widget=forms.CheckboxSelectMultiple
    )
    training = forms.ModelChoiceField(
        None, label=_("Après la formation"), required=False, empty_label=_("Aucune en particulier")
    )
    badge = forms.ChoiceField(
        label=_("Habilitation"), required=False, help_text=_("Celle de la formation, s’il y en a.")
    )
    level = forms.IntegerField(label=_("Niveau"), required=False, min_value=1, max_value=9)
    expires_on = forms.DateField(label=_("Valable jusqu’au"), required=False, widget=DAY)

    def __init__(
        self,
        *args: Any,
        community: Community,
        by: Person | None = None,
        badges: Sequence[str] | None = None,
        **kwargs: Any,
    ) -> None:
        """`badges` are those that who gives may give (None: all of them); with them, `by` is no
        host: minors are not listed, nobody gives to herself, and a host does it instead.
        """
        super().__init__(*args, community=community, **kwargs)
        fields: Any = self.fields
        fields["training"].queryset = trainings_to(community, badges)
        if badges is not None:
            known = [pair for pair in fields["badge"].choices if pair[0] in ("", *badges)]
            fields["badge"].choices = known
            others = fields["person"].queryset.exclude(pk=by.pk if by else None)
            fields["person"].queryset = others.exclude(pk__in=known_minors(timezone.localdate()))

    def use(self, reading: Reading) -> None:
        badges: Any = self.fields["badge"]
        badges.choices = [("", ""), *badges_of(reading)]

    def clean(self) -> dict[str, Any]:
        return _with_badge(self, super().clean() or {})


def _with_badge(form: forms.Form, told: dict[str, Any]) -> dict[str, Any]:
    """A training says its badge by itself."""
    training = told.get("training")
    told["badge"] = training.badge if training else told.get("badge", "")
    if not told["badge"]:
        form.add_error("badge", _("Choisissez une formation ou une habilitation."))
    return told


def trainings_to(community: Community, badges: Sequence[str] | None) -> QuerySet[Training]:
    """Those of a community, or those to some of its badges alone."""
    found = Training.objects.filter(community=community)
    return found if badges is None else found.filter(badge__in=badges)


def badges_to(reading: Reading, badges: Sequence[str] | None) -> list[tuple[str, str]]:
    return [pair for pair in badges_of(reading) if badges is None or pair[0] in badges]


class TrainingForm(forms.ModelForm):
    badge = forms.ChoiceField(label=_("Habilitation donnée"))

    class Meta:
        model = Training
        fields = ("name", "badge", "level", "valid_months", "unused_months")

    def __init__(self, *args: Any, community: Community, reading: Reading, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.community = community
        badges: Any = self.fields["badge"]
        badges.choices = badges_of(reading)

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if Training.objects.filter(community=self.community, name=name).exists():
            raise forms.ValidationError(_("Une formation porte déjà ce nom."))
        return name


class GroupForm(forms.Form):
    """All those of a group are trained to the same; it is told by its name and its number."""

    name = forms.CharField(
        label=_("Le groupe"),
        max_length=40,
        help_text=_("Un nom de classe ou d’atelier, « la 4ᵉ B » : jamais celui d’un enfant."),
    )
    size = forms.IntegerField(label=_("Combien de personnes"), min_value=FEWEST, max_value=MOST)
    training = forms.ModelChoiceField(
        None, label=_("Après la formation"), required=False, empty_label=_("Aucune en particulier")
    )
    badge = forms.ChoiceField(
        label=_("Habilitation"), required=False, help_text=_("Celle de la formation, s’il y en a.")
    )
    expires_on = forms.DateField(label=_("Valable jusqu’au"), required=False, widget=DAY)

    def __init__(
        self,
        *args: Any,
        community: Community,
        reading: Reading,
        badges: Sequence[str] | None = None,
        **kwargs: Any,
    ) -> None:
        """`badges` are those that who trains may give; None: all of them."""
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["training"].queryset = trainings_to(community, badges)
        fields["badge"].choices = [("", ""), *badges_to(reading, badges)]

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if _LISTED.search(name):
            raise forms.ValidationError(
                _("C’est le nom du groupe qu’il faut, sans virgule : personne n’y est nommé.")
            )
        return name

    def clean(self) -> dict[str, Any]:
        return _with_badge(self, super().clean() or {})


class SuspensionForm(forms.Form):
    """Why, and until when; without an end, until it is given back."""

    raison = forms.CharField(max_length=300)
    jusque = forms.DateField(required=False)


class RecordForm(_OfMember):
    fact = forms.ChoiceField(label=_("Ce qui est vrai d’elle"))
    until = forms.DateField(label=_("Jusqu’au"), required=False, widget=DAY)

    def use(self, reading: Reading) -> None:
        facts: Any = self.fields["fact"]
        facts.choices = records_of(reading)


class BirthForm(_OfMember):
    born_on = forms.DateField(
        label=_("Date de naissance"),
        widget=DAY,
        help_text=_(
            "À noter seulement si une règle regarde l’âge. Jamais publique : vous et elle la voyez."
        ),
    )
