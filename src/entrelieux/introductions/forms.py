"""What sides write."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from entrelieux.bridges.models import Limit, Need
from entrelieux.core.geo.boundaries import department_name
from entrelieux.introductions.models import Rhythm, Why
from entrelieux.introductions.queries import places_of
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
    around = forms.ModelChoiceField(
        label=_("Avec les besoins autour de"),
        queryset=Place.objects.none(),
        required=False,
        empty_label=_("aucun lieu"),
        help_text=_("Un de vos lieux. Vous ne recevez que ce que vous avez le droit de lire."),
    )
    minutes = forms.TypedChoiceField(
        label=_("Jusqu’où"),
        choices=[(n, _("%(n)s min de route") % {"n": n}) for n in (15, 30, 45, 60, 90)],
        coerce=int,
        required=False,
        empty_value=30,
    )
    department = forms.ChoiceField(label=_("Ou avec ceux de tout un département"), required=False)

    def __init__(self, *args: object, person: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        hers = places_of(person)
        self.fields["around"].queryset = hers  # type: ignore[attr-defined]
        if not hers:
            del self.fields["around"], self.fields["minutes"]
        places = [(code, department_name(code)) for code in settings.TERRITORY_DEPARTMENTS]
        self.fields["department"].choices = [("", _("aucun")), *places]  # type: ignore[attr-defined]


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
