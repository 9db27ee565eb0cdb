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
from entrelieux.inventory.forms import EntryForm
from entrelieux.places.models import Place
from entrelieux.projects.models import State

WANTED_SCHEMES = tuple(
    scheme
    for scheme in ("skills", "disciplines", "machines", "materials", "rooms")
    if scheme in SCHEMES
)
MOST_LINES = 20


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


class ProjectForm(EntryForm):
    EDITED: ClassVar[tuple[str, ...]] = (
        "name",
        "description",
        "state",
        "looking_for",
        "places",
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
    places = forms.CharField(
        label=_("Les lieux, un par ligne"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Leur nom exact, comme sur la carte."),
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

    def __init__(self, *args: Any, communities: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if communities is None:
            del self.fields["community"]
        else:
            self.fields["community"].queryset = communities
            self.fields["community"].required = True
            del self.fields["note"]

    def initial_of(self, state: Any) -> dict[str, Any]:
        initial = super().initial_of(state)
        names = Place.objects.filter(pk__in=state.get("places", ())).values_list("name", flat=True)
        return initial | {"places": "\n".join(names)}

    def clean_places(self) -> list[int]:
        names = [line.strip() for line in self.cleaned_data["places"].splitlines() if line.strip()]
        found = []
        for name in names:
            place = Place.objects.shown().filter(name__iexact=name).first()
            if place is None:
                raise ValidationError(
                    _("Aucun lieu de la carte ne s’appelle « %(name)s »."), params={"name": name}
                )
            found.append(place.pk)
        return sorted(found)


class StepForm(forms.Form):
    on = forms.DateField(label=_("Quand"), widget=forms.DateInput(attrs={"type": "date"}))
    title = forms.CharField(label=_("Ce qui s’est passé"), max_length=160)
    text = forms.CharField(
        label=_("Racontez"),
        max_length=4_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
