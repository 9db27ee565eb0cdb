"""Forms of projects."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from entrelieux.communities.circles import Scope
from entrelieux.communities.models import Community
from entrelieux.core.words import load_core
from entrelieux.core.words.concepts import SCHEMES
from entrelieux.inventory.forms import ToldEntryForm
from entrelieux.places.models import Place
from entrelieux.projects.models import State
from entrelieux.projects.queries import possible_places, possible_resources

WANTED_SCHEMES = tuple(
    scheme
    for scheme in ("skills", "disciplines", "machines", "materials", "rooms")
    if scheme in SCHEMES
)
MOST_LINES = 20
MOST_RESOURCES = 200
LINKS = ("places", "resources")


class LinesField(forms.CharField):
    """A list, one item a line."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.Textarea(attrs={"rows": 3})
        super().__init__(required=False, max_length=4_000, widget=widget, **kwargs)

    def clean(self, value: Any) -> list[Any]:
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        if len(lines) > MOST_LINES:
            raise ValidationError(
                _("Gardez les %(most)s plus importants."), params={"most": MOST_LINES}
            )
        return [self.item(line) for line in lines]

    def item(self, line: str) -> Any:
        return line


class LinksField(LinesField):
    """« Plans : https://… », or the address alone."""

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, list):
            return value
        return "\n".join(" : ".join(filter(None, (one["label"], one["url"]))) for one in value)

    def item(self, line: str) -> dict[str, str]:
        label, _colon, url = line.rpartition(" ")
        try:
            URLValidator(schemes=["http", "https"])(url)
        except ValidationError:
            raise ValidationError(
                _("« %(line)s » : finissez la ligne par une adresse qui commence par https://."),
                params={"line": line},
            ) from None
        return {"label": label.rstrip(" :"), "url": url}


class WantedField(LinesField):
    """What is looked for; the vocabulary says what it knows of it."""

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(one["text"] for one in value) if isinstance(value, list) else value

    def item(self, line: str) -> dict[str, str]:
        known = ((scheme, load_core().concept_of(line, scheme)) for scheme in WANTED_SCHEMES)
        concept = next((f"{scheme}:{found}" for scheme, found in known if found), "")
        return {"text": line[:160], "concept": concept}


class ProjectForm(ToldEntryForm):
    EDITED: ClassVar[tuple[str, ...]] = (
        "name",
        "description",
        "state",
        "looking_for",
        "places",
        "resources",
        "outputs",
        "licence",
        "links",
        "scope",
    )

    name = forms.CharField(label=_("Nom du projet"), max_length=160)
    description = forms.CharField(
        label=_("Ce que vous voulez faire"),
        max_length=10_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    state = forms.ChoiceField(label=_("Où il en est"), choices=State.choices)
    looking_for = WantedField(
        label=_("Ce que vous cherchez, un par ligne"),
        help_text=_("Une personne, un savoir-faire, une machine, une matière…"),
    )
    places = forms.TypedMultipleChoiceField(
        label=_("Où cela se passe"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    other_places = forms.CharField(
        label=_("Dans d’autres lieux, un par ligne"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Leur nom exact, comme sur la carte."),
    )
    resources = forms.TypedMultipleChoiceField(
        label=_("Avec quoi"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Parmi ce qu’on trouve dans ces lieux."),
    )
    outputs = forms.CharField(
        label=_("Ce qu’il a produit"),
        max_length=4_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    licence = forms.CharField(
        label=_("Licence"), max_length=80, required=False, help_text=_("CC BY-SA 4.0, par exemple.")
    )
    links = LinksField(label=_("Liens, un par ligne"))
    scope = forms.ChoiceField(label=_("Visible par"), choices=Scope.choices)
    community = forms.ModelChoiceField(
        label=_("Au nom de"), queryset=Community.objects.none(), required=False
    )

    field_order = (
        "name",
        "description",
        "state",
        "looking_for",
        "places",
        "other_places",
        "resources",
        "outputs",
        "licence",
        "links",
        "scope",
        "community",
        "note",
    )
    FIRST = ("name", "description", "state", "looking_for", "community")

    def __init__(
        self,
        *args: Any,
        person: Any,
        communities: Any = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        if communities is None:
            del self.fields["community"]
        else:
            self.fields["community"].queryset = communities
            self.fields["community"].required = True
            del self.fields["note"]
        places = list(possible_places(person, self.entry))
        self.fields["places"].choices = [(one.pk, str(one)) for one in places]
        found = possible_resources(person, [one.pk for one in places], self.entry)
        self.fields["resources"].choices = [
            (one.pk, f"{one.name}, {one.place}") for one in found[:MOST_RESOURCES]
        ]

    def clean_other_places(self) -> list[int]:
        text = self.cleaned_data["other_places"]
        names = [line.strip() for line in text.splitlines() if line.strip()]
        found = []
        for name in names:
            place = Place.objects.shown().filter(name__iexact=name).first()
            if place is None:
                raise ValidationError(
                    _("Aucun lieu de la carte ne s’appelle « %(name)s »."), params={"name": name}
                )
            found.append(place.pk)
        return found

    def value_of(self, name: str) -> Any:
        value = super().value_of(name)
        if name == "places":
            value = [*(value or ()), *self.cleaned_data["other_places"]]
        return sorted({*(value or ()), *self._not_offered(name)}) if name in LINKS else value

    def _not_offered(self, name: str) -> set[int]:
        """What this person does not see stays linked."""
        return set(self.state.get(name, ())) - dict(self.fields[name].choices).keys()

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
        chosen = {"places", "resources"}
        return [
            field
            for field in self.visible_fields()
            if field.name not in shown and (field.name not in chosen or field.field.choices)
        ]


class StepForm(forms.Form):
    on = forms.DateField(
        label=_("Quand"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    title = forms.CharField(label=_("Ce qui s’est passé"), max_length=160)
    text = forms.CharField(
        label=_("Racontez"),
        max_length=4_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
