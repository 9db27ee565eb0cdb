"""From the words typed to what the atlas is asked, with the vocabulary and the communes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from django.conf import settings
from django.utils.translation import get_language

from entrelieux.core.atlas import Alternative, Near, Query, Snapshot
from entrelieux.core.geo import Commune, load_france
from entrelieux.core.text import TypoIndex
from entrelieux.core.understanding import AtlasWords, Attempt, Reader, Terms, Understanding
from entrelieux.search.reader import current_view
from entrelieux.search.words import spoken_words

# Beyond, slips are looked for letter by letter: indexing their sound would take seconds.
MOST_INDEXED_WORDS = 100_000


@dataclass(frozen=True, slots=True)
class Understood:
    """Groups of words to find and to put first, the commune meant, and what to tell the reader.

    `near` is the commune to rank around, `km` how far to look, `by_distance` the nearest first.
    """

    groups: tuple[tuple[Alternative, ...], ...] = ()
    preferred: tuple[tuple[Alternative, ...], ...] = ()
    place: Commune | None = None
    notes: Sequence[str] = field(default_factory=tuple)
    near: Commune | None = None
    km: float | None = None
    by_distance: bool = False

    def asked(self, filters: Query) -> Query:
        """The filters with these words, around the commune typed if none was chosen."""
        near = filters.near
        if near is None and self.near:
            near = Near(self.near.lat, self.near.lon, self.km)
        return replace(filters, groups=self.groups, preferred=self.preferred, near=near)


def understand_text(text: str, filters: Query, km: float | None = None) -> Understood:
    """The first question that something answers under `filters`; the first one if none is.

    A commune or a distance (`km`) that was chosen wins over what was typed. The box of `filters`
    does not count: what the map shows must not change what words mean.
    """
    if not text:
        return Understood()
    snapshot = current_view().snapshot
    meant = readings_of(snapshot).read(text)
    understood = [_understood(meant, attempt, km) for attempt in meant.attempts]
    answered = (u for u in understood if _is_answered(snapshot, u.asked(filters)))
    return next(answered, understood[0])


def _is_answered(snapshot: Snapshot, query: Query) -> bool:
    probe = replace(query, box=None, sort="freshness", offset=0, limit=1, counted=())
    return snapshot.search(probe).total > 0


def _alternatives(groups: Iterable[Terms]) -> tuple[tuple[Alternative, ...], ...]:
    return tuple(tuple(Alternative(*term) for term in group) for group in groups)


def _understood(meant: Understanding, attempt: Attempt, km: float | None) -> Understood:
    language = get_language() or "fr"
    return Understood(
        groups=_alternatives(attempt.groups),
        preferred=_alternatives(meant.preferred),
        place=meant.place,
        notes=tuple(note.text(language) for note in attempt.notes),
        near=attempt.near,
        km=km or attempt.km,
        by_distance=attempt.by_distance,
    )


class Readings:
    """The queries read with the words of one snapshot; kept until the next one."""

    def __init__(self, snapshot: Snapshot, typos: TypoIndex | None) -> None:
        self.snapshot, self.typos = snapshot, typos
        words = AtlasWords(snapshot.vocabulary(), typos)
        vocabulary, communities = spoken_words()
        reader = Reader(
            vocabulary, load_france(), words, settings.TERRITORY_DEPARTMENTS, communities
        )
        self.read = lru_cache(maxsize=2_048)(reader.understand)


_latest: Readings | None = None


def readings_of(snapshot: Snapshot) -> Readings:
    """Those of the snapshot; an edit makes new ones, a build a new index of slips."""
    global _latest
    known = _latest
    if known is None or known.snapshot is not snapshot:
        is_same_build = known is not None and known.snapshot.main.segment is snapshot.main.segment
        known = _latest = Readings(snapshot, known.typos if is_same_build else typos_of(snapshot))
    return known


def typos_of(snapshot: Snapshot) -> TypoIndex | None:
    """The index of slips by letters and sound, when it takes about a second at most."""
    words = snapshot.vocabulary().words()
    return TypoIndex(words) if len(words) <= MOST_INDEXED_WORDS else None
