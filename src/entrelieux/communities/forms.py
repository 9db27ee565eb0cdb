from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from entrelieux.communities.models import Community, Membership

Role = Membership.Role


class FoundingForm(forms.Form):
    name = forms.CharField(label=_("Nom de la communauté"), max_length=120)
    kind = forms.ChoiceField(label=_("Sorte"), choices=Community.Kind.choices)
    website = forms.URLField(label=_("Site web"), required=False, assume_scheme="https")
    networks = forms.ModelMultipleChoiceField(
        Community.objects.filter(kind=Community.Kind.NETWORK),
        label=_("Fait partie de"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class WelcomeForm(forms.Form):
    """Who is welcomed, in a role that this kind of community has."""

    email = forms.EmailField(
        label=_("Adresse électronique de la personne"),
        help_text=_("Elle recevra un courriel. Si elle n’a pas de compte, il est créé."),
    )
    role = forms.ChoiceField(label=_("Rôle"))

    def __init__(self, *args: Any, community: Community, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: Any = self.fields["role"]
        choices.choices = roles_in(community)

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        return email.lower()


def roles_in(community: Community) -> list[tuple[str, str]]:
    if community.kind == Community.Kind.NETWORK:
        return list(Role.choices)
    return [(value, label) for value, label in Role.choices if value != Role.COORDINATOR]
