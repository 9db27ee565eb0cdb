"""The names of columns are read as words, whatever the dress."""

import pytest

from entrelieux.core.interchange.guess.naming import Naming
from entrelieux.core.interchange.guess.people import is_person, names_person


@pytest.mark.parametrize(
    "column",
    [
        "Code postal",
        "code_postal",
        "CodePostal",
        "CODE POSTAL *",
        "adresse.code_postal",
        "3. Code postal",
        "codepostal",
        "CP",
        "Zip code",
        "postalCode",
        "addr:postcode",
    ],
)
def test_a_postcode_has_many_names(column):
    about = Naming(column).about
    assert about & {"postal", "mailing"} != set()
    assert about & {"person", "mail", "city", "insee"} == set()


@pytest.mark.parametrize(
    ("column", "notions"),
    [
        ("Nomdelastructure", {"name", "place"}),
        ("NOM_TL", {"name", "place"}),
        ("title.rendered", {"name"}),
        ("LIBCOM", {"city"}),
        ("Mél", {"mail"}),
        ("eMail", {"mail"}),
        ("DAT_MaJ", {"date", "update"}),
        ("TÃ©lÃ©phone", {"phone"}),
        ("TELEPHON", {"phone"}),
        ("Adrresse", {"address"}),
        ("Votre page web (facultatif, de préférence sans http)", {"web"}),
    ],
)
def test_words_are_found_under_squashing_cutting_and_typing_errors(column, notions):
    assert Naming(column).about == notions


@pytest.mark.parametrize(
    "column",
    [
        "Nom du responsable",
        "Référent·e",
        "contact_nom",
        "Prénom",
        "Mail du référent",
        "founder.name",
        "NometPrenomdelapersonnereferentesilyenaune",
        "contact.personne",
        "Président",
        "Saisi par",
    ],
)
def test_a_column_of_persons_is_known_by_its_name(column):
    assert names_person(Naming(column))


@pytest.mark.parametrize(
    "column",
    [
        "Nom",
        "Nom de la structure référente",
        "contact_email",
        "contact.tel",
        "Courriel",
        "lieu.nom",
        "Type de public",
        "adresse",
    ],
)
def test_a_column_of_places_is_not(column):
    assert not names_person(Naming(column))


@pytest.mark.parametrize("cell", ["Jeanne Martin", "MARTIN Jeanne", "Mme Martin", "J. Martin"])
def test_a_person_is_known_by_a_first_name_or_a_title(cell):
    assert is_person(cell)


@pytest.mark.parametrize(
    "cell", ["Médiathèque Hugo Pratt", "rue Jeanne d’Arc", "Murat", "Fablab", "4 rue Jean"]
)
def test_a_place_that_bears_the_name_of_somebody_is_no_person(cell):
    assert not is_person(cell)
