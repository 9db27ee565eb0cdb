"""What sides write."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from entrelieux.bridges.models import Limit, Need
from entrelieux.core.geo.boundaries import department_name
from entrelieux.introductions.models import Rhythm, Why
from entrelieux.places.models import Place


class RefusalForm(forms.Form):
    why = forms.ChoiceField(label=_("Pourquoi ?"), choices=Why.choices, widget=forms.RadioSelect)
    because = forms.CharField(label=_("En quelques mots"), max_length=300, required=False)
    tells = forms.BooleanField(label=_("Dire pourquoi à l’autre côté"), required=False)


class OutcomeForm(forms.Form):
    outcome = forms.CharField(
        label=_("Ce que cela a donné"),
        max_length=2_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    thanks = forms.CharField(
        label=_("Votre merci"),
        max_length=1_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    consents = forms.BooleanField(
        label=_("Le réseau peut montrer cette histoire"),
        required=False,
        help_text=_(
            "Elle n’est montrée que si les deux côtés sont d’accord, sans vos noms. "
            "Vous pouvez changer d’avis."
        ),
    )


class DigestForm(forms.Form):
    rhythm = forms.ChoiceField(
        label=_("À quel rythme ?"), choices=Rhythm.choices, widget=forms.RadioSelect
    )
    department = forms.ChoiceField(
        label=_("Avec les besoins de"),
        required=False,
        help_text=_("Ceux que vous avez le droit de lire."),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        places = [(code, department_name(code)) for code in settings.TERRITORY_DEPARTMENTS]
        self.fields["department"].choices = [("", _("aucun endroit")), *places]  # type: ignore[attr-defined]


class IntroduceForm(forms.Form):
    """One gesture: which need, to which place, and why."""

    need = forms.ModelChoiceField(label=_("Le besoin"), queryset=Need.objects.none())
    place = forms.ModelChoiceField(
        label=_("Le lieu qui pourrait y répondre"), queryset=Place.objects.none()
    )
    because = forms.CharField(
        label=_("Pourquoi eux"), max_length=200, help_text=_("Les deux côtés le liront.")
    )


class LimitForm(forms.Form):
    limit = forms.ChoiceField(
        label=_("Ce que les réponses peuvent changer"),
        choices=Limit.choices,
        widget=forms.RadioSelect,
    )
