"""One value at a time: dates, telephones, sites, communes."""

import pytest

from entrelieux.core.interchange.clean import (
    clean_city,
    clean_date,
    clean_email,
    clean_phone,
    clean_text,
    clean_url,
)


def codes(cleaned):
    return [problem.code for problem in cleaned.problems]


@pytest.mark.parametrize(
    "told",
    [
        "2022-03-01",
        "2022-03-01T10:00:00Z",
        "01/03/2022",
        "1/3/22",
        "01.03.2022 10:14",
        "1er mars 2022",
        "March 1, 2022",
        "Mar 1st 2022",
        "1 mar. 2022",
        "20220301",
        "44621",
        "1646128800",
        "1646128800000",
        "2022/03/01",
    ],
)
def test_a_day_is_the_same_in_every_notation(told):
    assert clean_date(told).value == "2022-03-01"


@pytest.mark.parametrize(
    ("told", "read"), [("mars 2022", "2022-03"), ("2022-03", "2022-03"), ("2022", "2022")]
)
def test_a_month_or_a_year_is_no_day(told, read):
    assert clean_date(told).value == read


@pytest.mark.parametrize("told", ["2020-99", "31/02/2020", "01/01/1970", "bientôt", "03120", ""])
def test_what_is_no_date_is_nothing(told):
    assert clean_date(told).value == ""


@pytest.mark.parametrize(
    ("told", "read"),
    [
        ("04 71 00 00 02", "+33471000002"),
        ("471000002", "+33471000002"),
        ("+33 (0)4 71 00 00 02", "+33471000002"),
        ("0033471000002", "+33471000002"),
        ("Tél. : 04.71.00.00.02 / 06 39 98 01 02", "+33471000002"),
        ("0262 00 95 82", "+262262009582"),
        ("0590 00 12 34", "+590590001234"),
    ],
)
def test_a_telephone_is_dialled_from_anywhere(told, read):
    assert clean_phone(told).value == read


def test_numbers_of_the_pacific_are_those_of_their_country():
    assert clean_phone("42 67 00", "NC").value == "+687426700"


@pytest.mark.parametrize("told", ["3949", "36 46", "non", "-", ""])
def test_a_service_of_four_figures_is_nothing_to_mend(told):
    assert (clean_phone(told).value, codes(clean_phone(told))) == ("", [])


@pytest.mark.parametrize("told", ["04 70 12", "00 00 00 00 00", "à compléter"])
def test_a_telephone_that_reaches_nobody_is_told(told):
    assert codes(clean_phone(told)) == ["bad_phone"]


@pytest.mark.parametrize(("told", "found"), [("néant", []), ("contact(at)lieu.fr", ["bad_email"])])
def test_an_address_that_is_none_is_told_unless_the_source_says_so(told, found):
    assert codes(clean_email(told)) == found


def test_a_scheme_with_spaces_is_one():
    assert clean_url("https ://www.lieu.example").value == "https://www.lieu.example"


@pytest.mark.parametrize(("told", "found"), [("63000", ["bad_city"]), ("Murat CEDEX 2", [])])
def test_a_commune_has_letters(told, found):
    assert codes(clean_city(told)) == found


def test_capitals_moved_from_one_encoding_to_another_come_back():
    assert clean_text("2 rue de l'Ã‰glise").value == "2 rue de l'Église"
