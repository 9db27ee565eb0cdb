"""Making one's profile: what to tell, and of each thing to whom."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from entrelieux.communities.circles import Scope
from entrelieux.core.geo import load_france
from entrelieux.core.words import load_core
from entrelieux.people.models import Profile
from entrelieux.places.card import find_commune
from entrelieux.places.vocabulary import label_of

MOST_WORDS = 30
AUDIENCES = [
    (Scope.PRIVATE, _("les animateurs de mes lieux")),
    (Scope.PLACE, _("les membres de mes lieux")),
    (Scope.NETWORK, _("les membres du réseau")),
    (Scope.PUBLIC, _("tout le monde")),
]


class WordsField(forms.CharField):
    """Words separated by commas; those that the vocabulary knows become concepts."""

    def __init__(self, scheme: str, **kwargs: Any) -> None:
        super().__init__(max_length=1_000, required=False, **kwargs)
        self.scheme = scheme

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(label_of(word) for word in value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        typed = [word.strip() for word in super().clean(value).replace(";", ",").split(",")]
        words = dict.fromkeys(self._meant(word[:80]) for word in typed if word)
        if len(words) > MOST_WORDS:
            raise forms.ValidationError(
                _("Gardez les %(most)s plus importants."), params={"most": MOST_WORDS}
            )
        return list(words)

    def _meant(self, word: str) -> str:
        concept = load_core().concept_of(word, self.scheme)
        return f"{self.scheme}:{concept}" if concept else word


class ProfileForm(forms.ModelForm):
    """`visibility_<field>` goes with each field of the profile."""

    skills = WordsField(
        "skills",
        label=_("Ce que je sais faire"),
        help_text=_("Séparez par des virgules : couture, soudure, tableur…"),
    )
    disciplines = WordsField(
        "disciplines",
        label=_("Mes métiers, mes disciplines"),
        help_text=_("Par exemple : agronomie, architecture."),
    )
    commune = forms.CharField(label=_("Ma commune"), max_length=120, required=False)
    link = forms.URLField(label=_("Un lien"), max_length=300, required=False, assume_scheme="https")
    is_adult = forms.BooleanField(
        label=_("J’ai 18 ans ou plus"),
        required=False,
        help_text=_("Le profil d’un mineur n’est montré à personne."),
    )

    class Meta:
        model = Profile
        fields = (*Profile.FIELDS, "accepts_messages", "is_listed")
        labels = {
            "name": _("Nom ou surnom"),
            "headline": _("Moi, en une ligne"),
            "availability": _("Quand je suis disponible"),
            "about": _("En quelques phrases"),
            "accepts_messages": _("On peut m’écrire par Entrelieux, sans voir mon adresse"),
            "is_listed": _("Me montrer dans l’annuaire"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        profile = self.instance
        commune = load_france().by_code(profile.commune) if profile.commune else None
        self.initial["commune"] = commune.name if commune else ""
        self.initial["is_adult"] = profile.is_adult
        for field in Profile.FIELDS:
            self.fields[f"visibility_{field}"] = forms.ChoiceField(
                label=_("Visible par"),
                choices=AUDIENCES,
                initial=profile.scope_of(field),
                required=False,
            )

    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Each field with the question of who sees it."""
        return [(self[field], self[f"visibility_{field}"]) for field in Profile.FIELDS]

    def clean_commune(self) -> str:
        typed = self.cleaned_data["commune"].strip()
        if not typed:
            return ""
        commune = find_commune(typed)
        if commune is None:
            raise forms.ValidationError(_("Aucune commune ne s’appelle ainsi : vérifiez son nom."))
        return commune.code

    def values(self) -> dict[str, Any]:
        """What `save_profile` writes."""
        data = self.cleaned_data
        visibility = {
            field: data.get(f"visibility_{field}") or Scope.PRIVATE.value
            for field in Profile.FIELDS
        }
        kept = (*Profile.FIELDS, "accepts_messages", "is_listed")
        return {name: data[name] for name in kept} | {"visibility": visibility}


class MessageForm(forms.Form):
    text = forms.CharField(
        label=_("Votre message"), max_length=4_000, widget=forms.Textarea(attrs={"rows": 6})
    )
