"""Forms that anyone may send, and those of networks and hosts."""

from __future__ import annotations

import time
from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from entrelieux.contributions.models import Follow, NetworkPolicy, ReminderRhythm
from entrelieux.contributions.policies import NEIGHBOUR_FIELDS
from entrelieux.places.forms import PlaceForm
from entrelieux.places.templatetags.cards import field_label

SALT = "contributions.form"
FASTEST_SECONDS = 3
MOST_LINKS = 3


class OpenForm(PlaceForm):
    """A card proposed by anyone. What only a program fills, or too fast, makes it doubtful."""

    your_email = forms.EmailField(
        label=_("Votre adresse électronique"),
        required=False,
        help_text=_("Pour vous dire ce qu’elle devient ; elle est oubliée ensuite."),
    )
    # Hidden from people by the style sheet and from screen readers: a program fills it.
    surname = forms.CharField(required=False, max_length=200)
    opened = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["opened"].initial = signing.dumps(int(time.time()), salt=SALT)
        self.fields["note"].label = _("D’où le savez-vous ?")

    @property
    def shown_fields(self) -> list[forms.BoundField]:
        hidden = {"surname", "opened", "base"}
        return [self[name] for name in self.fields if name not in hidden]

    @property
    def is_doubtful(self) -> bool:
        data = self.cleaned_data
        text = f"{data.get('description') or ''} {data.get('note') or ''}"
        is_spam = bool(data.get("surname")) or text.lower().count("http") >= MOST_LINKS
        return is_spam or self._was_too_fast()

    def _was_too_fast(self) -> bool:
        try:
            opened = signing.loads(self.cleaned_data.get("opened") or "", salt=SALT)
        except signing.BadSignature:
            return True
        return time.time() - opened < FASTEST_SECONDS


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Pourquoi"), max_length=600, widget=forms.Textarea(attrs={"rows": 3})
    )


class AppealForm(forms.Form):
    text = forms.CharField(
        label=_("Ce qu’il faudrait revoir"),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class ClaimForm(forms.Form):
    message = forms.CharField(
        label=_("Qui êtes-vous dans ce lieu ?"), max_length=300, required=False
    )


class ClaimCodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code reçu à l’adresse du lieu"),
        max_length=12,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )


class RhythmForm(forms.Form):
    days = forms.TypedChoiceField(
        label=_("Me demander si mes fiches sont toujours vraies"),
        choices=ReminderRhythm.Every.choices,
        coerce=int,
    )


class FollowForm(forms.Form):
    rhythm = forms.ChoiceField(label=_("M’écrire"), choices=Follow.Rhythm.choices)


class PolicyForm(forms.ModelForm):
    neighbour_fields = forms.MultipleChoiceField(
        label=_("Ce que les membres des lieux voisins peuvent confirmer"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = NetworkPolicy
        fields = ("confirmations", "neighbour_fields", "stale_after_days")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["neighbour_fields"].choices = [
            (name, field_label(name)) for name in NEIGHBOUR_FIELDS
        ]
        self.fields["confirmations"].min_value = 1


class TrustForm(forms.Form):
    email = forms.EmailField(label=_("Adresse électronique de la personne"))
