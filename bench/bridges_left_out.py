"""What the engine of bridges is worth on a set that its weights and threshold have not seen.

    python bench/bridges_left_out.py [--without-meaning]

Each set that may be read is left out in turn, weights and threshold are fitted on the others, and
it is measured. Phrases were written with several of these sets in sight: only `tune_opened` says
what they are worth, and it does so no more for those that are written since it was opened.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from bench.fitting import Case, cases_of, fitted, suggested  # noqa: E402
from bench.judging import FIGURES, READABLE, judge, mean_figures  # noqa: E402
from bench.table import print_table  # noqa: E402
from entrelieux.core.bridging.vectors import shipped_encoder  # noqa: E402


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--without-meaning", action="store_true")
    options = parser.parse_args()
    encoder = None if options.without_meaning else shipped_encoder()
    sets = {name: cases_of(folder, encoder) for name, folder in READABLE.items()}
    judged = {name: left_out(sets, name) for name in sets}
    judged["all"] = [one for some in judged.values() for one in some]
    print_table("Each set left out in turn", ("", "n", *FIGURES), [
        [name, len(some), *(f"{mean_figures(some)[figure]:.3f}" for figure in FIGURES)]
        for name, some in judged.items()
    ])  # fmt: skip


def left_out(sets: dict[str, list[Case]], name: str) -> list[dict[str, float]]:
    weights = fitted([one for other, cases in sets.items() if other != name for one in cases])
    return [judge(suggested(case, weights), case.judged) for case in sets[name]]


if __name__ == "__main__":
    main()
