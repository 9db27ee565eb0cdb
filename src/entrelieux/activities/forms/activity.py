"""What the forms of usages and of events share: with what, with whom, for whom."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrelieux.activities.models import Minors
from entrelieux.activities.validation import errors_of
from entrelieux.communities.circles import Scope
from entrelieux.core.words import load_core
from entrelieux.inventory.forms import ToldEntryForm
from entrelieux.places.models import Place
from entrelieux.resources.choices import concepts_of
from entrelieux.resources.models import Resource, Terms
from entrelieux.resources.queries import possible_holders

LINKS = ("resources", "hosts")


class ActivityForm(ToldEntryForm):
    """`place` is the card on which it is written; `CHECKS` those of activities/validation.py.

    `FIRST` fields are asked at once, the others are folded.
    """

    FIRST: ClassVar[tuple[str, ...]] = ()
    CHECKS: ClassVar[dict[str, Any]] = {}

    name = forms.CharField(label=gettext_lazy("Nom"), max_length=160)
    concept = forms.ChoiceField(label=gettext_lazy("Sorte"), required=False)
    audiences = forms.MultipleChoiceField(
        label=gettext_lazy("Pour qui"), required=False, widget=forms.CheckboxSelectMultiple
    )
    minors = forms.ChoiceField(
        label=gettext_lazy("Les mineurs"), choices=[("", "–"), *Minors.choices], required=False
    )
    terms = forms.ChoiceField(
        label=gettext_lazy("À quelles conditions"),
        choices=[("", "–"), *Terms.choices],
        required=False,
    )
    price = forms.CharField(
        label=gettext_lazy("Tarif"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("« 5 € la séance », par exemple."),
    )
    conditions = forms.CharField(
        label=gettext_lazy("Pour venir"),
        max_length=2_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Ce qu’il faut apporter, savoir, ou demander avant."),
    )
    description = forms.CharField(
        label=gettext_lazy("En quelques phrases"),
        max_length=10_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    resources = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Ce qu’il faut"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Parmi ce qu’on trouve dans le lieu."),
    )
    hosts = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Avec qui"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Leur nom n’est montré que si leur profil le permet."),
    )
    scope = forms.ChoiceField(label=gettext_lazy("Visible par"), choices=Scope.choices)

    def __init__(
        self, *args: Any, place: Place | None, is_new: bool = False, **kwargs: Any
    ) -> None:
        self.place = place
        super().__init__(*args, **kwargs)
        if is_new:
            del self.fields["note"]
        proposed = {
            "concept": [("", _("d’après le nom")), *concepts_of("usages")],
            "audiences": concepts_of("audiences"),
            "resources": self._resources(),
            "hosts": self._hosts(),
        }
        for name, values in proposed.items():
            self.fields[name].choices = values

    def _resources(self) -> list[tuple[int, str]]:
        """Those of the place, and those that were chosen and have left since."""
        known = set(self.state.get("resources", ()))
        at_place = Resource.objects.of_place(self.place) if self.place else Resource.objects.none()
        found = {one.pk: one.name for one in at_place.only("name", "place_id")}
        gone = Resource.objects.filter(pk__in=known - found.keys())
        return [*found.items(), *((one.pk, one.name) for one in gone)]

    def _hosts(self) -> list[tuple[int, str]]:
        if self.place is None:
            return []
        known = self.state.get("hosts", ())
        members = possible_holders(self.place)
        people = (members | type(members)(members.model).filter(pk__in=known)).distinct()
        return [(one.pk, str(one)) for one in people]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors:
            self.refuse(errors_of(self.values(), self.CHECKS))
        return cleaned

    def value_of(self, name: str) -> Any:
        value = super().value_of(name)
        if name in LINKS:
            return sorted(value or ())
        if name == "concept" and not value:
            meant = load_core().concept_of(self.cleaned_data.get("name", ""), "usages")
            return f"usages:{meant}" if meant else ""
        return value

    @property
    def first_fields(self) -> list[forms.BoundField]:
        names = (*self.FIRST, *self.facts.by_key)
        return [self[name] for name in names if name in self.fields]

    @property
    def shows_all(self) -> bool:
        """What is folded is open when something in it is to be corrected."""
        return self.is_bound and any(field.errors for field in self.other_fields)

    @property
    def other_fields(self) -> list[forms.BoundField]:
        """Lists with nothing to choose from are left out."""
        shown = {field.name for field in self.first_fields}
        return [
            field
            for field in self.visible_fields()
            if field.name not in shown and (field.name not in LINKS or field.field.choices)
        ]
