"""The form of an offer: what one offers, in one sentence, and where it can be had."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from entrelieux.bridges.forms.wording import NO_COMMUNE, SETTLED_LATER
from entrelieux.bridges.models import Terms
from entrelieux.bridges.models.offer import Kind
from entrelieux.bridges.queries import hosted_places
from entrelieux.bridges.understanding import commune_of
from entrelieux.communities.circles import Scope
from entrelieux.core.geo import Commune
from entrelieux.inventory.forms import EntryForm
from entrelieux.places.models import Place
from entrelieux.places.vocabulary import current_language

OFFERED = [SETTLED_LATER, *(one for one in Terms.choices if one[0] != Terms.LITTLE)]


class OfferForm(EntryForm):
    """What one offers, in one sentence, and where it can be had.

    The commune stands for all the columns of where it is: two who disagree choose them at once.
    """

    EDITED: ClassVar[tuple[str, ...]] = (
        "name",
        "kind",
        "description",
        "available",
        "commune",
        "mobile_km",
        "terms",
        "capacity",
        "seats",
        "scope",
    )
    WHERE = ("lat", "lon", "commune_code", "commune", "department")

    note = None
    name = forms.CharField(
        label=_("Ce que vous offrez, en une phrase"),
        max_length=160,
        help_text=_("« Je répare les vélos, à domicile », « Nous prêtons notre salle le lundi »."),
    )
    kind = forms.ChoiceField(label=_("C’est plutôt"), choices=Kind.choices)
    description = forms.CharField(
        label=_("Ce qu’il faut savoir de plus"),
        max_length=4_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    available = forms.CharField(
        label=_("Quand"),
        max_length=160,
        required=False,
        help_text=_("« Le soir et le samedi », « à distance »."),
    )
    place = forms.ModelChoiceField(
        label=_("Pour un lieu que vous animez"),
        queryset=Place.objects.none(),
        required=False,
        help_text=_("Sinon, l’offre est la vôtre."),
    )
    commune = forms.CharField(
        label=_("Votre commune"),
        max_length=100,
        required=False,
        help_text=_("Son nom ou son code postal. Votre adresse n’est pas demandée."),
    )
    mobile_km = forms.IntegerField(
        label=_("Vous vous déplacez jusqu’à, en km"),
        min_value=1,
        max_value=999,
        required=False,
        help_text=_("Vide : on vient."),
    )
    terms = forms.ChoiceField(label=_("À quelles conditions"), choices=OFFERED, required=False)
    capacity = forms.IntegerField(
        label=_("Combien de fois par mois, au plus"),
        min_value=1,
        max_value=1_000,
        required=False,
        help_text=_("Vous ne recevrez pas plus de demandes."),
    )
    seats = forms.IntegerField(
        label=_("Pour combien de personnes"), min_value=1, max_value=100_000, required=False
    )
    scope = forms.ChoiceField(
        label=_("Qui peut la voir"),
        choices=[one for one in Scope.choices if one[0] in (Scope.PUBLIC, Scope.NETWORK)],
        initial=Scope.PUBLIC,
        help_text=_("Votre nom et votre adresse ne sont montrés à personne avant votre accord."),
    )

    field_order = ("name", "kind", "description", "available", "place", *EDITED[4:])

    def __init__(self, *args: Any, person: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hosted = hosted_places(person)
        self.fields["place"].queryset = hosted  # type: ignore[attr-defined]
        if self.entry is not None or not hosted:
            del self.fields["place"]

    def initial_of(self, state: Mapping[str, Any]) -> dict[str, Any]:
        shown = super().initial_of(state)
        return {**shown, "mobile_km": _whole(shown.get("mobile_km"))}

    def clean_commune(self) -> Commune | None:
        text = self.cleaned_data["commune"]
        found = commune_of(text) if text else None
        if text and found is None:
            raise ValidationError(NO_COMMUNE)
        return found

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        at_place = data.get("place") or (self.entry and self.entry.place_id)
        if not data.get("commune") and not at_place and "commune" not in self.errors:
            self.add_error("commune", _("Dites où vous êtes : on verra qui est à portée."))
        return data

    def values(self) -> dict[str, Any]:
        """Columns of `Offer`."""
        return {**super().values(), "language": current_language(), **self._where()}

    def _where(self) -> dict[str, Any]:
        if self._prefers_theirs("commune"):
            base = self.base_values()
            return {name: base.get(name) for name in self.WHERE}
        data = self.cleaned_data
        commune = data["commune"]
        place = data.get("place") or (self.entry.place if self.entry else None)
        return {
            "lat": commune.lat if commune else None,
            "lon": commune.lon if commune else None,
            "commune_code": commune.code if commune else "",
            "commune": commune.name if commune else "",
            "department": commune.department if commune else _department(place),
        }


def _whole(number: float | None) -> int | None:
    return None if number is None else int(number)


def _department(place: Place | None) -> str:
    return (place.root or place).department if place else ""
