"""How fast the communes, the typing errors and the drawing of the map are, and what they weigh.

python bench/gazetteer.py
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from typing import Any

AUVERGNE = ("03", "15", "43", "63")
START = "import entrelieux.core.geo as g, resource, time; "
LOAD = (
    START + "a=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss; t=time.perf_counter(); "
    "f=g.load_france(); u=time.perf_counter()-t; f.find('murrat'); f.nearest(45, 3); "
    "f.by_postcode('15300'); b=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss; "
    "print(u*1000, (b-a)/1024)"
)


def main() -> None:
    from entrelieux.core.geo import MapPoint, load_france, territory_map
    from entrelieux.core.text import TypoIndex

    france = load_france()
    loads = [load_alone() for _ in range(5)]
    print(f"{len(france)} communes: read in {statistics.median(ms for ms, _ in loads):.0f} ms,")
    print(f"  with every index {statistics.median(mb for _, mb in loads):.0f} MB more in memory")
    names = [commune.name for commune in list(france)[:: len(france) // 500]]
    codes = [commune.code for commune in list(france)[:: len(france) // 500]]
    typed = [name[:-2] + name[-1] + name[-2] for name in names if len(name) > 5]
    points = [(c.lat, c.lon) for c in list(france)[::70]]
    print(f"{'':34}{'p50':>10}{'p95':>10}")
    show("by code", codes, france.by_code)
    show("by exact name", names, france.find)
    show("by name, two letters swapped", typed, france.find)
    show("beginning of three letters", names, lambda n: france.prefix(n[:3], 8, AUVERGNE))
    show("three nearest", points, lambda point: france.nearest(*point, 3))
    words = sorted({word for name in (c.name for c in france) for word in name.lower().split("-")})
    started = time.perf_counter()
    index = TypoIndex(words)
    print(f"typos over {len(index)} words: built in {time.perf_counter() - started:.2f} s")
    show("a word with a doubled letter", [w for w in words[::40] if len(w) > 5], doubled(index))
    communes = france.of_departments(AUVERGNE)
    for size in (500, 4_000, 35_000):
        drawn = [MapPoint(c.lat, c.lon, c.code) for c in (communes * 28)[:size]]
        show(f"map of {size} places", [drawn] * 5, lambda p: territory_map(p, departments=AUVERGNE))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"this process at its largest: {peak:.0f} MB")


def load_alone() -> tuple[float, float]:
    """(ms to read, MB with every index) in a process of its own."""
    output = subprocess.run(
        [sys.executable, "-c", LOAD], capture_output=True, check=True, text=True
    )
    ms, mb = output.stdout.split()
    return float(ms), float(mb)


def doubled(index: Any) -> Callable[[str], Any]:
    return lambda word: index.corrections(word[:3] + word[2] + word[3:])


def show(name: str, arguments: Sequence[Any], call: Callable[[Any], Any]) -> None:
    call(arguments[0])
    spent = []
    for argument in arguments:
        started = time.perf_counter()
        call(argument)
        spent.append(1000 * (time.perf_counter() - started))
    spent.sort()
    print(f"{name:34}{spent[len(spent) // 2]:9.3f} {spent[int(0.95 * len(spent))]:9.3f} ms")


if __name__ == "__main__":
    main()
