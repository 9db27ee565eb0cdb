"""What can be wrong with a word, a value or a change, said so that one knows what to do."""

from __future__ import annotations

from typing import ClassVar


class LexiconError(ValueError):
    """The base: each error says itself in French (`str`) and in English (`sentence("en")`)."""

    french: ClassVar[str] = "Ce lexique n’est pas utilisable."
    english: ClassVar[str] = "This lexicon cannot be used."

    def __init__(self, **details: str) -> None:
        self.details = details
        super().__init__(self.sentence("fr"))

    def sentence(self, language: str) -> str:
        template = self.english if language.startswith("en") else self.french
        return template.format(**self.details)


class UnknownTerm(LexiconError):
    french = "Aucun mot de ce lexique n’a l’adresse {uri} : ajoutez-le d’abord."
    english = "No word of this lexicon has the address {uri}: add it first."


class DuplicateTerm(LexiconError):
    french = "Deux mots ont l’adresse {uri} : donnez-en une autre à l’un d’eux."
    english = "Two words have the address {uri}: give one of them another."


class UnknownVerb(LexiconError):
    french = "L’interface n’a pas de verbe « {verb} » : choisissez parmi {known}."
    english = "The interface has no verb “{verb}”: use one of {known}."


class NotACoreUri(LexiconError):
    french = "{uri} n’est pas l’adresse d’un mot du vocabulaire commun."
    english = "{uri} is not the address of a word of the shared vocabulary."


# What is wrong with a value; `details["text"]` is what was written.


class UnreadableValue(LexiconError):
    french = "« {text} » ne peut pas être lu."
    english = "“{text}” cannot be read."


class NotAFact(UnreadableValue):
    french = "« {label} » n’est pas un fait : il n’a pas de valeur."
    english = "“{label}” is not a fact: it has no value."


class EmptyValue(UnreadableValue):
    french = "Écrivez une valeur, ou laissez ce fait de côté."
    english = "Write a value, or leave this fact out."


class TextTooLong(UnreadableValue):
    french = "Ce texte dépasse {limit} signes : raccourcissez-le, ou demandez un texte long."
    english = "This text is over {limit} characters: shorten it, or ask for a long text."


class NotANumber(UnreadableValue):
    french = "« {text} » n’est pas un nombre : écrivez par exemple 12 ou 1,5."
    english = "“{text}” is not a number: write for instance 12 or 1.5."


class NotAWholeNumber(UnreadableValue):
    french = "« {text} » n’est pas un nombre entier : écrivez par exemple 12."
    english = "“{text}” is not a whole number: write for instance 12."


class UnknownUnit(UnreadableValue):
    french = "« {unit} » n’est pas une unité connue ici : écrivez le nombre en {wanted}."
    english = "“{unit}” is not a unit known here: write the number in {wanted}."


class WrongUnit(UnreadableValue):
    french = "« {unit} » ne se convertit pas en {wanted} : écrivez le nombre en {wanted}."
    english = "“{unit}” does not convert to {wanted}: write the number in {wanted}."


class NotYesOrNo(UnreadableValue):
    french = "« {text} » : répondez oui ou non."
    english = "“{text}”: answer yes or no."


class UnknownChoice(UnreadableValue):
    french = "« {text} » n’est pas un des choix : {known}."
    english = "“{text}” is not one of the choices: {known}."


class NotADate(UnreadableValue):
    french = "« {text} » n’est pas une date : écrivez par exemple 31/12/2026."
    english = "“{text}” is not a date: write for instance 2026-12-31."


class NotAWebAddress(UnreadableValue):
    french = "« {text} » n’est pas une adresse web : elle commence par https://."
    english = "“{text}” is not a web address: it starts with https://."


# What would lose or falsify what records say.


class ChangeRefused(LexiconError):
    french = "Ce changement perdrait ce que les fiches disent."
    english = "This change would lose what records say."


class ValuesAtStake(ChangeRefused):
    french = (
        "« {label} » a des valeurs : pour changer de type, d’unité ou ôter un choix, "
        "retirez-le et ajoutez un autre mot."
    )
    english = (
        "“{label}” holds values: to change its type or unit, or to take a choice off, "
        "retire it and add another word."
    )


class MergeRefused(ChangeRefused):
    french = (
        "« {one} » et « {other} » n’attendent pas la même valeur : "
        "alignez-les au lieu de les fusionner."
    )
    english = "“{one}” and “{other}” do not expect the same value: align them, do not merge them."


class SplitRefused(ChangeRefused):
    french = (
        "« {label} » se partage en deux mots nouveaux au moins, de même nature et de même valeur, "
        "et chacun de ses choix va à l’un d’eux."
    )
    english = (
        "“{label}” is split into two new words at least, of the same kind and value, "
        "and each of its choices goes to one of them."
    )


class StillRetired(ChangeRefused):
    french = "« {label} » est retiré : remettez-le d’abord en usage."
    english = "“{label}” is retired: restore it first."


class NotRetired(ChangeRefused):
    french = "« {label} » n’est pas retiré : il n’y a rien à remettre en usage."
    english = "“{label}” is not retired: there is nothing to restore."


class UndoRefused(ChangeRefused):
    french = "« {label} » a encore changé depuis : annulez d’abord le changement le plus récent."
    english = "“{label}” has changed again since: undo the latest change first."
