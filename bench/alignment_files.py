"""What `entrelieux words align` gets right on whole lexicons, beside simpler ways.

    python bench/alignment_files.py            # the pairs held back (table of the documentation)
    python bench/alignment_files.py --tuned    # those read while it was made
    python bench/alignment_files.py --misses   # with --tuned: every link missed or wrong

Lexicons and links are in tests/core/words/alignment/data/lexicons. A link counts when its source
and its target are right; « relation too » also asks for the relation.
"""

from __future__ import annotations

import argparse
import csv
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from rapidfuzz import fuzz
from sklearn.feature_extraction.text import TfidfVectorizer

from entrelieux.core.words.alignment import align, load_encoder
from entrelieux.core.words.lexicon import Lexicon, Term
from entrelieux.core.words.lexicon.keys import word_key
from entrelieux.core.words.skos import read_skos

FOLDER = Path(__file__).parent.parent / "tests/core/words/alignment/data/lexicons"


class Link(NamedTuple):
    source: str
    target: str
    relation: str


System = Callable[[Lexicon, Lexicon], list[Link]]
Scored = tuple[float, Link]
Family = Callable[[Lexicon, Lexicon], list[Scored]]


class Pair(NamedTuple):
    name: str
    source: Lexicon
    target: Lexicon
    links: frozenset[Link]


def read_pairs(beginning: str) -> list[Pair]:
    return [read_pair(path) for path in sorted(FOLDER.glob(f"{beginning}-*.tsv"))]


def read_pair(path: Path) -> Pair:
    with path.open(encoding="utf-8", newline="") as stream:
        told = csv.DictReader(stream, delimiter="\t")
        rows = [Link(row["source"], row["target"], row["relation"]) for row in told]
    source, target = (lexicon_at(uri) for uri in rows[0][:2])
    return Pair(path.stem, source, target, frozenset(rows))


def lexicon_at(uri: str) -> Lexicon:
    voice = uri.removeprefix("https://").partition(".")[0]
    return read_skos((FOLDER / f"{voice}.ttl").read_text("utf-8")).lexicon


# ------------------------------------------------------------------------------ baselines


def labels(term: Term) -> list[str]:
    others = (text for texts in term.alt_labels.values() for text in texts)
    return [word_key(text) for text in (*term.labels.values(), *others)]


def same_label(source: Lexicon, target: Lexicon) -> list[Link]:
    return [
        Link(one.uri, other.uri, "exact")
        for one in source.terms
        for other in target.terms
        if set(labels(one)) & set(labels(other))
    ]


def fuzzy(source: Lexicon, target: Lexicon) -> list[Scored]:
    def score(one: Term, other: Term) -> float:
        pairs = ((a, b) for a in labels(one) for b in labels(other))
        return max(fuzz.token_sort_ratio(a, b) for a, b in pairs) / 100

    return best_of(source, target, score)


def character_grams(source: Lexicon, target: Lexicon) -> list[Scored]:
    terms = (*source.terms, *target.terms)
    grams = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4))
    grams.fit([key for term in terms for key in labels(term)])
    known = {term: grams.transform(labels(term)) for term in terms}
    return best_of(source, target, lambda a, b: float((known[a] @ known[b].T).max()))


def vectors_only(source: Lexicon, target: Lexicon) -> list[Scored]:
    encode = load_encoder()
    known = {term: encode(texts_of(term)) for term in (*source.terms, *target.terms)}
    return best_of(source, target, lambda a, b: float((known[a] @ known[b].T).max()))


def texts_of(term: Term) -> list[str]:
    others = (text for texts in term.alt_labels.values() for text in texts)
    return [*term.labels.values(), *others]


def best_of(source: Lexicon, target: Lexicon, score: Callable[[Term, Term], float]) -> list[Scored]:
    found = []
    for one in source.terms:
        best, uri = max((score(one, other), other.uri) for other in target.terms)
        found.append((best, Link(one.uri, uri, "exact")))
    return found


def from_floor(family: Family) -> System:
    """A baseline with the threshold that suits it best on the pairs to learn from."""
    told = [(pair, family(pair.source, pair.target)) for pair in read_pairs("tuned")]

    def f1(floor: float) -> float:
        kept = [(link, pair) for pair, scored in told for best, link in scored if best >= floor]
        right = sum(link[:2] in {gold[:2] for gold in pair.links} for link, pair in kept)
        return 2 * right / (len(kept) + sum(len(pair.links) for pair, _ in told))

    least = max((step / 20 for step in range(4, 20)), key=f1)
    return lambda a, b: [link for best, link in family(a, b) if best >= least]


def ours(encoder: object) -> System:
    def system(source: Lexicon, target: Lexicon) -> list[Link]:
        found = align(source, target, encoder=encoder)
        return [Link(link.source, link.target, link.relation.value) for link in found]

    return system


# ------------------------------------------------------------------------------ scoring


def scores(system: System, pairs: Sequence[Pair]) -> tuple[float, ...]:
    """Precision, recall and F1 of all the pairs together; F1 with the relation too."""
    said = right = fully = wanted = 0
    for pair in pairs:
        found = system(pair.source, pair.target)
        gold = {link[:2] for link in pair.links}
        said, wanted = said + len(found), wanted + len(pair.links)
        right += sum(link[:2] in gold for link in found)
        fully += sum(link in pair.links for link in found)
    return (
        right / max(1, said),
        right / wanted,
        2 * right / (said + wanted),
        2 * fully / (said + wanted),
    )


def systems() -> dict[str, System]:
    told: dict[str, System] = {
        "same label, synonyms included": same_label,
        "fuzzy (token sort)": from_floor(fuzzy),
        "tf-idf of 2–4 characters": from_floor(character_grams),
        "ours": ours(None),
    }
    if load_encoder():
        told["sentence vectors alone"] = from_floor(vectors_only)
        told["ours with `[semantic]`"] = ours(load_encoder())
    return told


def print_misses(system: System, pairs: Sequence[Pair]) -> None:
    for pair in pairs:
        found = {link[:2]: link for link in system(pair.source, pair.target)}
        gold = {link[:2]: link for link in pair.links}
        names = {t.uri: "/".join(texts_of(t)) for t in (*pair.source.terms, *pair.target.terms)}
        for key in sorted(gold.keys() | found.keys()):
            if key not in gold:
                print(f"{pair.name} wrong  {names[key[0]]} {found[key].relation} {names[key[1]]}")
            elif key not in found:
                print(f"{pair.name} missed {names[key[0]]} {gold[key].relation} {names[key[1]]}")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--tuned", action="store_true")
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    pairs = read_pairs("tuned" if options.tuned else "held")
    print(f"{len(pairs)} pairs of lexicons, {sum(len(pair.links) for pair in pairs)} links")
    print("| | precision | recall | F1 | F1, relation too | s |")
    print("|---|---|---|---|---|---|")
    for name, system in systems().items():
        started = time.perf_counter()
        cells = " | ".join(f"{cell:.2f}" for cell in scores(system, pairs))
        print(f"| {name} | {cells} | {time.perf_counter() - started:.1f} |")
    if options.misses and options.tuned:
        print_misses(list(systems().values())[-1], pairs)


if __name__ == "__main__":
    main()
