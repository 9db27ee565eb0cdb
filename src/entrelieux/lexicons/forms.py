"""Words as people write them: the form of a term, and the fields that terms make in other forms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from entrelieux.core.text import fold
from entrelieux.core.words.lexicon import (
    Choice,
    Privacy,
    Relation,
    Subject,
    Term,
    TermKind,
    Unit,
    UnreadableValue,
    ValueType,
    parse_value,
    render_value,
    store_value,
)
from entrelieux.lexicons.language import current_language
from entrelieux.lexicons.queries import Facts, FactTerm

KINDS = [
    (TermKind.FACT, _("Un fait à dire (un champ de plus dans vos fiches)")),
    (TermKind.THING, _("Une chose (comment vous appelez une machine, une salle…)")),
    (TermKind.VERB, _("Un verbe de vos pages (« réserver » → « prendre le feu »)")),
    (TermKind.BADGE, _("Un badge, une habilitation")),
    (TermKind.ROLE, _("Un rôle")),
]
VALUE_TYPES = [
    ("", "–"),
    (ValueType.TEXT, _("quelques mots")),
    (ValueType.LONG_TEXT, _("un texte")),
    (ValueType.WHOLE, _("un nombre entier")),
    (ValueType.DECIMAL, _("un nombre")),
    (ValueType.QUANTITY, _("une quantité avec son unité")),
    (ValueType.YES_NO, _("oui ou non")),
    (ValueType.CHOICE, _("un choix dans une liste")),
    (ValueType.CHOICES, _("plusieurs choix dans une liste")),
    (ValueType.DATE, _("une date")),
    (ValueType.WEB, _("une adresse web")),
]
SUBJECTS = [
    (Subject.RESOURCE, _("les ressources")),
    (Subject.PLACE, _("les lieux")),
    (Subject.USAGE, _("les usages")),
    (Subject.EVENT, _("les rendez-vous")),
    (Subject.PROJECT, _("les projets")),
]
PRIVACIES = [
    (Privacy.PUBLIC, _("tout le monde")),
    (Privacy.NETWORK, _("les membres du réseau")),
    (Privacy.MEMBERS, _("les membres de la communauté")),
    (Privacy.HOSTS, _("les animateurs")),
]
RELATIONS = [
    (Relation.EXACT, _("veut dire la même chose que")),
    (Relation.CLOSE, _("veut dire presque la même chose que")),
    (Relation.BROADER, _("est une sorte de")),
    (Relation.NARROWER, _("comprend")),
    (Relation.RELATED, _("va avec")),
]


class TermForm(forms.Form):
    """A word of the community; what only facts have is left empty for the others."""

    label = forms.CharField(label=_("Le mot, comme vous le dites"), max_length=120)
    label_en = forms.CharField(label=_("En anglais"), max_length=120, required=False)
    kind = forms.ChoiceField(label=_("Ce que c’est"), choices=KINDS)
    value_type = forms.ChoiceField(
        label=_("Ce que l’on y écrit"), choices=VALUE_TYPES, required=False
    )
    unit = forms.ChoiceField(
        label=_("Unité"), choices=[("", "–"), *((u.value, u.value) for u in Unit)], required=False
    )
    choices = forms.CharField(
        label=_("Les choix, un par ligne"),
        required=False,
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    applies_to = forms.MultipleChoiceField(
        label=_("Cela se dit de"),
        choices=SUBJECTS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    privacy = forms.ChoiceField(
        label=_("Qui lit ce que l’on y écrit"), choices=PRIVACIES, required=False
    )
    synonyms = forms.CharField(
        label=_("Autres façons de le dire, séparées par des virgules"),
        required=False,
        max_length=600,
    )
    definition = forms.CharField(
        label=_("Ce que vous entendez par là"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, term: Term | None = None, **kwargs: Any) -> None:
        self.term = term
        kwargs.setdefault("initial", _initial(term) if term else {"kind": TermKind.FACT})
        super().__init__(*args, **kwargs)

    def built(self) -> Term:
        """The word that the form says, keeping what it does not show of the one it edits."""
        data = self.cleaned_data
        is_fact = data["kind"] == TermKind.FACT
        told = self.term or Term(uri="", kind=TermKind(data["kind"]), labels={})
        value_type = ValueType(data["value_type"]) if is_fact and data["value_type"] else None
        has_unit = value_type is ValueType.QUANTITY and data["unit"]
        return replace(
            told,
            kind=TermKind(data["kind"]),
            labels=_without_empty({"fr": data["label"].strip(), "en": data["label_en"].strip()}),
            alt_labels=_without_empty({"fr": _split(data["synonyms"], ",")}),
            definitions=_without_empty({"fr": data["definition"].strip()}),
            value_type=value_type,
            unit=Unit(data["unit"]) if has_unit else None,
            choices=self._choices(value_type),
            applies_to=tuple(Subject(s) for s in data["applies_to"]) if is_fact else (),
            privacy=Privacy(data["privacy"] or Privacy.PUBLIC),
        )

    def _choices(self, value_type: ValueType | None) -> tuple[Choice, ...]:
        """A choice that keeps its name keeps its id, under which records hold it."""
        if value_type not in {ValueType.CHOICE, ValueType.CHOICES}:
            return ()
        known = {c.labels.get("fr", c.id): c for c in (self.term.choices if self.term else ())}
        labels = _split(self.cleaned_data["choices"], "\n")
        return tuple(
            known.get(label) or Choice(fold(label).replace(" ", "-"), {"fr": label})
            for label in labels
        )


def _initial(term: Term) -> dict[str, Any]:
    return {
        "label": term.labels.get("fr", ""),
        "label_en": term.labels.get("en", ""),
        "kind": term.kind,
        "value_type": term.value_type or "",
        "unit": term.unit or "",
        "choices": "\n".join(choice.labels.get("fr", choice.id) for choice in term.choices),
        "applies_to": list(term.applies_to),
        "privacy": term.privacy,
        "synonyms": ", ".join(term.alt_labels.get("fr", ())),
        "definition": term.definitions.get("fr", ""),
    }


def _split(text: str, separator: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in text.split(separator) if part.strip()))


def _without_empty(texts: Mapping[str, Any]) -> dict[str, Any]:
    return {language: text for language, text in texts.items() if text}


class RenameForm(forms.Form):
    label = forms.CharField(label=_("Le nouveau nom"), max_length=120)


class MergeForm(forms.Form):
    into = forms.ChoiceField(label=_("Le mot qui reste"))

    def __init__(self, *args: Any, others: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into"].choices = others


class SplitForm(forms.Form):
    names = forms.CharField(
        label=_("Les nouveaux mots, un par ligne"),
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class AlignForm(forms.Form):
    relation = forms.ChoiceField(label=_("Ce mot…"), choices=RELATIONS)
    target = forms.CharField(widget=forms.HiddenInput, max_length=300)


class ImportForm(forms.Form):
    """A file first; then, to confirm, the text that was read of it."""

    file = forms.FileField(label=_("Fichier SKOS (.ttl ou .jsonld)"), required=False)
    text = forms.CharField(required=False, widget=forms.HiddenInput, max_length=1_000_000)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not data.get("file") and not data.get("text"):
            self.add_error("file", _("Choisissez un fichier."))
        if data.get("file") and data["file"].size > 1_000_000:
            self.add_error("file", _("Ce fichier dépasse 1 Mo : partagez-le."))
        return data


class FactFields:
    """The fields that terms make in the form of something: text in, stored values out."""

    def __init__(self, facts: Facts, kept: Mapping[str, Any]) -> None:
        self.facts, self.kept = facts, kept

    def fields(self) -> dict[str, forms.Field]:
        return {fact.key: _field(fact) for fact in self.facts.in_use}

    def initial(self) -> dict[str, Any]:
        """What the form shows: the value in words, or the ids of the choices."""
        shown = {}
        for fact in self.facts.in_use:
            value = self.facts.value(fact, self.kept)
            if value is not None:
                shown[fact.key] = _shown(fact.term, value)
        return shown

    def read(self, form: forms.Form) -> dict[str, Any]:
        """The facts as the form says them; None takes one back.

        A value under a word that was replaced moves under the one in use. Adds its errors to the
        form.
        """
        values = {uri: value for uri, value in self.kept.items() if uri in self._shown_uris()}
        for fact in self.facts.in_use:
            typed = form.cleaned_data.get(fact.key)
            text = ";".join(typed) if isinstance(typed, list) else str(typed or "").strip()
            was = self.initial().get(fact.key)
            if text and text != (";".join(was) if isinstance(was, list) else was):
                try:
                    values[fact.term.uri] = store_value(parse_value(fact.term, text))
                except UnreadableValue as refusal:
                    form.add_error(fact.key, refusal.sentence(current_language()))
            elif not text and was is not None:
                gone = {fact.term.uri, *self.facts.replaced(fact)} & values.keys()
                values |= dict.fromkeys(gone, None)
        return values

    def _shown_uris(self) -> set[str]:
        """Also those of the words that the ones in use replaced: their values are shown too."""
        shown = {fact.term.uri for fact in self.facts.in_use}
        return shown.union(*(self.facts.replaced(fact) for fact in self.facts.in_use))


def _shown(term: Term, value: Any) -> Any:
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, bool):
        return "oui" if value else "non"
    return value if term.choices else render_value(term, value, "fr")


def _field(fact: FactTerm) -> forms.Field:
    language = current_language()
    term = fact.term
    shared: dict[str, Any] = {
        "label": term.label(language),
        "required": False,
        "help_text": term.definition(language),
    }
    choices = [(choice.id, choice.labels.get(language) or choice.id) for choice in term.choices]
    match term.value_type:
        case ValueType.YES_NO:
            return forms.ChoiceField(
                choices=[("", "–"), ("oui", _("oui")), ("non", _("non"))], **shared
            )
        case ValueType.CHOICE:
            return forms.ChoiceField(choices=[("", "–"), *choices], **shared)
        case ValueType.CHOICES:
            return forms.MultipleChoiceField(
                choices=choices, widget=forms.CheckboxSelectMultiple, **shared
            )
        case ValueType.LONG_TEXT:
            return forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), **shared)
    if term.unit:
        shared["label"] = f"{shared['label']} ({term.unit.value})"
    return forms.CharField(max_length=600, **shared)
