from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from entrelieux.communities.circles import Scope
from entrelieux.inventory.forms import PhotoField, ToldEntryForm
from entrelieux.lexicons.queries import Facts
from entrelieux.places.models import Place
from entrelieux.resources import choices
from entrelieux.resources.forms.specifications import SpecificationsField
from entrelieux.resources.models import Access, Condition, Kind, Terms
from entrelieux.resources.validation import errors_of
from entrelieux.resources.wording import access_labels
from entrelieux.resources.words import PlaceWords

KEYS = ("inside", "holder")
# What is asked at once; the rest is folded under « Plus de précisions ».
FIRST = ("name", "kind", "condition", "inside", "access")


class ResourceForm(ToldEntryForm):
    """Everything of a resource; the photo only when it is new."""

    EDITED: ClassVar[tuple[str, ...]] = (
        "name",
        "kind",
        "condition",
        "condition_note",
        "inside",
        "access",
        "concept",
        "make",
        "model",
        "specifications",
        "quantity",
        "unit",
        "terms",
        "price",
        "training",
        "works",
        "refuses",
        "description",
        "portable",
        "owner",
        "holder",
        "manual_url",
        "safety_url",
        "scope",
    )

    name = forms.CharField(label=_("Nom"), max_length=160)
    kind = forms.ChoiceField(label=_("C’est"), choices=Kind.choices)
    photo = PhotoField(
        label=_("Une photo"),
        required=False,
        is_camera=True,
        help_text=_("Sans visage reconnaissable, de préférence."),
    )
    condition = forms.ChoiceField(label=_("Son état aujourd’hui"), choices=Condition.choices)
    condition_note = forms.CharField(
        label=_("Si besoin, dites ce qui ne va pas"), max_length=300, required=False
    )
    inside = forms.ChoiceField(label=_("Où, dans le lieu"), required=False)
    access = forms.MultipleChoiceField(
        label=_("Comment y accéder"),
        choices=Access.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    concept = forms.ChoiceField(label=_("Sorte"), required=False)
    make = forms.CharField(label=_("Marque"), max_length=80, required=False)
    model = forms.CharField(label=_("Modèle"), max_length=120, required=False)
    specifications = SpecificationsField(label=_("Caractéristiques"), required=False)
    quantity = forms.FloatField(
        label=_("Combien"), min_value=0, max_value=1e9, required=False, localize=True
    )
    unit = forms.CharField(
        label=_("L’unité"), max_length=12, required=False, help_text=_("kg, m², planches…")
    )
    terms = forms.ChoiceField(
        label=_("À quelles conditions"), choices=[("", "–"), *Terms.choices], required=False
    )
    price = forms.CharField(
        label=_("Tarif"),
        max_length=200,
        required=False,
        help_text=_("« 5 € l’heure », par exemple."),
    )
    training = forms.ChoiceField(label=_("Ce qu’il faut savoir faire avant"), required=False)
    works = forms.MultipleChoiceField(
        label=_("Ce qu’elle travaille"), required=False, widget=forms.CheckboxSelectMultiple
    )
    refuses = forms.MultipleChoiceField(
        label=_("Ce qu’elle n’accepte pas"), required=False, widget=forms.CheckboxSelectMultiple
    )
    description = forms.CharField(
        label=_("En quelques phrases"),
        max_length=10_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    portable = forms.BooleanField(label=_("Peut sortir du lieu"), required=False)
    owner = forms.CharField(
        label=_("À qui, si ce n’est pas au lieu"),
        max_length=160,
        required=False,
        help_text=_("Une structure, pas une personne : ce nom est public."),
    )
    holder = forms.ChoiceField(
        label=_("Qui a ce savoir-faire"),
        required=False,
        help_text=_("Son nom n’est montré que si son profil le permet."),
    )
    manual_url = forms.CharField(label=_("Lien vers la notice"), max_length=300, required=False)
    safety_url = forms.CharField(
        label=_("Lien vers la fiche de sécurité"), max_length=300, required=False
    )
    scope = forms.ChoiceField(label=_("Visible par"), choices=Scope.choices)

    def __init__(
        self,
        *args: Any,
        place: Place | None,
        facts: Facts,
        words: PlaceWords,
        **kwargs: Any,
    ) -> None:
        self.place, self.words = place, words
        super().__init__(*args, facts=facts, **kwargs)
        if self.entry:
            del self.fields["photo"]
        else:
            del self.fields["note"]
        self._propose()

    def _propose(self) -> None:
        materials = choices.concepts_of("materials")
        proposed = {
            "concept": choices.sorts(),
            "access": access_labels(self.words.verbs).items(),
            "inside": choices.rooms(self.place, self.entry.pk if self.entry else None),
            "training": [("", "–"), *choices.concepts_of("skills")],
            "holder": choices.holders(self.place),
            "works": materials,
            "refuses": materials,
        }
        for name, values in proposed.items():
            self.fields[name].choices = values

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors:
            self.refuse(errors_of(self.values()))
        return cleaned

    def value_of(self, name: str) -> Any:
        value = super().value_of(name)
        if name in KEYS:
            return int(value) if value else None
        return value

    @property
    def first_fields(self) -> list[forms.BoundField]:
        names = ("name", "photo", *FIRST[1:], *self.facts.by_key)
        return [self[name] for name in names if name in self.fields]

    @property
    def shows_all(self) -> bool:
        """What is folded is open when something in it is to be corrected."""
        return self.is_bound and any(field.errors for field in self.other_fields)

    @property
    def other_fields(self) -> list[forms.BoundField]:
        shown = {field.name for field in self.first_fields}
        return [field for field in self.visible_fields() if field.name not in shown]
