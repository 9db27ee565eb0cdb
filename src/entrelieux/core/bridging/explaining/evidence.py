"""Which words of the need are answered by which concept of the offer, and by what link."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from entrelieux.core.bridging.answers import Answers, Link
from entrelieux.core.bridging.reading.needs import NeedReading, Subject
from entrelieux.core.bridging.reading.offers import OfferReading


class Evidence(NamedTuple):
    """`share` of the whole need that this one answer makes, from 0 to 1."""

    asked: str
    sought: str
    given: str
    link: Link
    share: float


def evidence_of(need: NeedReading, offer: OfferReading, answers: Answers) -> tuple[Evidence, ...]:
    """What each subject of the need is answered by, the greatest share first.

    The shares sum to the feature « subject » of the pair.
    """
    total = max(1.0, sum(subject.weight for subject in need.subjects))
    found = (_best(subject, offer, answers, total) for subject in need.subjects)
    return tuple(sorted((one for one in found if one), key=lambda one: -one.share))


def _best(subject: Subject, offer: OfferReading, answers: Answers, total: float) -> Evidence | None:
    candidates = list(_candidates(subject, offer, answers, total))
    return max(candidates, key=lambda one: (one.share, one.link is Link.SAME), default=None)


def _candidates(
    subject: Subject, offer: OfferReading, answers: Answers, total: float
) -> Iterator[Evidence]:
    for sought in subject.concepts:
        answering = answers.to(sought)
        for given, weight in offer.concepts.items():
            answer = answering.get(given)
            if answer:
                share = subject.weight / total * answer.credit * weight
                yield Evidence(subject.label, sought, given, answer.link, share)
