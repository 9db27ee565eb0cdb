from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from entrelieux.accounts.models import Person
from entrelieux.communities.models import Community
from entrelieux.communities.queries import current_memberships
from entrelieux.exchanges.models import Unit

EVERYBODY = "common"
SOMEBODY = "person"


class _OfCommunity(forms.Form):
    """Somebody of a community is named by e-mail; nobody is given a list of the others."""

    def __init__(self, *args: Any, community: Community, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.community = community

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or self.cleaned_data
        if told.get("whose") == SOMEBODY and "email" in told:
            told["member"] = self._member(told["email"])
        return told

    def _member(self, email: str) -> Person | None:
        members = current_memberships().filter(community=self.community)
        found = members.filter(person__email=email.lower()).select_related("person").first()
        if found is None:
            self.add_error("email", _t("Aucun membre n’a cette adresse : vérifiez-la."))
        return found.person if found else None


class GiveForm(_OfCommunity):
    """The key makes that a form sent twice counts once."""

    whose = forms.ChoiceField(
        label=_("À qui"),
        widget=forms.RadioSelect,
        choices=[(SOMEBODY, _("à une personne")), (EVERYBODY, _("au compte commun"))],
        initial=SOMEBODY,
    )
    email = forms.EmailField(
        label=_("Son adresse électronique"),
        required=False,
        help_text=_("Celle avec laquelle elle se connecte."),
    )
    amount = forms.DecimalField(
        label=_("Combien"), min_value=Decimal("0.01"), max_digits=9, decimal_places=2
    )
    memo = forms.CharField(label=_("Pour quoi"), max_length=200)
    key = forms.CharField(widget=forms.HiddenInput, max_length=60)


class FloorForm(_OfCommunity):
    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("Dans quelle unité"))
    whose = forms.ChoiceField(
        label=_("Quel compte"),
        widget=forms.RadioSelect,
        choices=[(EVERYBODY, _("le compte commun")), (SOMEBODY, _("celui d’une personne"))],
        initial=EVERYBODY,
    )
    email = forms.EmailField(label=_("Son adresse électronique"), required=False)
    least = forms.DecimalField(
        label=_("Au moins"),
        required=False,
        max_digits=9,
        decimal_places=2,
        help_text=_("-10 : le compte peut devoir dix, pas plus. Vide : pas de limite."),
    )

    def __init__(self, *args: Any, community: Community, **kwargs: Any) -> None:
        super().__init__(*args, community=community, **kwargs)
        units: Any = self.fields["unit"]
        units.queryset = Unit.objects.filter(account__community=community).distinct()

    @property
    def floor(self) -> int | None:
        least = self.cleaned_data["least"]
        return None if least is None else int(least * 100)
