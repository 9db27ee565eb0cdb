from __future__ import annotations

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from entrelieux.accounts.models import Person


class AddressForm(forms.Form):
    email = forms.EmailField(
        label=_("Votre adresse électronique"),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "autofocus": True}),
    )

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        return email.lower()


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code reçu par courriel"),
        max_length=20,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "inputmode": "numeric",
                "autofocus": True,
                "size": 9,
            }
        ),
    )


class AccountForm(forms.ModelForm):
    language = forms.ChoiceField(label=_("Langue"), choices=settings.LANGUAGES)

    class Meta:
        model = Person
        fields = ["name", "language"]
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "name"}),
        }
        help_texts = {"name": _("Affiché à côté de ce que vous écrivez.")}
