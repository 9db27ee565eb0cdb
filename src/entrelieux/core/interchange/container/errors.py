"""Why a file is refused, and what to do: each message is shown as it is to who deposited it."""

from __future__ import annotations


class UnreadableFile(Exception):
    """Base of the refusals."""


class EmptyFile(UnreadableFile):
    def __init__(self) -> None:
        super().__init__("Ce fichier est vide : déposez celui qui contient la liste.")


class FileTooLarge(UnreadableFile):
    def __init__(self, limit: int, unit: str) -> None:
        super().__init__(
            f"Ce fichier dépasse la limite de {limit} {unit} : découpez-le en plusieurs."
        )


class TooManyColumns(UnreadableFile):
    def __init__(self, count: int, limit: int) -> None:
        super().__init__(
            f"{count} colonnes, et {limit} au plus : gardez seulement celles des lieux."
        )


class TooDeep(UnreadableFile):
    def __init__(self, limit: int) -> None:
        super().__init__(
            f"Ce JSON s’emboîte sur plus de {limit} niveaux : ce n’est pas une liste de lieux."
        )


class SuspiciousArchive(UnreadableFile):
    def __init__(self, reason: str) -> None:
        super().__init__(
            f"Ce classeur n’est pas ouvert par prudence : {reason}. Enregistrez-le de nouveau."
        )


class TruncatedFile(UnreadableFile):
    def __init__(self, detail: str) -> None:
        super().__init__(f"Ce fichier s’arrête trop tôt ({detail}) : téléchargez-le de nouveau.")


class BrokenJson(UnreadableFile):
    """`line` and `column` count from 1."""

    def __init__(self, what: str, line: int, column: int) -> None:
        super().__init__(
            f"Ce JSON ne se lit pas : {what}, ligne {line}, colonne {column}. "
            "Corrigez-le, ou demandez-le de nouveau à qui le publie."
        )


class NotATable(UnreadableFile):
    def __init__(self, what: str) -> None:
        super().__init__(f"Ce fichier n’est pas une liste de lieux : {what}.")
