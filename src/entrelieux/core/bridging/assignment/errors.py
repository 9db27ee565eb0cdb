"""What the assignment refuses, with what to do next."""

from __future__ import annotations


class AssignmentError(Exception):
    """Base of what cannot be assigned."""


class HostUnknown(AssignmentError):
    """An offer is a candidate, but nothing says who hosts it."""

    def __init__(self, offer: str) -> None:
        super().__init__(f"Nothing says who hosts the offer “{offer}”. Add it to the hosts.")
        self.offer = offer


class RepeatedCandidate(AssignmentError):
    """A need is given the same offer twice, so its score could not be read."""

    def __init__(self, need: str, offer: str) -> None:
        super().__init__(f"“{offer}” is given twice for “{need}”. Keep its best score only.")
        self.need, self.offer = need, offer


class MeaninglessNumber(AssignmentError):
    """A score, a capacity or a number of places that means nothing."""

    def __init__(self, name: str, value: float, expected: str) -> None:
        super().__init__(f"{name} is {value:g}. Give {expected}.")
        self.value = value


class Unsettled(AssignmentError):
    """The solver gave no answer to a programme that has one."""

    def __init__(self, message: str) -> None:
        super().__init__(f"HiGHS did not settle the assignment: {message} Report this as a bug.")
