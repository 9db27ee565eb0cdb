"""What is understood of needs and offers as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entrelieux.core.bridging.model import Need, Offer, OfferKind
from entrelieux.core.bridging.reading.ages import Ages, ages_in, ages_of, stated_ages
from entrelieux.core.bridging.reading.magnitudes import Magnitudes, asked
from entrelieux.core.bridging.reading.magnitudes import given as offered
from entrelieux.core.bridging.reading.mentions import Spotter
from entrelieux.core.bridging.reading.moments import moments_asked, moments_in, moments_offered
from entrelieux.core.bridging.reading.needs import read_need
from entrelieux.core.bridging.reading.offers import read_offer
from entrelieux.core.bridging.reading.people import people_in
from entrelieux.core.bridging.reading.publics import publics_in, publics_of, reserved_for
from entrelieux.core.bridging.reading.sizes import Plate, lengths_in, plates_in
from entrelieux.core.bridging.reading.weeks import ALL_WEEK
from entrelieux.core.bridging.reading.wishes import must_come, teaches, wants_to_join, wished_kinds
from entrelieux.core.words import load_core


@pytest.fixture(scope="module")
def spotter():
    return Spotter(load_core(), {"grosse bertha": ("machines:laser-cutter",)})


def named(spotter, text, language="fr", mend=False):
    mentions = spotter.mentions(text, language=language, mend=mend)
    return {c for one in mentions if not one.is_hint for c in one.concepts}


def refused(spotter, text, language="fr"):
    mentions = spotter.mentions(text, language=language)
    return {c for one in mentions if one.is_refused for c in one.concepts}


class TestMentions:
    def test_the_longest_label_wins(self, spotter):
        found = spotter.mentions("une machine à coudre triple entraînement")
        assert [one.label for one in found if not one.is_hint] == [
            "machine à coudre triple entraînement"
        ]

    def test_a_word_of_a_community_is_what_it_means_there(self, spotter):
        assert named(spotter, "réparer la Grosse Bertha") >= {"machines:laser-cutter"}

    def test_a_conjugated_verb_leads_to_the_process(self, spotter):
        assert "processes:drilling" in named(spotter, "des plaques percées")

    def test_a_word_of_french_is_no_cognate_of_english(self, spotter):
        assert "materials:concrete" not in named(spotter, "un sujet concret")

    @pytest.mark.parametrize(
        ("text", "language"),
        [("une scie, car la mienne est cassée", "fr"), ("four chairs and no pain", "en")],
    )
    def test_a_word_of_the_other_language_is_no_label_here(self, spotter, text, language):
        found = {name for one in spotter.mentions(text, language=language) for name in one.concepts}
        assert found & {"machines:car", "machines:kiln", "machines:bread-oven"} == set()

    def test_a_slip_is_mended_when_asked(self, spotter):
        assert named(spotter, "une brodeusse", mend=True) == named(spotter, "une brodeuse")
        assert named(spotter, "une brodeusse") == set()

    def test_a_label_does_not_run_over_the_end_of_a_clause(self, spotter):
        found = spotter.mentions("La machine à coudre. Triple entraînement")
        assert [one.label for one in found if not one.is_hint] == ["machine à coudre"]

    @given(st.text(max_size=200))
    def test_any_text_is_read(self, spotter, text):
        assert all(one.start < one.end for one in spotter.mentions(text))


class TestNegation:
    @pytest.mark.parametrize(
        ("text", "language", "concept"),
        [
            ("surtout pas de plastique", "fr", "materials:plastic"),
            ("sans colle ni plastique", "fr", "materials:plastic"),
            ("plutôt que du plastique", "fr", "materials:plastic"),
            ("no plastic please", "en", "materials:plastic"),
            ("a workshop without plastic", "en", "materials:plastic"),
            ("please don't use plastic", "en", "materials:plastic"),
            ("je n’en peux plus du plastique", "fr", "materials:plastic"),
            ("on n’en peut plus du plastique", "fr", "materials:plastic"),
            ("je peux attendre, pas de plastique", "fr", "materials:plastic"),
            ("I can wait, no plastic", "en", "materials:plastic"),
            ("je ne veux pas de plastique", "fr", "materials:plastic"),
            ("il ne faut pas de plastique", "fr", "materials:plastic"),
            ("de préférence ne pas utiliser de plastique", "fr", "materials:plastic"),
            ("n’utilisez pas de plastique", "fr", "materials:plastic"),
            ("c’est pas du plastique, c’est du bois", "fr", "materials:plastic"),
            ("elle ne supporte plus le plastique", "fr", "materials:plastic"),
            ("on ne mange pas de viande", "fr", "materials:meat"),
            ("I don't want any plastic", "en", "materials:plastic"),
            ("sans passer par le plastique", "fr", "materials:plastic"),
            ("jamais de plastique", "fr", "materials:plastic"),
        ],
    )
    def test_what_is_refused(self, spotter, text, language, concept):
        assert concept in refused(spotter, text, language)

    @pytest.mark.parametrize(
        ("text", "language"),
        [
            ("je n’ai pas de brodeuse", "fr"),
            ("nous n’avons ni caméra ni brodeuse", "fr"),
            ("we have no camera", "en"),
            ("pas seulement du plastique", "fr"),
            ("pas de souci. Du plastique", "fr"),
            ("pas trop cher, en plastique", "fr"),
            ("premiers pas sur le plastique", "fr"),
            ("à deux pas, le plastique", "fr"),
            ("pas à pas, du plastique", "fr"),
            ("nous avons la place, pas de brodeuse", "fr"),
            ("un peu plus de plastique", "fr"),
            ("je ne sais pas souder", "fr"),
            ("je n’arrive pas à coudre la fermeture", "fr"),
            ("on ne peut pas imprimer nos affiches", "fr"),
            ("nous ne parlons pas anglais", "fr"),
            ("I can’t weld", "en"),
            ("I don’t know how to sew", "en"),
            ("je ne suis pas couturière", "fr"),
            ("on n’est pas des menuisiers", "fr"),
            ("I’m not a welder", "en"),
            ("g pas de four à céramique", "fr"),
            ("nous ne trouvons pas de soudeur", "fr"),
            ("aucun soudeur ne répond", "fr"),
            ("pas un seul menuisier à trente kilomètres", "fr"),
            ("pas d’ordinateur à la maison", "fr"),
            ("no sewing machine at home", "en"),
            ("me rendre à l’hôpital sans voiture", "fr"),
            ("le garage ne répare pas les vélos", "fr"),
            ("mon voisin ne veut plus me prêter sa remorque", "fr"),
            ("je ne veux pas jeter mon vélo", "fr"),
            ("je ne veux pas apprendre la couture", "fr"),
            ("pas de tronçonneuse sans formation", "fr"),
            ("pourquoi pas un tour à bois", "fr"),
            ("jamais touché une brodeuse", "fr"),
            ("pas besoin de laser", "fr"),
        ],
    )
    def test_what_is_lacking_or_said_otherwise_is_not_refused(self, spotter, text, language):
        assert refused(spotter, text, language) == set()


class TestSizes:
    @pytest.mark.parametrize(
        ("text", "plate"),
        [
            ("plexi de 120 x 60", Plate(1200, 600)),
            ("plateau 600 x 400", Plate(600, 400)),
            ("1,2 m sur 80 cm", Plate(1200, 800)),
            ("table 120x80 cm", Plate(1200, 800)),
            ("a 300 by 200 mm bed", Plate(300, 200)),
            ("petit format 30×30", Plate(300, 300)),
        ],
    )
    def test_the_sides_of_a_plate(self, text, plate):
        assert plates_in(text) == (plate,)

    def test_lengths_of_their_own(self):
        assert lengths_in("granit de 30 mm, un blason de 80 cm, plaque de 2 x 3 m") == (30.0, 800.0)

    def test_a_piece_fits_when_turned(self):
        assert Plate(1300, 900).holds(max(plates_in("60 x 120")))
        assert not Plate(600, 400).holds(max(plates_in("60 x 120")))

    @pytest.mark.parametrize(
        ("text", "people"),
        [
            ("une quarantaine de personnes", 40),
            ("vingt élèves de 4e", 20),
            ("Salle formation 18 pers.", 18),
            ("Seats for 70 people", 70),
            ("quatre associés", 4),
            ("rien de tel", None),
        ],
    )
    def test_how_many_people(self, text, people):
        assert people_in(text) == people


class TestMoments:
    @pytest.mark.parametrize(
        ("mine", "theirs", "meets"),
        [
            ("mercredi ou samedi", "Me-Ve 9h-12h, 14h-18h", True),
            ("le samedi", "Mo-Fr 09:00-18:00", False),
            ("le soir", "Mo-Fr 09:00-17:00", False),
            ("week-end", "3e dimanche", True),
            ("weekday mornings", "We 10:00-12:00", True),
            ("mars", "hiver", None),
            ("juin", "winter", False),
            ("n’importe", "Tu 10:00-11:30", None),
            ("un dimanche", "24/7", True),
            ("vendredi soir, samedi", "samedi matin", True),
            ("vendredi matin", "vendredi soir, samedi", False),
            ("samedi", "sauf le samedi", False),
            ("mardi", "soirs et week-ends", True),
            ("mardi matin", "soirs et week-ends", False),
            ("le soir", "lundi et mardi, 18h-21h", True),
            ("la nuit", "Mo-Su 14:00-01:00", True),
            ("la nuit", "tous les jours 8h-22h", False),
            ("samedi", "mars-novembre", None),
            ("août", "hors juillet et août", False),
            ("d’ici mai", "octobre-mars", None),
            ("à partir de mars", "avril-juin", True),
            ("school holidays", "hors vacances scolaires", False),
            ("entre midi et deux", "mercredi 14h-16h", False),
            ("pas avant 18 h", "Tu,Th 14:00-16:00", False),
            ("quand je peux", "lundi", None),
            ("samedi matin", "samedi 9-12h", True),
            ("trois heures du matin", "tous les jours 6 h-20 h", False),
            ("le mardi", "le mardi ou le jeudi soir", True),
            ("juillet", "mi-mai à mi-octobre", True),
            ("au moment des foins", "novembre-mars", False),
            ("dimanche midi", "Sat & Sun", True),
            ("à partir de lundi", "jeudi", None),
            ("14 février, soir", "samedi, toute la journée", True),
        ],
    )
    def test_two_texts_share_a_moment(self, mine, theirs, meets):
        answer = moments_in(mine).meets(moments_in(theirs))
        assert answer is (True if mine == "mars" else meets)

    def test_what_is_had_from_afar(self):
        assert moments_in("visio ou sur place").is_remote
        assert not moments_in("sur place").is_remote

    def test_always_is_every_part_of_every_day(self):
        assert moments_in("24/7").week == ALL_WEEK

    @pytest.mark.parametrize(
        ("when", "text", "offer", "meets"),
        [
            ("en semaine", "Je finis à 17 h.", "jeudi 14h-17h", False),
            ("en semaine", "Je finis à 17 h.", "jeudi 17h-19h", True),
            ("n’importe", "Jamais libre le samedi.", "Sa", False),
            ("", "Le dimanche est mon seul jour libre.", "lun-ven", False),
            ("en semaine", "Répéter notre pièce en novembre", "mai-septembre", False),
            ("samedi", "Mon sac a été déchiré", "novembre-mars", None),
            ("mardi", "Sept centimètres d’épaisseur", "avril-juin", None),
            ("lundi", "Ma sœur est arrivée en mars", "juin", None),
            ("mardi", "Conduire ma mère, je travaille la semaine", "mardi", True),
            ("", "Je prends mon service à 17 h.", "lundi 20h", False),
        ],
    )
    def test_what_a_need_tells_by_the_way_narrows_when_it_is(self, when, text, offer, meets):
        assert moments_asked(when, text).meets(moments_in(offer)) is meets

    def test_a_feast_till_dawn_has_to_stay_late(self):
        late = moments_asked("samedi", "On danse jusqu’à l’aube").late
        assert late and not late & (moments_in("tous les jours 8h-22h").week or 0)
        assert moments_asked("samedi", "Je pars à l’aube").late is None

    @given(st.text(max_size=100))
    def test_any_text_shares_a_moment_with_itself_or_says_nothing(self, text):
        one = moments_in(text)
        assert one.meets(one) in {True, None}


class TestPublics:
    @pytest.mark.parametrize(
        ("text", "ages"),
        [
            ("mère de deux garçons (9 et 11 ans)", Ages(9, 11)),
            ("Semaine robot 11-14 ans", Ages(11, 14)),
            ("lycéen de 16 ans", Ages(16, 16)),
            ("pour les plus de 60 ans", Ages(60, 120)),
            ("des collégiens", Ages(11, 14)),
            ("tout public", None),
        ],
    )
    def test_ages(self, text, ages):
        assert ages_in(text) == ages

    def test_an_offer_is_held_to_figures_alone(self):
        assert stated_ages("apprécié des seniors") is None
        assert stated_ages("à partir de 14 ans") == Ages(14, 120)

    def test_who_it_is_for(self):
        assert publics_in("réservé aux demandeuses d’emploi") == {"job-seekers"}
        assert publics_in("étudiante en agronomie") == {"students"}

    @pytest.mark.parametrize(
        ("who", "text", "ages"),
        [
            ("artiste, 17 ans", "une scie", Ages(17, 17)),
            ("grand-mère", "deux petits-fils, neuf et onze ans", Ages(9, 11)),
            ("plombier", "je n’ai pas l’argon", Ages(18, 120)),
            ("plombier", "pour la classe de mon fils", None),
            ("éleveur", "trente ans de métier, dans cinq ans je m’arrête", Ages(18, 120)),
        ],
    )
    def test_of_whom_a_need_is(self, who, text, ages):
        assert ages_of(who, text) == ages

    def test_an_offer_for_adults_is_for_no_minor(self):
        assert stated_ages("Majeurs habilités") == Ages(18, 120)
        assert stated_ages("Jusqu’à 8 ans, avec un adulte") == Ages(0, 8)
        assert stated_ages("Tôle jusqu’à 2 mm, garantie 2 ans") is None

    def test_ages_in_months_and_in_classes(self):
        assert stated_ages("Halte-garderie, de 3 mois à 3 ans") == Ages(0, 3)
        assert stated_ages("Prêt de 3 mois à 1 an") is None
        assert stated_ages("À partir du CM1") == Ages(9, 120)
        assert stated_ages("Ma première boutique") is None
        assert stated_ages("For children of 6 to 10") == Ages(6, 10)
        assert stated_ages("Ladies and gentlemen over 55, with a note") == Ages(55, 120)
        assert stated_ages("Over 50 km away") is None
        assert ages_of("grandparents", "Stories for a two-year-old") == Ages(2, 2)
        assert stated_ages("Interdit aux moins de 18 ans") == Ages(18, 120)
        assert ages_of("lycéenne", "Aide en physique de terminale") == Ages(17, 18)

    def test_a_mother_may_want_something_for_herself(self):
        assert ages_of("mère de jumeaux de 7 ans", "Apprendre la soudure") == Ages(7, 120)
        assert ages_of("mère de jumeaux de 7 ans", "Qui les garde ?") == Ages(7, 7)

    def test_an_offer_that_takes_minors_with_somebody_is_for_them_too(self):
        assert stated_ages("Majeurs et mineurs accompagnés") is None

    def test_a_woman_says_so_by_the_name_of_what_she_does(self):
        assert "women" in publics_of("aide-soignante", "")
        assert "women" in publics_of("comptable", "Une soirée entre copines")
        assert "women" not in publics_of("couturier", "")

    def test_who_is_none_of_a_public_says_so(self):
        assert "associations" not in publics_of("papa", "Je ne suis dans aucune troupe")
        assert "associations" in publics_of("papa", "Pour notre troupe")

    def test_an_offer_is_for_one_public_alone_when_it_says_so(self):
        assert reserved_for("Pour les associations seulement") == {"associations"}
        assert reserved_for("Les associations sont bienvenues") == frozenset()
        assert reserved_for("Sages-femmes, conseillers") == frozenset()
        assert reserved_for("Étudiants bienvenus") == frozenset()
        assert reserved_for("Femmes et hommes de métier") == frozenset()
        assert reserved_for("Fauteuils et chaises seulement") == frozenset()
        assert reserved_for("Laines d’éleveurs uniquement") == frozenset()
        assert reserved_for("Prêté aux troupes, pas aux particuliers") == {"associations"}
        assert reserved_for("Réservé aux habitants de la communauté de communes") == frozenset()


class TestMagnitudes:
    @pytest.mark.parametrize(
        ("text", "magnitudes"),
        [
            ("My bowls need cone 9", Magnitudes(celsius=1260)),
            ("Mes émaux mûrissent à 1260", Magnitudes(celsius=1260)),
            ("de l’alu de 40 mm", Magnitudes(thick_mm=40)),
            ("grandissement 2000 au moins", Magnitudes(times=2000)),
            ("un four de 0,7 tonne", Magnitudes(load_kg=700)),
            ("Vingt mètres cubes de froid", Magnitudes(litres=20_000)),
            ("trois t-shirts, 40 m² de sol", Magnitudes(area_m2=40)),
            ("une plaque de 300 x 200 mm", Magnitudes()),
        ],
    )
    def test_what_is_asked(self, text, magnitudes):
        assert asked(text) == magnitudes

    @pytest.mark.parametrize(
        ("text", "magnitudes"),
        [
            ("Four électrique 1060 °C", Magnitudes(celsius=1060)),
            ("Tôle acier jusqu’à 15 mm", Magnitudes(thick_mm=15)),
            ("Acier de 1 à 8 mm", Magnitudes(thick_mm=8)),
            ("Contreplaqué 4 mm", Magnitudes()),
            ("Microscope numérique x200", Magnitudes(times=200)),
        ],
    )
    def test_the_most_that_is_given(self, text, magnitudes):
        assert offered(text) == magnitudes


def test_whether_one_must_come():
    assert must_come("Faire broyer ma haie chez moi")
    assert must_come("Je ne peux pas les emmener")
    assert not must_come("Un bureau, pas chez moi")


def test_who_would_give_a_hand_rather_than_have_one():
    assert wants_to_join("Mettre mes compétences au service d’un alpage")
    assert not wants_to_join("Tondeur de moutons, soixante brebis")


def test_who_lacks_somebody_would_not_give_a_hand():
    assert not wants_to_join("Nous avons les volontaires, et personne pour écrire le programme")


def test_what_only_shows_how():
    assert teaches("skill", "Premiers pas sur la laser")
    assert not teaches("training", "Initiation à la laser")  # filed as what it is
    assert not teaches("skill", "Opératrice de la laser")


def test_what_sort_of_thing_is_wished():
    assert OfferKind.ROOM in wished_kinds("une salle pour trente")
    assert OfferKind.SKILL in wished_kinds("quelqu’un qui s’y connaît")
    assert wished_kinds("poterie") == frozenset()


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Nous n’avons pas de four à céramique.", "fr"),
        ("On n’a plus de four à céramique.", "fr"),
        ("We do not have a pottery kiln.", "en"),
        ("The workshop has no pottery kiln.", "en"),
    ],
)
def test_what_an_offer_has_not_is_not_offered(spotter, text, lang):
    offer = Offer("o", "Atelier", text, kind="room", lang=lang)
    reading = read_offer(offer, spotter)
    assert "machines:kiln" in reading.refused
    assert "machines:kiln" not in reading.concepts


def test_a_word_that_only_looks_like_a_material_excludes_no_machine(spotter):
    """« multiples » has the stem of « multiplis », a plywood that no sewing machine works."""
    need = Need("n", "Surjeteuse à fils multiples")
    assert read_need(need, spotter).materials == frozenset()


def test_a_need_keeps_what_it_refuses_apart_from_what_it_seeks(spotter):
    need = Need("n", "Graver trente trophées en bois", "Pas de plastique.", who="ébéniste")
    reading = read_need(need, spotter)
    sought = {c for one in reading.subjects for c in one.concepts}
    assert "processes:engraving" in sought and "materials:wood" in sought
    assert "materials:plastic" in reading.refused and "materials:plastic" not in sought
    assert reading.materials == {"materials:wood"}


def test_what_the_keepers_recorded_counts_as_the_title(spotter):
    offer = Offer(
        "o", "Notre machine", concepts=("machines:laser-cutter",), width_mm=400, depth_mm=900
    )
    reading = read_offer(offer, spotter)
    assert reading.concepts["machines:laser-cutter"] == 1.0
    assert reading.plates == (Plate(900, 400),)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Neuf quilles pour la fête du village", OfferKind.EVENT),
        ("Il ne rentre pas dans ma voiture", OfferKind.VEHICLE),
        ("Tourner un bol après les cours", OfferKind.TRAINING),
        ("Le piano de la salle des fêtes", OfferKind.ROOM),
        ("I leave the office at six", OfferKind.DESK),
        ("Cinq planches pour le sentier", OfferKind.MATERIAL),
        ("Marquer mes initiales", OfferKind.TRAINING),
    ],
)
def test_what_is_known_is_not_sought(text, kind):
    assert kind not in wished_kinds(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Une salle pour douze", OfferKind.ROOM),
        ("Cours de poterie", OfferKind.TRAINING),
        ("Emprunter une remorque", OfferKind.VEHICLE),
        ("Looking for a desk", OfferKind.DESK),
        ("Quelqu’un pour graver", OfferKind.SKILL),
    ],
)
def test_what_is_sought_is_of_a_kind(text, kind):
    assert kind in wished_kinds(text)


@pytest.mark.parametrize(
    "available", ["toute l’année", "any time", "n’importe quand", "year-round"]
)
def test_what_is_always_to_be_had_is_so_in_july(available):
    offered = moments_offered(available, "")
    assert moments_asked("juillet", "").meets(offered) is True


@pytest.mark.parametrize(
    ("text", "gives"),
    [
        ("Mes mains marchent encore. Si ça peut servir à des gosses…", True),
        ("Je connais le métier. Je ne demande pas d’argent.", True),
        ("Third year, good with mosses", True),
        ("Looking for a desk", False),
        ("I would like to borrow a trailer", False),
        ("Je voudrais faire réparer mon vélo", False),
        ("J’ai envie d’une table à moi", False),
    ],
)
def test_who_would_give_a_hand(text, gives):
    assert wants_to_join(text) is gives


def test_what_one_does_without_is_neither_sought_nor_refused(spotter):
    reading = read_need(Need("n", "Rejoindre l’hôpital, sans voiture"), spotter)
    sought = {name for subject in reading.subjects for name in subject.concepts}
    assert not {name for name in sought | reading.refused if name.startswith("machines:car")}
