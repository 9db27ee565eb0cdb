import pytest

from entrelieux.core.linkage import LinkRow, normalise
from entrelieux.core.linkage.addresses import street_of
from entrelieux.core.linkage.folding import fold
from entrelieux.core.linkage.kinds import kind_names
from entrelieux.core.linkage.names import name_of
from entrelieux.core.linkage.spelling import corrected
from entrelieux.core.linkage.towns import clean_postcode, town_in_address, town_key, town_words
from entrelieux.core.linkage.web import site_of


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("L’Œil d&#39;Été", "OEIL D'ETE"),
        ("le ]ProtoLab[", "Le [ProtoLab]"),
        ("Dore &amp; Allier", "Dore et Allier"),
        ("l'@telier", "Atelier"),
    ],
)
def test_two_ways_to_type_a_name_fold_alike(one: str, two: str) -> None:
    def said(text: str) -> list[str]:
        return [word for word in fold(text).split() if word != "le"]

    assert said(one) == said(two)


@pytest.mark.parametrize(
    ("name", "town", "kind"),
    [
        ("Maison France Services", "Lapalisse", "france_services"),
        ("MSAP de Lapalisse", "Lapalisse", "france_services"),
        ("Maison de Services Au Public de Manzat", "Manzat", "france_services"),
        ("COMMUNE DE CHATELGUYON", "CHATEL-GUYON", "town_hall"),
        ("Mairie de Châtel-Guyon", "Châtelguyon", "town_hall"),
        ("C.C.A.S. de Riom", "Riom", "social_action"),
        ("EPN de Riom", "RIOM CEDEX 1", "digital_space"),
        ("Maison des solidarités de Rion-ès-Montagnes", "Riom-ès-Montagnes", "solidarity"),
    ],
)
def test_a_name_of_kind_and_town_keeps_no_core(name: str, town: str, kind: str) -> None:
    parts = name_of(name.replace(".", ""), town_words(town))
    assert (parts.core, kind_names(parts.head)) == ((), (kind,))


def test_the_first_kind_is_the_head_and_a_hosted_adviser_is_its_host() -> None:
    post = name_of("France services La Poste de Condat", town_words("Condat"))
    adviser = name_of("Conseillers numériques Conseil départemental de l'Allier", ())
    assert kind_names(post.head) == ("france_services",)
    assert kind_names(post.kinds) == ("france_services", "post_office")
    assert kind_names(adviser.head) == ("department",)


def test_a_carrier_in_brackets_is_no_part_of_the_name() -> None:
    name = "Cocotte numérique de Murat (Communauté de communes de Hautes Terres communauté)"
    parts = name_of(name, town_words("Murat"))
    assert (parts.core, parts.head) == (("cocotte", "numerique"), 0)


@pytest.mark.parametrize(
    ("address", "number", "way", "words"),
    [
        ("4 rue Fg Notre-Dame", 4, "rue", ("notre", "dame")),
        ("4 RUE DU FAUBOURG NOTRE DAME", 4, "rue", ("notre", "dame")),
        ("8 PL MAL DE TASSIGNY", 8, "place", ("tassigny",)),
        ("Mairie de Cérilly - 1 rue Marx Dormoy", 1, "rue", ("marx", "dormoy")),
        ("3, bd. du Docteur-Mallet, 15100 SAINT-FLOUR CEDEX", 3, "boulevard", ("mallet",)),
        ("Antenne Aigueperse 158 Grande Rue", 158, "rue", ("grande",)),
        ("16 Bd Président Bertrand BP 20343", 16, "boulevard", ("bertrand",)),
        ("5-6 rue du Torpilleur Sirocco (Etage médical)", 5, "rue", ("torpilleur", "sirocco")),
        ("Le Bourg", 0, "", ()),
        ("", 0, "", ()),
    ],
)
def test_a_street_is_read_however_it_is_typed(
    address: str, number: int, way: str, words: tuple[str, ...]
) -> None:
    assert street_of(address) == (number, way, words)


def test_towns_and_postcodes_agree_across_spellings() -> None:
    keys = {town_key(name) for name in ("St-Flour CEDEX", "SAINT FLOUR", "Saint-Flour")}
    assert keys == {"saintflour"}
    assert town_key("PARIS 11") == town_key("Paris 11e Arrondissement") == "paris"
    assert [clean_postcode(code) for code in ("3100", "03100", "63000.0", "0", "abc")] == [
        "03100",
        "03100",
        "63000",
        "",
        "",
    ]
    assert town_in_address("26 avenue Blaise Pascal 63170 Aubière") == ("63170", "Aubière")
    assert town_in_address("32 Rue du Clos Four, Clermont-Ferrand") == ("", "Clermont-Ferrand")


def test_a_web_address_tells_its_site_and_whose_it_is() -> None:
    assert site_of("http://") == site_of("Info Jeunes Désertines PIJ") == ("", "", "", False, False)
    assert site_of("www.cowork-com.fr").site == "cowork-com.fr"
    assert site_of("https://www.facebook.com/MSAP03420/").site == "facebook.com/msap03420"
    assert site_of("https://www.fablabs.io/labs/acolab").is_account
    assert site_of("http://solidairnet.chomactif.fr").domain == "chomactif.fr"
    assert site_of("http://[bad").site == ""


@pytest.mark.parametrize(
    ("lat", "lon", "position"),
    [
        (45.11, 2.87, (45.11, 2.87)),
        (2.87, 45.11, (45.11, 2.87)),
        (0.0, 0.0, None),
        (245.0, 3.0, None),
        (float("nan"), 3.0, None),
        (None, 3.0, None),
        (-20.9, 55.4, (-20.9, 55.4)),
    ],
)
def test_a_position_is_put_right_or_set_aside(
    lat: float | None, lon: float | None, position: tuple[float, float] | None
) -> None:
    assert normalise(LinkRow("1", lat=lat, lon=lon)).position == position


def test_fidelity_follows_the_address_when_the_row_does_not_say() -> None:
    def fidelity(address: str) -> str:
        return normalise(LinkRow("1", address=address)).fidelity

    assert [fidelity(text) for text in ("", "Rue de la Gare", "3 rue de la Gare")] == [
        "commune",
        "street",
        "exact",
    ]
    assert normalise(LinkRow("1", fidelity="street")).fidelity == "street"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("mairei", "mairie"),
        ("mediahteque", "mediatheque"),
        ("communne", "commune"),
        ("porte", "porte"),
        ("marie", "marie"),
        ("lab", "lab"),
    ],
)
def test_a_slip_in_a_word_of_kinds_is_mended_and_honest_words_are_left(
    typed: str, meant: str
) -> None:
    assert corrected(typed) == meant
