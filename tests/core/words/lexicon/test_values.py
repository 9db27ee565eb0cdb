"""A value is read as people write it, and shown so that it reads back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entrelieux.core.words.lexicon import (
    Choice,
    Stored,
    Subject,
    Term,
    TermKind,
    Unit,
    Value,
    ValueType,
    load_value,
    parse_value,
    render_value,
    store_value,
)
from entrelieux.core.words.lexicon.errors import (
    EmptyValue,
    NotADate,
    NotAFact,
    NotANumber,
    NotAWebAddress,
    NotAWholeNumber,
    NotYesOrNo,
    TextTooLong,
    UnknownChoice,
    UnknownUnit,
    UnreadableValue,
    WrongUnit,
)
from entrelieux.core.words.lexicon.units import MEASURES, shown_unit, unit_named

WOODS = (
    Choice("oak", {"fr": "Chêne", "en": "Oak"}),
    Choice("ash", {"fr": "Frêne", "en": "Ash"}),
    Choice("elm", {"fr": "Orme"}),
)


def fact(value_type: ValueType, unit: Unit | None = None) -> Term:
    is_list = value_type in {ValueType.CHOICE, ValueType.CHOICES}
    return Term(
        uri="https://lieu.example/mots/fait",
        kind=TermKind.FACT,
        labels={"fr": "Un fait"},
        value_type=value_type,
        unit=unit,
        choices=WOODS if is_list else (),
        applies_to=(Subject.RESOURCE,),
    )


@pytest.mark.parametrize(
    ("term", "text", "value"),
    [
        (fact(ValueType.TEXT), "  Chez Lulu ", "Chez Lulu"),
        (fact(ValueType.WHOLE), "1 200", 1200),
        (fact(ValueType.WHOLE), "-3", -3),
        (fact(ValueType.DECIMAL), "1,5", Decimal("1.5")),
        (fact(ValueType.DECIMAL), "1\u202f234,50", Decimal("1234.50")),
        (fact(ValueType.DECIMAL), "1.234,5", Decimal("1234.5")),
        (fact(ValueType.DECIMAL), "1,234.5", Decimal("1234.5")),
        (fact(ValueType.QUANTITY, Unit.KILOMETRE), "1,2 km", Decimal("1.2")),
        (fact(ValueType.QUANTITY, Unit.KILOMETRE), "1 200 mètres", Decimal("1.2")),
        (fact(ValueType.QUANTITY, Unit.KILOMETRE), "1,2", Decimal("1.2")),
        (fact(ValueType.QUANTITY, Unit.MILLIMETRE), "60 cm", Decimal("600")),
        (fact(ValueType.QUANTITY, Unit.SQUARE_METRE), "45 m2", Decimal("45")),
        (fact(ValueType.QUANTITY, Unit.WATT), "2,2kW", Decimal("2200")),
        (fact(ValueType.QUANTITY, Unit.MINUTE), "1h30", Decimal("90")),
        (fact(ValueType.QUANTITY, Unit.SEAT), "12 personnes", Decimal("12")),
        (fact(ValueType.QUANTITY, Unit.EURO), "7,50 €", Decimal("7.50")),
        (fact(ValueType.YES_NO), "Oui", True),
        (fact(ValueType.YES_NO), "no", False),
        (fact(ValueType.CHOICE), "chene", "oak"),
        (fact(ValueType.CHOICES), "Orme, Oak", ("oak", "elm")),
        (fact(ValueType.DATE), "1er août 2026", date(2026, 8, 1)),
        (fact(ValueType.DATE), "31/12/2026", date(2026, 12, 31)),
        (fact(ValueType.DATE), "3rd May 2026", date(2026, 5, 3)),
        (fact(ValueType.WEB), "lieu.example/atelier", "https://lieu.example/atelier"),
    ],
)
def test_a_value_is_read_as_people_write_it(term: Term, text: str, value: Value) -> None:
    read = parse_value(term, text)
    assert (type(read), read) == (type(value), value)


@pytest.mark.parametrize(
    ("term", "text", "error"),
    [
        (fact(ValueType.TEXT), "  ", EmptyValue),
        (fact(ValueType.TEXT), "x" * 301, TextTooLong),
        (fact(ValueType.WHOLE), "1,5", NotAWholeNumber),
        (fact(ValueType.WHOLE), "douze", NotAWholeNumber),
        (fact(ValueType.DECIMAL), "1,2,3", NotANumber),
        (fact(ValueType.DECIMAL), "12 km", NotANumber),
        (fact(ValueType.QUANTITY, Unit.KILOMETRE), "3 lieues", UnknownUnit),
        (fact(ValueType.QUANTITY, Unit.KILOMETRE), "3 kg", WrongUnit),
        (fact(ValueType.QUANTITY, Unit.KILOMETRE), "2 h 30", WrongUnit),
        (fact(ValueType.YES_NO), "peut-être", NotYesOrNo),
        (fact(ValueType.CHOICE), "Pin", UnknownChoice),
        (fact(ValueType.CHOICES), ";", EmptyValue),
        (fact(ValueType.DATE), "31/02/2026", NotADate),
        (fact(ValueType.DATE), "demain", NotADate),
        (fact(ValueType.WEB), "javascript:alert(1)", NotAWebAddress),
        (fact(ValueType.WEB), "pas un site", NotAWebAddress),
        (fact(ValueType.WEB), "https://[", NotAWebAddress),
    ],
)
def test_a_value_that_cannot_be_read_has_its_own_error(
    term: Term, text: str, error: type[UnreadableValue]
) -> None:
    with pytest.raises(UnreadableValue) as refusal:
        parse_value(term, text)
    assert refusal.type is error


def test_an_error_says_in_both_languages_what_to_do() -> None:
    with pytest.raises(WrongUnit) as refusal:
        parse_value(fact(ValueType.QUANTITY, Unit.KILOMETRE), "3 kg")
    assert str(refusal.value) == "« kg » ne se convertit pas en km : écrivez le nombre en km."
    assert refusal.value.sentence("en") == "“kg” does not convert to km: write the number in km."


def test_only_facts_have_values() -> None:
    verb = Term(uri="https://lieu.example/mots/feu", kind=TermKind.VERB, labels={"fr": "Feu"})
    with pytest.raises(NotAFact):
        parse_value(verb, "oui")


def test_a_plus_is_not_an_a() -> None:
    grades = (Choice("a", {"fr": "A"}), Choice("a-plus", {"fr": "A+"}), Choice("b", {"fr": "B"}))
    term = Term(
        "https://x.example/n", TermKind.FACT, {}, value_type=ValueType.CHOICE, choices=grades
    )
    assert [parse_value(term, text) for text in ("A", "a+", "b")] == ["a", "a-plus", "b"]


@pytest.mark.parametrize(
    ("term", "value", "french", "english"),
    [
        (fact(ValueType.QUANTITY, Unit.KILOMETRE), Decimal("1.2"), "1,2\u00a0km", "1.2\u00a0km"),
        (fact(ValueType.QUANTITY, Unit.SEAT), Decimal(1), "1\u00a0place", "1\u00a0seat"),
        (fact(ValueType.QUANTITY, Unit.PERCENT), Decimal(5), "5\u00a0%", "5%"),
        (fact(ValueType.WHOLE), 12000, "12\u00a0000", "12\u00a0000"),
        (fact(ValueType.YES_NO), False, "non", "no"),
        (fact(ValueType.CHOICES), ("oak", "elm"), "Chêne; Orme", "Oak; Orme"),
        (fact(ValueType.DATE), date(2026, 8, 1), "1er août 2026", "1 August 2026"),
    ],
)
def test_a_value_is_shown_in_the_language_of_the_reader(
    term: Term, value: Value, french: str, english: str
) -> None:
    assert (render_value(term, value, "fr"), render_value(term, value, "en")) == (french, english)


NUMBERS = st.decimals(min_value=-(10**9), max_value=10**9, places=3)
IDS = [choice.id for choice in WOODS]
TEXTS = st.text(min_size=1, max_size=200).map(str.strip).filter(bool)
VALUES: dict[ValueType, st.SearchStrategy[Value]] = {
    ValueType.TEXT: TEXTS,
    ValueType.LONG_TEXT: TEXTS,
    ValueType.WHOLE: st.integers(-(10**15), 10**15),
    ValueType.DECIMAL: NUMBERS,
    ValueType.QUANTITY: NUMBERS,
    ValueType.YES_NO: st.booleans(),
    ValueType.CHOICE: st.sampled_from(IDS),
    ValueType.CHOICES: st.sets(st.sampled_from(IDS), min_size=1).map(
        lambda chosen: tuple(one for one in IDS if one in chosen)
    ),
    ValueType.DATE: st.dates(),
    ValueType.WEB: st.from_regex(r"https://[a-z]{1,9}\.example/[a-z0-9/?&=]{0,20}", fullmatch=True),
}


@st.composite
def told(draw: st.DrawFn) -> tuple[Term, Value]:
    value_type = draw(st.sampled_from(ValueType))
    unit = draw(st.sampled_from(Unit)) if value_type is ValueType.QUANTITY else None
    return fact(value_type, unit), draw(VALUES[value_type])


@given(told(), st.sampled_from(["fr", "en", "fr-BE", "en-GB"]))
def test_what_is_shown_reads_back(pair: tuple[Term, Value], language: str) -> None:
    term, value = pair
    assert parse_value(term, render_value(term, value, language)) == value


@given(told())
def test_what_is_stored_loads_back(pair: tuple[Term, Value]) -> None:
    term, value = pair
    stored: Stored = store_value(value)
    loaded = load_value(term, stored)
    assert (type(loaded), loaded) == (type(value), value)


@given(st.text(max_size=40), st.sampled_from(ValueType))
def test_any_text_is_read_or_refused_by_name(text: str, value_type: ValueType) -> None:
    term = fact(value_type, Unit.METRE if value_type is ValueType.QUANTITY else None)
    try:
        value = parse_value(term, text)
    except UnreadableValue as refusal:
        assert refusal.sentence("en") != refusal.sentence("fr")
    else:
        assert load_value(term, store_value(value)) == value


def test_every_unit_is_known_by_what_readers_see() -> None:
    shown = {unit: shown_unit(unit, Decimal(2), "fr") for unit in Unit}
    assert {unit: unit_named(text) for unit, text in shown.items()} == {unit: unit for unit in Unit}
    assert set(MEASURES) == set(Unit)
