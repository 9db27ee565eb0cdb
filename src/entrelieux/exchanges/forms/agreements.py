from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from entrelieux.communities.models import Community, Membership
from entrelieux.communities.queries import current_memberships
from entrelieux.exchanges.actions.agreements import unit_named
from entrelieux.exchanges.badges import badge_named, badges_in_words
from entrelieux.exchanges.models import Agreement, Recognition, Unit

ROWS = 3  # of recognitions: more can be written in an agreement that follows
DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class AgreementForm(forms.ModelForm):
    unit_kind = forms.ChoiceField(
        label=_("Ce que l’on compte"),
        required=False,
        choices=[("", _("rien : on se fait confiance")), *Unit.Kind.choices],
    )
    unit_name = forms.CharField(
        label=_("Le nom de votre unité"),
        required=False,
        max_length=40,
        help_text=_("Seulement si elle est à vous : « copeau », « coup de main »…"),
    )
    most = forms.DecimalField(
        label=_("Écart à ne pas dépasser"),
        required=False,
        min_value=0,
        max_digits=9,
        decimal_places=2,
        help_text=_("Ce que l’un peut devoir à l’autre avant de rendre. Vide : pas de limite."),
    )

    charges = forms.ChoiceField(
        label=_("Une réservation compte"),
        required=False,
        choices=[("", _("non : les échanges sont notés à la main")), *Agreement.Charges.choices],
    )
    rate = forms.DecimalField(
        label=_("Combien par heure réservée"),
        required=False,
        min_value=Decimal("0.01"),
        max_digits=7,
        decimal_places=2,
        help_text=_("Dans votre unité : 1 pour une heure rendue par heure réservée."),
    )

    class Meta:
        model = Agreement
        fields = ["second", "scope", "days_per_month", "conditions", "review_on", "is_public_first"]
        widgets = {
            "scope": forms.Textarea(attrs={"rows": 2}),
            "conditions": forms.Textarea(attrs={"rows": 3}),
            "review_on": DAY,
        }

    def __init__(self, *args: Any, community: Community, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others: Any = self.fields["second"]
        others.queryset = Community.objects.filter(kind=Community.Kind.PLACE).exclude(
            pk=community.pk
        )

    def clean_review_on(self) -> date:
        day: date = self.cleaned_data["review_on"]
        if day <= timezone.localdate():
            raise forms.ValidationError(_t("Choisissez un jour à venir."))
        return day

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or self.cleaned_data
        if told.get("unit_kind") == Unit.Kind.OWN and not told.get("unit_name", "").strip():
            self.add_error("unit_name", _t("Donnez un nom à votre unité."))
        if told.get("charges") and not told.get("unit_kind"):
            self.add_error("unit_kind", _t("Dites en quoi les réservations sont comptées."))
        if told.get("charges") and not told.get("rate"):
            self.add_error("rate", _t("Dites combien compte une heure réservée."))
        return told

    def values(self) -> dict[str, Any]:
        """For `propose_agreement`, the other community left out."""
        told = self.cleaned_data
        most = told["most"]
        names = ("scope", "days_per_month", "conditions", "review_on", "is_public_first")
        return {
            **{name: told[name] for name in names},
            "unit": unit_named(told["unit_kind"], told["unit_name"].strip()),
            "ceiling": None if most is None else int(most * 100),
            "charges": told["charges"],
            "rate": int(told["rate"] * 100) if told["charges"] else None,
        }


class RecognitionForm(forms.Form):
    """One line; an empty one says nothing."""

    side = forms.ChoiceField(
        label=_("Qui reconnaît"), choices=[("us", _("nous")), ("them", _("l’autre communauté"))]
    )
    badge = forms.CharField(
        label=_("L’habilitation de l’autre"),
        required=False,
        max_length=80,
        help_text=_("Comme la charte de chacun l’appelle : « le badge laser »."),
    )
    taken_for = forms.CharField(label=_("Vaut chez qui reconnaît"), required=False, max_length=80)
    level = forms.IntegerField(label=_("À partir du niveau"), required=False, min_value=1)
    extra_step = forms.CharField(label=_("En plus"), required=False, max_length=120)

    def clean(self) -> dict[str, Any]:
        told = self.cleaned_data
        if bool(told.get("badge")) != bool(told.get("taken_for")):
            raise forms.ValidationError(_t("Dites les deux habilitations, ou aucune."))
        return told


RecognitionForms = forms.formset_factory(RecognitionForm, extra=ROWS, max_num=ROWS)


def recognitions_of(
    lines: Iterable[RecognitionForm], us: Community, them: Community
) -> Iterator[dict[str, Any]]:
    for line in lines:
        told = line.cleaned_data
        if told.get("badge"):
            accepting, giving = (us, them) if told["side"] == "us" else (them, us)
            yield {
                "accepting": accepting,
                "badge": badge_named(giving, told["badge"]),
                "taken_for": badge_named(accepting, told["taken_for"]),
                **{name: told[name] for name in ("level", "extra_step")},
            }


def member_at(agreement: Agreement, email: str) -> Membership:
    """A member of one of the two, by e-mail: hosts are never given a list of the other's."""
    found: Membership | None = (
        current_memberships()
        .filter(person__email=email.lower(), community__in=agreement.parties)
        .select_related("person", "community")
        .first()
    )
    if found is None:
        raise forms.ValidationError(
            _t("Aucun membre de vos deux communautés n’a cette adresse : vérifiez-la.")
        )
    return found


class ExchangeForm(forms.Form):
    """Who came, how much; the key makes that a form sent twice counts once."""

    email = forms.EmailField(
        label=_("Adresse électronique de la personne"),
        help_text=_("Celle avec laquelle elle se connecte."),
    )
    amount = forms.DecimalField(
        label=_("Combien"), min_value=Decimal("0.01"), max_digits=9, decimal_places=2
    )
    memo = forms.CharField(label=_("Pour quoi"), max_length=200)
    key = forms.CharField(widget=forms.HiddenInput, max_length=60)

    def __init__(self, *args: Any, agreement: Agreement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agreement = agreement

    def clean_email(self) -> Membership:
        return member_at(self.agreement, self.cleaned_data["email"])


class StepForm(forms.Form):
    recognition = forms.ModelChoiceField(Recognition.objects.none(), label=_("Ce qui a été fait"))
    email = forms.EmailField(label=_("Adresse électronique de la personne"))

    def __init__(self, *args: Any, agreement: Agreement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agreement = agreement
        steps: Any = self.fields["recognition"]
        steps.queryset = agreement.recognitions.exclude(extra_step="").filter(withdrawn_at=None)
        called = {one.pk: badges_in_words(one) for one in agreement.parties}
        steps.label_from_instance = lambda one: (
            f"{one.extra_step} ({called[one.accepting_id].get(one.taken_for, one.taken_for)})"
        )

    def clean_email(self) -> Membership:
        return member_at(self.agreement, self.cleaned_data["email"])
