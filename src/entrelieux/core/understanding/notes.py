"""What the reader is told of how a search was understood or loosened."""

from __future__ import annotations

from typing import Literal, NamedTuple

Code = Literal["mended", "means", "called", "place", "nearby", "anywhere", "dropped", "unknown"]

_FRENCH: dict[Code, str] = {
    "mended": "« {asked} » a été lu comme « {read} ».",
    "means": "« {asked} » : {read}.",
    "called": "« {asked} », comme on dit à « {where} » : {read}.",
    "place": "{read} : ce qui s’y trouve.",
    "nearby": "Rien à {read} même : voici ce qui est à moins de {asked} km.",
    "anywhere": "Rien près de {read} : voici ce qui est ailleurs, du plus proche au plus lointain.",
    "dropped": "Aucun lieu ne répond à tous les mots : « {asked} » est laissé de côté.",
    "unknown": "Aucune fiche ne contient « {asked} ».",
}
_ENGLISH: dict[Code, str] = {
    "mended": "“{asked}” was read as “{read}”.",
    "means": "“{asked}”: {read}.",
    "called": "“{asked}”, as they say at “{where}”: {read}.",
    "place": "{read}: what is there.",
    "nearby": "Nothing in {read} itself: here is what lies within {asked} km.",
    "anywhere": "Nothing near {read}: here is what is elsewhere, the nearest first.",
    "dropped": "No place answers every word: “{asked}” is left out.",
    "unknown": "No card contains “{asked}”.",
}


class Note(NamedTuple):
    """`asked` is what was typed (or a number), `read` what was understood.

    `read_en` when English calls it otherwise; `where` is the community whose word it is.
    """

    code: Code
    asked: str = ""
    read: str = ""
    read_en: str = ""
    where: str = ""

    def text(self, language: str = "fr") -> str:
        template = (_ENGLISH if language.startswith("en") else _FRENCH)[self.code]
        asked = self.asked
        if not language.startswith("en"):
            template = template.replace("« ", "«\u00a0").replace(" »", "\u00a0»")
            template = template.replace(" :", "\u00a0:").replace(" km", "\u00a0km")
        is_english = language.startswith("en")
        read = (self.read_en or self.read) if is_english else self.read
        return template.format(asked=asked, read=read, where=self.where)
