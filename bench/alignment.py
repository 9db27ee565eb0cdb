"""What the alignment of words gets right on pairs held back, beside simpler ways.

    python bench/alignment.py          # tables of docs/algorithms/alignment.md
    python bench/alignment.py --fit    # learn the shipped weights again from the other half
    python bench/alignment.py --misses # what the best system gets wrong in the half it learned from

Pairs are in tests/core/words/alignment/data. A source word goes to one half by its hash, whatever
its target; the lexicons whose name begins with « tuned » are learned from too. With vectors only
when the extra `semantic` is installed. Whole lexicons held back: bench/alignment_files.py.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

import numpy as np
from rapidfuzz import fuzz
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from bench.alignment_files import Pair, read_pairs  # noqa: E402
from entrelieux.core.words.alignment import Aligner, AlignmentModel, load_encoder  # noqa: E402
from entrelieux.core.words.alignment.measures import MEASURES, Measures  # noqa: E402
from entrelieux.core.words.alignment.profiles import Profile  # noqa: E402
from entrelieux.core.words.alignment.vectors import Encoder  # noqa: E402
from entrelieux.core.words.lexicon import Term, TermKind, new_uri  # noqa: E402
from entrelieux.core.words.lexicon.keys import word_key  # noqa: E402

PAIRS = ROOT / "tests/core/words/alignment/data/pairs.tsv"
SHIPPED = ROOT / "src/entrelieux/core/words/alignment/data/model.json"
ENGLISH = {"makerspace"}
RELATIONS = ("exact", "close", "broader", "narrower", "related")
# No pair of the file tells these: set by hand.
BY_HAND = {"linked": 8.0, "uses": 4.0, "kind_clash": -3.0}
VECTORS = {"vector", "vector_lead"}
# What tells exact from close; « one » is the constant.
OF_EXACTNESS = ("one", "stems", "overlap", "same_concept", "under_concept", "near_concept")
PRECISION_WANTED = 0.8
STIFFNESS = 1.0


@dataclass(frozen=True)
class Question:
    """A word of one community asked of another's; `answers` are target -> relation."""

    source: Term
    target_voice: str
    answers: dict[str, str]
    is_held: bool


Link = tuple[str, str, float]  # target, relation, score
Measured = Sequence[tuple[Question, list[tuple[str, Measures]]]]
System = Callable[[Question, Sequence[Term]], list[Link]]


def term_of(voice: str, label: str) -> Term:
    language = "en" if voice in ENGLISH else "fr"
    return Term(new_uri(f"https://{voice}.example", label), TermKind.THING, {language: label})


def is_held(source: str) -> bool:
    return sha256(source.encode()).digest()[0] % 2 == 0


def read_questions(path: Path = PAIRS) -> tuple[list[Question], dict[str, list[Term]]]:
    """The questions, and the words of each voice: all that the file says of it."""
    answers: dict[tuple[str, str, str], dict[str, str]] = defaultdict(dict)
    voices: dict[str, dict[str, Term]] = defaultdict(dict)
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream, delimiter="\t"):
            source, target = term_of(row["source_voice"], row["source"]), row["target"]
            voices[row["source_voice"]][row["source"]] = source
            told = answers[row["source_voice"], row["source"], row["target_voice"]]
            if target:
                voices[row["target_voice"]][target] = term_of(row["target_voice"], target)
                told[voices[row["target_voice"]][target].uri] = row["relation"]
    questions = [
        Question(voices[voice][source], target, told, is_held(source))
        for (voice, source, target), told in answers.items()
    ]
    return questions, {voice: list(terms.values()) for voice, terms in voices.items()}


def questions_of(pair: Pair) -> list[Question]:
    """Every word of a lexicon asked of the other one."""
    there: dict[str, dict[str, str]] = defaultdict(dict)
    for source, target, relation in pair.links:
        there[source][target] = relation
    return [
        Question(term, pair.target.uri, there[term.uri], is_held=False)
        for term in pair.source.terms
    ]


# ------------------------------------------------------------------------------ baselines


def label(term: Term) -> str:
    return next(iter(term.labels.values()))


def exact_label(question: Question, candidates: Sequence[Term]) -> list[Link]:
    key = word_key(label(question.source))
    return [(one.uri, "exact", 1.0) for one in candidates if word_key(label(one)) == key]


def fuzzy(question: Question, candidates: Sequence[Term]) -> list[Link]:
    key = word_key(label(question.source))
    scores = [fuzz.token_sort_ratio(key, word_key(label(one))) / 100 for one in candidates]
    return ranked(candidates, scores)


def character_grams(question: Question, candidates: Sequence[Term]) -> list[Link]:
    keys = [word_key(label(one)) for one in candidates]
    vectors = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4)).fit(keys)
    scores = vectors.transform([word_key(label(question.source))]) @ vectors.transform(keys).T
    return ranked(candidates, scores.toarray()[0])


def ranked(candidates: Sequence[Term], scores: Iterable[float]) -> list[Link]:
    told = sorted(zip(scores, candidates, strict=True), key=lambda one: (-one[0], one[1].uri))
    return [(term.uri, "exact", float(score)) for score, term in told if score > 0]


# ------------------------------------------------------------------------------ ours


class Ours:
    """The aligner of each voice, its measures kept."""

    def __init__(
        self,
        voices: dict[str, list[Term]],
        encoder: Encoder | None,
        model: AlignmentModel | None = None,
    ) -> None:
        self.aligners = {
            voice: Aligner(
                terms,
                others=[one for name, some in voices.items() if name != voice for one in some],
                encoder=encoder,
                model=model,
            )
            for voice, terms in voices.items()
        }

    def __call__(self, question: Question, candidates: Sequence[Term]) -> list[Link]:
        found = self.aligners[question.target_voice].propose(question.source, 5, least=0.0)
        return [(link.target, link.relation.value, link.score) for link in found]

    def forgetful(self) -> Ours:
        """The same, for half of the words unknown to the vocabulary: as those of a new community.

        Without it the weights would trust a vocabulary that was written with these words in mind.
        """
        for aligner in self.aligners.values():
            aligner.candidates = tuple(map(forgotten, aligner.candidates))
            aligner._others = {term: forgotten(one) for term, one in aligner._others.items()}
        return self

    def measured(self, question: Question) -> list[tuple[str, Measures]]:
        aligner = self.aligners[question.target_voice]
        rows = aligner.measures(aligner.profile(question.source))
        return [(one.term.uri, told) for one, told in zip(aligner.candidates, rows, strict=True)]


def forgotten(profile: Profile) -> Profile:
    is_kept = sha256(profile.term.uri[::-1].encode()).digest()[0] % 2
    return profile if is_kept else replace(profile, meanings=frozenset())


def fit(ours: Sequence[Ours], questions: Sequence[Question], with_vectors: bool) -> AlignmentModel:
    """Weights from the half to learn from: a ridge logistic on every candidate."""
    names = [
        name for name in MEASURES if name not in BY_HAND and (with_vectors or name not in VECTORS)
    ]
    rows, right, kinds = [], [], []
    measured = [(question, one.measured(question)) for one in ours for question in questions]
    for question, candidates in measured:
        for uri, told in candidates:
            rows.append([told[name] for name in names])
            right.append(uri in question.answers)
            if uri in question.answers:
                kinds.append((told, question.answers[uri]))
    learned = LogisticRegression(C=STIFFNESS, max_iter=2000).fit(np.array(rows), right)
    weights = dict(zip(names, learned.coef_[0].round(3).tolist(), strict=True)) | BY_HAND
    draft = AlignmentModel(
        float(learned.intercept_[0].round(3)), weights, exactness(kinds, with_vectors), 0.5
    )
    return AlignmentModel(draft.intercept, weights, draft.exactness, threshold(draft, measured))


def exactness(kinds: Sequence[tuple[Measures, str]], with_vectors: bool) -> dict[str, float]:
    names = [*OF_EXACTNESS, *(["vector"] if with_vectors else [])]
    told = [(m, kind) for m, kind in kinds if kind in {"exact", "close"}]
    rows = [[m.get(name, 1.0) for name in names] for m, _ in told]
    learned = LogisticRegression(C=STIFFNESS, fit_intercept=False, max_iter=2000)
    learned.fit(np.array(rows), [kind == "exact" for _, kind in told])
    return dict(zip(names, learned.coef_[0].round(3).tolist(), strict=True))


def threshold(model: AlignmentModel, measured: Measured) -> float:
    """The chance from which the best link of each question makes the best F1."""
    told = []
    for question, candidates in measured:
        best, uri = max((model.chance(m), uri) for uri, m in candidates)
        told.append((best, uri in question.answers))
    asked = sum(bool(question.answers) for question, _ in measured)

    def f1(floor: float) -> float:
        kept = [is_right for score, is_right in told if score >= floor]
        return 2 * sum(kept) / (len(kept) + asked) if kept else 0.0

    return max((round(floor, 2) for floor in np.arange(0.05, 0.9, 0.01)), key=f1)


# ------------------------------------------------------------------------------ scoring


def hits(
    system: System, questions: Sequence[Question], voices: dict[str, list[Term]]
) -> list[list[Link]]:
    return [system(question, voices[question.target_voice]) for question in questions]


def best_floor(told: list[list[Link]], questions: Sequence[Question]) -> float:
    """The threshold that suits a baseline best in the half to learn from."""
    floors = sorted({links[0][2] for links in told if links}) or [0.0]
    return max(floors, key=lambda floor: score(told, questions, floor)[4])


def score(told: list[list[Link]], questions: Sequence[Question], floor: float) -> tuple[float, ...]:
    """hits@1, hits@5, precision, recall, F1 of the first link, and the share of silence kept."""
    asked = [(links, q.answers) for links, q in zip(told, questions, strict=True) if q.answers]
    first = np.mean([bool(links) and links[0][0] in known for links, known in asked])
    five = np.mean([any(link[0] in known for link in links[:5]) for links, known in asked])
    kept = [
        (links[0][0] in q.answers)
        for links, q in zip(told, questions, strict=True)
        if links and links[0][2] >= floor
    ]
    right = sum(kept)
    precision, recall = right / max(1, len(kept)), right / len(asked)
    silent = [
        not links or links[0][2] < floor
        for links, q in zip(told, questions, strict=True)
        if not q.answers
    ]
    f1 = 2 * right / (len(kept) + len(asked))
    return float(first), float(five), precision, recall, f1, float(np.mean(silent))


def by_relation(
    told: list[list[Link]], questions: Sequence[Question], floor: float
) -> dict[str, str]:
    """Precision / recall of the first link with its relation."""
    out = {}
    for relation in RELATIONS:
        said = right = meant = 0
        for links, question in zip(told, questions, strict=True):
            meant += relation in question.answers.values()
            if links and links[0][2] >= floor and links[0][1] == relation:
                said += 1
                right += question.answers.get(links[0][0]) == relation
        precision = f"{right / said:.2f}" if said else "–"
        out[relation] = f"{precision} / {right / meant:.2f}" if meant else "–"
    return out


def print_scores(
    systems: dict[str, System],
    floors: dict[str, float],
    questions: Sequence[Question],
    voices: dict[str, list[Term]],
) -> None:
    learned = [question for question in questions if not question.is_held]
    held = [question for question in questions if question.is_held]
    print("\n| system | hits@1 | hits@5 | precision | recall | F1 | silent when there is none |")
    print("|---|---|---|---|---|---|---|")
    tables = {}
    for name, system in systems.items():
        if name not in floors:
            floors[name] = best_floor(hits(system, learned, voices), learned)
        told = hits(system, held, voices)
        cells = " | ".join(f"{x:.2f}" for x in score(told, held, floors[name]))
        print(f"| {name} | {cells} |")
        tables[name] = by_relation(told, held, floors[name])
    print(f"\n| precision / recall | {' | '.join(RELATIONS)} |")
    print("|---" * (len(RELATIONS) + 1) + "|")
    for name, cells in tables.items():
        print(f"| {name} | " + " | ".join(cells[relation] for relation in RELATIONS) + " |")


def print_calibration(system: System, questions: Sequence[Question]) -> None:
    told = [(system(q, ())[0][2], system(q, ())[0][0] in q.answers) for q in questions]
    print("\n| score of the first link | links | said (mean) | right (share) |\n|---|---|---|---|")
    for low, high in ((0, 0.2), (0.2, 0.4), (0.4, 0.6), (0.6, 0.8), (0.8, 1.01)):
        some = [one for one in told if low <= one[0] < high]
        if some:
            said, right = np.mean(some, axis=0)
            print(f"| {low:.1f} to {min(high, 1):.1f} | {len(some)} | {said:.2f} | {right:.2f} |")


def print_misses(system: System, questions: Sequence[Question]) -> None:
    for question in questions:
        links = system(question, ())
        gold = question.answers.get(links[0][0])
        if gold != links[0][1]:
            shown = [(uri.split("/")[-1], kind, round(x, 2)) for uri, kind, x in links[:3]]
            known = {uri.split("/")[-1]: kind for uri, kind in question.answers.items()}
            print(f"{label(question.source)} -> {question.target_voice}: {known} / {shown}")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--fit", action="store_true")
    parser.add_argument("--misses", action="store_true")
    told = parser.parse_args()
    questions, voices = read_questions()
    learned = [question for question in questions if not question.is_held]
    pairs = read_pairs("tuned")
    of_lexicons = {one.uri: list(one.terms) for pair in pairs for one in (pair.source, pair.target)}
    asked = [*learned, *(question for pair in pairs for question in questions_of(pair))]
    encoders = {"plain": None, **({"semantic": load_encoder()} if load_encoder() else {})}
    if told.fit:
        shipped = json.loads(SHIPPED.read_text("utf-8")) if SHIPPED.exists() else {}
        for name, encoder in encoders.items():
            draft = AlignmentModel(0.0, {}, {}, 0.5)
            made = [Ours({**voices, **of_lexicons}, encoder, draft) for _ in range(2)]
            model = fit([made[0], made[1].forgetful()], asked, encoder is not None)
            shipped[name] = {
                "intercept": model.intercept,
                "weights": dict(model.weights),
                "exactness": dict(model.exactness),
                "propose_from": model.propose_from,
            }
        SHIPPED.write_text(json.dumps(shipped, indent=1) + "\n", encoding="utf-8")
    started = time.perf_counter()
    systems = {f"ours, {name}": Ours(voices, encoder) for name, encoder in encoders.items()}
    floors = {
        name: next(iter(system.aligners.values())).model.propose_from
        for name, system in systems.items()
    }
    if told.misses:
        print_misses(list(systems.values())[-1], learned)
        return
    baselines: dict[str, System] = {
        "same label": exact_label,
        "fuzzy (token sort)": fuzzy,
        "tf-idf of 2–4 characters": character_grams,
    }
    held = [question for question in questions if question.is_held]
    print(f"{len(questions)} questions, {len(held)} held back")
    print_scores({**baselines, **systems}, floors, questions, voices)
    print_calibration(list(systems.values())[-1], held)
    print(f"\n{time.perf_counter() - started:.1f} s in all")


if __name__ == "__main__":
    main()
