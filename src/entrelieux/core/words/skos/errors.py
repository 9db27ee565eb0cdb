"""What can be wrong with a file of words, with the line where it is."""

from __future__ import annotations

from entrelieux.core.words.lexicon.errors import LexiconError


class UnreadableSkos(LexiconError):
    """`line` counts from 1; 0 when the file as a whole is at fault."""

    french = "Ligne {line} : {reason}."
    english = "Line {line}: {reason}."

    def __init__(self, line: int, **details: str) -> None:
        self.line = line
        super().__init__(line=str(line), **details)


class BadSyntax(UnreadableSkos):
    french = "Ligne {line} : ce n’est pas du {format} ({reason}) ; corrigez cette ligne."
    english = "Line {line}: this is not {format} ({reason}); mend this line."


class BadWord(UnreadableSkos):
    french = "Ligne {line} : « {value} » n’est pas une valeur de {name} ; choisissez parmi {known}."
    english = "Line {line}: “{value}” is not a value of {name}; use one of {known}."


class RemoteContext(UnreadableSkos):
    french = (
        "Ligne {line} : le contexte {address} est ailleurs sur le web ; "
        "recopiez-le dans le fichier, rien n’est téléchargé ici."
    )
    english = (
        "Line {line}: the context {address} is elsewhere on the web; "
        "copy it into the file, nothing is downloaded here."
    )


class TooLarge(UnreadableSkos):
    french = "Ce fichier dépasse {limit} Mo : partagez-le."
    english = "This file is over {limit} MB: split it."


class NoConcept(UnreadableSkos):
    french = "Ce fichier ne contient aucun mot (skos:Concept) : exportez-le en SKOS."
    english = "This file holds no word (skos:Concept): export it as SKOS."


class UnwritableUri(LexiconError):
    french = "L’adresse « {uri} » contient des signes interdits : corrigez-la avant d’exporter."
    english = "The address “{uri}” holds forbidden characters: mend it before exporting."
