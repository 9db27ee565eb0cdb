"""What the measures of a network refuse, with what to do next."""

from __future__ import annotations


class StrengthError(Exception):
    """Base of what cannot be measured, chosen or drawn."""


class UnknownPlace(StrengthError):
    """A tie, a candidate or a question names a place that is not in the network."""

    def __init__(self, key: str) -> None:
        super().__init__(
            f"“{key}” is not one of the network’s places. "
            "Add it to the places, or leave out what names it."
        )
        self.key = key


class RepeatedPlace(StrengthError):
    """Two places carry the same key."""

    def __init__(self, key: str) -> None:
        super().__init__(f"The place “{key}” is listed twice. List each place once.")
        self.key = key


class TieToItself(StrengthError):
    """A place is said to be tied to itself."""

    def __init__(self, key: str) -> None:
        super().__init__(f"“{key}” is tied to itself. Leave this tie out: it links nobody.")
        self.key = key


class OutOfRange(StrengthError):
    """A weight, half-life, count, strength, likelihood or capacity that means nothing."""

    def __init__(self, name: str, value: float, expected: str) -> None:
        super().__init__(f"{name} is {value:g}. Give {expected}.")
        self.name = name
        self.value = value
