from dataclasses import replace

from entrelieux.core.linkage import LinkRow, PairModel, compare, refit

MODEL = PairModel.load_default()
HALL = LinkRow("1", name="Mairie de Herment", address="23 Grand'rue", city="Herment")
SERVICE = replace(HALL, row_id="2", name="France services Herment")
PHONES = (
    LinkRow("3", name="Le Hangar", city="Riom", phone="04 73 00 00 00"),
    LinkRow("4", name="Fabrique du Puy", city="Riom", phone="+33 473000000"),
)


def test_decisions_move_the_model_towards_them() -> None:
    before = MODEL.probability(compare(HALL, SERVICE))
    after = refit([(HALL, SERVICE)] * 3, [True] * 3, base=MODEL).probability(compare(HALL, SERVICE))
    more = refit([(HALL, SERVICE)] * 30, [True] * 30, base=MODEL)
    assert before < after < more.probability(compare(HALL, SERVICE))


def test_only_the_findings_that_were_judged_move() -> None:
    moved = refit([(HALL, SERVICE)], [True], base=MODEL)
    judged = set(compare(HALL, SERVICE).findings)
    changed = {
        name for name in MODEL.weights if abs(moved.weights[name] - MODEL.weights[name]) > 1e-9
    }
    assert changed == judged


def test_no_decision_moves_nothing() -> None:
    assert refit([], [], base=MODEL) == MODEL


def test_a_stiffer_refit_stays_closer() -> None:
    soft = refit([PHONES], [False], base=MODEL, stiffness=1.0).weights["phone_same"]
    stiff = refit([PHONES], [False], base=MODEL, stiffness=50.0).weights["phone_same"]
    assert soft < stiff < MODEL.weights["phone_same"]


def test_one_phone_written_two_ways_is_the_same_phone() -> None:
    assert "phone_same" in compare(*PHONES).findings
