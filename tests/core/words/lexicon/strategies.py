"""Lexicons of all shapes, for the properties that hold of each."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from entrelieux.core.words.lexicon import (
    Alignment,
    Choice,
    Lexicon,
    Privacy,
    Relation,
    Subject,
    Term,
    TermKind,
    Unit,
    ValueType,
    core_uri,
)

URI = "https://lieu.example/mots"
LANGUAGES = ("fr", "en", "fr-BE", "oc")
LETTERS = st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs"))
LABELS = st.text(LETTERS, min_size=1, max_size=12).map(str.strip).filter(bool)
TEXTS = st.dictionaries(st.sampled_from(LANGUAGES), LABELS, max_size=3)
MANY = st.dictionaries(
    st.sampled_from(LANGUAGES),
    st.lists(LABELS, min_size=1, max_size=3, unique=True).map(lambda some: tuple(sorted(some))),
    max_size=2,
)
CHOICE_IDS = ("oak", "ash", "elm")
DAYS = st.dates(date(2020, 1, 1), date(2030, 1, 1))
LINKS = st.lists(
    st.builds(
        Alignment,
        st.sampled_from(Relation),
        st.sampled_from([core_uri("kinds", "fablab"), "https://ailleurs.example/mots/scie"]),
    ),
    max_size=2,
    unique=True,
).map(lambda links: tuple(sorted(links)))


@st.composite
def terms(draw: st.DrawFn, rank: int = 0, others: tuple[str, ...] = ()) -> Term:
    kind = draw(st.sampled_from(TermKind))
    value_type = draw(st.sampled_from(ValueType)) if kind is TermKind.FACT else None
    is_list = value_type in {ValueType.CHOICE, ValueType.CHOICES}
    links = st.sets(st.sampled_from(others), max_size=2) if others else st.just(set())
    return Term(
        uri=f"{URI}/mot-{rank}",
        kind=kind,
        labels={"fr": draw(LABELS), **draw(TEXTS)},
        alt_labels=draw(MANY),
        hidden_labels=draw(MANY),
        definitions=draw(TEXTS),
        value_type=value_type,
        unit=draw(st.sampled_from(Unit)) if value_type is ValueType.QUANTITY else None,
        choices=tuple(Choice(one, {"fr": one.title()}) for one in CHOICE_IDS) if is_list else (),
        applies_to=_ordered(draw(st.sets(st.sampled_from(Subject)))) if value_type else (),
        privacy=draw(st.sampled_from(Privacy)),
        attested_by=draw(st.sampled_from(["", "Forgeron", "hôte"])),
        broader=tuple(sorted(draw(links))),
        related=tuple(sorted(draw(links))),
        alignments=draw(LINKS),
        retired_on=draw(st.none() | DAYS),
    )


def _ordered(subjects: set[Subject]) -> tuple[Subject, ...]:
    return tuple(subject for subject in Subject if subject in subjects)


@st.composite
def lexicons(draw: st.DrawFn, least: int = 0) -> Lexicon:
    size = draw(st.integers(least, 5))
    uris = [f"{URI}/mot-{rank}" for rank in range(size)]
    # Links lead to earlier words: no circle.
    made = tuple(draw(terms(rank, tuple(uris[:rank]))) for rank in range(size))
    languages = tuple(draw(st.lists(st.sampled_from(LANGUAGES), min_size=1, unique=True)))
    title = {"fr": draw(LABELS), **draw(TEXTS)}
    return Lexicon(URI, title, languages, draw(st.integers(1, 99)), made)
