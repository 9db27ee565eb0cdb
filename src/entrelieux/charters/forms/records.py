from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from entrelieux.charters.naming import badges_of, records_of
from entrelieux.charters.reading import Reading
from entrelieux.communities.models import Community
from entrelieux.communities.queries import members_of

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
    badge = forms.ChoiceField(label=_("Habilitation"))
    level = forms.IntegerField(label=_("Niveau"), required=False, min_value=1, max_value=9)
    expires_on = forms.DateField(label=_("Valable jusqu’au"), required=False, widget=DAY)

    def use(self, reading: Reading) -> None:
        badges: Any = self.fields["badge"]
        badges.choices = badges_of(reading)


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
