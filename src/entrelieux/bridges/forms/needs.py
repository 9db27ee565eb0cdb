"""The forms of a need: a sentence, and what was understood of it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from entrelieux.bridges.forms.stored import stored_fields
from entrelieux.bridges.forms.wording import NO_COMMUNE, SETTLED_LATER
from entrelieux.bridges.models import Need, Terms, Visibility
from entrelieux.bridges.queries import named_places
from entrelieux.bridges.understanding import (
    choices_of,
    commune_of,
    concepts_of,
    fields_of,
    kept_by,
    size_of,
    understood,
)
from entrelieux.communities.models import Community
from entrelieux.communities.queries import communities_of
from entrelieux.core.bridging.asking import Asked, window_in
from entrelieux.core.bridging.reading.sizes import Plate
from entrelieux.core.geo import Commune
from entrelieux.places.models import Place
from entrelieux.places.vocabulary import current_language

TERMS = [SETTLED_LATER, *Terms.choices]
BOXES = ("things", "refused")
_REST = ("description", "community", "visibility", "places", "reach_unit")


class SentenceForm(forms.Form):
    """The sentence alone."""

    phrase = forms.CharField(
        label=_("Ce que vous cherchez, en une phrase"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
        help_text=_(
            "Comme vous le diriez à quelqu’un : « Je cherche quelqu’un pour graver trente trophées "
            "en bois avant le 14 juillet, à moins de 40 min d’Ambert, petit budget »."
        ),
    )


class NeedForm(SentenceForm):
    """What was understood of the sentence, to correct; only the commune is asked when missing."""

    # Asked in one look; the others are offered to whoever wants to say more.
    UNDERSTOOD = (
        "things",
        "refused",
        "quantity",
        "people",
        "size",
        "when",
        "commune",
        "reach",
        "terms",
        "who",
        "has_minors",
    )

    things = forms.MultipleChoiceField(
        label=_("Quoi"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Décochez ce qui est mal compris."),
    )
    refused = forms.MultipleChoiceField(
        label=_("À éviter"), required=False, widget=forms.CheckboxSelectMultiple
    )
    quantity = forms.IntegerField(
        label=_("Combien"), min_value=1, max_value=1_000_000, required=False
    )
    people = forms.IntegerField(
        label=_("Pour combien de personnes"), min_value=1, max_value=100_000, required=False
    )
    size = forms.CharField(
        label=_("Taille"),
        max_length=60,
        required=False,
        help_text=_("De la pièce la plus grande : « 120 × 60 cm »."),
    )
    when = forms.CharField(
        label=_("Quand"),
        max_length=160,
        required=False,
        help_text=_("« Avant le 14 juillet », « le mercredi après-midi »."),
    )
    commune = forms.CharField(
        label=_("Votre commune"),
        max_length=100,
        help_text=_("Son nom ou son code postal. Votre adresse n’est pas demandée."),
    )
    reach = forms.IntegerField(
        label=_("Jusqu’où vous allez"), min_value=1, max_value=999, required=False
    )
    reach_unit = forms.ChoiceField(
        label=_("Unité"),
        choices=[("min", _("minutes de route")), ("km", _("kilomètres"))],
        required=False,
    )
    terms = forms.ChoiceField(label=_("À quelles conditions"), choices=TERMS, required=False)
    who = forms.CharField(
        label=_("Vous êtes"),
        max_length=120,
        required=False,
        help_text=_("Un métier ou un rôle, jamais un nom : « ébéniste », « une école »."),
    )
    has_minors = forms.BooleanField(label=_("Avec des mineurs"), required=False)
    description = forms.CharField(
        label=_("Ce qu’il faut savoir de plus"),
        max_length=4_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    community = forms.ModelChoiceField(
        label=_("Au nom de"),
        queryset=Community.objects.none(),
        required=False,
        empty_label=_("moi-même"),
    )
    visibility = forms.ChoiceField(
        label=_("Qui peut le lire"),
        choices=Visibility.choices,
        initial=Visibility.NETWORK,
        widget=forms.RadioSelect,
        help_text=_("Votre nom et votre adresse ne sont montrés à personne avant votre accord."),
    )
    places = forms.CharField(
        label=_("Quels lieux, un par ligne"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_(
            "Leur nom exact, comme sur la carte, et la commune entre parenthèses si plusieurs ont "
            "le même. Un seul, s’il doit transmettre."
        ),
    )
    # What was understood when the form was shown: what differs was corrected by hand.
    shown = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, person: Any, sentence: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        text = (self.data.get("phrase") if self.is_bound else sentence) or ""
        self.asked: Asked = understood(text[:300])
        for name in ("things", "refused"):
            field = self.fields[name]
            field.choices = choices_of(getattr(self.asked, name))  # type: ignore[attr-defined]
        theirs = communities_of(person)
        self.fields["community"].queryset = theirs  # type: ignore[attr-defined]
        if not theirs:
            del self.fields["community"]

    @classmethod
    def reading(
        cls, sentence: str, *, person: Any, typed: Any = None, instance: Need | None = None
    ) -> NeedForm:
        """The fields of a sentence; `typed` is what the form held before the sentence changed."""
        fresh = fields_of(understood(sentence))
        values = dict(fresh)
        if typed is not None and typed.get("shown"):
            values = kept_by(fresh, _read(typed["shown"]), _typed(typed))
        rest = {name: typed[name] for name in _REST if typed is not None and name in typed}
        stored = stored_fields(instance) if instance else {}
        initial = {**values, **stored, **rest, "phrase": sentence, "shown": json.dumps(fresh)}
        return cls(initial=initial, person=person, sentence=sentence)

    @property
    def chips(self) -> list[tuple[forms.BoundField, str]]:
        """What was understood, in the order of `UNDERSTOOD`, each with its value in words."""
        told = (one for one in self._understood() if one.name not in BOXES)
        return [(one, self._words(one)) for one in told if _holds(one)]

    @property
    def boxes(self) -> list[forms.BoundField]:
        """Things to tick or not, where some were understood."""
        return [one for name in BOXES if (one := self[name]).field.choices]

    @property
    def asked_fields(self) -> list[forms.BoundField]:
        """What is missing and must be told."""
        return [one for one in self._understood() if not _holds(one) and one.field.required]

    @property
    def other_fields(self) -> list[forms.BoundField]:
        missing = [one for one in self._understood() if not _holds(one) and not one.field.required]
        return [*(one for one in missing if one.name not in BOXES), self["description"]]

    def _words(self, field: forms.BoundField) -> str:
        value = field.value()
        if field.name == "terms":
            return str(dict(TERMS).get(value, value))
        if field.name == "reach":
            return f"{value} {'km' if self['reach_unit'].value() == 'km' else 'min'}"
        return "" if field.name == "has_minors" else str(value)

    @property
    def shows_others(self) -> bool:
        return any(field.errors for field in self.other_fields)

    @property
    def reading_fields(self) -> list[forms.BoundField]:
        """Who may read it."""
        names = ("community", "visibility", "places")
        return [self[name] for name in names if name in self.fields]

    def _understood(self) -> Iterable[forms.BoundField]:
        return (self[name] for name in self.UNDERSTOOD)

    def clean_commune(self) -> Commune:
        found = commune_of(self.cleaned_data["commune"])
        if found is None:
            raise ValidationError(NO_COMMUNE)
        return found

    def clean_size(self) -> Plate | None:
        text = self.cleaned_data["size"]
        plate = size_of(text) if text else None
        if text and plate is None:
            raise ValidationError(_("Écrivez deux côtés : « 120 × 60 cm »."))
        return plate

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        names = [line.strip() for line in (data.get("places") or "").splitlines() if line.strip()]
        data["shown_at"] = self._places(names, data.get("visibility") or "")
        return data

    def _places(self, names: list[str], visibility: str) -> list[Place]:
        if visibility not in (Visibility.PLACES, Visibility.HOST):
            return []
        found, unknown, shared = named_places(names, with_hosts=visibility == Visibility.HOST)
        if unknown:
            told = _("« %(name)s » : aucun lieu de ce nom, ou personne ne l’anime ici.")
            self.add_error("places", ValidationError(told, params={"name": unknown[0]}))
        elif shared:
            told = _(
                "« %(name)s » : plusieurs lieux ont ce nom. Ajoutez la commune entre "
                "parenthèses : « %(name)s (Thiers) »."
            )
            self.add_error("places", ValidationError(told, params={"name": shared[0]}))
        elif not found:
            self.add_error("places", _("Dites quels lieux peuvent le lire."))
        elif visibility == Visibility.HOST and len(found) > 1:
            self.add_error("places", _("Un seul lieu peut transmettre votre besoin."))
        return found

    def values(self) -> dict[str, Any]:
        """Columns of `Need`."""
        data = self.cleaned_data
        commune, plate = data["commune"], data["size"]
        kept = [*data["things"], *data["refused"]]
        every = (*self.asked.things, *self.asked.refused)
        concepts = concepts_of(self.asked.things, data["things"])
        window = window_in(data["when"], timezone.localdate())
        reach, in_km = data["reach"], data["reach_unit"] == "km"
        return {
            "sentence": data["phrase"],
            "description": data["description"].replace("\r\n", "\n"),
            "language": current_language(),
            "concepts": concepts,
            "materials": [one for one in concepts if one.startswith("materials:")],
            "refused": concepts_of(self.asked.refused, data["refused"]),
            "dismissed": [one.label for one in every if one.label not in kept],
            "quantity": data["quantity"],
            "people": data["people"],
            "long_mm": plate.long_mm if plate else None,
            "short_mm": plate.short_mm or None if plate else None,
            "when": data["when"],
            "starts_on": window.starts_on if window else None,
            "ends_on": window.ends_on if window else None,
            "who": data["who"],
            "has_minors": data["has_minors"],
            "terms": data["terms"],
            "lat": commune.lat,
            "lon": commune.lon,
            "commune_code": commune.code,
            "commune": commune.name,
            "department": commune.department,
            "max_minutes": reach if reach and not in_km else None,
            "max_km": float(reach) if reach and in_km else None,
            "community": data.get("community"),
            "visibility": data["visibility"],
        }


def _holds(field: forms.BoundField) -> bool:
    return field.value() not in (None, "", [], False)


def _read(shown: str) -> Mapping[str, Any]:
    try:
        known = json.loads(shown)
    except ValueError:
        return {}
    return known if isinstance(known, dict) else {}


def _typed(data: Any) -> dict[str, Any]:
    """What the form holds, by name; a box that is not ticked is not sent."""
    held = {name: data.get(name, "") for name in NeedForm.UNDERSTOOD if name in data}
    held["things"], held["refused"] = data.getlist("things"), data.getlist("refused")
    held["has_minors"] = data.get("has_minors", "")
    return held


class ThanksForm(forms.Form):
    thanks = forms.CharField(
        label=_("Un mot de merci"),
        max_length=1_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
