import math
import string

from entrelieux.core.linkage import LinkRow, PairModel, candidate_pairs, explain, sentence
from entrelieux.core.linkage.explain import START
from entrelieux.core.linkage.features import FINDINGS
from entrelieux.core.linkage.vocabulary import listed

MODEL = PairModel.load_default()
CODES = [START, *(name for _, name in FINDINGS)]


def test_reasons_sum_to_the_log_odds(auvergne: list[LinkRow]) -> None:
    for one, two in list(candidate_pairs(auvergne))[::25]:
        verdict = explain(auvergne[one], auvergne[two], MODEL)
        total = sum(reason.contribution for reason in verdict.reasons)
        assert math.isclose(1 / (1 + math.exp(-total)), verdict.probability, abs_tol=1e-9)


def test_every_finding_is_worded_in_both_languages() -> None:
    assert sorted(listed("reasons")) == sorted(CODES)
    assert all(set(wording) == {"fr", "en"} for wording in listed("reasons").values())


def test_wordings_ask_only_for_values_that_reasons_have() -> None:
    for code, wording in listed("reasons").items():
        asked = {
            name
            for text in wording.values()
            for _, name, *_ in string.Formatter().parse(text)
            if name
        }
        allowed = {"far"} if code.startswith("distance") else {"left", "right"}
        assert asked <= (set() if code == START else allowed)


def test_the_default_model_knows_every_finding_and_no_other() -> None:
    assert list(MODEL.weights) == [name for _, name in FINDINGS]


def test_a_reason_reads_as_a_sentence() -> None:
    one = LinkRow("1", name="CoCotte numérique", city="Murat", lat=45.11, lon=2.87)
    two = LinkRow("2", name="La cocotte numérique", city="Murat", lat=45.128, lon=2.85)
    said = {r.code: r for r in explain(one, two, MODEL).reasons}
    assert sentence(said["name_core_same"], "en") == (
        "The names differ by common words only: “CoCotte numérique” and “La cocotte numérique”."
    )
    near = sentence(said["distance_commune_near"], "fr")
    assert near.endswith("2,5\u00a0km les séparent.")


def test_a_model_survives_writing_and_reading() -> None:
    assert PairModel.from_json(MODEL.to_json()) == MODEL
